"""What was made of a statement: of its judgements the last recorded, else what it says itself."""

from __future__ import annotations

import datetime as dt
from typing import Final

from kg.rdf import ns
from kg.rdf.corrections import recorded
from kg.rdf.layers import Layers
from kg.values.day import UNDATED, Day

JUDGEMENT: Final = ns.term("judgement")
STATEMENT: Final = ns.term("statement")
ACCEPTED: Final = ns.listed("judgements", "accepted")


def judgement(layers: Layers, statement: str) -> str:
    """What is made of a statement: accepted, disputed, rejected or unreviewed.

    It is disputed where judgements of the same time differ.
    """
    judging = sorted(set(layers.facts.pointing(STATEMENT.value, statement)))
    found = {_word(layers, name) for name in _last(layers, judging) or [statement]}
    return found.pop() if len(found) == 1 else "disputed"


def _word(layers: Layers, name: str) -> str:
    said = layers.facts.said(name).get(JUDGEMENT.value)
    return ns.short(min(said)) if said else "unreviewed"


def _last(layers: Layers, judging: list[str]) -> list[str]:
    """The judgements that were recorded last; when one was is only asked where there are more."""
    if len(judging) <= 1:
        return judging
    times = {name: _time(layers, name) for name in judging}
    return [name for name in judging if times[name] == max(times.values())]


def _time(layers: Layers, name: str) -> tuple[Day, dt.datetime]:
    days = map(Day.parse, recorded(layers.uncorrected, layers.written(name)))
    day = min(days, default=UNDATED)
    return day, day.time or dt.datetime.min.replace(tzinfo=dt.UTC)
