"""The derived graph: runs as triples, rebuilt from the facts and never read back as facts."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf import ns
from kg.rdf.store import Quads
from kg.records.answers import Run, RunInterval
from kg.version import VERSION

GRAPH = NamedNode(ns.DERIVED)
#: What the graph says of itself; another engine's runs are not to be trusted.
STAMP = Quad(GRAPH, ns.term("engine"), Literal(f"inforce {VERSION}"), GRAPH)
_TRUE = Literal(True)


def stamped(store: Quads) -> bool:
    """True when this version of the engine made the runs of the store."""
    found = store.quads(STAMP.subject, STAMP.predicate, STAMP.object, GRAPH)
    return next(found, None) is not None


def held(store: Quads, policy: str) -> Iterator[Quad]:
    """The triples of a policy's runs that the store holds."""
    for link in store.quads(None, ns.term("policy"), ns.thing(policy), GRAPH):
        for quad in store.quads(link.subject, None, None, GRAPH):
            yield quad
            if quad.predicate == ns.term("interval") and isinstance(quad.object, NamedNode):
                yield from store.quads(quad.object, None, None, GRAPH)


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
    for interval in run.intervals:
        part = NamedNode(f"{node.value}#{interval.first or 'before'}")
        yield Quad(node, ns.term("interval"), part, GRAPH)
        yield from _interval(part, interval)


def _key(run: Run) -> str:
    """`baseline`, or a digest of those it holds for: the same whoever wrote it and when."""
    if not run.holds_for:
        return "baseline"
    return hashlib.sha256("\n".join(run.holds_for).encode()).hexdigest()[:16]


def _interval(node: NamedNode, interval: RunInterval) -> Iterator[Quad]:
    yield Quad(node, ns.TYPE, ns.term("RunInterval"), GRAPH)
    yield Quad(node, ns.term("status"), ns.listed("statuses", interval.status), GRAPH)
    yield Quad(node, ns.term("force"), ns.listed("statuses", interval.force), GRAPH)
    if interval.enforceability:
        may = ns.listed("enforceabilities", interval.enforceability)
        yield Quad(node, ns.term("enforceability"), may, GRAPH)
    for effect in interval.because:
        yield Quad(node, ns.term("because"), ns.thing(effect), GRAPH)
    for word, day in (("fromDay", interval.first), ("untilDay", interval.until)):
        if day:
            yield Quad(node, ns.term(word), _day(day), GRAPH)


def _day(day: dt.date) -> Literal:
    return Literal(day.isoformat(), datatype=NamedNode(ns.XSD + "date"))
