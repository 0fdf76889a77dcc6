"""Statements as nanopublications, each a head, an assertion, its provenance, and publication info.

The assertion is the triple that the source states, where that alone says what it says; a denial, a
count, or what is said for someone, of a day or for a reason is told as the statement that it is,
so that nothing is asserted that the source does not say.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import DataError
from kg.rdf import nanopubs, ns
from kg.rdf.nanopubs import AROUND, OF_ASSERTION, QUALIFYING, QUOTE
from kg.rdf.reifiers import PARTS, STATEMENT, stated
from kg.rdf.store import Object, Subject

_GRAPHS: Final = ("head", "assertion", "provenance", "pubinfo")
_OF_STATEMENT: Final = {said: word for word, said in OF_ASSERTION.items()}
_RECORDED: Final = ns.term("recorded")
_CREATED: Final = NamedNode(ns.DCTERMS + "created")
_BY: Final = NamedNode(ns.PROV + "wasAttributedTo")
_SOFTWARE: Final = NamedNode(ns.BASE)


@dataclass(frozen=True, slots=True)
class Published:
    """The nanopublications of one graph of facts by their statements, and what stays as it was."""

    publications: Mapping[Subject, Sequence[Quad]]
    rest: Sequence[Quad]


def published(quads: Sequence[Quad], taken: Container[Subject] = ()) -> Published:
    """The quads of one graph of facts with its statements as nanopublications, but those taken.

    A statement that would not come back from its nanopublication as it was stays a plain fact.
    """
    of_type = {q.subject for q in quads if q.predicate == ns.TYPE and q.object == STATEMENT}
    said: dict[Subject, list[Quad]] = {each: [] for each in of_type if each not in taken}
    days = _days(quad for quad in quads if quad.subject == quad.graph_name)
    for quad in quads:
        if quad.subject in said:
            said[quad.subject].append(quad)
    found: dict[Subject, Sequence[Quad]] = {}
    for subject in sorted(said, key=str):
        made = tuple(_publication(subject, said[subject], days))
        if _comes_back(made, said[subject]):
            found[subject] = made
    return Published(found, [quad for quad in quads if quad.subject not in found])


def _comes_back(made: Sequence[Quad], told: Sequence[Quad]) -> bool:
    try:
        return set(nanopubs.plain(made, "")) == set(told)
    except DataError:
        return False


def _publication(subject: Subject, told: Sequence[Quad], days: Sequence[Literal]) -> Iterator[Quad]:
    """The quads of one nanopublication, in the order of its graphs."""
    assert isinstance(subject, NamedNode)
    mark = f"{subject.value}{'.' if '#' in subject.value else '#'}"
    name = NamedNode(mark + "nanopub")
    head, assertion, provenance, info = (NamedNode(mark + each) for each in _GRAPHS)
    yield Quad(name, ns.TYPE, nanopubs.NANOPUB, head)
    for link, graph in zip(nanopubs.LINKS, (assertion, provenance, info), strict=True):
        yield Quad(name, link, graph, head)
    asserted, rest = _divided(told)
    for triple in asserted:
        yield Quad(*triple, assertion)
    yield Quad(assertion, nanopubs.DERIVED, subject, provenance)
    for triple in _provenance(subject, assertion, rest, mark):
        yield Quad(*triple, provenance)
    yield from _info(name, info, told, days)


_Said = tuple[Subject, NamedNode, Object]


def _divided(told: Sequence[Quad]) -> tuple[list[_Said], list[Quad]]:
    """What is asserted, and what is told of it."""
    triple = None if any(map(nanopubs.qualifies, told)) else stated(told)
    content = PARTS if triple else (*PARTS, *QUALIFYING)
    said = [quad for quad in told if quad.predicate in content]
    rest = [quad for quad in told if quad.predicate not in content]
    if triple:
        return [(triple.subject, triple.predicate, triple.object)], rest
    return [(quad.subject, quad.predicate, quad.object) for quad in said], rest


def _provenance(
    subject: Subject, assertion: NamedNode, rest: Sequence[Quad], mark: str
) -> Iterator[_Said]:
    quotes = sorted((quad for quad in rest if quad.predicate == QUOTE), key=str)
    for number, quad in enumerate(quotes, 1):
        selector = NamedNode(f"{mark}quote.{number}")
        yield (subject, nanopubs.SELECTOR, selector)
        yield (selector, ns.TYPE, nanopubs.TEXT_SELECTOR)
        yield (selector, nanopubs.EXACT, quad.object)
    for quad in rest:
        if quad.predicate in _OF_STATEMENT:
            yield (assertion, _OF_STATEMENT[quad.predicate], quad.object)
        elif quad.predicate in AROUND and len(quotes) == 1:
            yield (NamedNode(f"{mark}quote.1"), quad.predicate, quad.object)
        elif quad.predicate != QUOTE:
            yield (subject, quad.predicate, quad.object)


def _info(
    name: NamedNode, info: NamedNode, told: Sequence[Quad], days: Sequence[Literal]
) -> Iterator[Quad]:
    """The facts file that it is part of, the day on which it was written down, and by what."""
    file = told[0].graph_name
    assert isinstance(file, NamedNode)
    yield Quad(name, nanopubs.PART_OF, file, info)
    yield Quad(name, _BY, _SOFTWARE, info)
    for day in _days(told) or days:
        yield Quad(name, _CREATED, day, info)


def _days(quads: Iterable[Quad]) -> list[Literal]:
    days = (quad.object for quad in quads if quad.predicate == _RECORDED)
    return sorted((day for day in days if isinstance(day, Literal)), key=str)[:1]
