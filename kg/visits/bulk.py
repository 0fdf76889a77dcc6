"""A load of large files: a new state of the store built beside the old, then put in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from typing import Protocol, runtime_checkable

from pyoxigraph import NamedNode, Quad

from kg.errors import AlreadyLoaded, DataError, Problem
from kg.rdf import derived, ns
from kg.rdf.bulk import Stream, faults
from kg.rdf.load import DIGEST, LoadReport, Plan
from kg.rdf.names import all_policies, names_graph
from kg.rdf.rules import Fault, ontology
from kg.rdf.store import Draft, Quads
from kg.visits.derive import judge
from kg.visits.stopwatch import Stopwatch

_TOLD = 1_000


@runtime_checkable
class Rebuildable(Quads, Protocol):
    """A store that can be read, and built anew beside itself."""

    def beside(self) -> AbstractContextManager[Draft]:
        """A copy to change freely; it takes the store's place when the block ends well."""


def load_large(
    streams: Sequence[Stream],
    planned: Plan,
    store: Rebuildable,
    *,
    replace: bool,
    dry_run: bool,
    trusted: bool,
) -> LoadReport:
    """Load streamed files together with a plan for the small ones: all, or nothing.

    Every run of the store is derived anew. Raises as `load` does.
    """
    watch = Stopwatch()
    made = _graphs(streams, planned)
    new = {graph: stream for graph, stream in made.items() if not _same(store, graph, stream)}
    old = [graph for graph in new if next(store.quads(g=graph), None)]
    if old and not replace:
        raise AlreadyLoaded(_already(new[graph]) for graph in old)
    with store.beside() as draft:
        _write(draft, {id(stream): stream for stream in new.values()}.values(), old, planned)
        watch.lap("write")
        graphs = [*new, *planned.new]
        wrong = [] if trusted else list(islice(faults(draft, graphs), _TOLD))
        watch.lap("check")
        wrong += _derive(draft)
        watch.lap("derive")
        if wrong:
            raise DataError(_told(draft, wrong, new))
        if dry_run:
            draft.discard()
    watch.lap("put in place")
    return _report(streams, planned, new, watch)


def _graphs(streams: Iterable[Stream], planned: Plan) -> dict[NamedNode, Stream]:
    """The graphs that the streams make; raises DataError where two files make one."""
    made: dict[NamedNode, Stream] = {}
    taken = {graph: each.file for each in planned.facts for graph in each.graphs}
    for stream in streams:
        for graph in stream.graphs:
            if graph in taken:
                message = f"makes the same graph as {taken[graph]}"
                mend = "give one of them another name"
                raise DataError([Problem(str(stream.path), None, "", "file", message, mend)])
            taken[graph] = str(stream.path)
            made[graph] = stream
    return made


def _same(store: Quads, graph: NamedNode, stream: Stream) -> bool:
    held = store.quads(graph, DIGEST, None, names_graph(graph.value))
    return any(getattr(quad.object, "value", "") == stream.digest for quad in held)


def _already(stream: Stream) -> Problem:
    said = "was loaded before with other content"
    mend = "use `kg load --replace` to put this in its place"
    return Problem(str(stream.path), None, "", "", said, mend)


def _write(
    draft: Draft, streams: Iterable[Stream], old: Iterable[NamedNode], planned: Plan
) -> None:
    """Put the facts into the draft; raises DataError where one would stand outside them."""
    change = planned.change()
    for graph in (*old, *change.drop, derived.GRAPH, NamedNode(ns.ONTOLOGY)):
        draft.empty(graph)
    for graph in old:
        draft.empty(names_graph(graph.value))
    draft.fill([*change.insert, *ontology()])
    for stream in streams:
        draft.fill(stream.quads())
        if stream.problems:
            raise DataError(stream.problems.values())


def _derive(draft: Draft) -> list[Fault]:
    """Derive all runs anew, and give what the law refuses."""
    wrong: list[Fault] = []
    effects = {getattr(q.subject, "value", "") for q in draft.quads(p=ns.term("kind"))}

    def runs() -> Iterator[Quad]:
        for judged in judge(draft, all_policies(draft), map(ns.short, effects)):
            wrong.extend(judged.faults[: _TOLD - len(wrong)])
            yield from derived.written(judged.runs)

    draft.fill(runs())
    draft.fill([derived.STAMP])
    return wrong


def _told(draft: Draft, wrong: Iterable[Fault], new: dict[NamedNode, Stream]) -> Iterator[Problem]:
    """Faults as problems, each once, with the file that speaks of the node first."""
    for fault in dict.fromkeys(wrong):
        node = NamedNode(fault.node if "://" in fault.node else ns.ID + fault.node)
        graphs = [quad.graph_name for quad in islice(draft.quads(s=node), 1)]
        stream = new.get(graphs[0]) if graphs and isinstance(graphs[0], NamedNode) else None
        file = str(stream.path) if stream else "the store"
        yield Problem(file, None, ns.short(node.value), fault.key, fault.message, fault.mend)


def _report(
    streams: Sequence[Stream], planned: Plan, new: dict[NamedNode, Stream], watch: Stopwatch
) -> LoadReport:
    small = planned.report()
    graphs = {graph.value for stream in streams for graph in stream.graphs}
    return LoadReport(
        files=(*small.files, *(str(stream.path) for stream in streams)),
        graphs=tuple(sorted({*small.graphs, *graphs})),
        changed=tuple(sorted({*small.changed, *(graph.value for graph in new)})),
        triples=small.triples + sum(stream.triples for stream in streams),
        things=small.things + sum(stream.things for stream in streams),
        seconds=watch.seconds,
    )
