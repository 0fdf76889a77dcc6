"""The bars that work on a policy for anyone at all, and the last day on which one did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.law.alternatives import TooManyAlternatives
from kg.law.clock import Clock
from kg.law.coverage import Reach
from kg.law.finding import asked_of, find, named_by
from kg.law.force import operative_bars, standing
from kg.law.horizon import Horizon
from kg.law.index import Index
from kg.law.operations import RESHAPES
from kg.law.operative import Point
from kg.law.turns import breakpoints
from kg.records.answers import Question, Standing, Status
from kg.records.things import Operation
from kg.values.day import before


@dataclass(frozen=True, slots=True)
class Block:
    """A bar that works on a policy or a part of it, and what has reshaped or suspended it.

    It is not certain where it works only in some readings of a date that is not known.
    """

    bar: str
    policy: str
    shaped_by: tuple[str, ...] = ()
    certain: bool = True


def blocks(index: Index, question: Question) -> tuple[Block, ...]:
    """The operative bars: for the subject or place asked about, else for anyone they reach."""
    found = find(index, question)
    questions = [question]
    if question.subject is None:
        named = (asked_of(index, question, name) for name in sorted(named_by(index, found)))
        questions += [asked for asked in named if asked is not None]
    reaches = (Reach.of(asked, index.world.around) for asked in questions)
    clocks, all_tried = _clocks(Horizon(index, question.on, reaches), question.policy)
    found_in: dict[tuple[str, str], set[int]] = {}
    for number, clock in enumerate(clocks):
        for asked in questions:
            for pair in _barring(index, clock, asked):
                found_in.setdefault(pair, set()).add(number)
    ordered = sorted(found_in, key=lambda pair: (_begin(index, pair[1]), pair))
    return tuple(
        Block(
            bar,
            policy,
            shaping(index, bar, question.on),
            all_tried and len(found_in[policy, bar]) == len(clocks),
        )
        for policy, bar in ordered
    )


def _clocks(horizon: Horizon, policy: str) -> tuple[list[Clock], bool]:
    """The readings of the record's dates, and whether all of them could be tried.

    Where they are too many the earliest dates stand for all, and no bar is certain.
    """
    try:
        readings = horizon.readings(horizon.outlook(policy).relevant)
    except TooManyAlternatives:
        return [horizon.index.clock], False
    return [clock for _, clock in readings], True


def _begin(index: Index, effect: str) -> dt.date:
    day = index.clock.begins[effect]
    return day.first if day else index.clock.undated.last


def _barring(index: Index, clock: Clock, question: Question) -> Iterator[tuple[str, str]]:
    reach = Reach.of(question, index.world.around)
    point = Point(index, clock, reach, question.on)
    for part in _enjoined(standing(point, question.policy)):
        for bar in operative_bars(point, part.policy):
            yield _home(index, part.policy, bar), bar


def _enjoined(whole: Standing) -> Iterator[Standing]:
    if whole.status is Status.ENJOINED:
        yield whole
    else:
        for part in whole.parts:
            yield from _enjoined(part)


def _home(index: Index, policy: str, bar: str) -> str:
    """The policy that the bar names, where it is this one or a whole of it."""
    targets = index.effects[bar].targets
    return next((name for name in index.lineage(policy) if name in targets), policy)


def shaping(index: Index, bar: str, day: dt.date) -> tuple[str, ...]:
    """What narrows, widens or in part suspends the bar on the day, for a subject no order names."""
    reach = Reach.of(Question(bar, day), index.world.around)
    point = Point(index, index.clock, reach, day)
    shapes = (*RESHAPES, Operation.SUSPEND)
    found = [
        index.effects[other]
        for other in index.acting_on[bar]
        if index.effects[other].kind.operation in shapes and point.operative(other)
    ]
    return tuple(effect.id for effect in sorted(found, key=lambda e: _begin(index, e.id)))


def last_blocked(index: Index, question: Question) -> tuple[dt.date, tuple[Block, ...]] | None:
    """The last day before the one asked about on which a bar worked, and the bars of that day."""
    days = [day for day in breakpoints(index) if day <= question.on]
    until = question.on
    for day in reversed(days):
        last = before(until)
        if last >= day:
            found = blocks(index, replace(question, on=last))
            if found:
                return last, found
            until = day
    return None
