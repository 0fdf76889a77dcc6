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
from kg.law.timed import timed
from kg.rdf import derived
from kg.rdf.change import Change
from kg.rdf.node import Nodes
from kg.rdf.read import Slice
from kg.rdf.rules import Fault
from kg.rdf.store import Quads
from kg.records.answers import Run
from kg.records.things import World


@dataclass(frozen=True, slots=True)
class Judged:
    """What the law found about policies that hang together: refusals, and where none, runs.

    `met` names the effects that were judged with them.
    """

    faults: tuple[Fault, ...]
    runs: tuple[Run, ...] = ()
    met: frozenset[str] = frozenset()


def judge(
    nodes: Nodes, policies: Iterable[str], effects: Iterable[str], *, with_runs: bool = True
) -> Iterator[Judged]:
    """Judge the policies, and the effects that hit none, as the store would hold them."""
    met = set[str]()
    for family in families(nodes, policies):
        judged = _policies(Slice(nodes, with_evidence=False), family, with_runs)
        met |= judged.met
        yield judged
        nodes.trim()
    for name in sorted(set(effects)):
        if name not in met and nodes[name].known:
            judged = _strays(Slice(nodes, with_evidence=False), name)
            met |= judged.met
            yield judged
            nodes.trim()


def families(nodes: Nodes, policies: Iterable[str]) -> Iterator[list[str]]:
    """The policies that the store knows, each whole together with all its parts."""
    waiting = set(policies)
    for name in sorted(waiting):
        if name in waiting and nodes[name].known:
            family = sorted(_family(nodes, name) & waiting)
            waiting.difference_update(family)
            yield family


def _family(nodes: Nodes, policy: str) -> set[str]:
    """A policy with all its wholes and all their parts."""
    waiting, seen = [policy], set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += [*nodes[name].ids("partOf"), *nodes.pointing("partOf", name)]
    return seen


def _policies(around: Slice, family: list[str], with_runs: bool) -> Judged:
    """The runs of a policy and its parts, unless the law refuses what acts on them."""
    try:
        world, known = around.known_world(family[0])
        index, faults = _lawful(around, world)
        hours = timed(world, index, family) if index else []
    except CycleError as circle:
        return Judged((_circular(circle),))
    except (DataError, ValueError) as error:
        return Judged(_unjudged(family[0], error))
    found = tuple(runs(index, family, known, hours)) if index and with_runs else ()
    return Judged(faults, found, frozenset(world.effects))


def _strays(around: Slice, effect: str) -> Judged:
    """What the law refuses of effects that reach no policy."""
    try:
        world = around.around_effect(effect)
        return Judged(_lawful(around, world)[1], met=frozenset(world.effects))
    except (DataError, ValueError) as error:
        return Judged(_unjudged(effect, error))


def _unjudged(name: str, error: DataError | ValueError) -> tuple[Fault, ...]:
    """What stands in the way of judging: told of the thing itself, where it is known."""
    if isinstance(error, DataError):
        return tuple(Fault(each.thing, each.key, each.message) for each in error.problems)
    return (Fault(name, "", f"cannot be judged: {error}"),)


def _lawful(around: Slice, world: World) -> tuple[Index | None, tuple[Fault, ...]]:
    """The world ready to be judged, or all that the law refuses of it."""
    refused = list(refusals(around.widened(world), world))
    if refused:
        return None, tuple(Fault(each.effect, each.key, each.message) for each in refused)
    try:
        return Index(world), ()
    except CycleError as circle:
        return None, (_circular(circle),)


def _circular(circle: CycleError) -> Fault:
    return Fault(circle.members[0], "to", str(circle), "take one of them out")


def rebuilt(store: Quads, policies: Iterable[str], judged: Iterable[Judged]) -> Change:
    """The change that puts the new runs of these policies in the place of the old."""
    old = {quad for name in policies for quad in derived.held(store, name)}
    new = {quad for each in judged for quad in derived.written(each.runs)}
    return Change(delete=_sorted(old - new), insert=_sorted(new - old))


def _sorted(quads: Iterable[Quad]) -> list[Quad]:
    return sorted(quads, key=str)
