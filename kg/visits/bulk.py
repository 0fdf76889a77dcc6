"""A load of large files: a new state of the store built beside the old, then put in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace as replaced
from itertools import chain
from pathlib import Path
from typing import Protocol, runtime_checkable

from pyoxigraph import NamedNode, RdfFormat, serialize

from kg.errors import AlreadyLoaded, DataError, Problem
from kg.rdf import derived, ns, progress, vocabulary
from kg.rdf.bulk import checks
from kg.rdf.held import DIGEST
from kg.rdf.ledger import Ledger, LedgerReader, ledger
from kg.rdf.load import LoadReport, Plan
from kg.rdf.names import all_policies, names_graph
from kg.rdf.node import Desk, Nodes
from kg.rdf.rules import Fault, ontology
from kg.rdf.spool import Spool, spool
from kg.rdf.store import Draft, Quads
from kg.rdf.stream import Stream, Taker
from kg.visits.contradicted import contradicted
from kg.visits.crew import Crew, crew
from kg.visits.derive import families, judge
from kg.visits.stopwatch import Stopwatch

_KIND = ns.term("kind")
#: So many faults are told of one load; whoever mends them sees the others next.
_TOLD = 1_000
#: In how many portions the families are judged, and how many of them a portion has at least.
_PORTIONS = 100
_LEAST = 50


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
    made = _graphs(streams, planned)
    new = {graph: stream for graph, stream in made.items() if not _same(store, graph, stream)}
    old = [graph for graph in new if next(store.quads(g=graph), None)]
    if old and not replace:
        raise AlreadyLoaded(_already(new[graph]) for graph in old)
    settled = derived.stamped(store) and vocabulary.current(store)
    if not new and not planned.differing and settled:
        for stream in streams:
            stream.count()
        return _report(streams, planned, new)
    watch = Stopwatch()
    with store.beside() as draft, ledger() as written:
        _emptied(draft, old, planned)
        wrong = _filled(draft, _once(new.values()), planned, written, watch, trusted=trusted)
        wrong += [] if trusted else _contradicted(draft, {*new, *planned.new})
        wrong += _derive(draft, written)
        watch.lap("derive")
        if wrong:
            raise DataError(_told(draft, wrong, new))
        if dry_run:
            draft.discard()
    watch.lap("put in place")
    return replaced(_report(streams, planned, new), seconds=watch.seconds)


def _once(streams: Iterable[Stream]) -> list[Stream]:
    """Each stream once, though it makes several graphs."""
    return list({id(stream): stream for stream in streams}.values())


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


def _filled(
    draft: Draft,
    streams: Sequence[Stream],
    planned: Plan,
    written: Path,
    watch: Stopwatch,
    *,
    trusted: bool,
) -> list[Fault]:
    """Put the facts into the draft and, unless they are trusted, give what is wrong with them."""
    progress.step("reading")
    if trusted:
        _write(draft, streams, written)
        watch.lap("write")
        return []
    with spool(sum(stream.path.stat().st_size for stream in streams)) as spooled:
        for quad in chain.from_iterable(planned.new.values()):
            spooled.add(quad)
        _write(draft, streams, written, spooled)
        watch.lap("write")
        progress.step("checking")
        wrong = _check(draft, spooled, {graph for each in streams for graph in each.graphs})
        watch.lap("validate")
    return wrong


def _emptied(draft: Draft, old: Iterable[NamedNode], planned: Plan) -> None:
    """Take out what is replaced, all runs and the ontology; put in what the small files say."""
    change = planned.change()
    for graph in (*change.drop, derived.GRAPH, vocabulary.GRAPH):
        draft.empty(graph)
    for graph in old:
        draft.empty(graph)
        draft.empty(names_graph(graph.value))
    draft.fill(change.insert)


def _write(draft: Draft, streams: Iterable[Stream], written: Path, *takers: Taker) -> None:
    """Stream the facts into the draft, and write down all of it in a ledger.

    Raises DataError where a fact would stand outside the facts.
    """
    with Ledger(written) as book:
        for quad in draft.quads():
            book.add(quad)
        for stream in streams:
            stream.pour(draft, (book, *takers))
            if stream.problems:
                raise DataError(stream.problems.values())


def _check(draft: Draft, spooled: Spool, new: set[NamedNode]) -> list[Fault]:
    """What shapes and hygiene find; the rules need the ontology beside the facts."""
    beside = any(quad.subject not in new for quad in draft.quads(p=DIGEST))
    draft.fill(ontology())
    with draft.view() as folder, crew(draft, folder) as working:
        found = list(chain.from_iterable(working.each(checks(spooled.paths(), beside))))
    draft.empty(vocabulary.GRAPH)
    return found


def _contradicted(draft: Draft, new: set[NamedNode]) -> Iterator[Fault]:
    """Accepted statements that contradict the record, where what is new has a part in it."""
    return contradicted(
        Nodes(draft), lambda name: any(q.graph_name in new for q in draft.quads(s=ns.thing(name)))
    )


def _derive(draft: Draft, written: Path) -> list[Fault]:
    """Derive all runs anew from what was written down, and give what the law refuses."""
    wrong: list[Fault] = []
    facts = LedgerReader(written)
    waiting = {ns.short(getattr(quad.subject, "value", "")) for quad in draft.quads(p=_KIND)}
    portions = list(_portions(Nodes(draft, facts), all_policies(draft)))

    def runs(working: Crew) -> Iterator[bytes]:
        done = working.each((report, portion) for portion in portions)
        for number, (found, met, text) in enumerate(done):
            progress.step("deriving", number, len(portions))
            wrong.extend(found[: max(0, _TOLD - len(wrong))])
            waiting.difference_update(met)
            yield text

    with draft.view() as folder, crew(draft, folder, written) as working:
        draft.fill_from(runs(working))
    wrong += [fault for each in judge(Nodes(draft, facts), (), waiting) for fault in each.faults]
    draft.fill([derived.STAMP, *vocabulary.kept()])
    return wrong


def _portions(nodes: Nodes, policies: Iterable[str]) -> Iterator[list[str]]:
    """The policies of some families at a time, those of one issuer after those of another.

    They name the same bodies and places, which so are read from the disk only once.
    """
    found = families(nodes, policies)
    by_issuer = sorted(found, key=lambda each: nodes[each[0]].first("issuer") or "")
    size = max(_LEAST, len(by_issuer) // _PORTIONS)
    for first in range(0, len(by_issuer), size):
        yield list(chain.from_iterable(by_issuer[first : first + size]))


def report(desk: Desk, policies: list[str]) -> tuple[list[Fault], set[str], bytes]:
    """The faults of these policies, the effects judged with them, and the runs as N-Quads."""
    judged = list(judge(desk.nodes, policies, ()))
    quads = (quad for each in judged for quad in derived.written(each.runs))
    text = serialize(quads, format=RdfFormat.N_QUADS) or b""
    faults = [fault for each in judged for fault in each.faults]
    return faults, set().union(*(each.met for each in judged)), text


def _told(draft: Draft, wrong: Iterable[Fault], new: dict[NamedNode, Stream]) -> Iterator[Problem]:
    """Faults as problems, each once, with the file that speaks of the node first."""
    for fault in dict.fromkeys(wrong):
        node = NamedNode(fault.node if "://" in fault.node else ns.ID + fault.node)
        graphs = (quad.graph_name for quad in draft.quads(s=node))
        saying = (new[each] for each in graphs if isinstance(each, NamedNode) and each in new)
        stream = next(saying, None)
        file = str(stream.path) if stream else "the store"
        yield Problem(file, None, ns.short(node.value), fault.key, fault.message, fault.mend)


def _report(streams: Sequence[Stream], planned: Plan, new: dict[NamedNode, Stream]) -> LoadReport:
    small = planned.report()
    graphs = {graph.value for stream in streams for graph in stream.graphs}
    return LoadReport(
        files=(*small.files, *(str(stream.path) for stream in streams)),
        graphs=tuple(sorted({*small.graphs, *graphs})),
        changed=tuple(sorted({*small.changed, *(graph.value for graph in new)})),
        triples=small.triples + sum(stream.triples for stream in streams),
        things=small.things + sum(stream.things for stream in streams),
    )
