"""What a date that is known only in part, or a disputed event, leaves open on a day.

On one day an imprecise date has either come or not, and among those that have come
only their order can matter, so each is tried at its first day, at the day itself and
on the day after. What sources disagree about has happened as recorded, or never. At most
`LIMIT` combinations are tried; past that nothing is certain.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import product
from math import prod
from typing import Final

from kg.law.clock import Clock
from kg.records.answers import HAPPENED, NEVER, NO, YES, about_members
from kg.values import day as days
from kg.values.day import after

LIMIT = 729
#: What is supposed of an origin: its day; or of something disputed, whether it happened.
Supposed = tuple[str, dt.date | bool]
_WORDS: Final = {True: HAPPENED, False: NEVER}
_COUNTED: Final = {True: YES, False: NO}


class TooManyAlternatives(Exception):
    """More dates are open on this day than can be tried one by one."""


def readings(clock: Clock, day: dt.date) -> Iterator[tuple[tuple[Supposed, ...], Clock]]:
    """Every clock that the record allows on this day, with what it supposes.

    Raises TooManyAlternatives when they are more than `LIMIT`.
    """
    choices: list[list[Supposed]] = [
        [(origin, choice) for choice in _tried(known.first, day)]
        for origin, known in sorted(clock.open_on(day).items())
    ]
    choices += [[(doubt, True), (doubt, False)] for doubt in sorted(clock.doubtful_on(day))]
    if prod(len(tried) for tried in choices) > LIMIT:
        raise TooManyAlternatives
    for supposed in product(*choices):
        dates = {origin: said for origin, said in supposed if not isinstance(said, bool)}
        absent = {origin for origin, said in supposed if said is False}
        yield supposed, clock.supposing(dates, absent) if supposed else clock


def said(supposed: Iterable[Supposed]) -> tuple[str, ...]:
    """What a reading supposes, in words: `x: 2018-06-01`, `x: happened`, `x: never happened`."""
    return tuple(f"{origin}: {_said(origin, what)}" for origin, what in supposed)


def _said(origin: str, what: dt.date | bool) -> str:
    if isinstance(what, bool):
        return (_COUNTED if about_members(origin) else _WORDS)[what]
    return days.said(what)


def _tried(first: dt.date, day: dt.date) -> list[dt.date]:
    return sorted({first, day, after(day)})
