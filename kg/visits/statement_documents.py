"""Statements and conflicts as documents: the JSON of `kg statements` and `kg conflicts`."""

from __future__ import annotations

from collections.abc import Iterable

from kg.rdf import words
from kg.rdf.names import called, nodes_known
from kg.rdf.node import Nodes
from kg.rdf.register import levels
from kg.rdf.sources import source
from kg.rdf.store import Quads
from kg.rdf.version import data_version
from kg.records.basis import RECORD
from kg.records.evidence import Agreement, Conflict, Held, Recorded, Statement
from kg.tell.document import Document, text_of
from kg.tell.sources import by_weight, source_document
from kg.tell.statements import (
    how_settled,
    settled_sentence,
    tally,
    what_is_recorded,
    what_is_said,
)
from kg.version import VERSION
from kg.visits.basis import record
from kg.visits.statements import Statements

_PLAIN = {"true": "yes", "false": "no"}


def statements_document(found: Statements, note: str = "") -> Document:
    """The JSON of `kg statements`: each with its words, its source, and the record beside it."""
    told = sorted(found.held, key=lambda each: each.statement.id)
    return {
        **_head(found),
        "statements": [_held(found.nodes, each) for each in told],
        "sentence": tally(found.held, len(found.conflicts)),
        **_stamp(found.nodes, note),
    }


def conflicts_document(found: Statements, note: str = "") -> Document:
    """The JSON of `kg conflicts`: what the record contradicts, and where sources disagree."""
    return {
        **_head(found),
        "against_the_record": [
            _held(found.nodes, each)
            for each in found.held
            if each.agreement is Agreement.CONTRADICTED
        ],
        "between_sources": [_conflict(found, each) for each in found.conflicts],
        "others": [
            _held(found.nodes, each)
            for each in found.held
            if each.agreement is not Agreement.CONTRADICTED
        ],
        "sentence": tally(found.held, len(found.conflicts)),
        **_stamp(found.nodes, note),
    }


def said_of(store: Quads, name: str) -> list[Document]:
    """What sources say of one thing itself, held against the record."""
    found = Statements(record(store, RECORD), thing=name)
    return [_held(found.nodes, each) for each in found.held if each.statement.about == name]


def _head(found: Statements) -> Document:
    nodes = found.nodes
    return {
        "thing": _named(nodes, found.thing) if found.thing else None,
        "source": _named(nodes, found.source) if found.source else None,
    }


def _stamp(nodes: Nodes, note: str) -> Document:
    return {
        "engine": f"inforce {VERSION}",
        "data": data_version(nodes.store),
        "note": note,
    }


def _held(nodes: Nodes, each: Held) -> Document:
    values = [_value(nodes, one.value) for one in each.recorded]
    names = _names(nodes, each.statement, each.alike)
    sources = by_weight(source(nodes, name, 0) for name in _sources(nodes, each.recorded))
    weightiest = sources[0].kind if sources else None
    mine = source(nodes, each.statement.source, 0)
    settled = None
    if each.agreement is Agreement.CONTRADICTED:
        settled = how_settled(mine.kind, weightiest, each.statement.judgement)
    return {
        **_said(nodes, each.statement, names),
        "source": source_document(mine),
        "record": {
            "agreement": each.agreement.value,
            "values": [
                {**value, "on": _named(nodes, one.on)}
                for value, one in zip(values, each.recorded, strict=True)
            ],
            "alike": [_named(nodes, name) for name in each.alike],
            "sources": [source_document(one) for one in sources],
            "settled": settled,
            "sentence": what_is_recorded(each, [value["label"] for value in values], names),
        },
    }


def _said(nodes: Nodes, statement: Statement, names: dict[str, str]) -> Document:
    value = statement.value
    return {
        "id": statement.id,
        "about": _named(nodes, statement.about),
        "says": statement.says,
        "object": _value(nodes, value) if value is not None else None,
        "count": statement.count,
        "except": [_named(nodes, name) for name in statement.exempt],
        "for": _named(nodes, statement.whom) if statement.whom else None,
        "reason": statement.reason or None,
        "as_of": text_of(statement.as_of),
        "polarity": "denies" if statement.denies else "asserts",
        "speakers": [_named(nodes, name) for name in statement.speakers],
        "quotes": list(statement.quotes),
        "judgement": statement.judgement,
        "sentence": what_is_said(statement, names, _property(statement.says)),
    }


def _conflict(found: Statements, conflict: Conflict) -> Document:
    nodes = found.nodes
    names = {name: _settling(nodes, name) for name in conflict.settled_by}
    known = [found.statement(name) for name in conflict.statements]
    return {
        "id": conflict.id or None,
        "label": conflict.label or None,
        "statements": [
            {
                **_said(nodes, each, _names(nodes, each)),
                "source": source_document(source(nodes, each.source, 0)),
            }
            for each in known
        ],
        "settled_by": [_named(nodes, name) for name in conflict.settled_by],
        "note": conflict.note or None,
        "sentence": settled_sentence(conflict, names),
    }


def _settling(nodes: Nodes, name: str) -> str:
    """What settled a conflict: a statement goes by the name of its source."""
    source = nodes[name].one("source")
    return called(nodes, source) if source else called(nodes, name)


def _sources(nodes: Nodes, recorded: Iterable[Recorded]) -> list[str]:
    """The sources of what has these values, or from which they follow."""
    bearing = dict.fromkeys(name for each in recorded for name in each.because or (each.on,))
    return list(dict.fromkeys(source for name in bearing for source in _cited(nodes, name)))


def _cited(nodes: Nodes, name: str) -> list[str]:
    """The sources of a thing: its own, else those of what it belongs to."""
    for level in levels(nodes, name):
        pieces = [piece for each in level for piece in nodes[each].ids("evidence")]
        if found := [source for piece in pieces for source in nodes[piece].ids("source")]:
            return found
    return []


def _names(nodes: Nodes, statement: Statement, more: Iterable[str] = ()) -> dict[str, str]:
    """What everything that a statement speaks of is called."""
    named = (statement.about, statement.value, statement.whom, *statement.exempt, *more)
    names = {name: _value(nodes, name)["label"] for name in named if name}
    if statement.reason:
        names[statement.reason] = _property(statement.reason)
    return names


def _value(nodes: Nodes, value: str) -> Document:
    """A value by what it is called: a thing by its name, an order with its court; else itself."""
    if not nodes_known(nodes, value):
        return {"id": None, "label": _PLAIN.get(value) or _unhyphened(value)}
    label, court = called(nodes, value), _court(nodes, value)
    named = court and not label.endswith(f"({court})")
    return {"id": value, "label": f"{label} ({court})" if named else label}


def _unhyphened(word: str) -> str:
    """A word of a list as it is spoken; dates and amounts stay as they are."""
    return word.replace("-", " ") if word[:1].isalpha() else word


def _court(nodes: Nodes, name: str) -> str:
    """The court of an effect or an act of court, by its brief name."""
    acts = nodes.pointing("effect", name) or [name]
    dockets = [docket for act in acts for docket in nodes[act].ids("docket")]
    courts = [court for docket in dockets for court in nodes[docket].ids("court")]
    return nodes[courts[0]].first("shortName") or "" if courts else ""


def _named(nodes: Nodes, name: str) -> Document:
    return {"id": name, "label": called(nodes, name)}


def _property(says: str) -> str:
    """The words for a property, by its key in facts files."""
    known = words.words().get(says)
    return _spaced(known.iri.rpartition("#")[2] if known else says)


def _spaced(word: str) -> str:
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in word)
