"""Sources, the words that they are quoted with, and what is wrong where these are not theirs."""

from __future__ import annotations

from dataclasses import dataclass

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
