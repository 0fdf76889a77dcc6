"""Standings recalled: the same decisions about the effects looked at give the same word."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.law.alternatives import TooManyAlternatives
from kg.law.coverage import Reach
from kg.law.finding import branches_of, unknown
from kg.law.force import addressed, issued, missed, own_standing, together
from kg.law.horizon import Horizon
from kg.law.index import Index
from kg.law.walker import Walker
from kg.law.witnesses import Witness, Witnesses
from kg.records.answers import Standing, Status
from kg.records.things import Operation

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Sight:
    """What a standing of a policy with its parts looks at: effects, and what dates it."""

    policies: tuple[str, ...]
    effects: tuple[str, ...]
    commencing: tuple[str, ...]
    issued: tuple[dt.date, ...]
    dated: frozenset[str]

    @classmethod
    def of(cls, index: Index, policy: str) -> _Sight:
        """Every effect that hits the policy or a part of it, and all on which these hang."""
        policies = tuple(sorted(set(index.below(policy))))
        hits = {effect for name in policies for effect in index.hits(name)}
        hits |= {rival for effect in hits for rival in index.rivals.get(effect, ())}
        effects = _with_causes(index, hits | set(_cited_with(index, hits)))
        commencing = (e for e in hits if index.effects[e].kind.operation is Operation.COMMENCE)
        enacting = (action for name in policies for action in index.enacted_by(name))
        days = {issued(index, index.clock, name) for name in policies}
        return cls(
            policies,
            tuple(sorted(effects)),
            tuple(sorted(commencing)),
            tuple(sorted(day for day in days if day is not None)),
            frozenset((*effects, *enacting)),
        )


def _with_causes(index: Index, effects: set[str]) -> set[str]:
    waiting, seen = list(effects), set(effects)
    while waiting:
        causes = set(index.leans_on(waiting.pop())) - seen
        seen |= causes
        waiting += causes
    return seen


def _cited_with(index: Index, hits: set[str]) -> Iterable[str]:
    """The clarifications and the like that are told beside one of these."""
    for name, effect in index.effects.items():
        cited = effect.kind.cited_with_target
        if cited and (effect.interprets in hits or not hits.isdisjoint(effect.targets)):
            yield name


def _found(first: Walker, policy: str, horizon: Horizon) -> list[Witness]:
    """A witness for each word; none where all that is open changes no word."""
    witnesses = Witnesses(first, policy, horizon)
    return [] if witnesses.settled else witnesses.found()


class Recalled:
    """The standings of policies that hang together, without flags, each worked out once.

    Two points are alike to a policy when every effect it looks at was decided alike, the dates
    of these are read alike, and the same parts have been issued and name the subject: nothing
    else enters into a standing.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self._sights: dict[str, _Sight] = {}
        self._reaches: dict[tuple[str, Reach], Key] = {}
        self._known: dict[tuple[str, Key], Standing] = {}

    def looks_at(self, policy: str, changed: Collection[str]) -> bool:
        """True when the standing of the policy hangs on one of these effects and actions."""
        return not self._sight(policy).dated.isdisjoint(changed)

    def looked_at(self, policy: str) -> tuple[str, ...]:
        """The effects on which the standing of the policy can hang."""
        return self._sight(policy).effects

    def differs(self, point: Walker, base: Walker, policy: str) -> bool:
        """True when the policy can be another at this point than at the one it is beside."""
        sight = self._sight(policy)
        reached = self._of_reach(point, policy, sight) != self._of_reach(base, policy, sight)
        return reached or not sight.dated.isdisjoint(point.apart)

    def among(self, first: Walker, policy: str, horizon: Horizon) -> Standing:
        """What the policy is where things are open, from the point of the first reading."""
        relevant = horizon.outlook(policy).relevant
        if not relevant:
            return self.at(first, policy)
        try:
            alone = len(relevant) == 1
            found = self._tried(first, policy, horizon) if alone else _found(first, policy, horizon)
        except TooManyAlternatives:
            return unknown(policy, ())
        return unknown(policy, branches_of(found)) if len(found) > 1 else self.at(first, policy)

    def _tried(self, first: Walker, policy: str, horizon: Horizon) -> list[Witness]:
        """The witnesses where one thing alone is open: nothing is to be joined, all can be tried.

        Many points are alike in each of its readings, and are told once.
        """
        outlook = horizon.outlook(policy)
        found, told = list[Witness](), set[tuple[str, Status]]()
        for supposed, clock in horizon.readings(outlook.relevant):
            point = first.by(clock, outlook.inputs)
            words = {(each, self.at(point, each).status) for each in outlook.policies}
            if not words <= told:
                found.append((supposed, self.at(point, policy)))
                told |= words
        return found

    def _sight(self, policy: str) -> _Sight:
        sight = self._sights.get(policy)
        if sight is None:
            sight = self._sights[policy] = _Sight.of(self.index, policy)
        return sight

    def at(self, point: Walker, policy: str) -> Standing:
        """What the policy is at a point where all is settled that it looks at."""
        key = self._key(point, policy, self._sight(policy))
        found = self._known.get((policy, key))
        if found is None:
            parts = sorted(self.index.parts.get(policy, ()))
            below = tuple(self.at(point, part) for part in parts)
            found = together(self.index, own_standing(point, policy), below)
            self._known[policy, key] = found
        return found

    def _key(self, point: Walker, policy: str, sight: _Sight) -> Key:
        """What the standing of the policy at this point can depend on."""
        settled = point.clock is self.index.clock
        return (
            bisect_right(sight.issued, point.day) if settled else (id(point.clock), point.day),
            self._of_reach(point, policy, sight),
            *map(point.marks.__getitem__, sight.effects),
        )

    def _of_reach(self, point: Walker, policy: str, sight: _Sight) -> Key:
        """What the point's reach alone decides: the beginnings and addressees it meets."""
        found = self._reaches.get((policy, point.reach))
        if found is None:
            missing = (missed(point, effect) for effect in sight.commencing)
            named = (addressed(point, each) for each in sight.policies)
            found = (*missing, *named)
            if not point.reach.chains:  # else it can be another on another day
                self._reaches[policy, point.reach] = found
        return found
