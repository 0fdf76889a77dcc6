"""Where the order of what happened counts: the lives of a policy, the reach of an order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kg.law.judgments import DISPOSITION
from kg.law.operations import RESHAPES
from kg.records.things import Effect, Operation, World
from kg.values.day import Day

#: A date: its origin, the effect or action whose it is, the day.
Dated = tuple[str, str, Day]
#: The track of all that words can reach which speak of later measures, and of these words.
_LATER: Final = "later measures"
#: What opens a life of a policy or ends it.
_OF_A_LIFE: Final = (Operation.COMMENCE, Operation.TERMINATE, Operation.ERASE)


class Tracks:
    """By effect and action the policies and effects for which it counts when it was."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._found: dict[str, set[str]] = defaultdict(set)
        #: Those on which it counts between which of the others something was: that of a policy,
        #: by the whole it is part of, whose lives are opened and ended, and those of what counts
        #: only if it came before something.
        self.ordered: set[str] = set()
        self._produced: dict[str, list[str]] = defaultdict(list)
        for effect in world.effects.values():
            self._produced[effect.action].append(effect.id)
        for effect in world.effects.values():
            self._enter(effect)
        for effect in world.effects.values():
            self._enter_what_is_moved(effect)
            self._enter_judgment(effect)
        self._enter_later_measures()
        for action in world.actions.values():
            for met in (*action.triggers, *action.concludes):
                self._found[action.id] |= self._found[met]
        self._enter_what_hangs()

    def of(self, thing: str) -> set[str]:
        """The tracks of an effect or action."""
        return self._found.get(thing, set())

    def other_days(self) -> Iterator[Dated]:
        """The dates, beside those of the clock, before and after which something can be."""
        for effect in self._world.effects.values():
            action = self._world.actions.get(effect.action)
            for who in self._world.suits.get(action.case or "", ()) if action else ():
                yield from (("", effect.id, day) for day in (who.joined, who.left) if day)

    def _enter(self, effect: Effect) -> None:
        # The end of an order counts beside the beginning of what would move that end, and its
        # beginning beside the days on which a party came or went.
        tracks = {effect.id}
        if effect.kind.operation in RESHAPES:
            tracks.update(self._acted_on(effect))
        if effect.kind.operation in _OF_A_LIFE:
            lives = {self._whole(t) for t in effect.targets if t in self._world.policies}
            self.ordered |= lives
            tracks |= lives
        self._found[effect.id] = tracks

    def _enter_what_is_moved(self, effect: Effect) -> None:
        """A new beginning or end counts wherever the one counts that it takes the place of."""
        if any((*effect.leaves_span, *effect.adds_span)):
            for other in self._acted_on(effect):
                self._found[effect.id] |= self._found[other]

    def _enter_judgment(self, effect: Effect) -> None:
        """A judgment ends by law what was there before it; an order protects who sued before it."""
        if effect.kind == DISPOSITION:
            makers = {self._world.effects[name].action for name in effect.targets}
            for action in (effect.action, *makers):
                self._found[action].add(effect.id)
            self.ordered.add(effect.id)
        made = self._world.actions.get(effect.action)
        if made and made.case in self._world.suits:
            self._found[made.id].add(effect.id)
            self.ordered.add(effect.id)

    def _enter_later_measures(self) -> None:
        """Of words that reach later measures it counts which policies were issued after them."""
        self.ordered.add(_LATER)
        words = [e for e in self._world.effects.values() if e.reaches_later]
        for effect in words:
            self._found[effect.action].add(_LATER)
        for action in self._world.actions.values() if words else ():
            if action.enacts or any(self._opens(name) for name in self._produced[action.id]):
                self._found[action.id].add(_LATER)

    def _opens(self, effect: str) -> bool:
        return self._world.effects[effect].kind.operation is Operation.COMMENCE

    def _acted_on(self, effect: Effect) -> Iterator[str]:
        for target in effect.targets:
            yield from (target,) if target in self._world.effects else self._produced[target]

    def _whole(self, policy: str) -> str:
        seen = {policy}
        policies = self._world.policies
        while (known := policies.get(policy)) and known.part_of and known.part_of not in seen:
            policy = known.part_of
            seen.add(policy)
        return policy

    def _enter_what_hangs(self) -> None:
        """Of what begins when another thing ends, where its order counts: all that can end it."""
        ordered = (*RESHAPES, *_OF_A_LIFE)
        effects = self._world.effects.values()
        hung = [e for e in effects if e.begins_when_ends and e.kind.operation in ordered]
        if not hung:
            return
        groups = _Groups(self._world)
        hanging = {groups.of(effect.id) for effect in hung}
        for thing in (*self._world.effects, *self._world.actions):
            if groups.of(thing) in hanging:
                self._found[thing] = {*self._found[thing], groups.of(thing)}


class _Groups:
    """Policies, effects and actions in groups of which no two hang together."""

    def __init__(self, world: World) -> None:
        self._above: dict[str, str] = {}
        for policy in world.policies.values():
            self._join(policy.id, policy.part_of, *policy.same_end_as)
        for action in world.actions.values():
            self._join(action.id, *action.enacts, *action.triggers, *action.concludes)
        for effect in world.effects.values():
            hung = (effect.lasts_while, effect.begins_when_ends)
            self._join(effect.id, effect.action, *effect.targets, *hung)

    def of(self, thing: str) -> str:
        """The group of a thing, by the name of one in it."""
        top = thing
        while (above := self._above.get(top, top)) != top:
            top = above
        while thing != top:
            thing, self._above[thing] = self._above[thing], top
        return top

    def _join(self, one: str, *others: str | None) -> None:
        for other in others:
            if other:
                self._above[self.of(other)] = self.of(one)
