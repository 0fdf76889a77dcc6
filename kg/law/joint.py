"""A beginning or an end that is the first of several dates, not all of which are certain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.values.day import Day

#: A date of the clock: its column, and whose it is.
Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Joint:
    """What dates something: the first of these."""

    rows: tuple[Cell, ...]

    def date(self, columns: Mapping[str, Mapping[str, Day | None]], never: Day) -> Day | None:
        """What follows from the columns of a clock, in which what never was has this date."""
        days = [columns[column][name] for column, name in self.rows]
        return earliest(day for day in days if day is not None and day != never)


def earliest(days: Iterable[Day]) -> Day | None:
    """When the first of several was; of one day what has no hour is first."""
    found = sorted(days, key=_in_order)
    if not found:
        return None
    first, last = found[0], min(day.last for day in found)
    return first if last == first.last else Day(first.first, last)


def _in_order(day: Day) -> tuple[object, ...]:
    return day.first, day.last, day.time.timestamp() if day.time else 0
