"""Litigation of any size, shaped like the examples, as N-Triples.

A *family* is what hangs together in the examples through targets, parts, enactments and
suits: a policy with the orders about it. Families are drawn at random, copied under new
ids and moved in time, so that sizes, kinds of order, scopes and evidence are distributed
as in the examples. Bodies, places, courts, people and sources are copied once for every
hundred families, so that they are as busy as in the examples.

    python bench/litigation.py 1000 > litigation.nt
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.rdf import ns
from kg.rdf.names import POLICIES
from kg.rdf.store import memory
from kg.visits.load import load

STORY = Path(__file__).parent.parent / "examples" / "sanctuary-cities"
BUSY = 100
ACTIONS = {"CourtAction", "ExecutiveAction", "LegislativeAction", "EnforcementStep"}
MEMBERS = {*POLICIES, *ACTIONS, "CaseFile", "Docket", "Participation", "GrantAward"}
BINDING = {
    *("target", "partOf", "enacts", "effect", "docket", "case", "triggers", "concludes"),
    *("implements", "sameEndAs", "interprets", "disposesOf", "condition"),
}
NAMING = {ns.LABEL.value, ns.NS + "identifier", ns.SKOS + "altLabel"}
DAY = ox.NamedNode(ns.XSD + "date")

Family = list[ox.Quad]


def families() -> tuple[list[Family], Family]:
    """The families of the examples, and what they share: bodies, places, courts, sources."""
    store = memory()
    load([STORY], store)
    facts = [q for q in store.quads() if q.graph_name.value.startswith(ns.FACTS)]
    types = {q.subject.value: ns.short(q.object.value)[3:] for q in facts if q.predicate == ns.TYPE}
    members = {name for name, type_ in types.items() if type_ in MEMBERS}
    root: dict[str, str] = {name: name for name in members}

    def find(name: str) -> str:
        while root[name] != name:
            name = root[name]
        return name

    binding = {ns.NS + word for word in BINDING}
    for quad in facts:
        ends = [_owner(getattr(node, "value", "")) for node in (quad.subject, quad.object)]
        if quad.predicate.value in binding and all(end in members for end in ends):
            root[find(ends[0])] = find(ends[1])
    found: dict[str, Family] = defaultdict(list)
    shared = []
    for quad in facts:
        owner = _owner(quad.subject.value)
        if owner in members:
            found[find(owner)].append(quad)
        elif quad.subject != quad.graph_name and owner in types:
            shared.append(quad)
    return list(found.values()), shared


def _owner(iri: str) -> str:
    return iri.partition("#")[0]


@dataclass(frozen=True, slots=True)
class Copy:
    """A family under new ids: its own things take `name`, shared ones that of their world."""

    own: frozenset[str]
    name: str
    world: str
    moved: dt.timedelta = dt.timedelta()

    def lines(self, quads: Iterable[ox.Quad]) -> Iterator[str]:
        """The copied facts."""
        for quad in quads:
            node = quad.object
            if quad.predicate.value in NAMING:
                node = ox.Literal(f"{node.value} {self._place(quad.subject.value)}")
            subject = self._renamed(quad.subject.value)
            yield f"<{subject}> {quad.predicate} {self._object(node)} ."

    def _object(self, node: ox.NamedNode | ox.Literal) -> str:
        if isinstance(node, ox.NamedNode):
            return f"<{self._renamed(node.value)}>"
        if node.datatype == DAY:
            return f'"{dt.date.fromisoformat(node.value) + self.moved}"^^{DAY}'
        return str(node)

    def _renamed(self, iri: str) -> str:
        if not iri.startswith(ns.ID):
            return iri
        thing, mark, inner = iri.partition("#")
        return f"{thing}/{self._place(iri)}{mark}{inner}"

    def _place(self, iri: str) -> str:
        return self.name if _owner(iri) in self.own else self.world


def litigation(actions: int, seed: int = 13768) -> Iterator[str]:
    """Lines of N-Triples about so many actions, or a few more."""
    drawn = random.Random(seed)
    units, shared = families()
    sizes = [_actions(unit) for unit in units]
    own = [frozenset(_owner(quad.subject.value) for quad in unit) for unit in units]
    made = number = 0
    while made < actions:
        world = f"w{number // BUSY}"
        if number % BUSY == 0:
            yield from Copy(frozenset(), "", world).lines(shared)
        which = drawn.randrange(len(units))
        moved = dt.timedelta(days=drawn.randrange(-3000, 1))
        yield from Copy(own[which], f"f{number}", world, moved).lines(units[which])
        made += sizes[which]
        number += 1


def _actions(unit: Family) -> int:
    types = {ns.NS + name for name in ACTIONS}
    return sum(q.predicate == ns.TYPE and q.object.value in types for q in unit)


def distributions(lines: Iterable[str]) -> str:
    """What the generated facts are like: kinds of thing, and how many of what for each."""
    counts: dict[str, Counter] = defaultdict(Counter)
    per: dict[str, Counter] = defaultdict(Counter)
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        word = predicate.strip("<>").rpartition("#")[2]
        if word in ("kind", "type"):
            counts[word][rest.strip(" .<>").rpartition("/")[2].rpartition("#")[2]] += 1
        if word in ("effect", "evidence", "target", "plaintiff", "party"):
            per[word][subject] += 1
    total = sum(counts["kind"].values())
    kinds = ", ".join(f"{k} {n / total:.0%}" for k, n in counts["kind"].most_common(12))
    each = ", ".join(
        f"{word} {statistics.mean(found.values()):.2f} (at most {max(found.values())})"
        for word, found in sorted(per.items())
    )
    return f"kinds of effect: {kinds}\n  of each that has any: {each}"


if __name__ == "__main__":
    for line in litigation(int(sys.argv[1])):
        print(line)
