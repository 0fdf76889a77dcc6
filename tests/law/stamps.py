"""Days and instants as whole numbers, on the axis of whoever asks about the one or the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.records.things import World
from kg.values.day import Day

#: The numbers of one day, or of one minute: room for the order of what is of one day.
STEP: Final = 4000
MINUTES: Final = 24 * 60
ORIGIN: Final = dt.date(2017, 12, 1)
FOR_EVER: Final = 100 * MINUTES * STEP
_A_DAY: Final = dt.timedelta(days=1)
_A_MINUTE: Final = dt.timedelta(minutes=1)
#: The legal holidays of the winter in which random worlds play (Rule 6(a)(6)).
HOLIDAYS: Final = {dt.date(2018, 1, 1), dt.date(2018, 1, 15), dt.date(2018, 2, 19)}
WEEKEND: Final = ("Sat", "Sun")


class Days:
    """One number for each day by its own clock; what has an hour comes after what has none."""

    def asked(self, on: dt.date) -> int:
        """The end of the day asked about."""
        return self._number(on) + STEP - 1

    def starts(self, day: Day) -> list[int]:
        """What a day said to begin or end something can mean."""
        return self.any_of(day)

    def any_of(self, day: Day) -> list[int]:
        """When something can have happened that happened on a day."""
        if day.time is not None:
            midnight = dt.datetime.combine(day.first, dt.time.min, dt.UTC)
            return [self._number(day.first) + MINUTES + _minutes(midnight, day.time)]
        return [self._number(each) for each in _days(day)]

    def ever(self) -> list[int]:
        """When something can have happened of which no day is known."""
        return [0, *(n * STEP for n in range(28, 60)), FOR_EVER]

    def past(self, number: int, _: Day, days: int) -> int:
        """When a period of court days is over that began at a number."""
        return self._number(rolled(ORIGIN + number // STEP * _A_DAY, days) + _A_DAY)

    def _number(self, day: dt.date) -> int:
        return (day - ORIGIN).days * STEP


def rolled(start: dt.date, days: int) -> dt.date:
    """The last day of a period that does not count its first; no weekend and no holiday."""
    last = start + days * _A_DAY
    while last in HOLIDAYS or last.strftime("%a") in WEEKEND:
        last += _A_DAY
    return last


@dataclass(frozen=True)
class Hours:
    """One number for each minute; a day without an hour is a day of the zone asked in."""

    zone: dt.tzinfo
    #: The minutes at which anything is known to happen or is asked; and those with an hour.
    moments: tuple[int, ...] = ()
    timed: tuple[int, ...] = ()

    @classmethod
    def of(cls, world: World, on: dt.datetime) -> Hours:
        """The axis for a world and an instant asked about."""
        assert on.tzinfo is not None
        axis = cls(on.tzinfo)
        hours = {axis.asked(on), *(axis.asked(day.time) for day in _dates(world) if day.time)}
        moments = hours.union(*(axis.starts(day) for day in _dates(world)))
        return cls(on.tzinfo, tuple(sorted(moments)), tuple(sorted(hours)))

    def asked(self, on: dt.datetime) -> int:
        """The instant asked about."""
        return self._number(on)

    def starts(self, day: Day) -> list[int]:
        """What a day said to begin or end something can mean: midnight, where it has no hour."""
        if day.time is not None:
            return [self._number(day.time)]
        return [self._midnight(each) for each in _days(day)]

    def any_of(self, day: Day) -> list[int]:
        """When something can have happened that happened on a day: before, at, after all else.

        What is of one day alone is all of its first moment, unless an hour of it is recorded.
        """
        if day.time is not None:
            return [self._number(day.time)]
        first, past = self._midnight(day.first), self._midnight(day.last + _A_DAY)
        moments = self.timed if day.exact else self.moments
        near = {first, *(m + more * STEP for m in moments for more in (0, 1, 2))}
        return sorted(each for each in near if first <= each < past)

    def ever(self) -> list[int]:
        """When something can have happened of which no day is known."""
        return sorted({0, FOR_EVER, *(m + more * STEP for m in self.moments for more in (0, 1, 2))})

    def past(self, number: int, day: Day, days: int) -> int:
        """When a period of court days is over that began at a number, on a day of some zone."""
        zone = day.time.tzinfo if day.time else self.zone
        began = dt.datetime.combine(ORIGIN, dt.time.min, dt.UTC) + number // STEP * _A_MINUTE
        last = rolled(began.astimezone(zone).date(), days)
        return self._number(dt.datetime.combine(last + _A_DAY, dt.time.min, zone))

    def _midnight(self, day: dt.date) -> int:
        return self._number(dt.datetime.combine(day, dt.time.min, self.zone))

    def _number(self, instant: dt.datetime) -> int:
        return _minutes(dt.datetime.combine(ORIGIN, dt.time.min, dt.UTC), instant) * STEP


Axis = Days | Hours


def axis_for(world: World, on: dt.date) -> Axis:
    """The axis for whoever asks about a day, or about an instant."""
    return Hours.of(world, on) if isinstance(on, dt.datetime) else Days()


def minutes_of(instant: dt.datetime) -> str:
    """An instant as a number, to tell which of two was first in whatever zones."""
    return str(_minutes(dt.datetime.combine(ORIGIN, dt.time.min, dt.UTC), instant))


def _minutes(since: dt.datetime, until: dt.datetime) -> int:
    return (until - since) // dt.timedelta(minutes=1)


def _days(day: Day) -> Iterator[dt.date]:
    yield from (day.first + n * _A_DAY for n in range((day.last - day.first).days + 1))


def _dates(world: World) -> Iterable[Day]:
    days = [action.decided for action in world.actions.values()]
    for effect in world.effects.values():
        days += [effect.begins, effect.until, effect.begins_by_opinion]
        days += [*effect.leaves_span, *effect.adds_span]
    for who in world.participations:
        days += [who.joined, who.left]
    return [day for day in days if day is not None]
