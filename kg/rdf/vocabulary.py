"""The ontology as a store keeps it beside the facts, so that queries can ask it too."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.rdf import ns
from kg.rdf.change import Change
from kg.rdf.rules import ontology
from kg.rdf.store import Quads

GRAPH: Final = NamedNode(ns.ONTOLOGY)
_DIGEST: Final = ns.term("sha256")


@cache
def kept() -> tuple[Quad, ...]:
    """The ontology and its lists, its nodes without a name named in their order, and its digest.

    No store takes blank nodes from a change.
    """
    names: dict[object, NamedNode] = {}

    def named(node: object) -> object:
        if not isinstance(node, BlankNode):
            return node
        return names.setdefault(node, NamedNode(f"{ns.ONTOLOGY}#{len(names) + 1}"))

    quads = [
        Quad(named(q.subject), q.predicate, named(q.object), GRAPH)  # type: ignore[arg-type]
        for q in ontology()
    ]
    written = "\n".join(sorted(map(str, quads))).encode()
    return *quads, Quad(GRAPH, _DIGEST, Literal(hashlib.sha256(written).hexdigest()), GRAPH)


def current(store: Quads) -> bool:
    """True when the store keeps the ontology of this version."""
    digest = kept()[-1]
    return (
        next(store.quads(digest.subject, digest.predicate, digest.object, GRAPH), None) is not None
    )


def brought_up(store: Quads, change: Change) -> Change:
    """A change that leaves the ontology of this version in the store."""
    if current(store):
        return change
    drop: Sequence[NamedNode] = [*change.drop, GRAPH]
    return Change(drop, change.delete, [*change.insert, *kept()])
