"""How much a store holds, as a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kg.rdf.kinds import kinds
from kg.rdf.names import ACTIONS, POLICIES
from kg.rdf.node import Nodes
from kg.rdf.sizes import Sizes, sizes
from kg.rdf.store import Readable
from kg.rdf.version import data_version
from kg.tell.document import Document
from kg.version import VERSION


def stats(store: Readable, where: str, note: str = "") -> Document:
    """The JSON of `kg stats`."""
    counted = sizes(store)
    policies = _of(counted.classes, POLICIES)
    return {
        "store": where,
        "graphs": {**counted.graphs, "total": sum(counted.graphs.values())},
        "triples": {**counted.triples, "total": sum(counted.triples.values())},
        "things": sum(counted.classes.values()),
        "classes": dict(counted.classes),
        "policies": {"total": sum(policies.values()), "by_type": policies},
        "actions": _actions(Nodes(store), counted),
        "effects": _effects(counted),
        "sources": counted.classes.get("Source", 0),
        "dates": _days(counted.decided, "first", "last"),
        "checked_through": _days(counted.checked, "earliest", "latest"),
        "engine": f"inforce {VERSION}",
        "data": data_version(store),
        "note": note,
    }


def _of(classes: Mapping[str, int], types: frozenset[str]) -> dict[str, int]:
    return {name: count for name, count in classes.items() if name in types}


def _actions(nodes: Nodes, counted: Sizes) -> Document:
    """Actions by type, and those of courts by court; last those whose docket names no court."""
    by_type = _of(counted.classes, ACTIONS)
    by_court: list[Document] = [
        {"court": {"id": court, "label": _called(nodes, court)}, "actions": count}
        for court, count in counted.courts.items()
    ]
    nowhere = by_type.get("CourtAction", 0) - sum(counted.courts.values())
    by_court += [{"court": None, "actions": nowhere}] if nowhere > 0 else []
    return {"total": sum(by_type.values()), "by_type": by_type, "by_court": by_court}


def _called(nodes: Nodes, court: str) -> str:
    return nodes[court].first("shortName") or nodes[court].label


def _effects(counted: Sizes) -> Document:
    """Effects by what they do; a kind that this version does not know stands by itself."""
    known = kinds()
    operations: Counter[str] = Counter()
    for kind, count in counted.kinds.items():
        operations[known[kind].operation.value if kind in known else "unknown"] += count
    ordered = sorted(operations.items(), key=lambda pair: (-pair[1], pair[0]))
    return {
        "total": sum(counted.kinds.values()),
        "by_operation": dict(ordered),
        "by_kind": dict(counted.kinds),
    }


def _days(span: tuple[str, str] | None, first: str, last: str) -> Document | None:
    return {first: span[0], last: span[1]} if span else None
