"""What turned a status: runs laid side by side, and the effects whose word changed on a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.law.coverage import Reach
from kg.law.horizon import Horizon
from kg.law.index import Index
from kg.law.operative import Point
from kg.law.survey import bearing_on
from kg.law.words import changes_nothing
from kg.records.answers import Question, Run, RunInterval, Status
from kg.records.changes import StatusChange, StatusTurn
from kg.records.compare import Change
from kg.records.orders import Word
from kg.values.day import before

_EARLY = (Word.NOT_BEGUN, Word.AWAITING)
_Days = tuple[dt.date, dt.date]


class _Told(NamedTuple):
    """What is told of one whose status changed; equal for all who share it."""

    before: Status
    after: Status
    turns: tuple[StatusTurn, ...] = ()


def between(policy: str, runs: Iterable[Run], days: _Days) -> Iterator[StatusChange]:
    """The statuses of a policy that turned after the first day and by the end of the second."""
    told = {name: _history(run, days) for run in runs for name in run.holds_for or (None,)}
    yield from _shared(policy, {name: each if each.turns else None for name, each in told.items()})


def apart(
    policy: str, was: Iterable[Run], now: Iterable[Run], days: _Days
) -> Iterator[StatusChange]:
    """The statuses of a policy that differ: on the first day by some runs, on the second by others.

    Of whom there is no run nothing is known.
    """
    ours, others = _statuses(was, days[0]), _statuses(now, days[1])
    nothing = Status.UNKNOWN
    everyone = ours.get(None, nothing), others.get(None, nothing)
    told: dict[str | None, _Told | None] = {}
    for name in (None, *sorted(name for name in {*ours, *others} if name)):
        pair = _Told(ours.get(name, everyone[0]), others.get(name, everyone[1]))
        told[name] = pair if pair.before is not pair.after else None
    yield from _shared(policy, told)


def _shared(policy: str, told: Mapping[str | None, _Told | None]) -> Iterator[StatusChange]:
    """Changes once for all who share them; of those like everyone, none is named."""
    everyone = told.get(None)
    groups: dict[_Told | None, list[str]] = defaultdict(list)
    for name, each in told.items():
        if name is not None and each != everyone:
            groups[each].append(name)
    if everyone:
        others = tuple(sorted(name for names in groups.values() for name in names))
        yield StatusChange(
            policy, everyone.before, everyone.after, (), others, turns=everyone.turns
        )
    for each, names in groups.items():
        if each is not None:
            yield StatusChange(
                policy, each.before, each.after, tuple(sorted(names)), turns=each.turns
            )


def _statuses(runs: Iterable[Run], day: dt.date) -> dict[str | None, Status]:
    return {name: _on(run, day).status for run in runs for name in run.holds_for or (None,)}


def _on(run: Run, day: dt.date) -> RunInterval:
    """The interval of a run that holds a day."""
    return next(each for each in run.intervals if each.until is None or day < each.until)


def _history(run: Run, days: _Days) -> _Told:
    """What a run was on the first day and on the second, and how it turned between."""
    turns = []
    last = _on(run, days[0])
    for each in run.intervals:
        if each.first is not None and days[0] < each.first <= days[1]:
            if each.status is not last.status:
                turns.append(StatusTurn(each.first, last.status, each.status))
            last = each
    return _Told(_on(run, days[0]).status, last.status, tuple(turns))


def turned(index: Index, asked: Question) -> Iterator[Change]:
    """The effects that bear on a policy and whose word became another on the day asked about.

    Those that came to be go before those that they changed. Where a date is open, its first
    reading decides.
    """
    reach = Reach.of(asked, index.world.around)
    was, now = (_point(index, reach, day) for day in (before(asked.on), asked.on))
    hits = {effect for policy in index.below(asked.policy) for effect in index.hits(policy)}
    found = []
    for effect in bearing_on(index, hits):
        word, other = (Word(point.reasons[effect].verdict.value) for point in (was, now))
        never = other is Word.OUT_OF_SCOPE and word in _EARLY
        if word is not other and not never and not changes_nothing(index.effects[effect].kind):
            found.append(Change(effect, word, other, now.reasons[effect]))
    yield from sorted(found, key=lambda change: (change.was not in _EARLY, change.effect))


def _point(index: Index, reach: Reach, day: dt.date) -> Point:
    horizon = Horizon(index, day, [reach])
    return Point(index, horizon.first, reach, day)
