"""The least world in which something is still so, and what it holds in words a person can read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace

from worlds import STARTS

from kg.records.things import Action, Effect, Kind, Participation, Policy, World
from kg.values.day import Day
from kg.values.scope import Scope


def smallest(world: World, still: Callable[[World], bool]) -> World:
    """Leave out effects one by one while something is still so."""
    for name in sorted(set(world.effects) - STARTS, reverse=True):
        fewer = without(world, name)
        if still(fewer):
            return smallest(fewer, still)
    return world


def without(world: World, name: str) -> World:
    """The world with one effect less, and with the effects that then act or hang on nothing."""
    effects = {key: effect for key, effect in world.effects.items() if key != name}
    actions = {
        key: replace(
            action,
            triggers=tuple(e for e in action.triggers if e != name),
            concludes=tuple(e for e in action.concludes if e != name),
        )
        for key, action in world.actions.items()
    }
    for key, effect in effects.items():
        if name in effect.conflicts_with:
            effects[key] = replace(effect, conflicts_with=())
    gone = [
        key
        for key, effect in effects.items()
        if name in (*effect.targets, effect.lasts_while, effect.begins_when_ends)
    ]
    world = replace(world, effects=effects, actions=actions)
    for key in gone:
        world = without(world, key) if key in world.effects else world
    return world


def described(world: World) -> str:
    """What a world holds, a line for each thing, with what it says and no more."""
    makers = {effect.action for effect in world.effects.values()}
    acts = [
        action
        for action in world.actions.values()
        if action.id in makers
        or action.disposes_of
        or {*action.triggers, *action.concludes} & set(world.effects)
    ]
    things: list[Policy | Effect | Action | Participation] = [*world.policies.values()]
    things += [*world.effects.values(), *acts, *world.participations]
    return "\n".join(f"  {type(thing).__name__} {_said(thing)}" for thing in things)


def _said(thing: Policy | Effect | Action | Participation | Scope) -> str:
    return ", ".join(f"{name}={_short(value)}" for name, value in _values(thing))


def _values(
    thing: Policy | Effect | Action | Participation | Scope,
) -> Iterator[tuple[str, object]]:
    for each in fields(thing):
        value = getattr(thing, each.name)
        if (value or isinstance(value, Scope)) and value != each.default:
            yield each.name, value


def _short(value: object) -> str:
    if isinstance(value, Kind):
        return value.id
    if isinstance(value, Scope):
        return f"{{{_said(value) or 'nobody'}}}"
    if isinstance(value, Day):
        return str(value.time or (value if value.exact else f"{value.first}..{value.last}"))
    if isinstance(value, frozenset):
        return "/".join(sorted(map(_short, value)))
    if isinstance(value, tuple):
        return "/".join(_short(each) for each in value)
    return str(value)
