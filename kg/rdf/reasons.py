"""Whether a reason that a source gives tells apart those of whom it speaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.rdf import ns, words
from kg.rdf.node import Node, Nodes
from kg.records.evidence import Statement

_SUIT = "CaseFile"


@dataclass(frozen=True, slots=True)
class Reason:
    """Whether the one spoken of has the reason, and which others have it too."""

    held: bool = True
    alike: tuple[str, ...] = ()


def of(nodes: Nodes, statement: Statement, others: Iterable[str]) -> Reason:
    """What the record makes of the reason that a statement gives, if it gives any.

    A reason is a property, as that of being a plaintiff. Another has it likewise where a thing
    that is like in kind points to both, or two that name the same on the other side.
    """
    day = statement.as_of.last if statement.as_of else dt.date.max
    if not statement.reason or statement.value is None:
        return Reason()
    property_ = ns.short(words.words()[statement.reason].iri).rpartition(":")[2]
    mine = list(_giving(nodes, property_, statement.value, day))
    against = {other for each in mine for other in _against(nodes[each])}
    alike = (
        other
        for other in sorted(set(others) - {statement.value})
        for each in _giving(nodes, property_, other, day)
        if not against or against & set(_against(nodes[each]))
    )
    return Reason(bool(mine), tuple(dict.fromkeys(alike)))


def _giving(nodes: Nodes, property_: str, name: str, day: dt.date) -> Iterator[str]:
    """What gives a thing the property on a day: the suits that pend, for a plaintiff."""
    direct = nodes.pointing(property_, name)
    joined = (
        case
        for each in nodes.pointing("participant", name)
        if nodes[each].one("role") == property_ and _holds(nodes[each], day)
        for case in nodes[each].ids("case")
    )
    for each in dict.fromkeys([*direct, *joined]):
        if nodes[each].type != _SUIT or _pends(nodes, nodes[each], day):
            yield each


def _against(suit: Node) -> list[str]:
    return suit.ids("defendant")


def _holds(interval: Node, day: dt.date) -> bool:
    begins, ends = interval.day("from"), interval.day("until")
    return not (begins and begins.first > day) and not (ends and ends.last <= day)


def _pends(nodes: Nodes, suit: Node, day: dt.date) -> bool:
    """True for a suit that was filed by the day, and not surely ended before it."""
    filed = suit.day("filed")
    ends = (nodes[act].day("decided") for act in nodes.pointing("disposesOf", suit.id))
    over = any(end and end.last < day for end in ends)
    return not (filed and filed.first > day) and not over
