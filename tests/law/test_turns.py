"""The stretches of days that the engine publishes say what it says day by day."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from worlds import BODIES, CLASSES, ENFORCERS, LAST, ZERO, worlds

from kg.law.cycles import CycleError
from kg.law.finding import find
from kg.law.index import Index
from kg.law.turns import turns
from kg.records.answers import Finding, Question, Standing, Turn
from kg.records.things import Effect, World
from kg.values.day import Day
from kg.values.scope import Scope

WORLDS: Final = max(20, int(os.environ.get("KG_WORLDS", "1200")) // 10)
FIRST: Final = ZERO - dt.timedelta(days=2)
DAYS: Final = [FIRST + dt.timedelta(days=n) for n in range(3 * LAST)]


@st.composite
def blurred(draw: st.DrawFn) -> World:
    """A random world in which one or two actions are dated only to within a few days."""
    world = draw(worlds)
    vague = draw(st.sets(st.sampled_from(sorted(world.actions)), max_size=2))
    later = dt.timedelta(days=draw(st.integers(1, 6)))
    actions = {
        name: replace(action, decided=Day(action.decided.first, action.decided.first + later))
        if name in vague and action.decided
        else action
        for name, action in world.actions.items()
    }
    return replace(world, actions=actions)


@st.composite
def doubted(draw: st.DrawFn) -> World:
    """A random world in which sources disagree whether an action, or an effect, happened."""
    world = draw(blurred())
    action = draw(st.sampled_from(sorted(world.actions)))
    effect = draw(st.sampled_from(sorted(world.effects)))
    return replace(
        world,
        actions={**world.actions, action: replace(world.actions[action], confidence="disputed")},
        effects={**world.effects, effect: replace(world.effects[effect], disputed=True)},
    )


@st.composite
def silent(draw: st.DrawFn) -> World:
    """A random world whose orders do not say which members count, who came on days not known."""
    world = draw(blurred())
    vague = draw(st.integers(0, 3))
    memberships = {
        who: tuple(replace(each, begun=_vague(each.begun, vague)) for each in held)
        for who, held in world.around.memberships.items()
    }
    effects = {name: silenced(effect) for name, effect in world.effects.items()}
    return replace(world, effects=effects, around=replace(world.around, memberships=memberships))


def _vague(day: Day | None, days: int) -> Day | None:
    return Day(day.first, day.first + dt.timedelta(days=days)) if day else None


def silenced(effect: Effect, later: bool | None = None) -> Effect:
    """The effect without a word on which members count, or with this one."""

    def said(scope: Scope | None) -> Scope | None:
        groups = scope is not None and scope.groups & set(CLASSES)
        return replace(scope, members_as_of=None, later_members=later) if groups else scope

    return replace(
        effect, scope=said(effect.scope), leaves=said(effect.leaves), adds=said(effect.adds)
    )


@pytest.mark.parametrize(
    "worlds_of",
    [worlds, blurred(), doubted(), silent()],
    ids=["exact", "imprecise", "disputed", "silent"],
)
def test_turns_agree_with_each_day(worlds_of: st.SearchStrategy[World]) -> None:
    @settings(
        max_examples=WORLDS,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def agree(data: st.DataObject) -> None:
        world = data.draw(worlds_of)
        index = indexed(world)
        policy = data.draw(st.sampled_from(sorted(world.policies)))
        subject = data.draw(st.sampled_from((None, *BODIES)))
        enforcer = data.draw(st.sampled_from((None, *ENFORCERS)))
        found = turns(index, policy, subject, enforcer=enforcer)
        assert unbroken(found)
        for day in DAYS:
            asked = find(index, Question(policy, day, subject, enforcer=enforcer))
            assert gist(asked) == gist(holding(found, day).finding), day

    agree()


def indexed(world: World) -> Index:
    """The world with its links; a world with a circle is passed over."""
    try:
        return Index(world)
    except CycleError:
        assume(False)
        raise


def unbroken(found: tuple[Turn, ...]) -> bool:
    """True when the turns cover all days, each beginning where the one before it ends."""
    ends = [run.until for run in found]
    return [run.first for run in found] == [None, *ends[:-1]] and ends[-1] is None


def holding(found: tuple[Turn, ...], day: dt.date) -> Turn:
    """The run in which a day lies."""
    (one,) = [
        run
        for run in found
        if (run.first is None or run.first <= day) and (run.until is None or day < run.until)
    ]
    return one


def gist(finding: Finding) -> list[tuple[object, ...]]:
    """What a run is to keep of a finding: its words, and what they rest on, part by part."""
    return list(_gist(finding.standing))


def _gist(standing: Standing) -> Iterator[tuple[object, ...]]:
    yield standing.policy, standing.status, standing.force, standing.enforceability
    yield standing.because
    for part in standing.parts:
        yield from _gist(part)
