"""Random worlds of which much is open: dates known vaguely, disputes, orders in conflict."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random
from typing import Final

from hypothesis import strategies as st
from test_turns import silenced
from worlds import chances, random_world

from kg.records.things import Effect, Operation, World
from kg.values.day import Day


def vague(chance: Random, day: Day | None) -> Day | None:
    """An exact day, now and then known only to within a few."""
    if day is None or day.time is not None or chance.random() < 0.6:
        return day
    return Day(day.first, day.first + dt.timedelta(days=chance.randint(1, 8)))


def open_world(chance: Random) -> World:
    """A random world of which much is dated vaguely, disputed, or in conflict."""
    world = random_world(chance, chance.choice((9, 9, 18)))
    effects = {name: _open(chance, world, each) for name, each in world.effects.items()}
    actions = {
        name: replace(
            each,
            decided=vague(chance, each.decided),
            confidence="disputed" if chance.random() < 0.05 else "",
        )
        for name, each in world.actions.items()
    }
    opened = replace(world, effects=effects, actions=actions)
    return _silent(chance, opened) if chance.random() < 0.4 else opened


def _silent(chance: Random, world: World) -> World:
    """The world with memberships of vague days, on which its orders do not say who counts."""
    memberships = {
        who: tuple(replace(each, begun=vague(chance, each.begun)) for each in held)
        for who, held in world.around.memberships.items()
    }
    effects = {name: silenced(effect) for name, effect in world.effects.items()}
    return replace(world, effects=effects, around=replace(world.around, memberships=memberships))


def _open(chance: Random, world: World, effect: Effect) -> Effect:
    bars = [e.id for e in world.effects.values() if e.kind.operation is Operation.BAR]
    rivals = tuple(set(chance.sample(bars, min(len(bars), 1))) - {effect.id})
    bar = effect.kind.operation is Operation.BAR
    said = (effect.kind.operation is Operation.NONE) and chance.random() < 0.5
    return replace(
        effect,
        kind=replace(effect.kind, practice=said),
        begins=vague(chance, effect.begins),
        until=vague(chance, effect.until),
        disputed=chance.random() < 0.15,
        conflicts_with=rivals if bar and chance.random() < 0.2 else (),
    )


open_worlds: Final[st.SearchStrategy[World]] = chances.map(open_world)
