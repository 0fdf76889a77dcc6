"""The turns of an answer: the stretches of days over which it stays the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kg.law.finding import find
from kg.law.index import Index
from kg.law.opinions import read_as
from kg.records.answers import Finding, Question, Reading, Standing, Turn
from kg.records.things import World
from kg.values.day import after, before


def breakpoints(index: Index) -> list[dt.date]:
    """Every day on which an answer can turn: where a date begins to be possible, or is past."""
    days = {day for _, _, known in index.clock.days() for day in (known.first, known.last)}
    for effect in index.effects.values():
        for day in (*effect.leaves_span, *effect.adds_span):
            days.update((day.first, day.last) if day else ())
        days |= index.membership_days(effect)
    for who in index.world.participations:
        for day in (who.joined, who.left):
            days.update((day.first, day.last) if day else ())
    for held in index.world.around.tenures.values():
        for tenure in held:
            for day in (tenure.begun, tenure.ended):
                days.update((day.first, day.last) if day else ())
    undated = index.clock.undated
    days -= {undated.first, undated.last}
    return sorted(days.union(_told_apart(index, days)))


def _told_apart(index: Index, days: set[dt.date]) -> Iterator[dt.date]:
    """The days after those on which something happened while the date of another was open.

    Only from then on can the other have come later.
    """
    clock = index.clock
    dated = {(clock.origins[column, name], known) for column, name, known in clock.days()}
    by_clock = {day for _, known in dated for day in (known.first, known.last)}
    happened = {("", day) for day in days - by_clock}
    happened |= {(origin, known.first) for origin, known in dated}
    vague = [(origin, known) for origin, known in dated if not known.exact]
    for one, day in happened:
        if any(day < k.last and k.first <= day and origin != one for origin, k in vague):
            yield after(day)


def turns(
    world: World | Index,
    policy: str,
    subject: str | None = None,
    place: str | None = None,
    enforcer: str | None = None,
    reading: Reading = Reading.STRICT,
) -> tuple[Turn, ...]:
    """The policy's answers from before the first event to after the last, in order.

    An index must be one for the reading.
    """
    index = world if isinstance(world, Index) else Index(read_as(world, reading))
    days = breakpoints(index)
    earlier = before(days[0]) if days else index.clock.undated.first
    found = [(None, earlier), *((day, day) for day in days)]
    merged: list[Turn] = []
    for first, asked in found:
        answer = find(index, Question(policy, asked, subject, place, enforcer, reading))
        if merged and same(merged[-1].finding, answer):
            continue
        if merged:
            merged[-1] = Turn(merged[-1].first, first, merged[-1].finding)
        merged.append(Turn(first, None, answer))
    return tuple(merged)


def same(one: Finding, other: Finding) -> bool:
    """True for one answer in words and reasons, part by part."""
    return [*_told(one.standing)] == [*_told(other.standing)]


def _told(standing: Standing) -> Iterator[object]:
    yield standing.status, standing.because
    for part in standing.parts:
        yield from _told(part)
