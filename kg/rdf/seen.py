"""The facts that an answer may rest on."""

from __future__ import annotations

from kg.rdf.facts import Facts, Stored
from kg.rdf.hiding import without
from kg.rdf.known import Known, Publication, Recording
from kg.rdf.store import Quads
from kg.records.basis import Basis


def seen(store: Quads, basis: Basis) -> Facts:
    """What a store says, as far as an answer may rest on it; names in the basis are ids."""
    facts: Facts = Stored(store)
    if basis.without or basis.without_sources:
        facts = without(facts, frozenset(basis.without), frozenset(basis.without_sources))
    if basis.known_on:
        facts = Known(facts, basis.known_on, Publication(facts).since)
    if basis.recorded_by:
        facts = Known(facts, basis.recorded_by, Recording(facts).since)
    return facts
