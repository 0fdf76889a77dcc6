"""Where an hour is recorded, runs hold what the engine says hour by hour."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from casefile import world_of
from hourly import weeks
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from test_runs import holds
from test_turns import WORLDS, indexed
from worlds import BODIES, CLASSES, PLACES, ZERO

from kg.law.cycles import CycleError
from kg.law.finding import find
from kg.law.index import Index
from kg.law.runs import runs
from kg.law.timed import Timed, timed
from kg.law.turns import breakpoints
from kg.records.answers import Question, Run
from kg.records.things import World

SECOND: Final = dt.timedelta(seconds=1)
KNOWN: Final = (*BODIES, *CLASSES, *PLACES)


@settings(
    max_examples=WORLDS // 2,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(weeks, st.data())
def test_every_hour_of_a_week_is_answered_as_by_the_engine(
    world: World, data: st.DataObject
) -> None:
    index, hours = indexed(world), with_hours(world)
    found = list(runs(index, sorted(world.policies), KNOWN, hours))
    policy = data.draw(st.sampled_from(sorted(world.policies)))
    who = data.draw(st.sampled_from((None, *KNOWN)))
    for each in hours:
        for instant in instants(each) if policy in each.policies else ():
            place = who in PLACES
            asked = Question(policy, instant, None if place else who, who if place else None)
            assert at(found, asked) == engine(each.index, asked), asked


def with_hours(world: World) -> list[Timed]:
    """The world among instants; one that is a circle there is passed over."""
    try:
        return timed(world, Index(world), sorted(world.policies))
    except CycleError:
        assume(False)
        raise


def instants(each: Timed) -> Iterator[dt.datetime]:
    """Every hour of the week, and every breakpoint with the seconds around it."""
    first = dt.datetime.combine(ZERO, dt.time.min, each.zone) - dt.timedelta(days=1)
    yield from (first + dt.timedelta(hours=n) for n in range(24 * 7))
    for point in breakpoints(each.index):
        yield from (point - SECOND, point, point + SECOND)


def engine(index: Index, question: Question) -> tuple[object, ...]:
    """The words of the engine, and what they rest on."""
    found = find(index, question)
    return found.status, found.force, found.enforceability, found.because


def at(found: list[Run], question: Question) -> tuple[object, ...]:
    """The answer in the runs: that of the one asked about, else the baseline."""
    runs_of = [run for run in found if run.policy == question.policy]
    own = [run for run in runs_of if {question.subject, question.place} & {*run.holds_for}]
    (run,) = own or [run for run in runs_of if not run.holds_for]
    (one,) = [each for each in run.timed if holds(each, question.on)]
    return one.status, one.force, one.enforceability, one.because


def narrowed(wide: str, narrow: str) -> World:
    """A bar for one, widened to another and narrowed again."""
    return world_of(
        {
            "policy": {"P": {"in-force": "2017-01-25"}},
            "effects": {
                "bar": {
                    "does": "preliminary-injunction",
                    "to": "P",
                    "scope": {"parties": ["one"]},
                    "from": "2017-01-26",
                },
                "wide": {
                    "does": "widened",
                    "to": "bar",
                    "adds": {"parties": ["other"]},
                    "decided": wide,
                },
                "narrow": {
                    "does": "narrowed",
                    "to": "bar",
                    "leaves": {"parties": ["one"]},
                    "decided": narrow,
                },
            },
        }
    )


def test_what_is_open_can_have_come_later_only_after_the_day_of_the_other() -> None:
    world = narrowed("2017-02", "2017-02-10")
    (run,) = [r for r in runs(Index(world), ["P"], ["one", "other"]) if r.holds_for == ("other",)]
    turns = [(str(each.first), each.status) for each in run.intervals[1:]]
    assert turns == [
        ("2017-01-25", "in-force"),
        ("2017-02-01", "unknown"),
        ("2017-02-10", "in-force"),
        ("2017-02-11", "unknown"),
    ]


def test_the_orders_of_one_day_hold_as_the_engine_says_around_each_hour() -> None:
    world = narrowed("2017-02-01", "2017-02-01T12:00:00-05:00")
    (hours,) = with_hours(world)
    found = list(runs(Index(world), ["P"], ["one", "other"], [hours]))
    noon = dt.datetime.fromisoformat("2017-02-01T12:00:00-05:00")
    for step, status in ((-1, "unknown"), (0, "in-force"), (1, "unknown"), (43_200, "unknown")):
        asked = Question("P", noon + dt.timedelta(seconds=step), "other")
        assert at(found, asked)[0] == status
        assert at(found, asked) == engine(hours.index, asked)


def test_the_first_time_recorded_gives_the_zone_and_no_time_gives_none() -> None:
    east = narrowed("2017-02-01T12:00:00-08:00", "2017-02-01T14:59:59-05:00")
    assert [each.zone for each in with_hours(east)] == [dt.timezone(dt.timedelta(hours=-5))]
    west = narrowed("2017-02-01T12:00:00-08:00", "2017-02-01T15:00:01-05:00")
    assert [each.zone for each in with_hours(west)] == [dt.timezone(dt.timedelta(hours=-8))]
    assert with_hours(narrowed("2017-02-01", "2017-02-02")) == []


def test_every_instant_is_told_in_the_zone_of_its_policy() -> None:
    world = narrowed("2017-02-01T12:00:00+09:00", "2017-02-01T12:00:00-08:00")
    (hours,) = with_hours(world)
    for run in runs(Index(world), ["P"], ["one", "other"], [hours]):
        moments = [each.first for each in run.timed[1:]]
        assert all(isinstance(m, dt.datetime) and m.tzinfo == hours.zone for m in moments)
