"""A point that is put through one reading of what is open after another, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kg.law.horizon import Horizon
from kg.law.operative import Point
from kg.law.outlook import Node, Outlook
from kg.law.rows import Row
from kg.records.answers import Reason

_BITS: Final = 2


class Trial:
    """A copy of the point of the first reading, in which origins are settled otherwise.

    What it says of an effect holds once all origins and effects behind it are settled.
    """

    def __init__(self, first: Point, horizon: Horizon, outlook: Outlook) -> None:
        self.outlook = outlook
        self._settled = horizon.settled
        self.point = first.copied()
        clock = first.clock
        self._absent = set(clock.absent)
        begins, ends, decided = dict(clock.begins), dict(clock.ends), dict(clock.decided)
        self._columns = {"begins": begins, "ends": ends, "decided": decided}
        self.point.clock = replace(
            clock, begins=begins, ends=ends, decided=decided, absent=self._absent
        )

    def state(self, origin: int, choice: int) -> int:
        """The bits that say a choice of an origin."""
        return choice << self._shift(origin)

    def choice(self, origin: int, state: int) -> int:
        """What a state has chosen for an origin; the first where it says nothing."""
        return (state >> self._shift(origin)) & ((1 << _BITS) - 1)

    def touched(self) -> Iterator[str]:
        """Every effect that what is open can reach, causes first."""
        index, seen = self.outlook.index, set(self.outlook.inputs)
        days = {
            (column, row)
            for origin in self.outlook.relevant
            for choice in self._settled[origin]
            for column, row, _ in choice
        }
        seen |= {row for column, row in days if column != "decided"}
        seen |= {e.id for e in index.effects.values() if ("decided", e.action) in days}
        doubts = [self.outlook.origins[origin].name for origin in self.outlook.relevant]
        members = self.point.clock.members
        seen = seen.union(*(members.get(doubt, ()) for doubt in doubts))
        waiting = list(seen)
        while waiting:
            leaning = set(index.leaning_on.get(waiting.pop(), ())) - seen
            seen |= leaning
            waiting += leaning
        return iter(sorted(seen & index.place.keys(), key=index.place.__getitem__))

    def take(self, row: Row, behind: Iterable[Node]) -> None:
        """Suppose what a row does of these origins, and of these effects what follows in it."""
        self.suppose(row.state, [node for node in behind if isinstance(node, int)])
        point = self.point
        for name in behind:
            if name in row.decided:
                reason, outside = row.decided[name]
                point.reasons[name] = reason
                (point.outside.add if outside else point.outside.discard)(name)

    def suppose(self, state: int, origins: Iterable[int]) -> None:
        """Settle these origins as a state says: dates first, since what never was has none."""
        for origin in sorted(origins):
            choice, known = self.choice(origin, state), self.outlook.origins[origin]
            for column, row, day in self._settled[origin][choice]:
                self._columns[column][row] = day
            if known.disputed:
                (self._absent.add if choice else self._absent.discard)(known.name)

    def decide(self, effect: str) -> tuple[Reason, bool]:
        """Decide about an effect as things are supposed now; and whether it misses the point."""
        return self.point.decide_anew(effect), effect in self.point.outside

    def _shift(self, origin: int) -> int:
        return _BITS * (len(self.outlook.origins) - 1 - origin)
