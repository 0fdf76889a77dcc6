"""One page about a thing, and the search for things by name."""

from __future__ import annotations

from kg.rdf import derived, ns
from kg.rdf.names import choice, nearest, resolve
from kg.rdf.node import Nodes
from kg.rdf.store import Readable
from kg.tell.document import Document

_QUIET = frozenset({"nameKey", "holds", "digest"})


def show(store: Readable, text: str) -> Document:
    """All that is said of a thing, and what points to it.

    Raises UnknownName or AmbiguousName.
    """
    nodes = Nodes(store)
    name = resolve(nodes, text)
    node = nodes[name]
    return {
        "id": name,
        "label": node.label,
        "type": node.type,
        "facts": _facts(nodes, name),
        "mentioned_by": _mentions(nodes, name),
    }


def _facts(nodes: Nodes, name: str) -> list[Document]:
    """Each property with its values; nodes that only belong to this thing are shown inside."""
    rows: dict[str, list[object]] = {}
    for quad in nodes.store.quads(ns.thing(name)):
        word = ns.short(quad.predicate.value).rpartition(":")[2]
        value = getattr(quad.object, "value", "")
        if word in _QUIET or word == "type":
            continue
        rows.setdefault(word, []).append(_value(nodes, name, value))
    return [{"property": word, "values": rows[word]} for word in sorted(rows)]


def _value(nodes: Nodes, owner: str, value: str) -> object:
    if not value.startswith(ns.ID):
        return ns.short(value) if value.startswith(ns.BASE) else value
    short = ns.short(value)
    inner = short.startswith((owner + "#", owner + "."))
    if inner:
        return {"id": short, "facts": _facts(nodes, short)}
    return {"id": short, "label": nodes[short].label}


def _mentions(nodes: Nodes, name: str) -> list[Document]:
    found = []
    for quad in nodes.store.quads(o=ns.thing(name)):
        if quad.graph_name == derived.GRAPH:
            continue
        word = ns.short(quad.predicate.value).rpartition(":")[2]
        other = ns.short(getattr(quad.subject, "value", ""))
        if word not in _QUIET and not other.startswith((name + "#", name + ".")):
            found.append({"id": other, "label": nodes[other].label, "property": word})
    return sorted(found, key=lambda row: (str(row["property"]), str(row["id"])))


def search(store: Readable, text: str, limit: int = 20) -> list[Document]:
    """The things whose names and identifiers come closest to the text, the best first."""
    nodes = Nodes(store)
    found = nearest(store, text, limit, floor=68)
    return [{**choice(nodes, name).to_json(), "score": round(score, 1)} for name, score in found]
