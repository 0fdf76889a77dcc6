"""The derived graph: runs as triples, rebuilt from the facts and never read back as facts."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf import ns
from kg.rdf.node import Node, Nodes
from kg.rdf.store import Quads
from kg.records.answers import Run, RunInterval, Status
from kg.version import VERSION

GRAPH = NamedNode(ns.DERIVED)
#: What the graph says of itself; another engine's runs are not to be trusted.
STAMP = Quad(GRAPH, ns.term("engine"), Literal(f"inforce {VERSION}"), GRAPH)
_TRUE = Literal(True)
#: What Python writes at the end of a fraction of a second, and XML Schema does not.
_ZEROS = re.compile(r"(\.\d*[1-9])0+")
_OF_DAYS, _OF_HOURS = ns.term("interval"), ns.term("timedInterval")
#: The words for the bounds of an interval.
_BOUNDS = {_OF_DAYS: ("fromDay", "untilDay"), _OF_HOURS: ("fromTime", "untilTime")}


def stamped(store: Quads) -> bool:
    """True when this version of the engine made the runs of the store."""
    found = store.quads(STAMP.subject, STAMP.predicate, STAMP.object, GRAPH)
    return next(found, None) is not None


def held(store: Quads, policy: str) -> Iterator[Quad]:
    """The triples of a policy's runs that the store holds."""
    for link in store.quads(None, ns.term("policy"), ns.thing(policy), GRAPH):
        for quad in store.quads(link.subject, None, None, GRAPH):
            yield quad
            if quad.predicate in _BOUNDS and isinstance(quad.object, NamedNode):
                yield from store.quads(quad.object, None, None, GRAPH)


def read(store: Quads, policy: str) -> list[Run]:
    """The runs of a policy that the store holds, their days alone: answers, and never facts."""
    nodes = Nodes(store)
    links = store.quads(None, ns.term("policy"), ns.thing(policy), GRAPH)
    found = sorted({getattr(link.subject, "value", "") for link in links})
    return [_read(nodes, policy, ns.short(run)) for run in found]


def _read(nodes: Nodes, policy: str, name: str) -> Run:
    run = nodes[name]
    intervals = [_interval(nodes[each]) for each in run.ids("interval")]
    ordered = sorted(intervals, key=lambda each: each.first or dt.date.min)
    return Run(policy, tuple(run.ids("holdsFor")), tuple(ordered))


def _interval(node: Node) -> RunInterval:
    first, until = node.day("fromDay"), node.day("untilDay")
    return RunInterval(
        first.first if first else None,
        until.first if until else None,
        Status(node.one("status") or ""),
        Status(node.one("force") or ""),
        node.one("enforceability"),
        tuple(node.ids("because")),
    )


def turning(store: Quads, after: dt.date, through: dt.date) -> list[str]:
    """The policies of which an answer becomes another after a day and by the end of a later one."""
    found: set[str] = set()
    for quad in store.quads(None, ns.term("fromDay"), None, GRAPH):
        day = getattr(quad.object, "value", "")
        if after.isoformat() < day <= through.isoformat():
            run = getattr(quad.subject, "value", "").partition("#")[0]
            found.add(ns.short(run).removeprefix("run/").rpartition("/")[0])
    return sorted(found)


def written(runs: Iterable[Run]) -> Iterator[Quad]:
    """Runs as triples of the derived graph."""
    for run in runs:
        yield from _run(run)


def _run(run: Run) -> Iterator[Quad]:
    node = ns.thing(f"run/{run.policy}/{_key(run)}")
    yield Quad(node, ns.TYPE, ns.term("Run"), GRAPH)
    yield Quad(node, ns.term("policy"), ns.thing(run.policy), GRAPH)
    if not run.holds_for:
        yield Quad(node, ns.term("baseline"), _TRUE, GRAPH)
    for name in run.holds_for:
        yield Quad(node, ns.term("holdsFor"), ns.thing(name), GRAPH)
    yield from _intervals(node, _OF_DAYS, "before", run.intervals)
    yield from _intervals(node, _OF_HOURS, "earlier", run.timed)


def _key(run: Run) -> str:
    """`baseline`, or a digest of those it holds for: the same whoever wrote it and when."""
    if not run.holds_for:
        return "baseline"
    return hashlib.sha256("\n".join(run.holds_for).encode()).hexdigest()[:16]


def _intervals(
    run: NamedNode, link: NamedNode, first: str, intervals: Iterable[RunInterval]
) -> Iterator[Quad]:
    """Intervals with their bounds, each named by its beginning, and `first` where it has none.

    Their class is left out: the link tells it, no question asks for it, and it would be every
    tenth triple of the graph.
    """
    for interval in intervals:
        bounds = [_moment(day) if day else None for day in (interval.first, interval.until)]
        node = NamedNode(f"{run.value}#{bounds[0].value if bounds[0] else first}")
        yield Quad(run, link, node, GRAPH)
        yield from _answer(node, interval)
        for word, bound in zip(_BOUNDS[link], bounds, strict=True):
            if bound:
                yield Quad(node, ns.term(word), bound, GRAPH)


def _answer(node: NamedNode, interval: RunInterval) -> Iterator[Quad]:
    yield Quad(node, ns.term("status"), ns.listed("statuses", interval.status), GRAPH)
    yield Quad(node, ns.term("force"), ns.listed("statuses", interval.force), GRAPH)
    if interval.enforceability:
        may = ns.listed("enforceabilities", interval.enforceability)
        yield Quad(node, ns.term("enforceability"), may, GRAPH)
    for effect in interval.because:
        yield Quad(node, ns.term("because"), ns.thing(effect), GRAPH)


def _moment(moment: dt.date) -> Literal:
    """A day, or an instant in the form in which every store gives it back."""
    kind = "dateTime" if isinstance(moment, dt.datetime) else "date"
    text = _ZEROS.sub(r"\1", moment.isoformat()).replace("+00:00", "Z")
    return Literal(text, datatype=NamedNode(ns.XSD + kind))
