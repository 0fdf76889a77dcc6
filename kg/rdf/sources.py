"""Sources as they stand corrected: of what kind each is, and what rests on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache

import pyoxigraph as ox

from kg.rdf import ns, resources
from kg.rdf.names import POLICIES
from kg.rdf.node import Nodes
from kg.records.evidence import Source, SourceKind


@cache
def source_kinds() -> dict[str, SourceKind]:
    """Every kind of source by the word that facts files use under `sourceKind:`."""
    path = resources.ontology() / "lists" / "source-kinds.ttl"
    labels: dict[str, str] = {}
    ranks: dict[str, int] = {}
    for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
        word, said = ns.short(getattr(quad.subject, "value", "")), getattr(quad.object, "value", "")
        if quad.predicate == ns.term("rank"):
            ranks[word] = int(said)
        elif quad.predicate.value == ns.SKOS + "prefLabel":
            labels[word] = said
    return {word: SourceKind(word, labels[word], rank) for word, rank in ranks.items()}


def held(nodes: Nodes) -> list[str]:
    """The short ids of every source of the store."""
    typed = nodes.store.quads(p=ns.TYPE, o=ns.term("Source"))
    return sorted({nodes.canonical(_short(quad.subject)) for quad in typed})


def source(nodes: Nodes, name: str, things: int) -> Source:
    """One source, on which so many things rest."""
    node = nodes[name]
    return Source(
        id=name,
        label=node.label,
        kind=source_kinds().get(node.one("sourceKind") or ""),
        published=node.day("issued"),
        url=node.first("url") or "",
        archived=node.first("archived") or "",
        things=things,
    )


def resting(nodes: Nodes) -> dict[str, set[str]]:
    """The things that rest on each source, an effect as a part of its action.

    A piece of evidence that no thing has is a thing of its own: a statement.
    """
    owners: dict[str, list[str]] = defaultdict(list)
    for quad in nodes.store.quads(p=ns.term("evidence")):
        owners[_short(quad.object)].append(_short(quad.subject))
    found: dict[str, set[str]] = defaultdict(set)
    for quad in nodes.store.quads(p=ns.term("source")):
        piece = _short(quad.subject)
        for owner in owners.get(piece, (piece,)):
            known = nodes.canonical(owner)
            if nodes.written(known) == owner:
                found[nodes.canonical(_short(quad.object))].add(known.partition("#")[0])
    return found


def rests_on(nodes: Nodes, name: str) -> set[str]:
    """The sources of a thing and its effects; of a policy also those of all that was done to it."""
    if nodes[name].type == "Source":
        return {name}
    concerned = _done_to(nodes, name) if nodes[name].type in POLICIES else _doing(nodes, name)
    return {source for thing in concerned for source in _cited(nodes, thing)}


def _doing(nodes: Nodes, name: str) -> set[str]:
    """A thing with its effects; an effect with the action whose effect it is."""
    return {name, *nodes[name].ids("effect"), *nodes.pointing("effect", name)}


def _done_to(nodes: Nodes, policy: str) -> set[str]:
    """A policy, its parts and what it is part of, with what was done to them and to what did it."""
    wholes = _all(policy, lambda name: nodes[name].ids("partOf"))
    parts = _all(policy, lambda name: nodes.pointing("partOf", name))
    waiting, found = [*wholes, *parts], set[str]()
    while waiting:
        thing = waiting.pop()
        if thing not in found:
            found.add(thing)
            for word in ("enacts", "effect", "target", "triggers", "concludes"):
                waiting += nodes.pointing(word, thing)
    return found


def _all(start: str, onward: Callable[[str], list[str]]) -> set[str]:
    """A thing, what it leads to, and what that leads to."""
    waiting, found = [start], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += onward(name)
    return found


def _cited(nodes: Nodes, name: str) -> Iterator[str]:
    for piece in (name, *nodes[name].ids("evidence")):
        yield from map(nodes.canonical, nodes[piece].ids("source"))


def _short(node: object) -> str:
    return ns.short(getattr(node, "value", ""))
