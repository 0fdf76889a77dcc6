"""Which of two things came first, as far as the record says."""

from __future__ import annotations

from kg.values.day import Day


def surely_earlier(one: Day, other: Day) -> bool:
    """True where one was before the other, by its day or, of one day, by the hours known."""
    if one.time and other.time:
        return one.time < other.time
    return one.last < other.first


def surely_no_later(one: Day, other: Day) -> bool:
    """True where one was before the other, or on its day with nothing to say that it was later."""
    if one.time and other.time:
        return one.time <= other.time
    return one.last <= other.first
