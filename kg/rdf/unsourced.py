"""Policies, suits and grant programs of which no source tells: to be remarked, not refused.

What happened, and what is stated of someone for a time, must name its source. These are known by
what happened to them, so that the sources of this will do, and those of the whole for its parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.errors import Problem
from kg.rdf import ns
from kg.rdf.names import POLICIES
from kg.rdf.node import Nodes
from kg.rdf.parse import Facts

_TOLD_OF: Final = POLICIES | {"CaseFile", "GrantProgram"}
_SAYS: Final = "has no evidence, nor has anything that names it"
_MEND: Final = "say which source tells of it, or mark it with the confidence from-memory"


def unsourced(facts: Iterable[Facts], nodes: Nodes) -> Iterator[Problem]:
    """A remark on each such thing of these files, with its line; `nodes` hold all there is."""
    types = {ns.term(word) for word in _TOLD_OF}
    for file in facts:
        for quad in file.quads:
            name = ns.short(getattr(quad.subject, "value", ""))
            if quad.predicate == ns.TYPE and quad.object in types and not _told(nodes, name):
                yield file.lines.problem(file.file, name, "", _SAYS, _MEND)


def _told(nodes: Nodes, name: str) -> bool:
    return any(_has_evidence(nodes, each) for each in _tellers(nodes, name))


def _has_evidence(nodes: Nodes, name: str) -> bool:
    node = nodes[name]
    return bool(node.all("evidence")) or node.one("confidence") == "from-memory"


def _tellers(nodes: Nodes, name: str) -> Iterator[str]:
    """A thing, what it is part of, what names either, and the actions that these belong to."""
    waiting, seen = [name], set[str]()
    while waiting:
        thing = waiting.pop()
        if thing in seen:
            continue
        seen.add(thing)
        waiting += nodes[thing].ids("partOf")
        yield thing
        for quad in nodes.store.quads(o=ns.thing(thing)):
            if (by := getattr(quad.subject, "value", "")).startswith(ns.ID):
                other = ns.short(by)
                yield other
                yield from nodes.pointing("effect", other)
                yield from nodes.pointing("docket", other)
