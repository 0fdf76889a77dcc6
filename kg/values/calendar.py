"""How courts count days: Fed. R. Civ. P. 6(a)."""

from __future__ import annotations

import datetime as dt

# (month, weekday with Monday 0, which one; -1 the last): the holidays of Rule 6(a)(6) that move.
_MOVING = ((1, 0, 3), (2, 0, 3), (5, 0, -1), (9, 0, 1), (10, 0, 2), (11, 3, 4))
_FIXED = ((1, 1), (7, 4), (11, 11), (12, 25))
_JUNETEENTH_SINCE = 2021
_SATURDAY = 5


def _nth(year: int, month: int, weekday: int, which: int) -> dt.date:
    if which == -1:
        last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def is_legal_holiday(day: dt.date) -> bool:
    """True on a federal legal holiday as Rule 6(a)(6)(A) lists them."""
    fixed = (*_FIXED, (6, 19)) if day.year >= _JUNETEENTH_SINCE else _FIXED
    moving = (_nth(day.year, *rule) for rule in _MOVING)
    return (day.month, day.day) in fixed or day in moving


def last_day(start: dt.date, days: int) -> dt.date:
    """The last day of a period of `days` that an event on `start` sets running.

    The day of the event is not counted; a last day on a weekend or holiday rolls over.
    """
    end = start + dt.timedelta(days=days)
    while end.weekday() >= _SATURDAY or is_legal_holiday(end):
        end += dt.timedelta(days=1)
    return end
