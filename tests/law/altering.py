"""What alters random worlds: a feature that they can hold, one effect or action, one bar more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from worlds import some_day

from kg.records.things import Action, Effect, Kind, Operation, World
from kg.values.day import Day
from kg.values.scope import Scope


@dataclass(frozen=True)
class Feature:
    """Something that a world can hold, and what the world is without it."""

    name: str
    added: Callable[[Random, World], World]
    without: Callable[[World], World]


BAR: Final = Kind("bar", "bar", Operation.BAR)
EVERYONE: Final = Scope(everyone=True)


def known(action: Action) -> Day:
    """The day of an action that has one."""
    assert action.decided is not None
    return action.decided


def each(world: World, change: Callable[[Effect], Effect]) -> World:
    """The world with every effect changed."""
    return replace(world, effects={name: change(e) for name, e in world.effects.items()})


def acts(world: World, change: Callable[[Action], Action]) -> World:
    """The world with every action changed."""
    return replace(world, actions={name: change(a) for name, a in world.actions.items()})


def barred(chance: Random, world: World, name: str, target: str, scope: Scope) -> World:
    """The world with one bar more, on any day."""
    action = Action(f"act-{name}", some_day(chance))
    bar = Effect(name, BAR, action.id, (target,), scope)
    return replace(
        world,
        effects={**world.effects, name: bar},
        actions={**world.actions, action.id: action},
    )
