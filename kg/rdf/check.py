"""What is wrong with a load, told with its files and lines, beside what the store holds of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from kg.errors import Problem
from kg.rdf import ns
from kg.rdf.near import nearest, nearest_id
from kg.rdf.parse import Facts
from kg.rdf.rules import Fault, hygiene, iri, ontology, shapes, unknown_terms
from kg.rdf.store import Quads, Reader

_HOPS: Final = 3
_LOOKUPS: Final = 50


def check(
    facts: Sequence[Facts],
    store: Quads,
    replaced: frozenset[NamedNode] = frozenset(),
    further: Iterable[Fault] = (),
    trusted: bool = False,
) -> list[Problem]:
    """Every problem of the load in the order of files and lines, and `further` ones met elsewhere.

    Of trusted facts nothing but the further ones is told.
    """
    desk = Desk(facts, store, replaced)
    faults = [] if trusted else [*_faults(desk)]
    return _told(desk, [*faults, *further])


def _faults(desk: Desk) -> Iterator[Fault]:
    yield from unknown_terms(desk.quads)
    yield from shapes((*desk.quads, *desk.context, *ontology()), desk.files)
    yield from hygiene(desk.reader, desk.files, desk.nearest)
    yield from _orphans(desk)


def _told(desk: Desk, faults: Iterable[Fault]) -> list[Problem]:
    """Faults as problems, each once, in the order of files and lines."""
    found: dict[tuple[str, ...], Problem] = {}
    for fault in faults:
        problem = desk.problem(fault)
        found.setdefault((problem.file, problem.thing, problem.key or problem.message), problem)
    return sorted(found.values(), key=lambda each: (each.file, each.line or 0))


class Desk:
    """The load, spread out: its quads, their surroundings, and which file says what."""

    def __init__(
        self, facts: Sequence[Facts], store: Quads, replaced: frozenset[NamedNode]
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
                self.files.setdefault(iri(quad.subject), each)

    @cached_property
    def staged(self) -> Store:
        """The load, its surroundings and the ontology in one store."""
        staged = Store()
        staged.bulk_extend(self.quads)
        staged.bulk_extend(self.context)
        staged.bulk_extend(ontology())
        return staged

    @cached_property
    def reader(self) -> Reader:
        """The same, to read from."""
        return Reader(self.staged)

    @cached_property
    def known(self) -> frozenset[str]:
        """The short ids of all things that the load, or what it leaves of the store, describes."""
        here = {iri(quad.subject) for quad in self.quads}
        there = {iri(quad.subject) for quad in _kept(self.store.quads(p=ns.TYPE), self.replaced)}
        return frozenset(ns.short(iri) for iri in here | there if iri.startswith(ns.ID))

    def nearest(self, text: str) -> tuple[str, ...]:
        """The known ids nearest to one that is not known; after many such, none is looked for."""
        if text not in self._near and len(self._near) < _LOOKUPS:
            self._near[text] = nearest_id(text, self.known - {text})
        return self._near.get(text, ())

    def problem(self, fault: Fault) -> Problem:
        """A fault with its file and line, in the words of the file."""
        iri = fault.node if "://" in fault.node else ns.ID + fault.node
        facts = self.files.get(iri) or self._home(NamedNode(iri))
        node = iri.removeprefix(facts.graph.value) if iri.startswith(ns.FACTS) else ns.short(iri)
        return facts.lines.problem(facts.file, node, fault.key, fault.message, fault.mend)

    def _home(self, node: NamedNode) -> Facts:
        """The file of a thing that the load does not describe: one that it replaces, or another."""
        graphs = sorted(iri(quad.graph_name) for quad in self.store.quads(s=node))
        graphs = [graph for graph in graphs if graph.startswith(ns.FACTS)]
        for each in self.facts:
            if each.graph.value in graphs or not graphs:
                return each
        return Facts(graphs[0].removeprefix(ns.FACTS), NamedNode(graphs[0]), ())


def _around(quads: Sequence[Quad], store: Quads, replaced: frozenset[NamedNode]) -> Iterator[Quad]:
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


def _about(store: Quads, node: NamedNode) -> Iterator[Quad]:
    """What is said of a thing, and what leads to it: its action, its parties, its governor.

    Of a statement its judgements with the days of their files.
    """
    yield from store.quads(s=node)
    for name in ("effect", "case", "governs"):
        yield from store.quads(p=ns.term(name), o=node)
    for judged in store.quads(p=ns.term("statement"), o=node):
        yield judged
        for held in store.quads(p=ns.term("holds"), o=judged.subject):
            yield held
            yield from store.quads(s=held.subject, p=ns.term("recorded"))


def _kept(quads: Iterable[Quad], replaced: frozenset[NamedNode]) -> Iterator[Quad]:
    return (
        quad
        for quad in quads
        if quad.graph_name not in replaced and iri(quad.graph_name).startswith(ns.FACTS)
    )


def _is_thing(node: NamedNode) -> bool:
    return node.value.startswith(ns.ID)


def _orphans(desk: Desk) -> Iterator[Fault]:
    """Things that a replaced file described, the new one does not, and another file still names."""
    old = {quad.subject for graph in desk.replaced for quad in desk.store.quads(g=graph)}
    new = {quad.subject for quad in desk.quads if quad.predicate in (ns.TYPE, ns.term("kind"))}
    fresh = {ns.short(iri(node)) for node in new - old}
    for node in sorted(old, key=str):
        if not isinstance(node, NamedNode) or not _is_thing(node) or node.value in desk.files:
            continue
        if next(_kept(desk.store.quads(s=node), desk.replaced), None) is not None:
            continue
        users = _kept(desk.store.quads(o=node), desk.replaced)
        if (user := next(users, None)) is not None:
            yield _orphan(ns.short(node.value), user, nearest(ns.short(node.value), fresh, 1))


def _orphan(name: str, user: Quad, renamed: Sequence[str]) -> Fault:
    """The fault told of what is gone, or of what seems to have come under another name."""
    what = f"be gone, but {ns.short(iri(user.subject))} still names it"
    other = iri(user.graph_name).removeprefix(ns.FACTS)
    for new in renamed:
        return Fault(
            new, "", f"is new, and {name} would {what}", f"write `{name}`, or change {other} first"
        )
    return Fault(name, "", f"would {what}", f"keep it, or change {other} first")
