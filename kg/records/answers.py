"""A question about a policy, and the finding that answers it with its reasons."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.records.basis import RECORD, Basis


class Status(StrEnum):
    """The headline words: what a policy is for a subject, at a place, on a day."""

    NOT_YET_ISSUED = "not-yet-issued"
    NOT_YET_EFFECTIVE = "not-yet-effective"
    IN_FORCE = "in-force"
    ENJOINED = "enjoined"
    PARTLY = "partly"
    POSTPONED = "postponed"
    VACATED = "vacated"
    REVOKED = "revoked"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    NOT_APPLICABLE = "not-applicable"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What became of one effect at the point asked about."""

    OPERATIVE = "operative"
    SUSPENDED = "suspended"
    CONFINED = "confined"
    OUT_OF_SCOPE = "out-of-scope"
    AWAITING = "awaiting"
    ENDED = "ended"
    NOT_BEGUN = "not-begun"
    IDLE = "idle"


class Reading(StrEnum):
    """How the beginning of relief is read: from what gives it, or from the opinion that says so."""

    STRICT = "strict"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Question:
    """Whether a policy is in force: for whom, where, against which enforcer, at a day's end.

    Without a subject the question is about everyone: a subject no order names.
    """

    policy: str
    on: dt.date
    subject: str | None = None
    place: str | None = None
    enforcer: str | None = None
    reading: Reading = Reading.STRICT
    basis: Basis = RECORD


@dataclass(frozen=True, slots=True)
class Reason:
    """One decision about one effect, recorded as it was made.

    `phrase` says what happened ("confined by"), `about` the subject or instrument that
    the phrase ends in, and `by` the effects that did it.
    """

    effect: str
    verdict: Verdict
    phrase: str
    by: tuple[str, ...] = ()
    about: str = ""

    @property
    def reason(self) -> str:
        """The decision in words, with ids."""
        about = f"{self.about}, hit by" if self.about and self.by else self.about
        return " ".join(part for part in (self.phrase, about, ", ".join(self.by)) if part)


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of one policy at one point: a headline word, two axes and what they rest on."""

    policy: str
    status: Status
    force: Status
    enforceability: str | None
    because: tuple[str, ...] = ()
    practice: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    parts: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class ExceptionFor:
    """A body, class or territory whose answer differs from everyone's, maybe with subdivisions."""

    subject: str
    standing: Standing
    subdivisions: bool = False


#: How a supposition ends that is about something disputed, and not about a day.
HAPPENED: Final = "happened"
NEVER: Final = "never happened"
#: How a supposition ends about who counts as a member.
YES: Final = "yes"
NO: Final = "no"
#: How the name of a date ends that is not the day of an action or an effect: an end that an
#: order states, and what a change of dates gives.
UNTIL: Final = " until"
NEW_START: Final = " new start"
NEW_END: Final = " new end"
_BY_THE_DAY: Final = " by the members of the day asked about"
_MEMBER: Final = "membership of "


def whoever_is(effect: str) -> str:
    """The name of a doubt: whether an order goes by the members of the day asked about."""
    return effect + _BY_THE_DAY


def was_member(member: str, group: str, when: str) -> str:
    """The name of a doubt: whether one belonged to a class or association on a day."""
    return f"{_MEMBER}{member} in {group} on {when}"


def about_members(doubt: str) -> tuple[str, ...]:
    """The effect of a doubt about an order; member, group and day of one about a membership."""
    if doubt.endswith(_BY_THE_DAY):
        return (doubt.removesuffix(_BY_THE_DAY),)
    if not doubt.startswith(_MEMBER):
        return ()
    rest, _, when = doubt.removeprefix(_MEMBER).rpartition(" on ")
    member, _, group = rest.partition(" in ")
    return member, group, when


#: The flag of an answer as known on a day that rests on an act of unknown day of publication.
PUBLICATION_ASSUMED: Final = "publication assumed"
#: The flag of an answer that is unknown because too much that is open hangs together.
TOO_MUCH_OPEN: Final = "more is open than can be tried"


@dataclass(frozen=True, slots=True)
class Branch:
    """One answer that the record allows while a date is not known, and what it supposes."""

    status: Status
    supposing: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer with its reasons. `checked_through` is the last day anyone looked."""

    question: Question
    standing: Standing
    trace: tuple[Reason, ...]
    exceptions: tuple[ExceptionFor, ...] = ()
    branches: tuple[Branch, ...] = ()
    checked_through: dt.date | None = None

    @property
    def status(self) -> Status:
        """The headline word."""
        return self.standing.status

    @property
    def force(self) -> Status:
        """What the text of the policy is, bars apart."""
        return self.standing.force

    @property
    def enforceability(self) -> str | None:
        """Whether it may be enforced; None when it is not in force."""
        return self.standing.enforceability

    @property
    def practice(self) -> tuple[str, ...]:
        """The effects that state the issuer's practice not to apply it."""
        return self.standing.practice

    @property
    def because(self) -> tuple[str, ...]:
        """The effects that the answer rests on."""
        return self.standing.because

    @property
    def parts(self) -> tuple[Standing, ...]:
        """The standing of each known part."""
        return self.standing.parts

    @property
    def flags(self) -> tuple[str, ...]:
        """Warnings that stand beside the answer."""
        return self.standing.flags


@dataclass(frozen=True, slots=True)
class Turn:
    """Days with one answer: from `first` (None: ever before) up to, not with, `until`."""

    first: dt.date | None
    until: dt.date | None
    finding: Finding


@dataclass(frozen=True, slots=True)
class RunInterval:
    """Days, or hours, with one answer: from `first` (None: ever before) up to, not with, `until`.

    Its days hold at their ends; its hours are instants with a zone.
    """

    first: dt.date | None
    until: dt.date | None
    status: Status
    force: Status
    enforceability: str | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A policy's answers over all days, for the subjects and places that share them.

    `holds_for` is empty for the baseline: the answers for whoever no run names. `timed` are
    the answers over all instants, and empty for a policy of which no hour is recorded.
    """

    policy: str
    holds_for: tuple[str, ...]
    intervals: tuple[RunInterval, ...]
    timed: tuple[RunInterval, ...] = ()
