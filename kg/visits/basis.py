"""What an answer rests on: names resolved, and the facts laid out as far as they may be read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import BadDate, QuestionError
from kg.rdf.hiding import INTERVALS
from kg.rdf.known import Publication
from kg.rdf.names import ACTIONS, POLICIES, resolve, type_of
from kg.rdf.node import Nodes
from kg.rdf.seen import seen
from kg.rdf.store import Quads
from kg.records.basis import Basis
from kg.records.things import World
from kg.visits.naming import named

_SUITS = frozenset({"CaseFile", "Docket"})
_LEAVABLE = ACTIONS | POLICIES | _SUITS | INTERVALS | {"Statement"}


@dataclass(frozen=True, slots=True)
class Record:
    """The record as far as an answer may rest on it.

    `names` reads all that is on record, to tell what things are called; `facts` what counts.
    """

    basis: Basis
    names: Nodes
    facts: Nodes

    def judged(self, world: World) -> World:
        """The world with the acts marked of which it is assumed when they became public."""
        if self.basis.known_on is None:
            return world
        when = Publication(self.facts.facts)
        assumed = {
            name: replace(act, publication_assumed=True)
            for name, act in world.actions.items()
            if (since := when.since(name)) and since.assumed
        }
        return replace(world, actions={**world.actions, **assumed})


def record(store: Quads, basis: Basis) -> Record:
    """The record that an answer rests on, with the names in the basis as people write them.

    Raises UnknownName, AmbiguousName; BadDate for an hour in the place of a day; QuestionError for
    what cannot be left out; MissingFile and DataError for what is supposed.
    """
    for day in (basis.known_on, basis.recorded_by):
        if isinstance(day, dt.datetime):
            raise BadDate(f"{day} is an hour; what was known or recorded is told by days")
    if basis.supposed:
        from kg.visits.load import staged  # checks are heavy, and few answers suppose anything

        store = staged([Path(file) for file in basis.supposed], store)
    names = Nodes(store)
    known = _resolved(names, basis)
    limits = (known.known_on, known.recorded_by, known.without, known.without_sources)
    return Record(known, names, _seen(names, known) if any(limits) else names)


def _seen(names: Nodes, basis: Basis) -> Nodes:
    """What is left of the record; a source may also be spelt by a correction of it."""
    spelt = (each for name in basis.without_sources for each in names.spellings(name))
    return seen(names.store, replace(basis, without_sources=tuple(spelt)))


def _resolved(nodes: Nodes, basis: Basis) -> Basis:
    left_out = tuple(_leavable(nodes, text) for text in basis.without)
    sources = tuple(
        resolve(nodes, text, frozenset({"Source"}), "source") for text in basis.without_sources
    )
    return replace(basis, without=left_out, without_sources=sources)


def _leavable(nodes: Nodes, text: str) -> str:
    """The act, effect, suit or interval that is to be left out, or the instrument of an act."""
    found = named(nodes, text, _LEAVABLE, "order, effect, suit, statement, tenure or membership")
    if type_of(nodes, found) in POLICIES and not nodes.pointing("enacts", found):
        raise QuestionError(
            f"no act of its own enacts {nodes[found].label} ({found}); leave out an order or an "
            "instrument"
        )
    return found
