"""A policy's runs: its answers over all days, once for all whose answers are the same."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.law.alike import NOBODY, alike
from kg.law.alternatives import TooManyAlternatives, readings
from kg.law.coverage import Reach
from kg.law.finding import agreed, unknown
from kg.law.force import standing
from kg.law.index import Index
from kg.law.operative import Point
from kg.law.turns import ONE_DAY, breakpoints
from kg.records.answers import Run, RunInterval, Standing

Intervals = tuple[RunInterval, ...]


def runs(index: Index, policies: Sequence[str], known: Iterable[str]) -> Iterator[Run]:
    """For each policy the baseline, and a run for each group of the known that differs from it."""
    base = _intervals(index, policies, NOBODY)
    groups = [
        (members, _intervals(index, policies, reach)) for reach, members in alike(index, known)
    ]
    for policy in policies:
        yield Run(policy, (), base[policy])
        shared: dict[Intervals, list[str]] = defaultdict(list)
        for members, found in groups:
            if found[policy] != base[policy]:
                shared[found[policy]] += members
        for intervals, members in shared.items():
            yield Run(policy, tuple(sorted(members)), intervals)


def _intervals(index: Index, policies: Sequence[str], reach: Reach) -> dict[str, Intervals]:
    """The answers of each policy from before the first event to after the last."""
    days = breakpoints(index)
    before = days[0] - ONE_DAY if days else dt.date.min
    found: dict[str, list[RunInterval]] = {policy: [] for policy in policies}
    walker = Point(index, index.clock, reach, before)
    for first, day in [(None, before), *((day, day) for day in days)]:
        points = list(_points(walker, day))
        for policy in policies:
            _add(found[policy], _interval(first, _answer(points, policy)))
    return {policy: tuple(intervals) for policy, intervals in found.items()}


def _points(walker: Point, day: dt.date) -> Iterator[Point]:
    """A point for each reading of the dates; the walker itself while all dates are settled."""
    if not walker.clock.open_on(day):
        walker.move_to(day)
        yield walker
        return
    try:
        for _, clock in readings(walker.clock, day):
            yield Point(walker.index, clock, walker.reach, day)
    except TooManyAlternatives:
        return


def _answer(points: Sequence[Point], policy: str) -> Standing:
    if not points:
        return unknown(policy, ())
    found = [((), standing(point, policy, flagged=False)) for point in points]
    return agreed(policy, found)[0]


def _interval(first: dt.date | None, answer: Standing) -> RunInterval:
    enforceability, because = answer.enforceability, answer.because
    return RunInterval(first, None, answer.status, answer.force, enforceability, because)


def _add(found: list[RunInterval], now: RunInterval) -> None:
    """Add an interval, or let the last one go on where nothing has turned."""
    if found and now == replace(found[-1], first=now.first):
        return
    if found:
        found[-1] = replace(found[-1], until=now.first)
    found.append(now)
