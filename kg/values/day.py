"""Days as the sources know them: exact, or only to the month or the year.

A day stands on one of two axes, which never meet: that of days, and for whoever asks about an
hour that of instants (dates and times with a zone).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

#: The smallest step on the axis of instants.
_TICK = dt.timedelta(microseconds=1)
_MONTH = re.compile(r"\d{4}-\d{2}\Z", re.ASCII)
_YEAR = re.compile(r"\d{4}\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_INSTANT = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})\Z", re.ASCII
)
ACCEPTED = "2018-01-24, 2018-01, 2018 or 2018-01-24T14:30:00-05:00"


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """The day of an event: the first and the last day on which it can have happened.

    `time` is the instant, where the source gives an hour.
    """

    first: dt.date
    last: dt.date
    time: dt.datetime | None = field(default=None, compare=False)

    @classmethod
    def on(cls, day: dt.date) -> Day:
        """A day known exactly."""
        return cls(day, day)

    @classmethod
    def parse(cls, text: str) -> Day:
        """Read an ISO day, month, year, or time with zone.

        Raises ValueError when the text is none of these or names no real day.
        """
        if _INSTANT.match(text):
            time = dt.datetime.fromisoformat(text)
            return cls(time.date(), time.date(), time)
        if _DAY.match(text):
            return cls.on(dt.date.fromisoformat(text))
        if _MONTH.match(text):
            return cls._month(int(text[:4]), int(text[5:]))
        if _YEAR.match(text):
            return cls(dt.date(int(text), 1, 1), dt.date(int(text), 12, 31))
        raise ValueError(f"{text!r} is not a date; write {ACCEPTED}")

    @classmethod
    def _month(cls, year: int, month: int) -> Day:
        first = dt.date(year, month, 1)
        after = dt.date(year + month // 12, month % 12 + 1, 1)
        return cls(first, after - dt.timedelta(days=1))

    @property
    def exact(self) -> bool:
        """True when the day itself is known."""
        return self.first == self.last

    def in_hours(self, zone: dt.tzinfo, *, as_start: bool = False) -> Day:
        """The same among instants, for one who counts days in this zone.

        A day without an hour is any of its instants; `as_start` its first, since what is said
        to begin or to end with a day does so at midnight.
        """
        if self.time is not None:
            return Day(self.time, self.time, self.time)
        last = midnight(self.last, zone) if as_start else _last_instant(self.last, zone)
        return Day(midnight(self.first, zone), last)

    def __str__(self) -> str:
        if self.exact:
            return said(self.first)
        first, last = day_of(self.first), day_of(self.last)
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return f"{first.year:04d}"
        return first.isoformat() if first == last else first.isoformat()[:7]


#: When something was that has no date at all, among days and among instants.
UNDATED = Day(dt.date.min, dt.date.max)
UNDATED_INSTANT = Day(
    dt.datetime.min.replace(tzinfo=dt.UTC), dt.datetime.max.replace(tzinfo=dt.UTC)
)


def midnight(day: dt.date, zone: dt.tzinfo | None) -> dt.datetime:
    """The first instant of a day."""
    return dt.datetime.combine(day, dt.time.min, zone)


def _last_instant(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.max, zone)


def day_of(moment: dt.date) -> dt.date:
    """The day of an instant in its own zone; a day is its own."""
    return moment.date() if isinstance(moment, dt.datetime) else moment


def after(moment: dt.date) -> dt.date:
    """The next day; of an instant the next one."""
    return moment + _step(moment)


def before(moment: dt.date) -> dt.date:
    """The day before; of an instant the one before."""
    return moment - _step(moment)


def _step(moment: dt.date) -> dt.timedelta:
    return _TICK if isinstance(moment, dt.datetime) else dt.timedelta(days=1)


def said(moment: dt.date) -> str:
    """A day in ISO form; an instant too, to the minute, and by its day alone at midnight."""
    if not isinstance(moment, dt.datetime):
        return moment.isoformat()
    if moment.time() == dt.time.min:
        return moment.date().isoformat()
    exact = moment.second or moment.microsecond
    return moment.isoformat(timespec="seconds" if exact else "minutes")


def kind_of(text: str) -> str:
    """Name the XML Schema type that the form of a date calls for.

    Raises ValueError as `Day.parse` does.
    """
    Day.parse(text)
    if "T" in text:
        return "dateTime"
    return {10: "date", 7: "gYearMonth", 4: "gYear"}[len(text)]


def last_said(end: dt.date) -> str:
    """The last day before an end; an end at an hour by that hour."""
    at_midnight = not isinstance(end, dt.datetime) or end.time() == dt.time.min
    return day_of(before(end)).isoformat() if at_midnight else said(end)
