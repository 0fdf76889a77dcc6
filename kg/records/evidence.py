"""What sources say, in which words, and what the record makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.values.day import Day


@dataclass(frozen=True, slots=True)
class SourceKind:
    """What sort of document a source is; of rank 1 is what weighs the most."""

    id: str
    label: str
    rank: int


@dataclass(frozen=True, slots=True)
class Source:
    """A document that says something, and how many things rest on it."""

    id: str
    label: str
    kind: SourceKind | None = None
    published: Day | None = None
    url: str = ""
    archived: str = ""
    things: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source, with those just before and just after them where they are given."""

    words: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Misquote:
    """A quote that does not stand in its text.

    `stands` says that its words are there, though never between those before and after it; then
    `nearest` shows the first place. Else `nearest` is the passage most like the quote, cut to
    where they part as `quoted` is, and empty where nothing is like it or nobody looked.
    """

    quoted: str
    nearest: str = ""
    stands: bool = False


class Agreement(StrEnum):
    """What the record makes of a statement."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    SILENT = "silent"  # the record does not tell, or not as exactly
    NOT_COMPARABLE = "not-comparable"  # no rule holds such words against the record

    @property
    def reversed(self) -> Agreement:
        """What is made of the denial of the same."""
        return _REVERSED.get(self, self)


_REVERSED: Final = {
    Agreement.CONFIRMED: Agreement.CONTRADICTED,
    Agreement.CONTRADICTED: Agreement.CONFIRMED,
}


class Sort(StrEnum):
    """How the values of a property are held against each other."""

    THING = "thing"  # or a word of a list: by what each falls under
    DAY = "day"
    EXACT = "exact"  # an amount, true or false, an identifier
    PROSE = "prose"  # words that no rule judges


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says of one thing; `says` is the word of facts files for the property.

    `value` is an id, a word of a list, a date, an amount or text; in its place `count` tells how
    many the thing has, besides `exempt`. `whom` is the one of whom a status is said, `reason` the
    property for which, as the source has it, the rest is so. `as_of` is the day spoken of, else
    that on which the source was published.
    """

    id: str
    about: str
    says: str
    source: str
    value: str | None = None
    count: int | None = None
    exempt: tuple[str, ...] = ()
    whom: str | None = None
    reason: str = ""
    as_of: Day | None = None
    denies: bool = False
    speakers: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    judgement: str = "unreviewed"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A value on record: the thing that has it, and all that the value falls under, itself too.

    What the engine answered rests on the effects in `because`.
    """

    value: str
    on: str
    under: frozenset[str] = frozenset()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """What the record has under the property that a statement speaks of.

    `single` says that a thing has one value at most, `closed` that nothing but the values can be,
    `changing` that they are those of a day, `growing` that they are all up to it; `under` is all
    that the statement's value falls under. `of_parts` says that what hits a whole hits its parts
    and not the other way round, `whole_hit` that every part of the value is among the values.
    `alike` names those that are among the values and share the reason given for what is denied,
    `has_reason` whether the one spoken of has it at all.
    """

    sort: Sort
    values: tuple[Recorded, ...] = ()
    single: bool = False
    closed: bool = False
    changing: bool = False
    growing: bool = False
    under: frozenset[str] = frozenset()
    of_parts: bool = False
    whole_hit: bool = False
    has_reason: bool = True
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A statement held against the record: what came of it, and the values that decided."""

    statement: Statement
    agreement: Agreement
    recorded: tuple[Recorded, ...] = ()
    only_parts: bool = False
    lacks_reason: bool = False
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that cannot all be right; `id` where it was written down, with what settled it."""

    statements: tuple[str, ...]
    id: str = ""
    label: str = ""
    settled_by: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A value that is taken from an accepted statement: `value` of `about` under a word.

    `called` is what the value is called, `words` are the words of the source.
    """

    statement: str
    about: str
    about_label: str
    word: str
    value: str
    called: str
    source: str
    source_label: str
    words: str = ""
