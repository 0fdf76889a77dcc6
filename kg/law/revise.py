"""What a policy's answers were by one state of the record, and became by another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from kg.law.compare import others
from kg.law.finding import find, shape
from kg.law.index import Index
from kg.law.survey import bearing_on
from kg.law.turns import breakpoints
from kg.records.answers import Question
from kg.records.compare import Revised
from kg.values.day import before


def revised(was: Index, now: Index, asked: Question, asks: Question) -> Iterator[Revised]:
    """The stretches of days of which the answers differ, for the one asked about or for others.

    `asked` is the question to the first state of the record, `asks` that to the second; of their
    days none matters.
    """
    days = sorted({*breakpoints(was), *breakpoints(now)})
    last: Revised | None = None
    for first, day in [(None, _earlier(was, days)), *((day, day) for day in days)]:
        here = find(was, replace(asked, on=day)), find(now, replace(asks, on=day))
        found = Revised(first, None, *here, tuple(others(now, *here)))
        if last and _told(last) == _told(found):
            continue
        if last and _told(last):
            yield replace(last, until=first)
        last = found
    if last and _told(last):
        yield last


def bearing_acts(index: Index, policy: str) -> set[str]:
    """The acts that a status of a policy can look at: what hits it, and made or turned that."""
    hits = {effect for each in index.below(policy) for effect in index.hits(each)}
    effects = bearing_on(index, hits)
    acts = {index.effects[name].action for name in effects}
    acts.update(name for each in index.below(policy) for name in index.enacted_by(each))
    acts.update(
        act.id
        for act in index.world.actions.values()
        if effects.intersection(act.triggers + act.concludes)
    )
    return acts & index.world.actions.keys()


def _earlier(index: Index, days: list[dt.date]) -> dt.date:
    return before(days[0]) if days else index.clock.undated.first


def _told(found: Revised) -> tuple[object, ...]:
    """What sets two answers apart; nothing where they are alike."""
    one, other = shape(found.before.standing), shape(found.after.standing)
    apart = tuple((each.subject, shape(each.was), shape(each.now)) for each in found.others)
    return (one, other, apart) if one != other or apart else ()
