"""Accepted statements that contradict the record, or each other: not all of it can be right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.evidence.conflicts import held
from kg.rdf import ns
from kg.rdf.judged import STATEMENT
from kg.rdf.node import Nodes
from kg.rdf.register import Shelf
from kg.rdf.rules import Fault
from kg.rdf.said import statement
from kg.rdf.sayings import Said
from kg.records.evidence import Agreement


def contradicted(nodes: Nodes, concerned: Callable[[str], bool]) -> Iterator[Fault]:
    """What accepted statements say under a word that takes one value, where another stands.

    Told of what is `concerned`: the statement, else its judgement, else what it is about.
    """
    if nodes.accepted is None:
        return
    single = [each for each in nodes.accepted.sayings.all if not each.word.many]
    for said in single:
        if place := _place(nodes, said, concerned):
            node, key = place
            others = [o for o in single if (o.about, o.word) == (said.about, said.word)]
            for against in _against(nodes, said, others):
                yield Fault(node, key, f"{_told(said)}; {against}", _MEND)


_MEND = "correct the fact, or judge the statement otherwise"


def blamed(nodes: Nodes, fault: Fault) -> Fault:
    """A fault that says which accepted statement it comes from, where it comes from one."""
    for said in nodes.taken(fault.node):
        if said.word.name == fault.key:
            message = f"{fault.message}; so says {said.statement}, which is accepted"
            return replace(fault, message=message, mend="judge the statement otherwise")
    return fault


def _place(nodes: Nodes, said: Said, concerned: Callable[[str], bool]) -> tuple[str, str] | None:
    """Where a fault is told: the first of what is concerned, with the key there."""
    judging = nodes.pointing(STATEMENT.value.removeprefix(ns.NS), said.statement)
    places = [(said.statement, "object"), *((name, "judgement") for name in judging)]
    places.append((said.about, said.word.name))
    spelt = ((each, key) for name, key in places for each in nodes.spellings(name))
    return next((place for place in spelt if concerned(place[0])), None)


def _against(nodes: Nodes, said: Said, others: list[Said]) -> Iterator[str]:
    """What stands against a statement, in words."""
    assert nodes.accepted is not None
    alone = nodes.alone
    told = statement(alone, said.statement)
    found = held(told, Shelf(alone).register(told))
    if found.agreement is Agreement.CONTRADICTED:
        values = sorted({f"`{each.value}`" for each in found.recorded})
        yield f"the record has {' and '.join(values)}"
    for other in others:
        if not nodes.accepted.like.agree(said.word, said.value, other.value):
            yield f"{other.statement}, accepted too, says `{ns.short(other.value)}`"


def _told(said: Said) -> str:
    value, word = ns.short(said.value), said.word.name
    return f"{said.statement}, which is accepted, says `{word}: {value}` of {said.about}"
