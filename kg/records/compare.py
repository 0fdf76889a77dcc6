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
