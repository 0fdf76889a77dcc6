"""One page about a thing, and the search for things by name."""

from __future__ import annotations

from kg.rdf import derived, ns
from kg.rdf.corrections import recorded
from kg.rdf.kinds import kinds
from kg.rdf.names import choice, nearest, resolve
from kg.rdf.node import Nodes
from kg.rdf.store import Quads
from kg.tell.document import Document
from kg.values.naming import as_counted
from kg.visits.statement_documents import said_of

#: The properties that lead to what has no name of its own, and what to call it.
_BELONGING = {
    "effect": "effect",
    "scope": "scope",
    "leaves": "what is left",
    "adds": "what is added",
    "evidence": "evidence",
}
_QUIET = frozenset({"nameKey", "holds", "digest", "corrects"})


def show(store: Quads, text: str) -> Document:
    """All that is said of a thing as it stands corrected, and what points to it.

    Raises UnknownName or AmbiguousName.
    """
    nodes = Nodes(store)
    name = resolve(nodes, text)
    node = nodes[name]
    return {
        "id": name,
        "label": node.label,
        "type": node.type,
        "corrections": _corrections(nodes, name),
        "facts": _facts(nodes, name),
        "statements": said_of(store, name),
        "mentioned_by": _mentions(nodes, name),
    }


def _corrections(nodes: Nodes, name: str) -> list[Document]:
    """What corrects a thing, and since when, the latest first; the one that counts is marked."""
    facts = nodes.uncorrected
    ids = [each for each in nodes.spellings(name) if each != name]
    days = {each: min(recorded(facts, each), default=None) for each in ids}
    found = [
        {"id": each, "recorded": days[each], "counts": nodes.written(name) == each} for each in ids
    ]
    return sorted(found, key=lambda row: (row["counts"], str(row["recorded"])), reverse=True)


def _facts(nodes: Nodes, name: str) -> list[Document]:
    """Each property with its values; nodes that only belong to this thing are shown inside."""
    rows: dict[str, list[object]] = {}
    for property_, values in nodes.facts.said(name).items():
        word = ns.short(property_).rpartition(":")[2]
        if word not in _QUIET and word != "type":
            rows[word] = [_value(nodes, name, value) for value in dict.fromkeys(values)]
    return [{"property": word, "values": sorted(rows[word], key=_order)} for word in sorted(rows)]


def _order(value: object) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The place of a value in a list: by its name, then by its id."""
    known = value if isinstance(value, dict) else {"label": value}
    return as_counted(str(known.get("label", ""))), as_counted(str(known.get("id", "")))


def _value(nodes: Nodes, owner: str, value: str) -> object:
    if not value.startswith(ns.ID):
        return ns.short(value) if value.startswith(ns.BASE) else value
    short = ns.short(value)
    inner = short.startswith((owner + "#", owner + "."))
    if inner:
        return {"id": short, "label": _own_label(nodes, short), "facts": _facts(nodes, short)}
    return {"id": short, "label": _label(nodes, short)}


def _own_label(nodes: Nodes, name: str) -> str:
    """The label of a thing, the kind of an effect; nothing where only an id is known."""
    node = nodes[name]
    kind = kinds().get(node.one("kind") or "")
    return node.label if node.label != name else kind.label if kind else ""


def _label(nodes: Nodes, name: str, steps: int = 2) -> str:
    """What to call a thing: by itself, else by what it belongs to; its id where all else fails."""
    own = _own_label(nodes, name)
    if own and own == nodes[name].first("label"):
        return own
    for word in _BELONGING if steps else ():
        for owner in nodes.pointing(word, name):
            of = _label(nodes, owner, steps - 1)
            return f"{own}, {of}" if own else f"{_BELONGING[word]} of {of}"
    return own or name


def _mentions(nodes: Nodes, name: str) -> list[Document]:
    found = []
    quads = (q for each in nodes.spellings(name) for q in nodes.store.quads(o=ns.thing(each)))
    for quad in quads:
        written = ns.short(getattr(quad.subject, "value", ""))
        other = nodes.canonical(written)
        if quad.graph_name == derived.GRAPH or nodes.written(other) != written:
            continue
        word = ns.short(quad.predicate.value).rpartition(":")[2]
        if word not in _QUIET and not other.startswith((name + "#", name + ".")):
            found.append({"id": other, "label": _label(nodes, other), "property": word})
    return sorted(found, key=lambda row: (row["property"], _order(row)))


def search(store: Quads, text: str, limit: int = 20) -> list[Document]:
    """The things whose names and identifiers come closest to the text, the best first."""
    nodes = Nodes(store)
    found = nearest(nodes, text, limit, floor=68)
    return [{**choice(nodes, name).to_json(), "score": round(score, 1)} for name, score in found]
