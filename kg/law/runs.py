"""A policy's runs: its answers over all days, once for all whose answers are the same."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.law.alike import NOBODY, alike, told_apart
from kg.law.coverage import Reach
from kg.law.horizon import Horizon
from kg.law.index import Index
from kg.law.membership import unsure
from kg.law.recalled import Recalled
from kg.law.timed import Timed, counted_in
from kg.law.turns import breakpoints
from kg.law.walker import Walker
from kg.records.answers import Run, RunInterval, Standing
from kg.values.day import before

Intervals = tuple[RunInterval, ...]


def runs(
    index: Index, policies: Sequence[str], known: Iterable[str], timed: Iterable[Timed] = ()
) -> Iterator[Run]:
    """For each policy the baseline, and a run for each group of the known that differs from it.

    Of a policy that is among the timed one may differ by hours alone.
    """
    known = list(known)
    days = _answers(index, policies, known)
    hours = {
        policy: found.counted_in(each.zone)
        for each in timed
        for policy, found in _answers(each.index, each.policies, known).items()
    }
    for policy in policies:
        yield from _runs(policy, days[policy], hours.get(policy, _Answers(())))


@dataclass(frozen=True, slots=True)
class _Answers:
    """A policy's intervals for those whom nobody names, and for each of the known who differs.

    Whose are equal, has the same ones: they are told apart by identity.
    """

    base: Intervals
    own: dict[str, Intervals] = field(default_factory=dict)

    def of(self, name: str) -> Intervals:
        return self.own.get(name, self.base)

    def counted_in(self, zone: dt.tzinfo) -> _Answers:
        different = {id(each): each for each in self.own.values()}
        told = {key: counted_in(zone, each) for key, each in different.items()}
        own = {name: told[id(each)] for name, each in self.own.items()}
        return _Answers(counted_in(zone, self.base), own)


def _answers(index: Index, policies: Sequence[str], known: Iterable[str]) -> dict[str, _Answers]:
    """The answers of each policy, for everyone known."""
    groups = alike(index, known)
    base, *others = _walked(index, policies, [reach for reach, _ in groups])
    answers = {policy: _Answers(base[policy]) for policy in policies}
    met: dict[Intervals, Intervals] = {}
    for (_, members), found in zip(groups, others, strict=True):
        for policy, each in found.items():
            if each != base[policy]:
                own = met.setdefault(each, each)
                answers[policy].own.update(dict.fromkeys(members, own))
    return answers


def _runs(policy: str, days: _Answers, hours: _Answers) -> Iterator[Run]:
    yield Run(policy, (), days.base, hours.base)
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name in sorted(days.own.keys() | hours.own.keys()):
        shared[id(days.of(name)), id(hours.of(name))].append(name)
    for members in shared.values():
        yield Run(policy, tuple(members), days.of(members[0]), hours.of(members[0]))


@dataclass(frozen=True, slots=True)
class _Moment:
    """A day on which answers can turn, and what is open on it.

    `supposed` names the effects and actions of which something must be supposed; `decided`
    the actions of the day.
    """

    first: dt.date | None
    day: dt.date
    horizon: Horizon
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
        _moment(index, reach, first, day, frozenset(decided[day]))
        for first, day in [(None, earlier), *((day, day) for day in days)]
    ]


def _moment(
    index: Index, reach: Reach, first: dt.date | None, day: dt.date, decided: frozenset[str]
) -> _Moment:
    horizon = Horizon(index, day, [reach])
    return _Moment(first, day, horizon, horizon.clock.supposed_on(day, index.world), decided)


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
        own = _moments(index, reach) if unsure(index, reach) else moments
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
        answers = self._answers(moments[0], policies)
        self._found = {policy: [_from(None, answer)] for policy, answer in answers}

    @property
    def intervals(self) -> dict[str, Intervals]:
        """What was found of each policy."""
        return {policy: tuple(found) for policy, found in self._found.items()}

    def go_on(self, number: int, changed: set[str]) -> None:
        """Note the answers that are others, where the point has come to a later moment."""
        last, moment = self._moments[number - 1 : number + 1]
        stirred = changed | moment.decided | moment.supposed | last.supposed
        turning = [policy for policy in self._found if self._word.looks_at(policy, stirred)]
        for policy, answer in self._answers(moment, turning):
            _add(self._found[policy], moment.day, answer)

    def _answers(self, moment: _Moment, policies: Iterable[str]) -> Iterator[tuple[str, Standing]]:
        """What these policies are, by all readings of what is open where they look at it."""
        opened: Walker | None = None
        for policy in policies:
            if not self._word.looks_at(policy, moment.supposed):
                yield policy, self._word.at(self.point, policy)
                continue
            opened = opened or self.point.under(moment.horizon.first, moment.supposed)
            yield policy, self._word.among(opened, policy, moment.horizon)


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
