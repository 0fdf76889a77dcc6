"""Statements as RDF 1.2 writes them: each a reifier of the triple that its source states.

The triple is named and not asserted, which is what a statement means: its source says so. RDF 1.2
gives up rdf:subject, rdf:predicate and rdf:object for it; the store keeps them, since SPARQL 1.1
servers know nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from kg.errors import DataError, Problem
from kg.rdf import ns
from kg.rdf.store import Object

STATEMENT: Final = ns.term("Statement")
SUBJECT: Final = NamedNode(ns.RDF + "subject")
PREDICATE: Final = NamedNode(ns.RDF + "predicate")
OBJECT: Final = NamedNode(ns.RDF + "object")
PARTS: Final = (SUBJECT, PREDICATE, OBJECT)
REIFIES: Final = NamedNode(ns.RDF + "reifies")

_Node = NamedNode | BlankNode


def stated(quads: Iterable[Quad]) -> Triple | None:
    """The triple that the parts of one statement make up; None where they make up none."""
    found: dict[object, list[Object]] = {part: [] for part in PARTS}
    for quad in quads:
        if quad.predicate in found:
            found[quad.predicate].append(quad.object)
    if any(len(values) != 1 for values in found.values()):
        return None
    subject, predicate, value = (values[0] for values in found.values())
    if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode):
        return Triple(subject, predicate, value)
    return None


def reified(quads: Sequence[Quad]) -> list[Quad]:
    """The quads of one graph with its statements as reifiers; those of no triple stay plain."""
    of_type = {q.subject for q in quads if q.predicate == ns.TYPE and q.object == STATEMENT}
    said: dict[object, list[Quad]] = {subject: [] for subject in of_type}
    for quad in quads:
        if quad.subject in said and quad.predicate in PARTS:
            said[quad.subject].append(quad)
    triples = {subject: stated(parts) for subject, parts in said.items()}
    kept = [q for q in quads if not (triples.get(q.subject) and q.predicate in PARTS)]
    made = [
        Quad(parts[0].subject, REIFIES, triple, parts[0].graph_name)
        for subject, parts in said.items()
        if (triple := triples[subject])
    ]
    return [*kept, *made]


def plain(quads: Iterable[Quad], file: str) -> list[Quad]:
    """The quads with every reifier as a statement of three parts, and of that type if it has none.

    Raises DataError where one reifies several triples, none, or has parts besides.
    """
    listed = list(quads)
    reifying = [quad for quad in listed if quad.predicate == REIFIES]
    if not reifying:
        return listed
    if problems := list(_wrong(listed, reifying, file)):
        raise DataError(problems)
    typed = {quad.subject for quad in listed if quad.predicate == ns.TYPE}
    kept = [quad for quad in listed if quad.predicate != REIFIES]
    return [*kept, *(part for quad in reifying for part in _parts(quad, typed))]


def _parts(quad: Quad, typed: set[_Node | Triple]) -> Iterator[Quad]:
    reifier, triple = quad.subject, quad.object
    assert isinstance(triple, Triple)
    for predicate, value in zip(PARTS, triple, strict=True):
        yield Quad(reifier, predicate, value, quad.graph_name)
    if reifier not in typed:
        yield Quad(reifier, ns.TYPE, STATEMENT, quad.graph_name)


def _wrong(quads: Iterable[Quad], reifying: Sequence[Quad], file: str) -> Iterator[Problem]:
    times = Counter((quad.subject, quad.graph_name) for quad in reifying)
    told = {(quad.subject, quad.graph_name) for quad in quads if quad.predicate in PARTS}
    for place in sorted(times, key=str):
        subject, _ = place
        if times[place] > 1:
            mend = "give each statement an id of its own"
            yield _problem(file, subject, "reifies more than one triple", mend)
        if place in told:
            mend = "leave out rdf:subject, rdf:predicate and rdf:object, or what it reifies"
            yield _problem(file, subject, "says twice what it states", mend)
    for quad in reifying:
        if not isinstance(quad.object, Triple):
            mend = "write the triple as <<( … )>>"
            yield _problem(file, quad.subject, "reifies what is no triple", mend)


def _problem(file: str, node: object, message: str, mend: str) -> Problem:
    thing = ns.short(node.value) if isinstance(node, NamedNode) else ""
    return Problem(file, None, thing, "", message, mend)
