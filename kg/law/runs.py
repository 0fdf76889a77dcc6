"""A policy's runs: its answers over all days, once for all whose answers are the same."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.law.alike import NOBODY, alike, told_apart
from kg.law.alternatives import TooManyAlternatives, readings
from kg.law.clock import Clock
from kg.law.coverage import Reach
from kg.law.index import Index
from kg.law.membership import clock_for
from kg.law.recalled import Recalled
from kg.law.turns import breakpoints
from kg.law.walker import Walker
from kg.records.answers import Run, RunInterval, Standing
from kg.values.day import before

Intervals = tuple[RunInterval, ...]


def runs(index: Index, policies: Sequence[str], known: Iterable[str]) -> Iterator[Run]:
    """For each policy the baseline, and a run for each group of the known that differs from it."""
    groups = alike(index, known)
    base, *others = _walked(index, policies, [reach for reach, _ in groups])
    for policy in policies:
        yield Run(policy, (), base[policy])
        shared: dict[Intervals, list[str]] = defaultdict(list)
        for (_, members), found in zip(groups, others, strict=True):
            if found.get(policy, base[policy]) != base[policy]:
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


def _moments(index: Index, reach: Reach) -> list[_Moment]:
    """A day before the first event, then each day on which an answer can turn at a reach."""
    days = breakpoints(index)
    earlier = before(days[0]) if days else index.clock.undated.first
    decided: dict[dt.date, set[str]] = defaultdict(set)
    for action, known in index.clock.decided.items():
        decided[known.first if known else index.clock.undated.last].add(action)
    return [
        _Moment(first, day, *_readings(index, reach, day), frozenset(decided[day]))
        for first, day in [(None, earlier), *((day, day) for day in days)]
    ]


def _readings(index: Index, reach: Reach, day: dt.date) -> tuple[tuple[Clock, ...], frozenset[str]]:
    """The readings of the dates on a day, with the effects and actions whose dates they suppose."""
    open_ = clock_for(index, [reach], day)
    supposed = open_.supposed_on(day, index.world)
    try:
        return tuple(clock for _, clock in readings(open_, day)), supposed
    except TooManyAlternatives:
        return (), supposed


def _walked(
    index: Index, policies: Sequence[str], reaches: Iterable[Reach]
) -> list[dict[str, Intervals]]:
    """The answers of each policy from before the first event to after the last.

    First for those whom nobody names; then, at each reach, of the policies that can differ.
    """
    word, moments = Recalled(index), _moments(index, NOBODY)
    base = Walker(index, NOBODY, moments[0].day)
    walks = [_Walk(base, word, policies, moments)]
    for reach in reaches:
        other = base.beside(reach, told_apart(index, reach))
        differing = [policy for policy in policies if word.differs(other, base, policy)]
        own = _moments(index, reach) if reach.chains else moments
        walks.append(_Walk(other, word, differing, own))
    for number, moment in enumerate(moments[1:], 1):
        changed = base.move_to(moment.day)
        walks[0].go_on(number, changed)
        for walk in walks[1:]:
            walk.go_on(number, walk.point.follow(base, changed))
    return [walk.intervals for walk in walks]


class _Walk:
    """The answers of some policies at one reach, found moment by moment from the first."""

    def __init__(
        self, point: Walker, word: Recalled, policies: Sequence[str], moments: Sequence[_Moment]
    ) -> None:
        self.point = point
        self._word = word
        self._moments = moments
        points = _points(point, moments[0])
        self._found = {policy: [_from(None, word.at(points, policy))] for policy in policies}

    @property
    def intervals(self) -> dict[str, Intervals]:
        """What was found of each policy."""
        return {policy: tuple(found) for policy, found in self._found.items()}

    def go_on(self, number: int, changed: set[str]) -> None:
        """Note the answers that are others, where the point has come to a later moment."""
        last, moment = self._moments[number - 1 : number + 1]
        stirred = changed | moment.decided | moment.supposed | last.supposed
        turning = [policy for policy in self._found if self._word.looks_at(policy, stirred)]
        points = _points(self.point, moment) if turning else []
        for policy in turning:
            asked = points if self._word.looks_at(policy, moment.supposed) else [self.point]
            _add(self._found[policy], moment.day, self._word.at(asked, policy))


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
