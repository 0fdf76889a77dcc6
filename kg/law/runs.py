"""A policy's runs: its answers over all days, once for all whose answers are the same."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.law.coverage import Reach
from kg.law.finding import settled
from kg.law.index import Index
from kg.law.turns import ONE_DAY, breakpoints
from kg.records.answers import Question, Run, RunInterval, Standing
from kg.records.things import World


def runs(index: Index, policy: str, known: Iterable[str]) -> tuple[Run, ...]:
    """The baseline, then a run for each group of the known whose answers differ from it.

    Those that lie inside the same named bodies, classes and places share all their answers,
    so each such group is asked about once.
    """
    baseline = Run(policy, (), _intervals(index, policy, Reach(None)))
    groups: dict[tuple[RunInterval, ...], list[str]] = defaultdict(list)
    for reach, members in _alike(index.world, known):
        found = _intervals(index, policy, reach)
        if found != baseline.intervals:
            groups[found] += members
    shared = (Run(policy, tuple(sorted(members)), found) for found, members in groups.items())
    return (baseline, *sorted(shared, key=lambda run: run.holds_for))


def _alike(world: World, known: Iterable[str]) -> Iterator[tuple[Reach, list[str]]]:
    """The known in groups that no scope of the world can tell apart."""
    names = world.names
    groups: dict[Reach, list[str]] = defaultdict(list)
    for name in known:
        place = world.around.is_place(name)
        asked = Question("", dt.date.min, None if place else name, name if place else None)
        groups[Reach.of(asked, world.around).among(names)].append(name)
    groups.pop(Reach(None), None)
    yield from groups.items()


def _intervals(index: Index, policy: str, reach: Reach) -> tuple[RunInterval, ...]:
    days = breakpoints(index)
    before = days[0] - ONE_DAY if days else dt.date.min
    found: list[RunInterval] = []
    for first, asked in [(None, before), *((day, day) for day in days)]:
        now = _interval(first, settled(index, reach, Question(policy, asked)).standing)
        if found and now == replace(found[-1], first=first):
            continue
        if found:
            found[-1] = replace(found[-1], until=first)
        found.append(now)
    return tuple(found)


def _interval(first: dt.date | None, answer: Standing) -> RunInterval:
    enforceability, because = answer.enforceability, answer.because
    return RunInterval(first, None, answer.status, answer.force, enforceability, because)
