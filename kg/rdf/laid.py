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
    names = _accepted(plain)
    if not names:
        return plain, None
    from kg.rdf.accepted import Accepted  # reads the words of facts files, which others need not

    known = Accepted(base, plain, names, corrections(store, base))
    return Layers(store, known, limited, lacking), known


def _accepted(plain: Layers) -> frozenset[str]:
    """The statements that are judged accepted somewhere; the last judgement may be another."""
    judged = {_id(plain, quad.subject) for quad in plain.store.quads(p=JUDGEMENT, o=ACCEPTED)}
    if not judged:
        return frozenset()
    pairs = plain.store.quads(p=STATEMENT)
    named = (_id(plain, quad.object) for quad in pairs if _id(plain, quad.subject) in judged)
    return frozenset(judged.union(named))


def _id(plain: Layers, node: object) -> str:
    return plain.canonical(ns.short(getattr(node, "value", "")))
