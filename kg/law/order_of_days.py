"""Which of two things came first, as far as the record says."""

from __future__ import annotations

import datetime as dt

from kg.values.day import Day, day_of


def surely_earlier(one: Day, other: Day) -> bool:
    """True where one was before the other, by its day or, of one day, by the hours known."""
    if one.time and other.time:
        return one.time < other.time
    return one.last < other.first


def surely_no_later(one: Day, other: Day) -> bool:
    """True where one was before the other, or on its day with nothing to say that it was later."""
    if one.time and other.time:
        return one.time <= other.time
    return one.last <= other.first or of_one_day(one, other)


def of_one_day(one: Day, other: Day) -> bool:
    """True among instants for two dates without an hour of which both are the same one day."""
    if not isinstance(one.first, dt.datetime) or one.time or other.time:
        return False
    return day_of(one.first) == day_of(one.last) == day_of(other.first) == day_of(other.last)
