"""What the law makes of a change: faults that no shape can see, and the runs it touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Quad

from kg.errors import DataError
from kg.law.cycles import CycleError
from kg.law.index import Index
from kg.law.refuse import refusals
from kg.law.runs import runs
from kg.rdf import derived
from kg.rdf.change import Change
from kg.rdf.check import Fault
from kg.rdf.node import Nodes
from kg.rdf.read import Slice
from kg.rdf.store import Quads
from kg.records.answers import Run


@dataclass(frozen=True, slots=True)
class Judged:
    """What the law found about one policy: what it refuses, and where nothing, the runs."""

    policy: str
    faults: tuple[Fault, ...]
    runs: tuple[Run, ...] = ()


def judge(staged: Quads, policies: Iterable[str]) -> Iterator[Judged]:
    """Go through the policies as the store would hold them after a change."""
    nodes = Nodes(staged)
    for name in sorted(policies):
        if nodes[name].known:
            yield _judged(nodes, name)


def _judged(nodes: Nodes, policy: str) -> Judged:
    try:
        world, known = Slice(nodes).known_world(policy)
    except (DataError, ValueError) as error:
        return Judged(policy, (Fault(policy, "", f"cannot be judged: {error}"),))
    if refused := tuple(refusals(world)):
        return Judged(policy, tuple(Fault(r.effect, r.key, r.message) for r in refused))
    try:
        index = Index(world)
    except CycleError as circle:
        fault = Fault(circle.members[0], "to", str(circle), "take one of them out")
        return Judged(policy, (fault,))
    return Judged(policy, (), runs(index, policy, known))


def rebuilt(store: Quads, policies: Iterable[str], judged: Iterable[Judged]) -> Change:
    """The change that puts the new runs of these policies in the place of the old."""
    old = {quad for name in policies for quad in derived.held(store, name)}
    new = {quad for each in judged for quad in derived.written(each.runs)}
    return Change(delete=_sorted(old - new), insert=_sorted(new - old))


def _sorted(quads: Iterable[Quad]) -> list[Quad]:
    return sorted(quads, key=str)
