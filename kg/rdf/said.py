"""The statements of a store: what sources say, as records."""

from __future__ import annotations

from collections.abc import Iterable

from kg.rdf import ns
from kg.rdf.judged import judgement
from kg.rdf.node import Node, Nodes
from kg.rdf.words import key_of
from kg.records.evidence import Conflict, Statement
from kg.values.day import Day

_SUBJECT = ns.RDF + "subject"
_PREDICATE = ns.RDF + "predicate"
_OBJECT = ns.RDF + "object"


def statements(nodes: Nodes) -> list[Statement]:
    """Every statement, by its id."""
    return [statement(nodes, name) for name in _of_type(nodes, "Statement")]


def concerning(nodes: Nodes, names: Iterable[str]) -> list[Statement]:
    """The statements about one of these things, or that name one: as value, speaker or source."""
    links = (_SUBJECT, _OBJECT, *(ns.term(word).value for word in ("speaker", "source")))
    named = {
        name for thing in names for link in links for name in nodes.facts.pointing(link, thing)
    }
    return [statement(nodes, name) for name in sorted(named) if nodes[name].type == "Statement"]


def conflicts(nodes: Nodes, names: Iterable[str]) -> list[Conflict]:
    """The conflicts between some of these statements and others that somebody wrote down."""
    found = {conflict for name in names for conflict in nodes.pointing("between", name)}
    return [_conflict(nodes[name]) for name in sorted(found)]


def statement(nodes: Nodes, name: str) -> Statement:
    """What one statement says."""
    node = nodes[name]
    values = nodes.facts.said(name)
    source = node.one("source") or ""
    return Statement(
        id=name,
        about=_short(values.get(_SUBJECT, ())),
        says=_word(_first(values.get(_PREDICATE, ()))),
        source=source,
        value=_short(values.get(_OBJECT, ())) or None,
        count=_whole(node.first("count")),
        exempt=tuple(node.ids("except")),
        whom=node.one("forWhom"),
        reason=_word(node.first("reason") or ""),
        as_of=node.day("asOf") or _published(nodes[source]),
        denies=node.one("polarity") == "denies",
        speakers=tuple(node.ids("speaker")),
        quotes=tuple(node.all("quote")),
        judgement=judgement(nodes.layers, name),
    )


def _conflict(node: Node) -> Conflict:
    return Conflict(
        statements=tuple(node.ids("between")),
        id=node.id,
        label=node.label,
        settled_by=tuple(node.ids("settledBy")),
        note=node.first("note") or "",
    )


def _published(source: Node) -> Day | None:
    """The first day on which a source can be read."""
    return min((Day.parse(text) for text in source.all("issued")), default=None)


def _of_type(nodes: Nodes, type_: str) -> list[str]:
    quads = nodes.store.quads(None, ns.TYPE, ns.term(type_))
    return sorted({nodes.canonical(ns.short(getattr(quad.subject, "value", ""))) for quad in quads})


def _word(iri: str) -> str:
    """The key of facts files for a property; an answer is called by its own name."""
    return key_of(iri).removeprefix("kg:") if iri else ""


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdigit() else None


def _first(values: Iterable[str]) -> str:
    return next(iter(values), "")


def _short(values: Iterable[str]) -> str:
    return ns.short(_first(values)) if values else ""
