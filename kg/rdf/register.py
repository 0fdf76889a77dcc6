"""What the record has under the property that a statement speaks of, and what that falls under."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import Final

import pyoxigraph as ox

from kg.rdf import ns, reasons, resources, words
from kg.rdf.kinds import kinds
from kg.rdf.names import POLICIES
from kg.rdf.names import nodes_known as known
from kg.rdf.node import Node, Nodes
from kg.rdf.words import Form
from kg.records.evidence import Recorded, Register, Sort, Statement
from kg.records.things import Operation

#: By which links a thing falls under another: an office within a body, an order under its court.
_UP: Final = ("postIn", "docket", "case", "court")
#: And by which it is one of several in it, which counts for nothing where each is listed itself.
_AMONG: Final = ("partOf", "unitOf", "within", "memberOf", "subClassOf")
_SORTS: Final = {
    Form.NAME: Sort.THING,
    Form.LISTED: Sort.THING,
    Form.DAY: Sort.DAY,
    Form.NUMBER: Sort.EXACT,
    Form.FLAG: Sort.EXACT,
}
#: Texts by which others call a thing; every other text is prose.
_EXACT_TEXTS: Final = frozenset({"identifiers", "cites", "number"})
_TARGET: Final = "target"
_EVERYONE: Final = "everyone"


@cache
def exhaustive() -> frozenset[str]:
    """The IRIs of the properties under which a thing's values are all that there are."""
    mark = ox.NamedNode(ns.NS + "exhaustive")
    quads = (
        quad
        for file in resources.files(".", ".ttl")
        for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE)
    )
    return frozenset(
        quad.subject.value
        for quad in quads
        if quad.predicate == mark and isinstance(quad.subject, ox.NamedNode)
    )


def sort_of(says: str) -> Sort:
    """How what is said under a word of facts files is held against the record."""
    word = words.words()[says]
    if says in _EXACT_TEXTS:
        return Sort.EXACT
    return _SORTS.get(word.form, Sort.PROSE)


class Shelf:
    """The record as statements are held against it; what was found once is kept."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self._under: dict[tuple[str, dt.date | None, bool], frozenset[str]] = {}

    def register(self, statement: Statement) -> Register:
        """What the record has under the plain property that a statement speaks of."""
        word = words.words()[statement.says]
        property_ = ns.short(word.iri).rpartition(":")[2]
        carriers = self._carrying(statement.about, property_)
        among = not word.many or property_ == _TARGET
        found = [
            self.recorded(value, name, among=among)
            for name in carriers
            for value in self._values(name, property_)
        ]
        listed = word.many and word.iri in exhaustive()
        said = statement.value or ""
        day = statement.as_of.first if statement.as_of else None
        reason = reasons.of(self.nodes, statement, [each.value for each in found])
        return Register(
            sort=sort_of(statement.says),
            values=tuple(found),
            single=not word.many,
            closed=(listed or not word.many) and len(carriers) == 1,
            under=self.under(said, day, among=among),
            of_parts=property_ == _TARGET,
            whole_hit=property_ == _TARGET and self._all_parts(said, found),
            has_reason=reason.held,
            alike=reason.alike,
        )

    def recorded(self, value: str, on: str, *, among: bool = True) -> Recorded:
        """A value on record, with what it falls under on the day of the act that set it down."""
        return Recorded(value, on, self.under(value, self._day(on), among=among))

    def under(self, name: str, day: dt.date | None, *, among: bool = True) -> frozenset[str]:
        """All that a thing, or a word of a list, falls under on a day; itself too.

        A person falls under the offices held that day, an office under those who hold it; with
        `among` each also under the body, place or class that it is one of.
        """
        key = (name, day, among)
        if key not in self._under:
            found = _reach(name, partial(self._above, day=day, among=among))
            if known(self.nodes, name) and self.nodes[name].type == "Post":
                found |= {
                    who for each in self._tenures("post", name, day) for who in each.ids("holder")
                }
            self._under[key] = frozenset(found)
        return self._under[key]

    def _above(self, name: str, day: dt.date | None, among: bool) -> Iterator[str]:
        yield from _broader().get(name, ())
        if not known(self.nodes, name):
            return
        for link in (*_UP, *(_AMONG if among else ())):
            yield from self.nodes[name].ids(link)
        yield from self.nodes.pointing("effect", name)
        for each in self.nodes.pointing("member", name) if among else ():
            yield from self.nodes[each].ids("group")
        for tenure in self._tenures("holder", name, day):
            yield from tenure.ids("post")

    def _tenures(self, link: str, name: str, day: dt.date | None) -> list[Node]:
        """The tenures of a person or of an office on a day; all where no day is known."""
        found = [self.nodes[each] for each in self.nodes.pointing(link, name)]
        return [each for each in found if day is None or _holds_on(each, day)]

    def _day(self, name: str) -> dt.date | None:
        """The day of an act, or of the act that enacts a policy."""
        for level in levels(self.nodes, name):
            if days := [day for each in level if (day := self.nodes[each].day("decided"))]:
                return min(days).first
        return None

    def _carrying(self, name: str, property_: str) -> list[str]:
        """What carries the property: the thing itself, else the nearest of what it belongs to."""
        for level in levels(self.nodes, name):
            if found := [each for each in level if self._values(each, property_)]:
                return found
        return []

    def _values(self, name: str, property_: str) -> list[str]:
        """The values that a thing has; a bar whose scope says nothing else is not for everyone."""
        node = self.nodes[name]
        if property_ == _EVERYONE:
            return self._for_everyone(node)
        return [ns.short(value) for value in node.all(property_)]

    def _for_everyone(self, node: Node) -> list[str]:
        kind = kinds().get(node.one("kind") or "")
        scope = node.one("scope")
        if kind is None or (scope is None and kind.operation is not Operation.BAR):
            return []
        return ["true" if self.nodes[scope].true(_EVERYONE) else "false"]

    def _all_parts(self, whole: str, found: Iterable[Recorded]) -> bool:
        """True where the parts of a whole are all known, and all among the values."""
        if not known(self.nodes, whole) or not self.nodes[whole].true("partsComplete"):
            return False
        return set(self.nodes.pointing("partOf", whole)) <= {each.value for each in found}


def levels(nodes: Nodes, name: str) -> Iterator[list[str]]:
    """A thing, then what it belongs to, step by step: a scope to its effect, act, docket and case.

    A policy belongs to the acts that enact it, a part to its whole, a case to its dockets.
    """
    seen: set[str] = set()
    level = [name]
    while level:
        seen.update(level)
        yield level
        above = (each for one in level for each in _belongs(nodes, one))
        level = sorted(set(above) - seen)


def _belongs(nodes: Nodes, name: str) -> Iterator[str]:
    node = nodes[name]
    yield from node.ids("scope")
    for link in ("scope", "leaves", "adds", "effect"):
        yield from nodes.pointing(link, name)
    yield from node.ids("docket")
    yield from node.ids("case")
    if node.type in POLICIES:
        yield from nodes.pointing("enacts", name) or node.ids("partOf")
    if node.type == "CaseFile":
        yield from (each for each in nodes.pointing("case", name) if nodes[each].type == "Docket")


def _holds_on(tenure: Node, day: dt.date) -> bool:
    """True where a tenure can hold on a day."""
    begins, ends = tenure.day("from"), tenure.day("until")
    return not (begins and begins.first > day) and not (ends and ends.last < day)


def _reach(start: str, above: Callable[[str], Iterable[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        if (name := waiting.pop()) not in seen:
            seen.add(name)
            waiting += above(name)
    return seen


@cache
def _broader() -> dict[str, tuple[str, ...]]:
    """What each word of a list falls under, by the words."""
    found: dict[str, tuple[str, ...]] = {}
    for file in resources.files("lists", ".ttl"):
        for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
            if quad.predicate.value == ns.SKOS + "broader":
                word = ns.short(getattr(quad.subject, "value", ""))
                found[word] = (*found.get(word, ()), ns.short(getattr(quad.object, "value", "")))
    return found
