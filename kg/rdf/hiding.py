"""Facts of which some are hidden, as if they had never been loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from kg.rdf import ns
from kg.rdf.facts import Facts
from kg.rdf.names import ACTIONS, AWARDS

_EFFECT = ns.term("effect").value
_EVIDENCE = ns.term("evidence").value
_SOURCE = ns.term("source").value
_KIND = ns.term("kind").value
_DOCKET = ns.term("docket").value
_CASE = ns.term("case").value
_ENACTS = ns.term("enacts").value
#: What is stated of someone for a time.
INTERVALS: Final = frozenset({"Tenure", "Membership", "Participation"})
#: What is told of as it happens, and was not known before.
NEWS: Final = ACTIONS | INTERVALS | AWARDS | {"Effect"}
#: What a source says, and what was made of it: written down on a day of its own.
JUDGED: Final = frozenset({"Statement", "Judgement"})
#: What something hangs on, seen or not: what lasts while a thing does that never was, never works.
_HANGING: Final = frozenset(ns.term(word).value for word in ("lastsWhile", "beginsWhenEnds"))


class Hiding:
    """Facts without the things for which `hides` holds, and without whatever leads to them."""

    def __init__(self, facts: Facts, hides: Callable[[str], bool]) -> None:
        self._facts = facts
        self._hides = hides
        self._found: dict[str, bool] = {}

    def hidden(self, id_: str) -> bool:
        """True for a thing that is not to be seen."""
        if id_ not in self._found:
            self._found[id_] = self._hides(id_)
        return self._found[id_]

    def said(self, id_: str) -> dict[str, list[str]]:
        """The values by the IRI of their property that are said of a thing."""
        if self.hidden(id_):
            return {}
        values = self._facts.said(id_)
        kept = {
            property_: found if property_ in _HANGING else [*filter(self._seen, found)]
            for property_, found in values.items()
        }
        return {property_: found for property_, found in kept.items() if found}

    def pointing(self, property_: str, id_: str) -> list[str]:
        """The short ids of what points to a thing by a property."""
        if self.hidden(id_):
            return []
        return [name for name in self._facts.pointing(property_, id_) if not self.hidden(name)]

    def _seen(self, value: str) -> bool:
        return not (value.startswith(ns.ID) and self.hidden(value.removeprefix(ns.ID)))


def type_in(values: dict[str, list[str]]) -> str:
    """The class of a thing by what is said of it; `Effect` for one of which only a kind is told."""
    types = [each.removeprefix(ns.NS) for each in values.get(ns.TYPE.value, ())]
    return "Effect" if _KIND in values else types[0] if types else ""


def makers(facts: Facts, effect: str) -> list[str]:
    """The actions that an effect belongs to."""
    return facts.pointing(_EFFECT, effect)


def sources(facts: Facts, values: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Each piece of evidence that is named, with the source that it refers to."""
    for piece in _short(values.get(_EVIDENCE, ())):
        for source in _short(facts.said(piece).get(_SOURCE, ())):
            yield piece, source


def without(facts: Facts, names: frozenset[str]) -> Hiding:
    """The facts without these acts, effects, suits or intervals.

    With an effect's act goes the effect; with a suit its acts; with an instrument the acts that
    enact it.
    """

    def hides(id_: str) -> bool:
        if id_ in names:
            return True
        values = facts.said(id_)
        kind = type_in(values)
        if kind == "Effect" and any(hides(action) for action in makers(facts, id_)):
            return True
        return kind in ACTIONS and _of_what_goes(facts, values, names)

    return Hiding(facts, hides)


def without_sources(facts: Facts, gone: frozenset[str]) -> Hiding:
    """The facts without these sources, and without what rests on them alone."""

    def hides(id_: str) -> bool:
        values = facts.said(id_)
        if set(_short(values.get(_SOURCE, ()))) & gone:
            return True
        kind = type_in(values)
        if kind == "Effect" and any(hides(action) for action in makers(facts, id_)):
            return True
        return kind in NEWS and _rests_on(facts, values, gone)

    return Hiding(facts, hides)


def _of_what_goes(facts: Facts, values: dict[str, list[str]], names: frozenset[str]) -> bool:
    """True for an act of a suit or docket that goes, or that enacts an instrument that does."""
    dockets = _short(values.get(_DOCKET, ()))
    suits = [*_short(values.get(_CASE, ())), *dockets]
    suits += [case for docket in dockets for case in _short(facts.said(docket).get(_CASE, ()))]
    return bool({*suits, *_short(values.get(_ENACTS, ()))} & names)


def _rests_on(facts: Facts, values: dict[str, list[str]], gone: frozenset[str]) -> bool:
    """True where there is evidence, and none but from these sources."""
    named = {source for _, source in sources(facts, values)}
    return bool(named) and named <= gone


def _short(iris: list[str] | tuple[()]) -> list[str]:
    return [ns.short(iri) for iri in iris]
