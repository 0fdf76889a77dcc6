"""How much a store holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, QuerySolutions

from kg.rdf import ns
from kg.rdf.store import Readable

_FAMILIES = {
    ns.FACTS: "facts",
    ns.GRAPHS + "names/": "names",
    ns.DERIVED: "derived",
    ns.ONTOLOGY: "ontology",
}
_OURS = (NamedNode(ns.DERIVED), NamedNode(ns.ONTOLOGY))
_GRAPHS = "SELECT ?key (COUNT(*) AS ?n) WHERE { GRAPH ?key { ?s ?p ?o } } GROUP BY ?key"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Counts over a store; the spans are the first and the last day, as they are written."""

    graphs: Mapping[str, int]
    triples: Mapping[str, int]
    classes: Mapping[str, int]
    kinds: Mapping[str, int]
    courts: Mapping[str, int]
    decided: tuple[str, str] | None
    checked: tuple[str, str] | None


def sizes(store: Readable) -> Sizes:
    """Count graphs and triples by what they hold, things by class, effects by kind."""
    held = [(_family(name), count) for name, count in _graphs(store).items()]
    families = [name for name in (*_FAMILIES.values(), "other") if name in dict(held)]
    return Sizes(
        {name: sum(1 for family, _ in held if family == name) for name in families},
        {name: sum(count for family, count in held if family == name) for name in families},
        _short(_counted(_stated(store))),
        _short(_counted(store.quads(p=ns.term("kind")))),
        _short(_courts(store)),
        _span(store, ns.term("decided")),
        _span(store, ns.term("checkedThrough")),
    )


def _stated(store: Readable) -> Iterator[Quad]:
    """Things with their classes, without what the engine made of them and the ontology."""
    typed = store.quads(p=ns.TYPE)
    return (quad for quad in typed if quad.graph_name not in _OURS)


def _family(graph: str) -> str:
    return next((word for start, word in _FAMILIES.items() if graph.startswith(start)), "other")


def _graphs(store: Readable) -> dict[str, int]:
    """How much each graph holds.

    All is gone through once before: of damaged files the engine would count for ever.
    """
    len(store)
    found = store.query(_GRAPHS)
    assert isinstance(found, QuerySolutions)
    rows = ((row["key"], row["n"]) for row in found)
    return {key.value: int(n.value) for key, n in rows if key is not None}


def _counted(quads: Iterable[Quad]) -> Counter[str]:
    """How many subjects each object has."""
    return Counter(iri for _, iri in {(q.subject, getattr(q.object, "value", "")) for q in quads})


def _courts(store: Readable) -> Counter[str]:
    """How many actions stand on the dockets of each court."""
    courts = store.quads(p=ns.term("court"))
    court: dict[object, str] = {q.subject: getattr(q.object, "value", "") for q in courts}
    placed = store.quads(p=ns.term("docket"))
    pairs = {(quad.subject, court.get(quad.object)) for quad in placed}
    return Counter(name for _, name in pairs if name)


def _short(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts under short names, the largest first."""
    named = ((ns.short(name).removeprefix("kg:"), count) for name, count in counts.items())
    return dict(sorted(named, key=lambda pair: (-pair[1], pair[0])))


def _span(store: Readable, predicate: NamedNode) -> tuple[str, str] | None:
    """The earliest and the latest of dates, compared as text since their types differ."""
    days = [getattr(quad.object, "value", "") for quad in store.quads(p=predicate)]
    return (min(days)[:10], max(days)[:10]) if days else None
