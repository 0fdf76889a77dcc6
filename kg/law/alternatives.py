"""What a date that is known only in part, or a disputed event, leaves open on a day.

On one day an imprecise date has either come or not, and among those that have come only their
order can matter. So each is tried at its first day, at the day itself and on the day after; once
it is past, at its first and its last day. What opens or ends a life of a policy is tried also
on either side of whatever else does. What sources disagree about has happened as recorded, or
never. Of what hangs together at most `LIMIT` alternatives are told apart at a time; past that
nothing is certain.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg.law.clock import Clock
from kg.records.answers import HAPPENED, NEVER, NO, YES, about_members
from kg.values import day as days
from kg.values.day import Day, after

LIMIT: Final = 729
#: What is supposed of an origin: its day; or of something disputed, whether it happened.
Supposed = tuple[str, dt.date | bool]
_WORDS: Final = {True: HAPPENED, False: NEVER}
_COUNTED: Final = {True: YES, False: NO}


class TooManyAlternatives(Exception):
    """More hangs together on this day than can be tried one by one."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A date that is open on a day, or something disputed."""

    name: str
    #: The days that are tried; none where it is disputed whether it happened.
    days: tuple[dt.date, ...] = ()

    @property
    def disputed(self) -> bool:
        """True where something happened as recorded or never."""
        return not self.days

    @property
    def tried(self) -> tuple[dt.date, ...] | tuple[bool, ...]:
        """Its alternatives, first what was recorded."""
        return self.days or (True, False)

    def supposed(self, choice: int) -> Supposed:
        """One of its alternatives."""
        return self.name, self.tried[choice]


def origins(clock: Clock, day: dt.date) -> tuple[Origin, ...]:
    """All that is open on the day: dates by name, then disputes by name."""
    between = clock.contested
    dates = sorted(clock.open_on(day).items())
    found = [Origin(name, _tried(known, day, between.get(name, ()))) for name, known in dates]
    doubts = sorted(clock.doubtful_on(day))
    return (*found, *map(Origin, doubts))


def supposing(clock: Clock, supposed: Iterable[Supposed]) -> Clock:
    """The clock by which all this is so."""
    dates, absent = dict[str, dt.date](), set[str]()
    for name, what in supposed:
        if isinstance(what, dt.date):
            dates[name] = what
        elif not what:
            absent.add(name)
    settled = not (dates or absent or clock.joint)
    return clock if settled else clock.supposing(dates, absent)


def said(supposed: Iterable[Supposed]) -> tuple[str, ...]:
    """What a reading supposes, in words: `x: 2018-06-01`, `x: happened`, `x: never happened`."""
    return tuple(f"{origin}: {_said(origin, what)}" for origin, what in supposed)


def _said(origin: str, what: dt.date | bool) -> str:
    if isinstance(what, bool):
        return (_COUNTED if about_members(origin) else _WORDS)[what]
    return days.said(what)


def _tried(known: Day, day: dt.date, between: Iterable[dt.date]) -> tuple[dt.date, ...]:
    last = (known.last,) if day >= known.last else (day, after(day))
    found = {known.first, *(each for each in between if each <= day), *last}
    return tuple(sorted(_at_midnight(known, found) if _of_midnights(known) else found))


def _of_midnights(known: Day) -> bool:
    """True among instants for what begins or ends with one of several days, of all hours at 0."""
    ends = (known.first, known.last)
    return not known.exact and all(
        isinstance(each, dt.datetime) and each.time() == dt.time.min for each in ends
    )


def _at_midnight(known: Day, moments: Iterable[dt.date]) -> set[dt.date]:
    """The midnights before and after each moment, as far as they are among those of the days."""
    found = set[dt.date]()
    for each in moments:
        if isinstance(each, dt.datetime) and isinstance(known.first, dt.datetime):
            local = each.astimezone(known.first.tzinfo)
            start = dt.datetime.combine(local, dt.time.min, local.tzinfo)
            found |= {start} if start == local else {start, start + dt.timedelta(days=1)}
    return {each for each in found if known.first <= each <= known.last}
