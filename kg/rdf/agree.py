"""Whether two values of one property agree: the same, or one less precise than the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

import pyoxigraph as ox

from kg.rdf import ns, resources
from kg.rdf.facts import Facts
from kg.rdf.words import Form, Word
from kg.values.day import Day

#: What leads from a thing to what it lies in, belongs to or is a part of.
_UP: Final = tuple(
    [ns.ORG + word for word in ("unitOf", "postIn")]
    + [
        ns.term(word).value
        for word in ("within", "governs", "memberOf", "subClassOf", "partOf", "group")
    ]
)
#: What leads to it from the other side: who governs a place, and a membership from its member.
_FROM_BELOW: Final = tuple(ns.term(word).value for word in ("governs", "member"))
_TRUE: Final = frozenset(("true", "1"))


class Likeness:
    """Compares values by what the facts say of where things stand."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def within(self, word: Word, narrow: str, broad: str) -> bool:
        """True where one value says what the other does, and no less precisely."""
        if word.form is Form.DAY:
            return _precise(narrow) >= _precise(broad) and _overlap(narrow, broad)
        if word.form is Form.NUMBER:
            return _number(narrow) == _number(broad)
        if word.form is Form.FLAG:
            return (narrow in _TRUE) == (broad in _TRUE)
        if word.form is Form.LISTED:
            return broad in {narrow, *_broader(word.scheme, narrow)}
        return narrow == broad or (word.form is Form.NAME and broad in self._above(narrow))

    def agree(self, word: Word, one: str, other: str) -> bool:
        """True where two values can both be right."""
        return self.within(word, one, other) or self.within(word, other, one)

    def narrowest(self, word: Word, values: list[str]) -> str | None:
        """The first of the values that says what all others do; None where they differ."""
        for value in values:
            if all(self.within(word, value, other) for other in values):
                return value
        return None

    def _above(self, value: str) -> set[str]:
        found, waiting = set[str](), [value]
        while waiting:
            if (each := waiting.pop()) not in found and each.startswith(ns.ID):
                found.add(each)
                waiting += self._next(ns.short(each))
        return found

    def _next(self, name: str) -> Iterator[str]:
        values = self._facts.said(name)
        for link in _UP:
            yield from values.get(link, ())
        for link in _FROM_BELOW:
            yield from (ns.ID + other for other in self._facts.pointing(link, name))


def _number(text: str) -> object:
    from decimal import Decimal  # few statements speak of numbers

    return Decimal(text)


def _overlap(one: str, other: str) -> bool:
    first, second = Day.parse(one), Day.parse(other)
    if first.time and second.time:
        return first.time == second.time
    return first.first <= second.last and second.first <= first.last


def _precise(text: str) -> tuple[bool, int]:
    day = Day.parse(text)
    return day.time is not None, (day.first - day.last).days


@cache
def _wider(scheme: str) -> dict[str, str]:
    path = resources.ontology() / "lists" / f"{scheme}.ttl"
    quads = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    return {
        getattr(quad.subject, "value", ""): getattr(quad.object, "value", "")
        for quad in quads
        if quad.predicate.value == ns.SKOS + "broader"
    }


def _broader(scheme: str, word: str) -> Iterator[str]:
    """The words of a list above one of them."""
    wider = _wider(scheme)
    seen = {word}
    while (word := wider.get(word, "")) and word not in seen:
        seen.add(word)
        yield word
