"""Files into graphs of the store: what a load would change, before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import AlreadyLoaded, DataError, Problem
from kg.rdf import find, ns, parse, progress
from kg.rdf.change import Change
from kg.rdf.held import DIGEST, held, meant
from kg.rdf.names import name_quads, names_graph
from kg.rdf.parse import Facts
from kg.rdf.store import Quads


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load read; `changed` names the graphs that are new, different or gone now.

    `seconds` tells how long each phase took.
    """

    files: tuple[str, ...]
    graphs: tuple[str, ...]
    changed: tuple[str, ...]
    triples: int
    things: int
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a load read, the graphs it replaces, and what it would change in the store."""

    facts: Sequence[Facts]
    new: dict[NamedNode, list[Quad]]
    old: dict[NamedNode, list[Quad]]

    @property
    def replaced(self) -> frozenset[NamedNode]:
        """The graphs of the store that the load puts others in the place of, or takes out."""
        return frozenset(self.old)

    @property
    def differing(self) -> set[Quad]:
        """The quads that are in the store and will not be, or the other way round."""
        before = {quad for quads in self.old.values() for quad in quads}
        return before.symmetric_difference(q for quads in self.new.values() for q in quads)

    def change(self) -> Change:
        """The facts with the index of their names and their digests."""
        drop = sorted(graph.value for graph in self.old)
        return Change(
            drop=[each for name in drop for each in (NamedNode(name), names_graph(name))],
            insert=[
                quad for graph, quads in self.new.items() for quad in _with_index(graph, quads)
            ],
        )

    def report(self) -> LoadReport:
        """What the load read and changed, or what it takes out."""
        read = [quad for each in self.facts for quad in each.quads]
        quads = read or [quad for gone in self.old.values() for quad in gone]
        return LoadReport(
            files=tuple(each.file for each in self.facts),
            graphs=tuple(sorted({str(quad.graph_name)[1:-1] for quad in quads})),
            changed=tuple(sorted(graph.value for graph in {*self.new, *self.old})),
            triples=len(quads),
            things=len({quad.subject for quad in quads if quad.predicate == ns.TYPE}),
        )


def plan(paths: Iterable[Path], store: Quads, replace: bool = False) -> Plan:
    """Read the files and see what they would change.

    Raises DataError with every file that cannot be read, AlreadyLoaded where the store
    holds other content under the same name and `replace` is not set.
    """
    facts = read_all(paths)
    new = _by_graph(quad for each in facts for quad in each.quads)
    old = {graph: list(store.quads(g=graph)) for graph in new}
    same = {graph for graph in new if set(new[graph]) == set(old[graph])}
    found = Plan(
        facts,
        {graph: quads for graph, quads in new.items() if graph not in same},
        {graph: quads for graph, quads in old.items() if quads and graph not in same},
    )
    if found.old and not replace:
        raise AlreadyLoaded(_already(facts, found.replaced))
    return found


def removal(names: Iterable[str], store: Quads) -> Plan:
    """What taking out the graphs of these files would change; a file is named set/file.

    Raises MissingFile where the store holds nothing under a name.
    """
    old: dict[NamedNode, list[Quad]] = {}
    known = held(store)
    for name in names:
        graph = ns.FACTS + meant(name, known)
        old[NamedNode(graph)] = list(store.quads(g=NamedNode(graph)))
    facts = [Facts(graph.value.removeprefix(ns.FACTS), graph, ()) for graph in old]
    return Plan(facts, {}, old)


def read_all(paths: Iterable[Path]) -> list[Facts]:
    """What all the files say; raises DataError with the problems of all of them."""
    facts: list[Facts] = []
    problems: list[Problem] = []
    found = list(dict.fromkeys(find.find(paths)))
    for path in found:
        find.fitting(path)
    for number, path in enumerate(found):
        progress.step("reading", number, len(found))
        try:
            facts.append(parse.read(path))
        except DataError as error:
            problems.extend(error.problems)
    problems.extend(_shared(facts))
    if problems:
        raise DataError(problems)
    return facts


def _shared(facts: Sequence[Facts]) -> Iterable[Problem]:
    """Two files that would make one graph."""
    makers: dict[NamedNode, str] = {}
    for each in facts:
        for graph in each.graphs:
            if (other := makers.setdefault(graph, each.file)) != each.file:
                yield Problem(
                    each.file,
                    None,
                    "",
                    "file",
                    f"makes the same graph as {other}",
                    "give one of them another name",
                )


def _by_graph(quads: Iterable[Quad]) -> dict[NamedNode, list[Quad]]:
    found: dict[NamedNode, list[Quad]] = {}
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            found.setdefault(quad.graph_name, []).append(quad)
    return found


def _already(facts: Sequence[Facts], old: frozenset[NamedNode]) -> Iterable[Problem]:
    for each in facts:
        if each.graphs & old:
            yield Problem(
                each.file,
                None,
                "",
                "",
                "was loaded before with other content",
                "use `kg load --replace` to put this in its place",
            )


def _with_index(graph: NamedNode, quads: Sequence[Quad]) -> Iterator[Quad]:
    yield from quads
    yield Quad(graph, DIGEST, _digest(quads), names_graph(graph.value))
    yield from name_quads(quads)


def _digest(quads: Iterable[Quad]) -> Literal:
    """A digest of what a graph says, whatever the order it says it in."""
    lines = sorted(f"{q.subject} {q.predicate} {q.object}" for q in quads)
    return Literal(hashlib.sha256("\n".join(lines).encode()).hexdigest())
