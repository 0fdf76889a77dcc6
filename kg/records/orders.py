"""What became of an effect or of an action: the words, for whom each holds, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from kg.records.answers import Question, Reason


class Word(StrEnum):
    """The words of an effect: at one point, or for all whom it reaches.

    The first seven say what became of it; `confined` is said where it no longer
    reaches those asked about, `out-of-scope` where it never did.
    """

    OPERATIVE = "operative"
    PARTLY = "partly"
    SUSPENDED = "suspended"
    AWAITING = "awaiting"
    ENDED = "ended"
    NOT_BEGUN = "not-begun"
    IDLE = "idle"
    CONFINED = "confined"
    OUT_OF_SCOPE = "out-of-scope"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Holding:
    """The word of an effect for one whom an order names; None: as asked, or no order names."""

    subject: str | None
    word: Word
    reason: Reason


@dataclass(frozen=True, slots=True)
class WordBranch:
    """One word that the record allows while a date is not known, and what it supposes."""

    word: Word
    supposing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EffectFinding:
    """What became of an effect; `question.policy` is the effect.

    `holdings` say for whom: the subject asked about, or a subject no order names and
    then each whose word is another. `reason` and `trace` are of the one in `traced_for`.
    """

    question: Question
    word: Word
    reason: Reason
    holdings: tuple[Holding, ...] = ()
    trace: tuple[Reason, ...] = ()
    traced_for: str | None = None
    flags: tuple[str, ...] = ()
    branches: tuple[WordBranch, ...] = ()
    checked_through: dt.date | None = None

    @property
    def effect(self) -> str:
        """The effect that was asked about."""
        return self.question.policy

    @property
    def because(self) -> tuple[str, ...]:
        """The effects that made the words what they are."""
        decided = [self.reason, *(each.reason for each in self.holdings)]
        return tuple(dict.fromkeys(name for reason in decided for name in reason.by))


@dataclass(frozen=True, slots=True)
class ActionFinding:
    """What became of all that an action did; `question.policy` is the action."""

    question: Question
    word: Word
    effects: tuple[EffectFinding, ...] = ()
    flags: tuple[str, ...] = ()
    branches: tuple[WordBranch, ...] = ()
    checked_through: dt.date | None = None

    @property
    def action(self) -> str:
        """The action that was asked about."""
        return self.question.policy
