"""Facts laid out to be read: with what accepted statements say, as far as these can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf import ns
from kg.rdf.corrections import corrections
from kg.rdf.facts import Facts
from kg.rdf.judged import ACCEPTED, JUDGEMENT, STATEMENT
from kg.rdf.layers import Layers, Limit
from kg.rdf.store import Quads

if TYPE_CHECKING:
    from kg.rdf.accepted import Accepted


def laid(
    store: Quads, base: Facts, limited: Limit | None = None, lacking: Limit | None = None
) -> tuple[Layers, Accepted | None]:
    """The layers of facts, and what accepted statements add to them.

    Where nothing is accepted, finding out costs one look.
    """
    plain = Layers(store, base, limited, lacking)
    names, judged = _accepted(plain)
    if not names:
        return plain, None
    from kg.rdf.accepted import Accepted  # reads the words of facts files, which others need not

    spelt = corrections(store, base) if limited else plain.corrections
    known = Accepted(base, plain, (names, judged), spelt)
    layers = Layers(store, known, limited, lacking)
    layers.corrections = plain.corrections  # of which no statement tells
    return layers, known


def _accepted(plain: Layers) -> tuple[frozenset[str], frozenset[str]]:
    """The statements that are judged accepted somewhere; and those that a judgement names.

    Of the former the last judgement may be another, of the latter alone.
    """
    accepting = {_id(plain, quad.subject) for quad in plain.store.quads(p=JUDGEMENT, o=ACCEPTED)}
    if not accepting:
        return frozenset(), frozenset()
    pairs = plain.store.quads(p=STATEMENT)
    judged = [(_id(plain, quad.subject), _id(plain, quad.object)) for quad in pairs]
    named = (statement for judgement, statement in judged if judgement in accepting)
    return frozenset(accepting.union(named)), frozenset(statement for _, statement in judged)


def _id(plain: Layers, node: object) -> str:
    return plain.canonical(ns.short(getattr(node, "value", "")))
