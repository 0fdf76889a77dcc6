"""How much a store holds, counted by the store itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, QuerySolutions

from kg.rdf import ns
from kg.rdf.store import Readable

_FAMILIES = {ns.FACTS: "facts", ns.GRAPHS + "names/": "names", ns.DERIVED: "derived"}
_GRAPHS = "SELECT ?key (COUNT(*) AS ?n) WHERE { GRAPH ?key { ?s ?p ?o } } GROUP BY ?key"
_CLASSES = "SELECT ?key (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?key } GROUP BY ?key"
_MADE = _CLASSES.replace("?s a ?key", f"GRAPH <{ns.DERIVED}> {{ ?s a ?key }}")
_KINDS = (
    f"SELECT ?key (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s {ns.term('kind')} ?key }} GROUP BY ?key"
)
_COURTS = (
    f"SELECT ?key (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s {ns.term('docket')} ?docket . "
    f"?docket {ns.term('court')} ?key }} GROUP BY ?key"
)


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
    held = [(_family(name), count) for name, count in _counts(store, _GRAPHS).items()]
    families = [name for name in (*_FAMILIES.values(), "other") if name in dict(held)]
    return Sizes(
        {name: sum(1 for family, _ in held if family == name) for name in families},
        {name: sum(count for family, count in held if family == name) for name in families},
        _short(_stated(store)),
        _short(_counts(store, _KINDS)),
        _short(_counts(store, _COURTS)),
        _span(store, ns.term("decided")),
        _span(store, ns.term("checkedThrough")),
    )


def _stated(store: Readable) -> dict[str, int]:
    """Things by class, less what the engine made of them."""
    made = _counts(store, _MADE)
    counts = ((name, n - made.get(name, 0)) for name, n in _counts(store, _CLASSES).items())
    return {name: count for name, count in counts if count}


def _family(graph: str) -> str:
    return next((word for start, word in _FAMILIES.items() if graph.startswith(start)), "other")


def _counts(store: Readable, query: str) -> dict[str, int]:
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    rows = ((row["key"], row["n"]) for row in found)
    return {key.value: int(n.value) for key, n in rows if key is not None}


def _short(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts under short names, the largest first."""
    named = ((ns.short(name).removeprefix("kg:"), count) for name, count in counts.items())
    return dict(sorted(named, key=lambda pair: (-pair[1], pair[0])))


def _span(store: Readable, predicate: NamedNode) -> tuple[str, str] | None:
    """The earliest and the latest of dates, compared as text since their types differ."""
    found = store.query(
        "SELECT (MIN(STR(?day)) AS ?first) (MAX(STR(?day)) AS ?last) "
        f"WHERE {{ ?s {predicate} ?day }}"
    )
    assert isinstance(found, QuerySolutions)
    for row in found:
        first, last = row["first"], row["last"]
        if first is not None and last is not None:
            return first.value[:10], last.value[:10]
    return None
