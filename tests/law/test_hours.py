"""Answers for an hour: what the same orders give where each day of theirs is an hour."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from test_turns import DAYS, WORLDS, blurred, gist, indexed
from worlds import ZERO, chances, random_question, random_world

from kg.law.finding import find
from kg.records.answers import Question, Status
from kg.records.things import Action, Effect, Kind, Operation, Policy, World
from kg.values.day import Day
from kg.values.scope import Scope

EASTERN = dt.timezone(dt.timedelta(hours=-5))
PACIFIC = dt.timezone(dt.timedelta(hours=-8))
START = dt.datetime(2018, 3, 5, 3, tzinfo=EASTERN)
many = settings(
    max_examples=5 * WORLDS,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def hour(day: dt.date) -> dt.datetime:
    """The instant that stands for a day."""
    return START + dt.timedelta(hours=(day - ZERO).days)


def timed(day: Day | None) -> Day | None:
    """An exact day as an instant."""
    if day is None:
        return None
    instant = hour(day.first)
    return Day(instant.date(), instant.date(), instant)


def at_an_hour(scope: Scope | None) -> Scope | None:
    """The scope with an hour in the place of its day."""
    return replace(scope, members_as_of=timed(scope.members_as_of)) if scope else None


def quickened(world: World) -> World:
    """The world with an hour in the place of each day."""
    effects = {
        name: replace(
            each,
            begins=timed(each.begins),
            until=timed(each.until),
            scope=at_an_hour(each.scope),
            leaves=at_an_hour(each.leaves),
            adds=at_an_hour(each.adds),
            leaves_span=(timed(each.leaves_span[0]), timed(each.leaves_span[1])),
            adds_span=(timed(each.adds_span[0]), timed(each.adds_span[1])),
        )
        for name, each in world.effects.items()
    }
    actions = {
        name: replace(each, decided=timed(each.decided)) for name, each in world.actions.items()
    }
    tenures = {
        who: tuple(replace(t, begun=timed(t.begun), ended=timed(t.ended)) for t in held)
        for who, held in world.around.tenures.items()
    }
    memberships = {
        who: tuple(replace(m, begun=timed(m.begun), ended=timed(m.ended)) for m in held)
        for who, held in world.around.memberships.items()
    }
    parties = tuple(
        replace(who, joined=timed(who.joined), left=timed(who.left)) for who in world.participations
    )
    around = replace(world.around, tenures=tenures, memberships=memberships)
    return replace(world, effects=effects, actions=actions, participations=parties, around=around)


def test_an_hour_is_answered_as_a_day_would_be() -> None:
    @many
    @given(chances)
    def agree(chance: Random) -> None:
        world = random_world(chance)
        question = random_question(chance, world)
        indexed(world)
        asked = replace(question, on=hour(question.on))
        assert gist(find(quickened(world), asked)) == gist(find(world, question))

    agree()


def test_the_last_instant_of_a_day_is_answered_as_the_day() -> None:
    @many
    @given(blurred(), chances)
    def agree(world: World, chance: Random) -> None:
        indexed(world)
        question = replace(random_question(chance, world), on=chance.choice(DAYS))
        last = dt.datetime.combine(question.on, dt.time.max, chance.choice((EASTERN, PACIFIC)))
        assert gist(find(world, replace(question, on=last))) == gist(find(world, question))

    agree()


def action(name: str, decided: str) -> Action:
    return Action(name, Day.parse(decided))


START_OF_R = Kind("effective", "coming into effect", Operation.COMMENCE)
BAR = Kind("tro", "restraining order", Operation.BAR)
END = Kind("revoked", "revoked", Operation.TERMINATE, results_in="revoked")


def lives(ended: str, begun_again: str) -> World:
    """A rule in force since 2020, revoked and put in force again."""
    return World(
        {"R": Policy("R")},
        {
            "start": Effect("start", START_OF_R, "issue", ("R",)),
            "end": Effect("end", END, "revoke", ("R",)),
            "again": Effect("again", START_OF_R, "reissue", ("R",)),
        },
        {
            "issue": replace(action("issue", "2020-01-01"), enacts=("R",)),
            "revoke": action("revoke", ended),
            "reissue": action("reissue", begun_again),
        },
    )


@pytest.mark.parametrize(
    ("ended", "begun_again", "status"),
    [
        ("2020-05-01T10:00-05:00", "2020-05-01T15:00-05:00", Status.IN_FORCE),
        ("2020-05-01T15:00-05:00", "2020-05-01T10:00-05:00", Status.REVOKED),
        # By the clock of one place 15:00 in the west comes after 17:00 in the east.
        ("2020-05-01T17:00-05:00", "2020-05-01T15:00-08:00", Status.IN_FORCE),
        # Of one day, and nobody knows which came first: an end counts.
        ("2020-05-01", "2020-05-01T15:00-05:00", Status.REVOKED),
    ],
)
def test_the_hours_of_one_day_order_what_happened_on_it(
    ended: str, begun_again: str, status: Status
) -> None:
    assert find(lives(ended, begun_again), Question("R", dt.date(2020, 5, 1))).status is status


def test_an_hour_of_a_day_without_hours_is_unknown() -> None:
    world = lives("2020-05-01", "2021-01-01")
    noon = dt.datetime(2020, 5, 1, 12, tzinfo=EASTERN)
    found = find(world, Question("R", noon))
    assert found.status is Status.UNKNOWN
    assert {branch.status for branch in found.branches} == {Status.IN_FORCE, Status.REVOKED}
    day = dt.timedelta(days=1)
    assert find(world, Question("R", noon - day)).status is Status.IN_FORCE
    assert find(world, Question("R", noon + day)).status is Status.REVOKED


def test_what_begins_with_a_day_begins_at_its_midnight() -> None:
    world = lives("2020-05-01T10:00-05:00", "2021-01-01")
    again = replace(world.effects["again"], begins=Day.parse("2021-02-01"))
    world = replace(world, effects={**world.effects, "again": again})
    first = dt.datetime(2021, 2, 1, tzinfo=PACIFIC)
    tick = dt.timedelta(microseconds=1)
    assert find(world, Question("R", first - tick)).status is Status.REVOKED
    assert find(world, Question("R", first)).status is Status.IN_FORCE
