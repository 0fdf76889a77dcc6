"""The facts that an answer may rest on."""

from __future__ import annotations

from functools import partial

from kg.rdf.facts import Facts
from kg.rdf.hiding import without, without_sources
from kg.rdf.known import Known, Publication, Recording
from kg.rdf.node import Nodes
from kg.rdf.store import Quads
from kg.records.basis import Basis


def seen(store: Quads, basis: Basis) -> Nodes:
    """What a store says, as far as an answer may rest on it; names in the basis are ids.

    Sources and days are those of what was written down; things go as they stand corrected.
    """
    names = frozenset(basis.without)
    lacking = partial(without, names=names) if names else None
    return Nodes(store, limited=partial(_limited, basis=basis), lacking=lacking)


def _limited(facts: Facts, basis: Basis) -> Facts:
    if basis.without_sources:
        facts = without_sources(facts, frozenset(basis.without_sources))
    if basis.known_on:
        facts = Known(facts, basis.known_on, Publication(facts).since)
    if basis.recorded_by:
        facts = Known(facts, basis.recorded_by, Recording(facts).since)
    return facts
