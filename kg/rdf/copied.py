"""A copy in memory of what may be read of a store: without what is hidden, and as corrected.

It costs a look at every triple, and memory for all that is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf import derived, ns, vocabulary
from kg.rdf.node import Nodes
from kg.rdf.store import Draft, GraphName, Object, Quads, draft

_CHECKED: Final = ns.term("checkedThrough")
_DATE: Final = NamedNode(ns.XSD + "date")
#: Graphs that are no facts: what the engine made of them, and its words.
_MADE: Final = frozenset[GraphName]({derived.GRAPH, vocabulary.GRAPH})


def copied(nodes: Nodes) -> Draft:
    """What these nodes say, and the ontology; without answers."""
    return _filled(_facts(nodes))


def whole(store: Quads) -> Draft:
    """All the facts of a store as they are written, and the ontology; without answers."""
    return _filled(quad for quad in store.quads() if quad.graph_name not in _MADE)


def _filled(facts: Iterable[Quad]) -> Draft:
    copy = draft()
    copy.fill(facts)
    copy.fill(vocabulary.kept())
    return copy


def _facts(nodes: Nodes) -> Iterator[Quad]:
    """Every quad that is left, under the id by which its thing is known."""
    said: dict[str, dict[str, list[str]]] = {}
    for quad in nodes.store.quads():
        written = ns.short(getattr(quad.subject, "value", ""))
        name = nodes.canonical(written)
        if quad.graph_name in _MADE or nodes.written(name) != written:
            continue
        if name not in said:
            said[name] = nodes.facts.said(name)
        values = said[name].get(quad.predicate.value, [])
        if values and (kept := _kept(nodes, quad, values)) is not None:
            subject = _node(name)
            yield Quad(subject, quad.predicate, kept, quad.graph_name)


def _kept(nodes: Nodes, quad: Quad, values: list[str]) -> Object | None:
    """The object as it is to be read; None where it is hidden."""
    found = quad.object
    if isinstance(found, NamedNode) and found.value.startswith(ns.ID):
        found = _node(nodes.canonical(ns.short(found.value)))
    if getattr(found, "value", "") in values:
        return found
    return Literal(values[0], datatype=_DATE) if quad.predicate == _CHECKED else None


def _node(id_: str) -> NamedNode:
    return NamedNode(id_) if id_.startswith(ns.GRAPHS) else ns.thing(id_)
