"""What is said of a thing and what points to it: all that is read of facts, whoever holds them."""

from __future__ import annotations

from typing import Protocol

import pyoxigraph as ox

from kg.rdf import ns
from kg.rdf.store import Quads


class Facts(Protocol):
    """Where nodes are read from."""

    def said(self, id_: str) -> dict[str, list[str]]:
        """The values by the IRI of their property that are said of a thing."""

    def pointing(self, property_: str, id_: str) -> list[str]:
        """The short ids of what points to a thing by a property."""


class Stored:
    """The facts of a store."""

    def __init__(self, store: Quads) -> None:
        self._store = store

    def said(self, id_: str) -> dict[str, list[str]]:
        """The values by the IRI of their property that are said of a thing."""
        values: dict[str, list[str]] = {}
        for quad in self._store.quads(_node(id_)):
            value = getattr(quad.object, "value", "")
            values.setdefault(quad.predicate.value, []).append(value)
        return values

    def pointing(self, property_: str, id_: str) -> list[str]:
        """The short ids of what points to a thing by a property."""
        quads = self._store.quads(None, ox.NamedNode(property_), ns.thing(id_))
        return [ns.short(getattr(quad.subject, "value", "")) for quad in quads]


def _node(id_: str) -> ox.NamedNode:
    """A thing by its short id, a graph by its whole name."""
    return ox.NamedNode(id_) if id_.startswith(ns.GRAPHS) else ns.thing(id_)
