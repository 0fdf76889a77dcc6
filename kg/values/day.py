"""Days as the sources know them: exact, or only to the month or the year."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

FOREVER = dt.date.max
_MONTH = re.compile(r"\d{4}-\d{2}\Z", re.ASCII)
_YEAR = re.compile(r"\d{4}\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_INSTANT = re.compile(
    r"(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})\Z", re.ASCII
)
ACCEPTED = "2018-01-24, 2018-01, 2018 or 2018-01-24T14:30:00-05:00"


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """The day of an event: the first and the last day on which it can have happened."""

    first: dt.date
    last: dt.date

    @classmethod
    def on(cls, day: dt.date) -> Day:
        """A day known exactly."""
        return cls(day, day)

    @classmethod
    def parse(cls, text: str) -> Day:
        """Read an ISO day, month, year, or time with zone (its local date counts).

        Raises ValueError when the text is none of these or names no real day.
        """
        if match := _INSTANT.match(text):
            dt.datetime.fromisoformat(text)
            return cls.on(dt.date.fromisoformat(match[1]))
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

    def __str__(self) -> str:
        if self.exact:
            return self.first.isoformat()
        if (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31):
            return f"{self.first.year:04d}"
        return self.first.isoformat()[:7]


def kind_of(text: str) -> str:
    """Name the XML Schema type that the form of a date calls for.

    Raises ValueError as `Day.parse` does.
    """
    Day.parse(text)
    if "T" in text:
        return "dateTime"
    return {10: "date", 7: "gYearMonth", 4: "gYear"}[len(text)]
