"""Who acts on whom: the links between effects and policies, made once for a world."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from kg.law.clock import Clock
from kg.law.coverage import turns_of_groups
from kg.law.cycles import CycleError, in_order
from kg.law.judgments import DISPOSITION, with_dispositions
from kg.law.operations import RESHAPES, STRIKES, UNDOES_THE_INSTRUMENT
from kg.law.order_of_days import surely_earlier, surely_no_later
from kg.records.things import Effect, Operation, World
from kg.values.day import UNDATED, Day
from kg.values.scope import Scope, full


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
        self._unsure_hits: dict[str, frozenset[str]] = {}
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
                for name in self._targeted(target, produced.get(target, [target])):
                    aimed[name].append(effect.id)
        return aimed

    def _targeted(self, target: str, produced: list[str]) -> list[str]:
        """What an effect acts on by naming a target: itself, or all that an action produced.

        Undoing or narrowing a judgment does not revive the interlocutory relief that it had taken
        up.
        """
        if target in self.effects:
            return [target]
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
            days += [clock.new_begins.get(other), clock.new_ends.get(other)]
            joined |= self.membership_days(self.effects[other])
        for other in self.hangs_on(name):
            days += [clock.decided.get(action) for action in self.enacted_by(other)]
        if self.scopes[name] is None and action and action.case:
            left = [who.left for who in self.world.suits.get(action.case, ()) if who.left]
            joined.update(day for each in left for day in (each.first, each.last))
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
    def unsure_parties(self) -> frozenset[str]:
        """Everyone of whom it is not known on which day it joined or left a suit."""
        return frozenset(
            who.party
            for who in self.world.participations
            if any(day and not day.exact for day in (who.joined, who.left))
        )

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
        """The orders whose words reach the policy, unless it was surely issued before them."""
        issued = self._issued(policy)
        for effect in self._worded_for(lineage):
            if issued and not surely_earlier(issued, self.made(effect)):
                yield effect

    def _worded_for(self, lineage: tuple[str, ...]) -> Iterator[str]:
        """The orders whose words reach any later measure to the end that a policy pursues."""
        for earlier in self._same_end(lineage):
            for name in self.lineage(earlier):
                yield from (e for e in self.aimed_at(name) if self.effects[e].reaches_later)

    def unsure_hits(self, policy: str) -> frozenset[str]:
        """The effects that hit the policy only if it was issued no earlier than they were made."""
        if policy not in self._unsure_hits:
            lineage, issued = self.lineage(policy), self._issued(policy)
            worded = self._worded_for(lineage) if issued else ()
            unsure = {e for e in worded if not surely_no_later(self.made(e), issued or UNDATED)}
            aimed = {effect for name in lineage for effect in self.aimed_at(name)}
            self._unsure_hits[policy] = frozenset(unsure - aimed)
        return self._unsure_hits[policy]

    def _issued(self, policy: str) -> Day | None:
        """The day of the first action that enacts the policy, as far as it is known."""
        actions, decided = self.world.actions, self.clock.decided
        acts = [actions[name] for name in self.enacted_by(policy) if name in actions]
        days = {act.id: day for act in acts if (day := decided[act.id])}
        if len(days) <= 1:
            return next(iter(days.values()), None)
        sure = [days[act.id].last for act in acts if not act.disputed]
        last = min(sure, default=max(day.last for day in days.values()))
        return Day(min(day.first for day in days.values()), last)

    def made(self, effect: str) -> Day:
        """The day of the order that an effect is of."""
        return self.clock.decided.get(self.effects[effect].action) or self.clock.undated

    @cached_property
    def unsure_ends(self) -> Mapping[str, frozenset[str]]:
        """By effect the ends by law that take it only if it was there before the judgment."""
        found: dict[str, set[str]] = defaultdict(set)
        for end in self.effects.values():
            for target in end.targets if end.kind == DISPOSITION else ():
                if not surely_no_later(self.made(target), self.made(end.id)):
                    found[target].add(end.id)
        return {target: frozenset(ends) for target, ends in found.items()}

    def _same_end(self, lineage: tuple[str, ...]) -> Iterator[str]:
        waiting, seen = list(lineage), set(lineage)
        while waiting:
            known = self.world.policies.get(waiting.pop())
            for earlier in known.same_end_as if known else ():
                if earlier not in seen:
                    seen.add(earlier)
                    waiting += self.lineage(earlier)
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
