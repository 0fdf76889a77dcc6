"""What may have become public after a day: a first cast, that misses nothing and holds too much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode

from kg.rdf import ns
from kg.rdf.names import ACTIONS
from kg.rdf.node import property_iri
from kg.rdf.store import Quads
from kg.values.day import Day

#: The dates that can make a fact a later one, where no source is dated.
_DATES: Final = ("decided", "from", "until", "recorded")


def later(store: Quads, day: dt.date) -> list[str]:
    """The ids of all that can count only after a day, and of what that corrects."""
    found = {name for word in _DATES for name in _dated(store, word, day)}
    for source in _dated(store, "issued", day):
        for piece in _pointing(store, "source", source):
            found.update(_pointing(store, "evidence", piece), (piece,))
    for quad in store.quads(p=ns.term("corrects")):
        found.update(_id(end) for end in (quad.subject, quad.object))
    return sorted(found | _undated(store))


def _dated(store: Quads, word: str, day: dt.date) -> Iterator[str]:
    for quad in store.quads(p=NamedNode(property_iri(word))):
        text = getattr(quad.object, "value", "")
        if Day.parse(text).last > day:
            yield _id(quad.subject)


def _undated(store: Quads) -> set[str]:
    """The acts of which nobody wrote down when they were decided."""
    dated = {quad.subject for quad in store.quads(p=ns.term("decided"))}
    typed = (quad for type_ in ACTIONS for quad in store.quads(None, ns.TYPE, ns.term(type_)))
    return {_id(quad.subject) for quad in typed if quad.subject not in dated}


def _pointing(store: Quads, word: str, id_: str) -> Iterator[str]:
    for quad in store.quads(None, ns.term(word), ns.thing(id_)):
        yield _id(quad.subject)


def _id(node: object) -> str:
    return ns.short(getattr(node, "value", ""))
