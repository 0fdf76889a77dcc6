"""A policy's runs: its answers over all days, once for all whose answers are the same."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.law.alike import NOBODY, alike
from kg.law.alternatives import TooManyAlternatives, readings
from kg.law.clock import Clock
from kg.law.coverage import Reach
from kg.law.index import Index
from kg.law.recalled import Recalled
from kg.law.turns import ONE_DAY, breakpoints
from kg.law.walker import Walker
from kg.records.answers import Run, RunInterval, Standing

Intervals = tuple[RunInterval, ...]


def runs(index: Index, policies: Sequence[str], known: Iterable[str]) -> Iterator[Run]:
    """For each policy the baseline, and a run for each group of the known that differs from it."""
    moments, word = _moments(index), Recalled(index)
    base = _intervals(moments, word, policies, NOBODY)
    groups = [
        (members, _intervals(moments, word, policies, reach))
        for reach, members in alike(index, known)
    ]
    for policy in policies:
        yield Run(policy, (), base[policy])
        shared: dict[Intervals, list[str]] = defaultdict(list)
        for members, found in groups:
            if found[policy] != base[policy]:
                shared[found[policy]] += members
        for intervals, members in shared.items():
            yield Run(policy, tuple(sorted(members)), intervals)


@dataclass(frozen=True, slots=True)
class _Moment:
    """A day on which answers can turn, with the readings of the dates; none: too many.

    `supposed` names the effects and actions whose dates the readings suppose; `decided` the
    actions of the day.
    """

    first: dt.date | None
    day: dt.date
    clocks: tuple[Clock, ...]
    supposed: frozenset[str]
    decided: frozenset[str]


def _moments(index: Index) -> list[_Moment]:
    """A day before the first event, then each day on which an answer can turn."""
    days = breakpoints(index)
    before = days[0] - ONE_DAY if days else dt.date.min
    decided: dict[dt.date, set[str]] = defaultdict(set)
    for action, known in index.clock.decided.items():
        decided[known.first if known else dt.date.max].add(action)
    return [
        _Moment(first, day, *_readings(index, day), frozenset(decided[day]))
        for first, day in [(None, before), *((day, day) for day in days)]
    ]


def _readings(index: Index, day: dt.date) -> tuple[tuple[Clock, ...], frozenset[str]]:
    """The readings of the dates on a day, with the effects and actions whose dates they suppose."""
    origins = index.clock.open_on(day).keys()
    supposed = index.clock.dated_by(origins, index.world).union(origins)
    try:
        return tuple(clock for _, clock in readings(index.clock, day)), supposed
    except TooManyAlternatives:
        return (), supposed


def _intervals(
    moments: Sequence[_Moment], word: Recalled, policies: Sequence[str], reach: Reach
) -> dict[str, Intervals]:
    """The answers of each policy from before the first event to after the last."""
    walker = Walker(word.index, reach, moments[0].day)
    points = _points(walker, moments[0])
    found = {policy: [_from(None, word.at(points, policy))] for policy in policies}
    for before, moment in pairwise(moments):
        stirred = walker.move_to(moment.day).union(moment.decided, moment.supposed, before.supposed)
        turning = [policy for policy in policies if word.looks_at(policy, stirred)]
        points = _points(walker, moment) if turning else []
        for policy in turning:
            asked = points if word.looks_at(policy, moment.supposed) else [walker]
            _add(found[policy], moment.day, word.at(asked, policy))
    return {policy: tuple(intervals) for policy, intervals in found.items()}


def _points(walker: Walker, moment: _Moment) -> list[Walker]:
    """A point for each reading of the dates; the walker itself where they are settled."""
    if not moment.supposed:
        return [walker]
    return [walker.under(clock, moment.supposed) for clock in moment.clocks]


def _from(first: dt.date | None, answer: Standing) -> RunInterval:
    told = (answer.status, answer.force, answer.enforceability, answer.because)
    return RunInterval(first, None, *told)


def _add(found: list[RunInterval], day: dt.date, answer: Standing) -> None:
    """Add an interval, or let the last one go on where nothing has turned."""
    last = found[-1]
    if (answer.status, answer.because) != (last.status, last.because) or (
        (answer.force, answer.enforceability) != (last.force, last.enforceability)
    ):
        found[-1] = replace(last, until=day)
        found.append(_from(day, answer))
