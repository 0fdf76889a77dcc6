"""Nanopublications read: statements that come as an assertion, its provenance and its publication.

Each becomes a plain statement. What is told of the publication itself, as who signed it, is no
fact and is left behind, but for the facts file that it is part of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NoReturn

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kg.errors import DataError, Problem, refused
from kg.rdf import ns
from kg.rdf.reifiers import OBJECT, PARTS, PREDICATE, STATEMENT, SUBJECT
from kg.rdf.store import GraphName, Object, Subject

NANOPUB: Final = NamedNode(ns.NANOPUB + "Nanopublication")
LINKS: Final = tuple(
    NamedNode(ns.NANOPUB + name) for name in ("hasAssertion", "hasProvenance", "hasPublicationInfo")
)
PART_OF: Final = NamedNode(ns.DCTERMS + "isPartOf")
DERIVED: Final = NamedNode(ns.PROV + "wasDerivedFrom")
#: What provenance says of an assertion, and how a statement says it.
OF_ASSERTION: Final = {
    NamedNode(ns.PROV + "hadPrimarySource"): ns.term("source"),
    NamedNode(ns.PROV + "wasAttributedTo"): ns.term("speaker"),
}
SELECTOR: Final = NamedNode(ns.OA + "hasSelector")
TEXT_SELECTOR: Final = NamedNode(ns.OA + "TextQuoteSelector")
EXACT: Final = NamedNode(ns.OA + "exact")
AROUND: Final = (NamedNode(ns.OA + "prefix"), NamedNode(ns.OA + "suffix"))
QUOTE: Final = ns.term("quote")
_OF_SELECTOR: Final = {EXACT: QUOTE, **{each: each for each in AROUND}}
#: Without these words a statement says another thing: a triple alone cannot assert it.
QUALIFYING: Final = tuple(
    ns.term(name) for name in ("polarity", "count", "except", "forWhom", "asOf", "reason")
)
_ASSERTS: Final = ns.listed("polarities", "asserts")
_IDENTIFIER: Final = ns.term("identifier")


@dataclass(frozen=True, slots=True)
class _Publication:
    """One nanopublication: its name, and what stands in each of its graphs."""

    file: str
    name: str
    node: Subject
    graphs: tuple[NamedNode, NamedNode, NamedNode, NamedNode]
    assertion: Sequence[Quad]
    provenance: Sequence[Quad]
    info: Sequence[Quad]

    def refuse(self, message: str, mend: str = "") -> NoReturn:
        """Raise DataError for one thing wrong with it."""
        raise refused(self.file, None, f"{self.name} {message}", mend)


def plain(quads: Iterable[Quad], file: str) -> list[Quad]:
    """The quads with every nanopublication as a plain statement.

    Raises DataError for each that is not well formed, or says what no statement can.
    """
    listed = list(quads)
    heads = sorted((quad for quad in listed if _is_head(quad)), key=str)
    if not heads:
        return listed
    by_graph: dict[GraphName, list[Quad]] = {}
    for quad in listed:
        by_graph.setdefault(quad.graph_name, []).append(quad)
    made: list[Quad] = []
    taken: set[GraphName] = set()
    problems: list[Problem] = []
    for head in heads:
        try:
            found = _publication(head, by_graph, file)
            if not taken.isdisjoint(found.graphs):
                found.refuse("shares a graph with another", "give each graphs of its own")
            taken.update(found.graphs)
            made += _statement(found)
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    rest = (quad for graph, quads in by_graph.items() if graph not in taken for quad in quads)
    return [*rest, *made]


def _is_head(quad: Quad) -> bool:
    """True for what begins a nanopublication; facts files hold none."""
    graph = quad.graph_name
    named = isinstance(graph, NamedNode) and not graph.value.startswith(ns.FACTS)
    return named and quad.predicate == ns.TYPE and quad.object == NANOPUB


def _publication(head: Quad, by_graph: dict[GraphName, list[Quad]], file: str) -> _Publication:
    name = "the nanopublication " + (
        head.subject.value if isinstance(head.subject, NamedNode) else str(head.subject)
    )
    linked: dict[NamedNode, list[Object]] = {link: [] for link in LINKS}
    for quad in by_graph[head.graph_name]:
        if quad.subject == head.subject and quad.predicate in linked:
            linked[quad.predicate].append(quad.object)
    graphs = [head.graph_name, *(each for found in linked.values() for each in found)]
    whole = all(len(found) == 1 for found in linked.values())
    names = [each for each in graphs if isinstance(each, NamedNode)]
    if not whole or len(by_graph[head.graph_name]) != len(graphs) or len(set(names)) != len(graphs):
        message = f"{name} is not well formed"
        mend = "its head names one assertion, one provenance and one publication info, all graphs"
        raise refused(file, None, message, mend)
    parts = [by_graph.get(each, []) for each in names[1:]]
    found = _Publication(file, name, head.subject, (names[0], names[1], names[2], names[3]), *parts)
    if any(each.value.startswith(ns.FACTS) for each in names):
        found.refuse(f"stands in graphs of facts files, below {ns.FACTS}", "give it graphs apart")
    return found


def _statement(found: _Publication) -> Iterator[Quad]:
    """The statement that a nanopublication makes, in its facts file."""
    graph, subject = _file(found), _subject(found)
    said = [*_asserted(found, subject), *_provenance(found, subject)]
    for predicate, value in said:
        yield Quad(subject, predicate, value, graph)
    if isinstance(subject, BlankNode):
        name = found.name.rsplit(" ", 1)[-1]
        yield Quad(subject, _IDENTIFIER, Literal(name), graph)
        yield Quad(subject, ns.TYPE, STATEMENT, graph)


def _file(found: _Publication) -> NamedNode | DefaultGraph:
    files = [q.object for q in found.info if q.subject == found.node and q.predicate == PART_OF]
    if len(files) > 1 or any(not isinstance(each, NamedNode) for each in files):
        found.refuse("is part of several files", "a statement stands in one facts file")
    return next((each for each in files if isinstance(each, NamedNode)), DefaultGraph())


def _subject(found: _Publication) -> NamedNode | BlankNode:
    """The statement by its id; one without is named by what it says, as blank nodes are."""
    told = {
        quad.subject
        for quad in (*found.assertion, *found.provenance)
        if quad.predicate == ns.TYPE and quad.object == STATEMENT
    }
    if len(told) > 1:
        found.refuse("makes several statements", "give each a nanopublication of its own")
    return next((each for each in told if isinstance(each, NamedNode | BlankNode)), BlankNode())


def _asserted(found: _Publication, subject: Subject) -> Iterator[tuple[NamedNode, Object]]:
    """What the assertion says: one triple, or a statement told in its parts."""
    if any(quad.subject == subject for quad in found.assertion):
        for quad in found.assertion:
            if quad.subject != subject:
                found.refuse("asserts more than its statement", "leave the rest out")
            yield quad.predicate, quad.object
        return
    if len(found.assertion) != 1:
        mend = "a nanopublication of a statement asserts one triple"
        found.refuse(f"asserts {len(found.assertion)} triples", mend)
    (quad,) = found.assertion
    if isinstance(quad.subject, BlankNode):
        found.refuse("asserts something of what has no id", "name what it is about")
    yield from ((SUBJECT, quad.subject), (PREDICATE, quad.predicate), (OBJECT, quad.object))


def _provenance(found: _Publication, subject: Subject) -> Iterator[tuple[NamedNode, Object]]:
    """What is told of the statement and of its assertion, in the words of statements."""
    selectors = {
        q.object for q in found.provenance if q.subject == subject and q.predicate == SELECTOR
    }
    quoting = {q.subject for q in found.provenance if q.predicate == EXACT}
    if selectors - quoting:
        found.refuse("selects no words of its source", "give each selector its oa:exact")
    for quad in found.provenance:
        if quad.subject == subject and quad.predicate != SELECTOR:
            _apart(found, quad)
            yield quad.predicate, quad.object
        elif quad.subject == found.graphs[1] and quad.predicate in OF_ASSERTION:
            yield OF_ASSERTION[quad.predicate], quad.object
        elif quad.subject in selectors and quad.predicate in _OF_SELECTOR:
            yield _OF_SELECTOR[quad.predicate], quad.object
        elif not _implied(found, quad, subject, selectors):
            _unread(found, quad)


def _apart(found: _Publication, quad: Quad) -> None:
    """Refuse in the provenance what changes what is asserted."""
    if quad.predicate in PARTS or qualifies(quad):
        what = ns.short(quad.predicate.value)
        found.refuse(f"says in its provenance what it asserts: {what}", "put it in the assertion")


def qualifies(quad: Quad) -> bool:
    """True for what makes a statement say another thing than its triple does alone."""
    return quad.predicate in QUALIFYING and quad.object != _ASSERTS


def _implied(found: _Publication, quad: Quad, subject: Subject, selectors: set[Object]) -> bool:
    """True for what is understood of itself."""
    if quad.subject in selectors:
        return quad.predicate == ns.TYPE and quad.object == TEXT_SELECTOR
    if quad.subject == subject:
        return quad.predicate == SELECTOR
    return quad.subject == found.graphs[1] and quad.predicate == DERIVED and quad.object == subject


def _unread(found: _Publication, quad: Quad) -> NoReturn:
    known = ", ".join(sorted(ns.short(each.value) for each in OF_ASSERTION))
    mend = f"of an assertion write {known}; the rest of its statement, which is a kg:Statement"
    what = ns.short(quad.predicate.value)
    found.refuse(f"has a provenance of which no statement can be made: {what}", mend)
