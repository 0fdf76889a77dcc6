"""A point that is put through one reading of what is open after another, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.law.clock import COLUMNS
from kg.law.horizon import Horizon
from kg.law.joint import Cell
from kg.law.operative import Point
from kg.law.outlook import Node, Outlook
from kg.law.rows import Row
from kg.records.answers import Reason


class Trial:
    """A copy of the point of the first reading, in which origins are settled otherwise.

    What it says of an effect holds once all origins and effects behind it are settled.
    """

    def __init__(self, first: Point, horizon: Horizon, outlook: Outlook) -> None:
        self.outlook = outlook
        #: The bits that hold any choice of an origin.
        self._bits = max((len(o.tried).bit_length() for o in outlook.origins), default=0)
        self._settled, self._joint = horizon.settled, horizon.joint
        self.point = first.copied()
        clock = first.clock
        self._absent = set(clock.absent)
        self._columns = {column: dict(getattr(clock, column)) for column in COLUMNS}
        self.point.clock = clock.with_columns(self._columns, self._absent)

    def state(self, origin: int, choice: int) -> int:
        """The bits that say a choice of an origin."""
        return choice << self._shift(origin)

    def choice(self, origin: int, state: int) -> int:
        """What a state has chosen for an origin; the first where it says nothing."""
        return (state >> self._shift(origin)) & ((1 << self._bits) - 1)

    def touched(self) -> Iterator[str]:
        """Every effect that what is open can reach, causes first."""
        index, seen = self.outlook.index, set(self.outlook.inputs)
        days = {
            (column, row)
            for origin in self.outlook.relevant
            for choice in self._settled[origin]
            for column, row, _ in choice
        }
        days |= {row for origin in self.outlook.relevant for row in self._joint[origin]}
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
        """Settle these origins as a state says: last what never was, since that has no date."""
        chosen = [(self._is_never(o, state), o, self.choice(o, state)) for o in sorted(origins)]
        joint: dict[Cell, None] = {}
        for never, origin, choice in sorted(chosen):
            known = self.outlook.origins[origin]
            for column, row, day in self._settled[origin][choice]:
                self._columns[column][row] = day
            if known.disputed:
                (self._absent.add if never else self._absent.discard)(known.name)
            joint.update(dict.fromkeys(self._joint[origin]))
        if joint:
            self.point.clock.join(self._columns, joint, self._absent)

    def _is_never(self, origin: int, state: int) -> bool:
        return self.outlook.origins[origin].disputed and self.choice(origin, state) == 1

    def decide(self, effect: str) -> tuple[Reason, bool]:
        """Decide about an effect as things are supposed now; and whether it misses the point."""
        return self.point.decide_anew(effect), effect in self.point.outside

    def _shift(self, origin: int) -> int:
        return self._bits * (len(self.outlook.origins) - 1 - origin)
