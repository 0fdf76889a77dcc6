"""Whether a quote stands in a text, letter by letter, and what stands there instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from kg.records.evidence import Misquote, Quote

_SIGNS: Final = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00ad": None}
)
_SPACE: Final = re.compile(r"\s+")
_ALIKE: Final = 60.0  # a passage less like the quote than this is no help
_AROUND: Final = 40
_SHOWN: Final = 100
#: How many pairs of letters, of a quote and of a text, are compared to find what is alike.
_WORK: Final = 4_000_000_000


def level(text: str) -> str:
    """The text with what a copy may change: white space, soft hyphens, Unicode form, quote marks.

    Nothing else is levelled: a changed letter, capital, number or dash is another text.
    """
    plain = unicodedata.normalize("NFC", text.translate(_SIGNS))
    return _SPACE.sub(" ", plain).strip()


class Text:
    """The text of a source, against which quotes are held.

    Once `work` pairs of letters were compared, what is most like a wrong quote is not looked for.
    """

    def __init__(self, text: str, work: int = _WORK) -> None:
        self._text = level(text)
        self._left = work

    def misquote(self, quote: Quote) -> Misquote | None:
        """What is wrong with a quote; None where it stands in the text as it is given."""
        words, before, after = level(quote.words), level(quote.before), level(quote.after)
        if not words:
            return Misquote(quote.words)
        first = -1
        for start in self._places(words):
            first = start if first < 0 else first
            if self._fits(start, start + len(words), before, after):
                return None
        if first >= 0:
            around = self._around(first, first + len(words))
            return Misquote(_cut(words, 0, len(words)), around, stands=True)
        return Misquote(*_apart(words, self._nearest(words)))

    def _places(self, words: str) -> Iterator[int]:
        """Where the words begin, wherever they stand."""
        start = self._text.find(words)
        while start >= 0:
            yield start
            start = self._text.find(words, start + 1)

    def _fits(self, start: int, end: int, before: str, after: str) -> bool:
        """True when these words stand just before and just after a place, white space apart."""
        left = self._text[max(0, start - len(before) - 1) : start].rstrip()
        right = self._text[end : end + len(after) + 1].lstrip()
        return left.endswith(before) and right.startswith(after)

    def _around(self, start: int, end: int) -> str:
        """What stands before and after a place."""
        left, right = self._text[max(0, start - _AROUND) : start], self._text[end : end + _AROUND]
        return f"{left.strip()} … {right.strip()}".strip()

    def _nearest(self, words: str) -> str:
        """The passage most like the words; nothing where none is, or after too much looking."""
        from rapidfuzz import fuzz

        cost = len(words) * len(self._text)
        if not cost or cost > self._left:
            return ""
        self._left -= cost
        found = fuzz.partial_ratio_alignment(words, self._text, score_cutoff=_ALIKE)
        if found is None:
            return ""
        if len(words) > len(self._text):
            return self._text
        start, end = found.dest_start, found.dest_end
        if len(words) <= _SHOWN:
            start = self._text.rfind(" ", 0, start + 1) + 1
            end = self._text.find(" ", max(start, end - 1))
        return self._text[start : end if end >= 0 else len(self._text)]


def _apart(quoted: str, passage: str) -> tuple[str, str]:
    """A quote and a passage, both cut to where they first part, if they are long."""
    pairs = enumerate(zip(quoted, passage, strict=False))
    parting = next((place for place, (one, other) in pairs if one != other), 0)
    start = max(0, parting - _AROUND)
    longest = max(len(quoted), len(passage))
    return _cut(quoted, start, longest), _cut(passage, start, longest)


def _cut(text: str, start: int, longest: int) -> str:
    start = start if longest > _SHOWN else 0
    head, tail = "…" * (start > 0), "…" * (len(text) > start + _SHOWN)
    return f"{head}{text[start : start + _SHOWN]}{tail}" if text else ""
