"""A policy's runs: its answers over all days, once for all whose answers are the same."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.law.alike import NOBODY, alike
from kg.law.alternatives import TooManyAlternatives, readings
from kg.law.clock import Clock
from kg.law.coverage import Reach
from kg.law.index import Index
from kg.law.operative import Point
from kg.law.recalled import Recalled
from kg.law.turns import ONE_DAY, breakpoints
from kg.records.answers import Run, RunInterval, Standing

Intervals = tuple[RunInterval, ...]


def runs(index: Index, policies: Sequence[str], known: Iterable[str]) -> Iterator[Run]:
    """For each policy the baseline, and a run for each group of the known that differs from it."""
    moments, word = _moments(index), Recalled(index, policies)
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

    Beside each reading stand the effects whose dates it supposes.
    """

    first: dt.date | None
    day: dt.date
    clocks: tuple[tuple[Clock, frozenset[str]], ...]


def _moments(index: Index) -> list[_Moment]:
    """A day before the first event, then each day on which an answer can turn."""
    days = breakpoints(index)
    before = days[0] - ONE_DAY if days else dt.date.min
    return [
        _Moment(first, day, _clocks(index, day))
        for first, day in [(None, before), *((day, day) for day in days)]
    ]


def _clocks(index: Index, day: dt.date) -> tuple[tuple[Clock, frozenset[str]], ...]:
    moved = index.clock.dated_by(index.clock.open_on(day).keys(), index.world)
    try:
        return tuple((clock, moved) for _, clock in readings(index.clock, day))
    except TooManyAlternatives:
        return ()


def _intervals(
    moments: Sequence[_Moment], word: Recalled, policies: Sequence[str], reach: Reach
) -> dict[str, Intervals]:
    """The answers of each policy from before the first event to after the last."""
    found: dict[str, list[RunInterval]] = {policy: [] for policy in policies}
    walker = Point(word.index, word.index.clock, reach, moments[0].day)
    for moment in moments:
        seen = [(point, word.seen(point)) for point in _points(walker, moment)]
        for policy in policies:
            _add(found[policy], moment.first, word.at(seen, policy))
    return {policy: tuple(intervals) for policy, intervals in found.items()}


def _points(walker: Point, moment: _Moment) -> Iterator[Point]:
    """A point for each reading of the dates; the walker itself where they are settled."""
    walker.move_to(moment.day)
    for clock, moved in moment.clocks:
        yield walker if clock is walker.clock else walker.under(clock, moved)


def _add(found: list[RunInterval], first: dt.date | None, answer: Standing) -> None:
    """Add an interval, or let the last one go on where nothing has turned."""
    told = (answer.status, answer.force, answer.enforceability, answer.because)
    if found:
        last = found[-1]
        if told == (last.status, last.force, last.enforceability, last.because):
            return
        found[-1] = replace(last, until=first)
    found.append(RunInterval(first, None, *told))
