"""An answer on two days, and what happened between them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg.records.answers import Finding, Reason, Standing
from kg.records.orders import Word


@dataclass(frozen=True, slots=True)
class Change:
    """An effect whose word became another, and what decided that."""

    effect: str
    was: Word
    now: Word
    reason: Reason


@dataclass(frozen=True, slots=True)
class ChangeFor:
    """One whom an order names, whose answer became another than it was."""

    subject: str
    was: Standing
    now: Standing


@dataclass(frozen=True, slots=True)
class Shift:
    """A day on which something changed: the answers before and after, and what brought it."""

    day: dt.date
    before: Finding
    after: Finding
    changes: tuple[Change, ...] = ()
    others: tuple[ChangeFor, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answers on two days, the earlier first, and the days between that made the difference."""

    before: Finding
    after: Finding
    shifts: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True)
class Learned:
    """A fact that counts in one state of the record and not, or otherwise, in an earlier one.

    `since` is the day from which it counts, `assumed` where no source says so; `corrected` a fact
    that counted before and was another.
    """

    thing: str
    label: str
    since: dt.date | None = None
    assumed: bool = False
    corrected: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revised:
    """Days of which the answer became another: from `first` (None: ever before) to `until`."""

    first: dt.date | None
    until: dt.date | None
    before: Finding
    after: Finding
    others: tuple[ChangeFor, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """An answer by two states of the record: what was learned between, and what that changed."""

    before: Finding
    after: Finding
    learned: tuple[Learned, ...] = ()
    revised: tuple[Revised, ...] = ()
