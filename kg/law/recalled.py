"""Standings recalled: at many points the same decisions about effects give the same word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from kg.law.coverage import Reach
from kg.law.finding import agreed, unknown
from kg.law.force import addressed, issued, missed, standing
from kg.law.index import Index
from kg.law.operative import Point
from kg.records.answers import Standing, Verdict
from kg.records.things import Operation

Key = tuple[object, ...]
#: Verdicts of effects that do nothing here, which no standing tells apart.
_NOTHING = frozenset({Verdict.NOT_BEGUN, Verdict.OUT_OF_SCOPE, Verdict.AWAITING})


class Recalled:
    """The standings of policies that hang together, without flags, each worked out once.

    Points are alike when they read the dates alike, every effect was decided alike, and the
    same policies have been issued and name the subject: nothing else enters into a standing.
    """

    def __init__(self, index: Index, policies: Iterable[str]) -> None:
        self.index = index
        self._below = sorted({part for policy in policies for part in index.below(policy)})
        self._cited = {name for name, e in index.effects.items() if e.kind.cited_with_target}
        self._commencing = [
            name for name, e in index.effects.items() if e.kind.operation is Operation.COMMENCE
        ]
        days = {issued(index, index.clock, policy) for policy in self._below}
        self._issue_days = sorted(day for day in days if day is not None)
        self._reaches: dict[Reach, Key] = {}
        self._known: dict[tuple[str, Key], Standing] = {}

    def seen(self, point: Point) -> Key:
        """What a standing at this point can depend on."""
        settled = point.clock is self.index.clock
        read = (
            bisect_right(self._issue_days, point.day) if settled else (id(point.clock), point.day)
        )
        return (read, self._of_reach(point), *(self._decided(point, e) for e in self.index.order))

    def at(self, seen: Sequence[tuple[Point, Key]], policy: str) -> Standing:
        """What the policy is where these are the readings of the dates; none: not to be told."""
        if not seen:
            return unknown(policy, ())
        return agreed(policy, [((), self._standing(*each, policy)) for each in seen])[0]

    def _standing(self, point: Point, key: Key, policy: str) -> Standing:
        found = self._known.get((policy, key))
        if found is None:
            found = self._known[policy, key] = standing(point, policy, flagged=False)
        return found

    def _decided(self, point: Point, effect: str) -> object:
        reason = point.reasons[effect]
        if reason.verdict in _NOTHING and effect not in self._cited:
            return None
        return reason.verdict, reason.by, bool(reason.about), effect in point.outside

    def _of_reach(self, point: Point) -> Key:
        """What the point's reach alone decides: the beginnings and addressees it meets."""
        found = self._reaches.get(point.reach)
        if found is None:
            missing = (missed(point, effect) for effect in self._commencing)
            named = (addressed(point, policy) for policy in self._below)
            found = self._reaches[point.reach] = (*missing, *named)
        return found
