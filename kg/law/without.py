"""The records as if some actions had never been taken."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from kg.law.index import Index
from kg.law.judgments import DISPOSITION
from kg.records.things import Effect, World


def without(world: World, actions: Collection[str]) -> World:
    """The world without these actions: all that they did, triggered and ended falls with them.

    The ends that a judgment brings by law are left out too, for an index adds them anew.
    """
    gone = {*actions, *(e.id for e in world.effects.values() if e.action in actions)}
    effects = {
        name: _apart_from(effect, gone)
        for name, effect in world.effects.items()
        if name not in gone and effect.kind != DISPOSITION
    }
    left = {name: action for name, action in world.actions.items() if name not in gone}
    return replace(world, effects=effects, actions=left)


def _apart_from(effect: Effect, gone: Collection[str]) -> Effect:
    """The effect without what it says of things that are gone."""
    named = (*effect.targets, *effect.conflicts_with, effect.interprets)
    if not any(name in gone for name in named):
        return effect
    return replace(
        effect,
        targets=tuple(name for name in effect.targets if name not in gone),
        conflicts_with=tuple(name for name in effect.conflicts_with if name not in gone),
        interprets=None if effect.interprets in gone else effect.interprets,
    )


def bearing_on(index: Index, policy: str) -> frozenset[str]:
    """The effects on which the status of a policy and its parts can hang."""
    if any(known.same_end_as for known in index.world.policies.values()):
        return frozenset(index.effects)  # what reaches later measures hangs on who enacted them
    hits = {effect for each in family(index, policy) for effect in index.hits(each)}
    rivals = {rival for effect in hits for rival in index.rivals.get(effect, ())}
    return closure(index, hits | rivals)


def family(index: Index, policy: str) -> frozenset[str]:
    """The policy, the wholes it is part of, and its parts."""
    return frozenset((*index.lineage(policy), *index.below(policy)))


def closure(index: Index, effects: Iterable[str]) -> frozenset[str]:
    """These effects, and all on which they hang."""
    waiting, seen = list(effects), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += index.leans_on(name)
    return frozenset(seen)


def makers(index: Index, effects: frozenset[str]) -> Iterator[str]:
    """The actions that made these effects what they are: did, began or ended them.

    With them those that enacted what an effect hangs on or falls with.
    """
    for name in effects:
        effect = index.effects[name]
        yield effect.action
        for policy in (*index.hangs_on(name), *index.instruments(effect)):
            yield from index.enacted_by(policy) if policy not in index.effects else ()
    for action in index.world.actions.values():
        if not effects.isdisjoint((*action.triggers, *action.concludes)):
            yield action.id
