"""Who acts on whom: the links between effects and policies, made once for a world."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from kg.law.clock import Clock
from kg.law.coverage import turns_of_groups
from kg.law.cycles import CycleError, in_order
from kg.law.operations import RESHAPES, STRIKES, UNDOES_THE_INSTRUMENT
from kg.records.things import Effect, Kind, Operation, World
from kg.values.scope import Scope, full

#: The last part of the id of the effect that a judgment has by law, whatever it says.
DISPOSED = "#disposition"
#: A judgment that disposes of a suit ends its interlocutory relief, whoever wins.
DISPOSITION = Kind(
    "final-judgment", "final judgment", Operation.TERMINATE, "ended by", stands_alone=True
)


class Index:
    """The links that the one rule follows, with effects in an order that decides causes first."""

    def __init__(self, world: World) -> None:
        self.world = with_dispositions(world)
        self.clock = Clock.of(self.world)
        self.effects = self.world.effects
        self.parts: dict[str, list[str]] = defaultdict(list)
        for policy in self.world.policies.values():
            if policy.part_of:
                self.parts[policy.part_of].append(policy.id)
        self._refuse_circles_of_parts()
        self._aimed_at = self._aims()
        self._hits: dict[str, tuple[str, ...]] = {}
        self.acting_on = {
            effect: tuple(
                other
                for other in self._aimed_at.get(effect, ())
                if self.effects[other].kind.operation in (*STRIKES, *RESHAPES)
            )
            for effect in self.effects
        }
        self.order = in_order(self.effects, self.leans_on)
        self.scopes = {name: self._scope_by_its_words(e) for name, e in self.effects.items()}

    def _aims(self) -> dict[str, list[str]]:
        """Effects by what they act on; an effect on an action acts on each effect it produced."""
        produced: dict[str, list[str]] = defaultdict(list)
        for effect in self.effects.values():
            produced[effect.action].append(effect.id)
        aimed: dict[str, list[str]] = defaultdict(list)
        for effect in self.effects.values():
            for target in effect.targets:
                for name in self._targeted(effect, target, produced.get(target, [target])):
                    aimed[name].append(effect.id)
        return aimed

    def _targeted(self, effect: Effect, target: str, produced: list[str]) -> list[str]:
        """What an effect acts on by naming a target: itself, or all that an action produced.

        Undoing a judgment does not revive the interlocutory relief that it had taken up.
        """
        if target in self.effects:
            return [target]
        if effect.kind.operation not in STRIKES:
            return produced
        return [n for n in produced if n == target or not self.effects[n].kind.stands_alone]

    def _scope_by_its_words(self, effect: Effect) -> Scope | None:
        """The scope that the order alone gives an effect; None where its suit's parties count."""
        stated = effect.scope if effect.scope is not None else Scope()
        bar = effect.kind.operation is Operation.BAR
        if bar and not (stated and stated.binds):
            on_effects = all(target not in self.world.policies for target in effect.targets)
            return full(stated) if on_effects and not stated else None
        return stated if stated else full(stated)

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The place of each effect in the order that decides causes first."""
        return {name: number for number, name in enumerate(self.order)}

    @cached_property
    def leaning_on(self) -> Mapping[str, tuple[str, ...]]:
        """From each effect to those whose decision looks at it."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self.effects:
            for other in self.leans_on(name):
                found[other].append(name)
        return {name: tuple(others) for name, others in found.items()}

    @cached_property
    def turning(self) -> tuple[list[dt.date], list[str]]:
        """The days on which a decision can turn by its own dates, sorted, and whose it is."""
        found = sorted((day, name) for name in self.effects for day in self._turns_of(name))
        return [day for day, _ in found], [name for _, name in found]

    def _turns_of(self, name: str) -> set[dt.date]:
        effect, clock = self.effects[name], self.clock
        action = self.world.actions.get(effect.action)
        days = [clock.begins[name], clock.ends[name], clock.decided.get(effect.action)]
        joined = self.membership_days(effect)
        for other in self.acting_on[name]:
            known = self.effects[other]
            days += [*known.leaves_span, *known.adds_span]
            joined |= self.membership_days(known)
        for other in self.hangs_on(name):
            days += [clock.decided.get(action) for action in self.enacted_by(other)]
        if self.scopes[name] is None and action and action.case:
            days += [who.left for who in self.world.suits.get(action.case, ())]
        return joined.union(day.first for day in days if day is not None)

    def reshaped_by(self, effect: Effect) -> tuple[str, ...]:
        """The effects whose reach and dates an effect changes, where it works."""
        if effect.kind.operation not in RESHAPES:
            return ()
        return tuple(other for other, acting in self.acting_on.items() if effect.id in acting)

    def membership_days(self, effect: Effect) -> set[dt.date]:
        """The days on which someone may join or leave what the scopes of an effect name."""
        scopes = (effect.scope, effect.leaves, effect.adds)
        groups = {group for scope in scopes if scope is not None for group in scope.groups}
        return {day for group in groups for day in self.group_days.get(group, ())}

    @cached_property
    def group_days(self) -> Mapping[str, frozenset[dt.date]]:
        """The days on which membership can turn, by class or association."""
        return turns_of_groups(self.world.around)

    def lineage(self, policy: str) -> tuple[str, ...]:
        """The policy and the wholes it is part of, from the inside outward."""
        chain: list[str] = []
        current: str | None = policy
        while current and current not in chain:
            chain.append(current)
            known = self.world.policies.get(current)
            current = known.part_of if known else None
        return tuple(chain)

    def below(self, policy: str) -> Iterator[str]:
        """The policy and all its parts, and theirs."""
        waiting = [policy]
        while waiting:
            name = waiting.pop()
            yield name
            waiting += self.parts.get(name, ())

    def _refuse_circles_of_parts(self) -> None:
        for policy in self.world.policies:
            chain = self.lineage(policy)
            top = self.world.policies.get(chain[-1])
            if top is not None and top.part_of in chain:
                raise CycleError(chain[chain.index(top.part_of) :])

    def aimed_at(self, thing: str) -> tuple[str, ...]:
        """The effects that name this thing as their target."""
        return tuple(self._aimed_at.get(thing, ()))

    def hits(self, policy: str) -> tuple[str, ...]:
        """Every effect that hits the policy: aimed at it, at a whole of it, or reaching it.

        A hit on an inseverable part takes the whole, and words that reach any later
        measure to the same end take a policy issued after the order.
        """
        if policy not in self._hits:
            self._hits[policy] = tuple(dict.fromkeys(self._find_hits(policy)))
        return self._hits[policy]

    def _find_hits(self, policy: str) -> list[str]:
        lineage = self.lineage(policy)
        found = [effect for name in lineage for effect in self.aimed_at(name)]
        for relative in self.below(lineage[-1]):
            found += [e for e in self.aimed_at(relative) if self.effects[e].inseverable]
        found += self._reaching(policy, lineage)
        return found

    def _reaching(self, policy: str, lineage: tuple[str, ...]) -> Iterator[str]:
        decided = (self.clock.decided.get(action) for action in self.enacted_by(policy))
        issued = min((day for day in decided if day is not None), default=None)
        for earlier in self._same_end(lineage):
            for name in self.lineage(earlier):
                for effect in self.aimed_at(name):
                    begin = self.clock.begins[effect]
                    later = issued and begin and issued.last >= begin.first
                    if self.effects[effect].reaches_later and later:
                        yield effect

    def _same_end(self, lineage: tuple[str, ...]) -> Iterator[str]:
        waiting, seen = list(lineage), set(lineage)
        while waiting:
            known = self.world.policies.get(waiting.pop())
            for earlier in known.same_end_as if known else ():
                if earlier not in seen:
                    seen.add(earlier)
                    waiting.append(earlier)
                    yield earlier

    @cached_property
    def _enacting(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for action in self.world.actions.values():
            for policy in action.enacts:
                found[policy].append(action.id)
        return found

    def enacted_by(self, policy: str) -> list[str]:
        """The actions that enact the policy or a whole of it, else those that put it in force."""
        lineage = self.lineage(policy)
        enacting = [action for name in lineage for action in self._enacting.get(name, ())]
        return enacting or [
            self.effects[effect].action
            for name in lineage
            for effect in self.aimed_at(name)
            if self.effects[effect].kind.operation is Operation.COMMENCE
        ]

    def instruments(self, effect: Effect) -> Iterator[str]:
        """The instruments enacted beside an effect, not its target: it falls where they fall."""
        action = self.world.actions.get(effect.action)
        for instrument in action.enacts if action else ():
            if not set(effect.targets) & set(self.below(instrument)):
                yield instrument

    def undoing(self, instrument: str) -> list[str]:
        """The effects that, where operative, undo what the instrument did."""
        return [
            effect
            for effect in self.hits(instrument)
            if self.effects[effect].kind.operation in UNDOES_THE_INSTRUMENT
        ]

    def leans_on(self, effect: str) -> list[str]:
        """The effects on which the decision about an effect can hang."""
        undoing = [u for i in self.instruments(self.effects[effect]) for u in self.undoing(i)]
        hanging = [e for other in self.hangs_on(effect) for e in self._deciding(other)]
        return [*self.acting_on[effect], *undoing, *hanging]

    def hangs_on(self, effect: str) -> list[str]:
        """The policy or effect while which an effect lasts, or whose end it awaits."""
        known = self.effects[effect]
        return [other for other in (known.lasts_while, known.begins_when_ends) if other]

    @cached_property
    def rivals(self) -> Mapping[str, frozenset[str]]:
        """The effects that forbid each other's performance."""
        found: dict[str, set[str]] = defaultdict(set)
        for effect in self.effects.values():
            for other in effect.conflicts_with:
                found[effect.id].add(other)
                found[other].add(effect.id)
        return {name: frozenset(others) for name, others in found.items()}

    def _deciding(self, other: str) -> tuple[str, ...]:
        """The effects that decide about an effect, or about the force of a policy."""
        if other in self.effects:
            return (other,)
        hits = self.hits(other)
        return (*hits, *(rival for name in hits for rival in self.rivals.get(name, ())))


def with_dispositions(world: World) -> World:
    """Add, for each judgment that disposes of a suit, the end of its interlocutory relief."""
    added: dict[str, Effect] = {}
    for action in world.actions.values():
        if action.disposes_of:
            ended = tuple(_interlocutory(world, action.id, action.disposes_of))
            if ended:
                name = action.id + DISPOSED
                added[name] = Effect(name, DISPOSITION, action.id, ended)
    return replace(world, effects={**world.effects, **added}) if added else world


def _interlocutory(world: World, judgment: str, case: str) -> Iterator[str]:
    """The interlocutory relief of a suit that a judgment ends without saying so itself."""
    judged = world.actions[judgment].decided
    said = {
        target
        for effect in world.effects.values()
        if effect.action == judgment and effect.kind.operation is Operation.TERMINATE
        for target in effect.targets
    }
    for effect in world.effects.values():
        action = world.actions.get(effect.action)
        if action and action.case == case and action.id != judgment:
            earlier = not (action.decided and judged) or action.decided <= judged
            if effect.kind.interlocutory and earlier and effect.id not in said:
                yield effect.id
