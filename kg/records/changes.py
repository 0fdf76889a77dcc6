"""How a policy's status changed, for whom, and by what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg.records.answers import Status
from kg.records.compare import Change, Learned


@dataclass(frozen=True, slots=True)
class StatusTurn:
    """A day on which a status became another, and the effects whose word changed that day."""

    day: dt.date
    before: Status
    after: Status
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A policy's status at the beginning and the end of what is looked at, for some or all.

    Without `holds_for` it is that of everyone but those in `apart_from`, whose own changed
    otherwise or not at all. `before` and `after` are the same for a status that turned and came
    back. `turns` lead from one to the other by days, `learned` by what became known.
    """

    policy: str
    before: Status
    after: Status
    holds_for: tuple[str, ...] = ()
    apart_from: tuple[str, ...] = ()
    turns: tuple[StatusTurn, ...] = ()
    learned: tuple[Learned, ...] = ()
