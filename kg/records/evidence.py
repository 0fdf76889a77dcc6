"""The words that a source is quoted with, and what is wrong where they are not its words."""

from __future__ import annotations

from dataclasses import dataclass


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
