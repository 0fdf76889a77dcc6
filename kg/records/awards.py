"""Grant awards, and what became of the conditions that came with one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg.records.answers import Branch, Finding, Question, Status
from kg.values.day import Day


@dataclass(frozen=True, slots=True)
class Award:
    """Money of a grant programme given to one recipient, under conditions."""

    id: str
    label: str = ""
    grant: str | None = None
    recipient: str | None = None
    awarded: Day | None = None
    amount: str | None = None
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AwardFinding:
    """What the conditions of an award are for its recipient; `question.policy` is the award.

    `made` is False before the day of the award, and None where that day is not known.
    """

    question: Question
    status: Status
    made: bool | None
    conditions: tuple[Finding, ...] = ()
    flags: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = ()
    checked_through: dt.date | None = None

    @property
    def because(self) -> tuple[str, ...]:
        """The effects that the answers about the conditions rest on."""
        return tuple(dict.fromkeys(name for each in self.conditions for name in each.because))
