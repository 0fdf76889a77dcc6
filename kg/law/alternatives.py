"""What a date that is known only in part leaves open on a day.

On one day an imprecise date has either come or not, and among those that have come
only their order can matter, so each is tried at its first day, at the day itself and
on the day after. At most `LIMIT` combinations are tried; past that nothing is certain.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import product
from math import prod

from kg.law.clock import Clock

LIMIT = 729
Supposed = tuple[str, dt.date]


class TooManyAlternatives(Exception):
    """More dates are open on this day than can be tried one by one."""


def readings(clock: Clock, day: dt.date) -> Iterator[tuple[tuple[Supposed, ...], Clock]]:
    """Every clock that the record allows on this day, with what it supposes.

    Raises TooManyAlternatives when they are more than `LIMIT`.
    """
    choices = [
        [(origin, choice) for choice in _tried(known.first, day)]
        for origin, known in sorted(clock.open_on(day).items())
    ]
    if prod(len(tried) for tried in choices) > LIMIT:
        raise TooManyAlternatives
    for supposed in product(*choices):
        yield supposed, clock.supposing(dict(supposed)) if supposed else clock


def _tried(first: dt.date, day: dt.date) -> list[dt.date]:
    return sorted({first, day, day + dt.timedelta(days=1)})
