"""Shapes and hygiene over what is being loaded, beside what the store already holds of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    serialize,
)
from pyoxigraph import Triple as Statement

from kg.errors import Problem
from kg.rdf import ns, resources, words
from kg.rdf.near import did_you_mean, nearest, nearest_id
from kg.rdf.parse import Facts
from kg.rdf.store import Readable, Reader

if TYPE_CHECKING:
    import shacl

_HOPS: Final = 3
_LOOKUPS: Final = 50
_LOOKS_UP: Final = ("dangling-reference",)
_SAID: Final = {
    "MinCountConstraintComponent": "is missing",
    "MaxCountConstraintComponent": "has too many values",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a node, before it is known which file and line it stands on."""

    node: str
    key: str
    message: str
    mend: str = ""


def check(
    facts: Sequence[Facts],
    store: Readable,
    replaced: frozenset[NamedNode] = frozenset(),
    further: Iterable[Fault] = (),
    trusted: bool = False,
) -> list[Problem]:
    """Every problem of the load in the order of files and lines, and `further` ones met elsewhere.

    Of trusted facts nothing but the further ones is told.
    """
    desk = _Desk(facts, store, replaced)
    found = (_unknown_terms, _shapes, _hygiene, _orphans) if not trusted else ()
    faults = [*(fault for look in found for fault in look(desk)), *further]
    return _told(desk, faults)


def _told(desk: _Desk, faults: Iterable[Fault]) -> list[Problem]:
    found: dict[tuple[str, ...], Problem] = {}
    for fault in faults:
        problem = desk.problem(fault)
        found.setdefault((problem.file, problem.thing, problem.key or problem.message), problem)
    return sorted(found.values(), key=lambda each: (each.file, each.line or 0))


class _Desk:
    """The load, spread out: its quads, their surroundings, and which file says what."""

    def __init__(
        self, facts: Sequence[Facts], store: Readable, replaced: frozenset[NamedNode]
    ) -> None:
        self.facts = facts
        self.store = store
        self.replaced = replaced
        self.quads = [quad for each in facts for quad in each.quads]
        self.context = list(_around(self.quads, store, replaced))
        self.files: dict[str, Facts] = {}
        self._near: dict[str, tuple[str, ...]] = {}
        for each in facts:
            for quad in each.quads:
                self.files.setdefault(_iri(quad.subject), each)

    @cached_property
    def staged(self) -> Store:
        """The load, its surroundings and the ontology in one store."""
        staged = Store()
        staged.bulk_extend(self.quads)
        staged.bulk_extend(self.context)
        staged.bulk_extend(_ontology())
        return staged

    @cached_property
    def reader(self) -> Reader:
        """The same, to read from."""
        return Reader(self.staged)

    @cached_property
    def known(self) -> frozenset[str]:
        """The short ids of all things that the load or the store describes."""
        here = {_iri(quad.subject) for quad in self.quads}
        rows = self.store.query("SELECT DISTINCT ?thing WHERE { ?thing a ?type }")
        assert isinstance(rows, QuerySolutions)
        there = {_iri(row["thing"]) for row in rows}
        return frozenset(ns.short(iri) for iri in here | there if iri.startswith(ns.ID))

    def nearest(self, text: str) -> tuple[str, ...]:
        """The known ids nearest to one that is not known; after many such, none is looked for."""
        if text not in self._near and len(self._near) < _LOOKUPS:
            self._near[text] = nearest_id(text, self.known)
        return self._near.get(text, ())

    def problem(self, fault: Fault) -> Problem:
        """A fault with its file and line, in the words of the file."""
        iri = fault.node if "://" in fault.node else ns.ID + fault.node
        facts = self.files.get(iri, self.facts[0])
        node = iri.removeprefix(facts.graph.value) if iri.startswith(ns.FACTS) else ns.short(iri)
        return facts.lines.problem(facts.file, node, fault.key, fault.message, fault.mend)


def _iri(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def _around(
    quads: Sequence[Quad], store: Readable, replaced: frozenset[NamedNode]
) -> Iterator[Quad]:
    """What the store holds of the things that the load names, a few steps out.

    Targets are followed to the end, so that a circle of orders is seen whole.
    """
    seen: set[NamedNode] = set()
    named = {node for quad in quads for node in (quad.subject, quad.object)}
    front = {node for node in named if isinstance(node, NamedNode) and _is_thing(node)}
    for value in {q.object for q in quads if q.predicate == ns.term("identifier")}:
        yield from _kept(store.quads(p=ns.term("identifier"), o=value), replaced)
    step = 0
    while front:
        seen |= front
        found = [quad for node in front for quad in _kept(_about(store, node), replaced)]
        yield from found
        front = set(_next(found, step)) - seen
        step += 1


def _next(found: Iterable[Quad], step: int) -> Iterator[NamedNode]:
    for quad in found:
        if step < _HOPS or quad.predicate == ns.term("target"):
            for node in (quad.subject, quad.object):
                if isinstance(node, NamedNode) and _is_thing(node):
                    yield node


def _about(store: Readable, node: NamedNode) -> Iterator[Quad]:
    """What is said of a thing, and what leads to it: its action, its parties, its governor."""
    yield from store.quads(s=node)
    for name in ("effect", "case", "governs"):
        yield from store.quads(p=ns.term(name), o=node)


def _kept(quads: Iterable[Quad], replaced: frozenset[NamedNode]) -> Iterator[Quad]:
    return (
        quad
        for quad in quads
        if quad.graph_name not in replaced and _iri(quad.graph_name).startswith(ns.FACTS)
    )


def _is_thing(node: NamedNode) -> bool:
    return node.value.startswith(ns.ID)


@cache
def _ontology() -> tuple[Quad, ...]:
    """The ontology and its lists, in the graph where the store keeps them."""
    graph = NamedNode(ns.ONTOLOGY)
    paths = (*resources.files(".", ".ttl"), *resources.files("lists", ".ttl"))
    return tuple(
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for path in paths
        for quad in parse(path=str(path), format=RdfFormat.TURTLE)
    )


@cache
def _compiled() -> shacl.Shapes:
    from shacl import Shapes

    texts = (path.read_text(encoding="utf-8") for path in resources.files("shapes", ".ttl"))
    return Shapes.from_text("\n".join(texts), "turtle")


def _unknown_terms(desk: _Desk) -> Iterator[Fault]:
    """A property or class in the namespace of the ontology that the ontology lacks."""
    for quad in desk.quads:
        node = quad.object if quad.predicate == ns.TYPE else quad.predicate
        if not isinstance(node, NamedNode) or not node.value.startswith(ns.NS):
            continue
        name = node.value.removeprefix(ns.NS)
        if name not in ns.TERMS:
            mend = did_you_mean(f"kg:{near}" for near in nearest(name, ns.TERMS))
            yield Fault(_iri(quad.subject), "", f"`kg:{name}` is no term of the ontology", mend)


def _shapes(desk: _Desk) -> Iterator[Fault]:
    """What the shapes say of the things being loaded; of their surroundings nothing."""
    quads = (*desk.quads, *desk.context, *_ontology())
    triples = (Statement(quad.subject, quad.predicate, quad.object) for quad in quads)
    text = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert text is not None
    for result in _compiled().validate_text(text.decode(), "ntriples").results:
        node = result.focus_node.strip("<>")
        if node not in desk.files:
            continue
        key = words.key_of(result.path.strip("<>")) if result.path else ""
        value = ns.short(result.value_plain or "") if key and result.value_plain else ""
        said = _SAID.get(result.component) or (f"`{value}` will not do" if value else "is wrong")
        yield Fault(node, key, said, result.message or "")


def _hygiene(desk: _Desk) -> Iterator[Fault]:
    """What the hygiene rules find in the things being loaded."""
    for path in resources.files("hygiene", ".rq"):
        text = path.read_text(encoding="utf-8")
        rows = desk.reader.query(text)
        assert isinstance(rows, QuerySolutions)
        for row in rows:
            node = _iri(row["thing"])
            if node in desk.files:
                yield _found(desk, path, _message(text), node, _iri(row["path"]), row["value"])


def _found(desk: _Desk, rule: Path, message: str, node: str, key: str, value: object) -> Fault:
    if value is None:
        return Fault(node, words.key_of(key), message)
    said = value.value if isinstance(value, Literal) else ns.short(_iri(value))
    mend = did_you_mean(desk.nearest(said)) if rule.stem in _LOOKS_UP else ""
    return Fault(node, words.key_of(key), f"`{said}`: {message}", mend)


def _message(text: str) -> str:
    """The header line of a rule that speaks to people."""
    lines = (line for line in text.splitlines() if line.startswith("# message:"))
    return next(lines, "# message: breaks a rule").removeprefix("# message:").strip()


def _orphans(desk: _Desk) -> Iterator[Fault]:
    """Things that a replaced file described, the new one does not, and another file still names."""
    old = {quad.subject for graph in desk.replaced for quad in desk.store.quads(g=graph)}
    for node in sorted(old, key=str):
        if not isinstance(node, NamedNode) or not _is_thing(node) or node.value in desk.files:
            continue
        if next(_kept(desk.store.quads(s=node), desk.replaced), None) is not None:
            continue
        users = _kept(desk.store.quads(o=node), desk.replaced)
        if (user := next(users, None)) is not None:
            yield Fault(
                _iri(node),
                "",
                f"would be gone, but {ns.short(_iri(user.subject))} still names it",
                "keep it, or load the other file anew with it",
            )
