"""Random worlds in which it matters when things were made: later measures, parts, moved starts."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Final

from altering import EVERYONE, Feature, acts, barred, each
from worlds import ZERO, after, scope, some_day

from kg.records.things import Action, Effect, Kind, Operation, Policy, World
from kg.values.day import Day
from kg.values.scope import Scope

START: Final = Kind("effective", "effective", Operation.COMMENCE)
SOONER: Final = Kind("brought-forward", "brought forward", Operation.EXTEND)


def _later(chance: Random, world: World) -> World:
    """Measures to the same end as others, and orders whose words reach any later one."""
    world = barred(chance, world, "any", chance.choice(("P", "R", "P")), EVERYONE)
    policies, actions, effects = dict(world.policies), dict(world.actions), dict(world.effects)
    for name in ("S", "T"):
        same = tuple(chance.sample(sorted(policies), chance.choice((1, 1, 2))))
        policies[name] = Policy(name, same_end_as=same)
        made = Action(f"issue-{name}", some_day(chance), enacts=(name,))
        actions[made.id] = made
        start = f"a-start-{name}"
        effects[start] = Effect(start, START, made.id, (name,))
        for more in range(chance.choice((0, 0, 1))):
            own = f"{name}-also-{more}"
            effects[own] = Effect(own, BAR, made.id, ("P",), scope(chance))
    if chance.random() < 0.3:
        policies["R"] = replace(policies["R"], same_end_as=("P",))
    world = replace(world, policies=policies, actions=actions, effects=effects)

    def reaching(effect: Effect) -> Effect:
        ends = effect.kind.operation in (Operation.BAR, Operation.POSTPONE)
        return replace(effect, reaches_later=ends and chance.random() < 0.8)

    return each(world, reaching)


def _no_later(world: World) -> World:
    return each(world, lambda effect: replace(effect, reaches_later=False))


def _apart(chance: Random, world: World) -> World:
    """Parts that the action which issues the whole dates by themselves."""
    effects = dict(world.effects)
    for policy in world.policies.values():
        if policy.part_of and chance.random() < 0.7:
            action = world.actions["issue-P"]
            assert action.decided is not None
            name = f"own-start-{policy.id}"
            begins = after(chance, action.decided)
            until = chance.choice((None, after(chance, begins)))
            reach = chance.choice((None, None, scope(chance)))
            effects[name] = Effect(name, START, action.id, (policy.id,), reach, begins, until)
    return replace(world, effects=effects)


def _together(world: World) -> World:
    own = [name for name in world.effects if name.startswith("own-start-")]
    targets = {target for effect in world.effects.values() for target in effect.targets}
    return replace(
        world,
        effects={n: e for n, e in world.effects.items() if n not in own or n in targets},
    )


def _sooner(chance: Random, world: World) -> World:
    """Beginnings brought forward, of what nothing else moves."""
    moved = {
        target
        for effect in world.effects.values()
        if any((*effect.leaves_span, *effect.adds_span))
        for target in effect.targets
    }
    effects, actions = dict(world.effects), dict(world.actions)
    for effect in world.effects.values():
        still = not moved & {effect.id, effect.action} and not effect.begins_when_ends
        if still and effect.begins and chance.random() < 0.6:
            name = f"sooner-{effect.id}"
            actions[f"act-{name}"] = Action(f"act-{name}", some_day(chance))
            effects[name] = Effect(
                name,
                SOONER,
                f"act-{name}",
                (effect.id,),
                chance.choice((None, scope(chance))),
                adds=Scope(),
                adds_span=(some_day(chance), None),
            )
    return replace(world, effects=effects, actions=actions)


def _not_sooner(world: World) -> World:
    return each(world, lambda effect: replace(effect, adds_span=(None, effect.adds_span[1])))


def _undated(chance: Random, world: World) -> World:
    """Actions of which no day is known."""

    def change(action: Action) -> Action:
        return replace(action, decided=None) if chance.random() < 0.1 else action

    return acts(world, change)


def _dated(world: World) -> World:
    def change(action: Action) -> Action:
        return replace(action, decided=action.decided or Day.on(ZERO))

    return acts(world, change)


BAR: Final = Kind("bar", "bar", Operation.BAR)
DATING: Final = (
    Feature("later measures", _later, _no_later),
    Feature("parts dated apart", _apart, _together),
    Feature("starts brought forward", _sooner, _not_sooner),
)
UNDATED: Final = Feature("undated actions", _undated, _dated)
