"""Facts as they stood on a day: by when they became public, or by when we wrote them down.

A fact became public on the earliest day on which one of its sources was published, an act no
sooner than it was decided. An official act without a dated source counts as public on that day,
an award on the day it was made, and what is stated of someone for a time from the day it began:
all this is assumed. A correction counts from the day on which it was recorded, so that no answer
given before it changes. So does a statement from a source without a date; what was made of a
statement is no news.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.rdf import ns
from kg.rdf.corrections import recorded
from kg.rdf.facts import Facts
from kg.rdf.hiding import INTERVALS, JUDGED, NEWS, Hiding, makers, sources, type_in
from kg.rdf.names import ACTIONS, AWARDS
from kg.values.day import Day

_AWARDED = ns.term("awarded").value
_CHECKED = ns.term("checkedThrough").value
_CORRECTS = ns.term("corrects").value
_DECIDED = ns.term("decided").value
_FROM = ns.term("from").value
_ISSUED = ns.DCTERMS + "issued"
_RECORDED = ns.term("recorded").value
_SOURCE = ns.term("source").value
_UNTIL = ns.term("until").value


@dataclass(frozen=True, slots=True)
class Since:
    """The day from which a fact counts; `assumed` where no source says when it was published."""

    day: dt.date
    assumed: bool = False


#: Of what has no date at all, no day is known on which it was known.
NEVER = Since(dt.date.max, True)


class Publication:
    """When facts became public."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def since(self, id_: str) -> Since | None:
        """The day on which a fact became public; None for a thing that is no news."""
        values = self._facts.said(id_)
        kind = type_in(values)
        if _CORRECTS in values:
            return self._of_correction(id_, values)
        if kind == "Statement":
            return self._of_source(values) or self._written_down(id_) or NEVER
        if _SOURCE in values:
            return self._of_source(values)
        if kind == "Effect":
            return self._of_effect(id_, values)
        if kind in ACTIONS:
            return self._of_act(id_, values)
        if kind in AWARDS:
            return self._published(values) or _on(values, _AWARDED)
        if kind in INTERVALS:
            return self._published(values) or _on(values, _FROM)
        return None

    def _of_act(self, id_: str, values: dict[str, list[str]]) -> Since:
        """No act was known before it was decided, whatever its sources told of sooner."""
        found = self._published(values)
        if found is None:
            return _on(values, _DECIDED) or self._written_down(id_) or NEVER
        decided = (Day.parse(day).first for day in values.get(_DECIDED, ()))
        return Since(max(found.day, *decided))

    def _of_source(self, values: dict[str, list[str]]) -> Since | None:
        """When a piece of evidence was to be had."""
        named = values.get(_SOURCE, ())
        issued = [self._facts.said(ns.short(iri)).get(_ISSUED, ()) for iri in named]
        return _earliest(day for days in issued for day in days)

    def _of_effect(self, id_: str, values: dict[str, list[str]]) -> Since | None:
        """An effect is known no earlier than the act, and later where its own evidence is."""
        acts = [since for act in makers(self._facts, id_) if (since := self.since(act))]
        own = self._published(values)
        return max([*acts, *([own] if own else [])], key=lambda each: each.day, default=None)

    def _of_correction(self, id_: str, values: dict[str, list[str]]) -> Since:
        """A correction counts once it is recorded, and no earlier than its source allows."""
        written = self._written_down(id_) or NEVER
        published = self._published(values)
        return Since(max(written.day, published.day if published else written.day))

    def _published(self, values: dict[str, list[str]]) -> Since | None:
        named = {source for _, source in sources(self._facts, values)}
        days = (day for name in sorted(named) for day in self._facts.said(name).get(_ISSUED, ()))
        return _earliest(days)

    def _written_down(self, id_: str) -> Since | None:
        found = _earliest(recorded(self._facts, id_))
        return Since(found.day, assumed=True) if found else None


class Recording:
    """When facts were written down."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def since(self, id_: str) -> Since | None:
        """The day on which a fact was recorded; None for a thing that is no news."""
        values = self._facts.said(id_)
        kind = type_in(values)
        if kind == "Effect":
            return self._of_effect(id_, values)
        if kind in NEWS | JUDGED or _CORRECTS in values:
            return _earliest(recorded(self._facts, id_)) or NEVER
        return None

    def _of_effect(self, id_: str, values: dict[str, list[str]]) -> Since | None:
        """An effect counts no sooner than its act, and later where it was added to that."""
        acts = [since for act in makers(self._facts, id_) if (since := self.since(act))]
        own = _earliest(values.get(_RECORDED, ()))
        return max([*acts, *([own] if own else [])], key=lambda each: each.day, default=None)


class Known(Hiding):
    """Facts as they stood at the end of a day."""

    def __init__(self, facts: Facts, by: dt.date, since: Callable[[str], Since | None]) -> None:
        super().__init__(facts, lambda id_: (when := since(id_)) is not None and when.day > by)
        self._by = by

    def said(self, id_: str) -> dict[str, list[str]]:
        """The values by the IRI of their property that are said of a thing.

        Nobody had looked further than the day, and an end that came later was not known.
        """
        values = super().said(id_)
        if _CHECKED in values:
            values[_CHECKED] = [*map(self._no_later, values[_CHECKED])]
        if type_in(values) in INTERVALS and any(map(self._later, values.get(_UNTIL, ()))):
            del values[_UNTIL]
        return values

    def _later(self, day: str) -> bool:
        return Day.parse(day).first > self._by

    def _no_later(self, day: str) -> str:
        return self._by.isoformat() if self._later(day) else day


def _on(values: dict[str, list[str]], property_: str) -> Since | None:
    """The day that a property gives, as the day of publication that is assumed.

    Of a month or a year its first: from then on it is open whether it had come, and the answer
    says so.
    """
    days = (Day.parse(day).first for day in values.get(property_, ()))
    found = min(days, default=None)
    return Since(found, assumed=True) if found else None


def _earliest(days: Iterable[str]) -> Since | None:
    """The first day by which one of these had come; a month or a year by its last day."""
    found = min((Day.parse(day).last for day in days), default=None)
    return Since(found) if found else None
