"""Things of the store as plain values: what is said of a thing, and what points to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import pyoxigraph as ox

from kg.rdf import ns
from kg.rdf.store import Quads
from kg.values.day import Day

T = TypeVar("T")
#: How many things stay read while many policies are gone through.
_KEPT = 50_000
_ALIEN = {
    "type": ns.TYPE.value,
    "label": ns.LABEL.value,
    "altLabel": ns.SKOS + "altLabel",
    "note": ns.SKOS + "note",
    "issued": ns.DCTERMS + "issued",
    "unitOf": ns.ORG + "unitOf",
    "postIn": ns.ORG + "postIn",
}


@cache
def property_iri(word: str) -> str:
    """The IRI of a property by its last word; the few that others define are listed here."""
    return _ALIEN.get(word) or ns.term(word).value


class Node:
    """What the store says of one thing: values by property, things by their short ids."""

    def __init__(self, id_: str, values: dict[str, list[str]]) -> None:
        self.id = id_
        self._values = values

    def all(self, word: str) -> list[str]:
        """Every value of a property, sorted."""
        return self._values.get(property_iri(word), [])

    def ids(self, word: str) -> list[str]:
        """The things that a property leads to."""
        return [ns.short(value) for value in self.all(word)]

    def first(self, word: str) -> str | None:
        """One value of a property, or None."""
        values = self.all(word)
        return values[0] if values else None

    def one(self, word: str) -> str | None:
        """The thing that a property leads to, or None."""
        value = self.first(word)
        return ns.short(value) if value else None

    def day(self, word: str) -> Day | None:
        """The date under a property, or None."""
        value = self.first(word)
        return Day.parse(value) if value else None

    def true(self, word: str) -> bool:
        """True when the property says so."""
        return self.first(word) in ("true", "1")

    @property
    def type(self) -> str:
        """The last word of its class, or nothing."""
        types = [t.removeprefix(ns.NS) for t in self.all("type") if t.startswith(ns.NS)]
        return types[0] if types else ""

    @property
    def label(self) -> str:
        """Its name for people; the id where it has none."""
        return self.first("label") or self.id

    @property
    def known(self) -> bool:
        """True when the store says anything of it."""
        return bool(self._values)


class Nodes:
    """Nodes by short id, each read once."""

    def __init__(self, store: Quads) -> None:
        self.store = store
        self._nodes: dict[str, Node] = {}
        self._inverse: dict[tuple[str, str], list[str]] = {}
        self._remembered: dict[tuple[str, str], Any] = {}

    def __getitem__(self, id_: str | None) -> Node:
        node = self._nodes.get(id_ or "")
        if node is None:
            values: dict[str, list[str]] = {}
            for quad in self.store.quads(_node(id_ or "")):
                value = getattr(quad.object, "value", "")
                values.setdefault(quad.predicate.value, []).append(value)
            for found in values.values():
                found[:] = sorted(set(found))
            node = self._nodes[id_ or ""] = Node(id_ or "", values)
        return node

    def trim(self) -> None:
        """Forget what was read, where it is much; the store still knows it."""
        if len(self._nodes) > _KEPT:
            self._nodes.clear()
            self._inverse.clear()
            self._remembered.clear()

    def remembered(self, what: str, id_: str, find: Callable[[Nodes, str], T]) -> T:
        """What `find` makes of these nodes and a thing, found once under the name `what`."""
        key = (what, id_)
        if key not in self._remembered:
            self._remembered[key] = find(self, id_)
        found: T = self._remembered[key]
        return found

    def pointing(self, word: str, id_: str) -> list[str]:
        """The short ids of what points to a thing by a property of ours, sorted."""
        key = (word, id_)
        if key not in self._inverse:
            quads = self.store.quads(None, ox.NamedNode(property_iri(word)), ns.thing(id_))
            subjects = {getattr(quad.subject, "value", "") for quad in quads}
            self._inverse[key] = sorted(ns.short(subject) for subject in subjects)
        return self._inverse[key]


def _node(id_: str) -> ox.NamedNode:
    """A thing by its short id, a graph by its whole name."""
    return ox.NamedNode(id_) if id_.startswith(ns.GRAPHS) else ns.thing(id_)
