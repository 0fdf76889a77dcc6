"""What random worlds hold beside orders upon orders, a feature at a time, and without it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Final

from altering import EVERYONE, Feature, acts, barred, each, known
from dating import DATING, UNDATED
from hourly import crowded
from open_worlds import vague
from suits import SUITS
from test_turns import silenced
from worlds import after, scope

from kg.records.things import Action, Effect, Kind, Operation, Policy, World
from kg.values.day import Day
from kg.values.scope import Scope


def _conflicting(chance: Random, world: World) -> World:
    """For some bars an order, later or of the same day, to do what they forbid."""
    world = barred(chance, world, "forbid", chance.choice(("P", "R")), EVERYONE)
    effects, actions = dict(world.effects), dict(world.actions)
    for bar in world.effects.values():
        made = world.actions[bar.action].decided
        if bar.kind.operation is Operation.BAR and made is not None and chance.random() < 0.7:
            keep = f"keep-{bar.id}"
            targets = chance.choice((bar.targets, bar.targets, ("P",), ("R",)))
            scope = chance.choice((bar.scope, Scope(everyone=True)))
            effects[keep] = Effect(
                keep, bar.kind, f"act-{keep}", targets, scope, conflicts_with=(bar.id,)
            )
            decided = chance.choice((made, after(chance, made)))
            actions[f"act-{keep}"] = Action(f"act-{keep}", decided)
    return replace(world, effects=effects, actions=actions)


def _silent(chance: Random, world: World) -> World:
    """Orders that do not say which members count, one of them for the members of something."""
    group = frozenset({chance.choice(("league", "cities", "members"))})
    world = barred(chance, world, "group", chance.choice(("P", "R")), Scope(classes=group))
    return each(world, lambda effect: silenced(effect) if chance.random() < 0.8 else effect)


def _outspoken(world: World) -> World:
    """The world in which orders that said nothing mean the members of their own day."""

    def said(scope: Scope | None) -> Scope | None:
        silent = scope and scope.groups and scope.later_members is scope.members_as_of is None
        return replace(scope, later_members=False) if scope and silent else scope

    return each(
        world, lambda e: replace(e, scope=said(e.scope), leaves=said(e.leaves), adds=said(e.adds))
    )


def _joined(chance: Random, world: World) -> World:
    """Memberships known to have begun within a few days, and a bar for the members."""
    group = frozenset({chance.choice(("league", "cities", "members"))})
    whose = Scope(classes=group, later_members=chance.choice((True, True, False)))
    world = barred(chance, world, "joined", chance.choice(("P", "R")), whose)

    def some_days(day: Day | None) -> Day | None:
        return Day(day.first, day.first + chance.randint(2, 8) * _DAY) if day else None

    return _belonging(world, some_days)


def _belonging(world: World, change: Callable[[Day | None], Day | None]) -> World:
    memberships = {
        who: tuple(replace(one, begun=change(one.begun)) for one in held)
        for who, held in world.around.memberships.items()
    }
    return replace(world, around=replace(world.around, memberships=memberships))


def _disputed(chance: Random, world: World) -> World:
    """Disputed effects and actions, mandates and endings above all."""

    def change(action: Action) -> Action:
        likely = 0.5 if action.triggers or action.concludes else 0.05
        return replace(action, confidence="disputed") if chance.random() < likely else action

    world = acts(world, change)
    return each(world, lambda e: replace(e, disputed=chance.random() < 0.1))


def _undisputed(world: World) -> World:
    world = acts(world, lambda action: replace(action, confidence=""))
    return each(world, lambda effect: replace(effect, disputed=False))


def _vague(chance: Random, world: World) -> World:
    """Dates known only to within a few days."""

    def dim(day: Day | None) -> Day | None:
        return vague(chance, day) if chance.random() < 0.5 else day

    world = acts(world, lambda action: replace(action, decided=dim(action.decided)))
    return each(world, lambda e: replace(e, begins=dim(e.begins), until=dim(e.until)))


def _exact(world: World) -> World:
    world = acts(world, lambda action: replace(action, decided=_sharp(action.decided)))
    return each(world, lambda e: replace(e, begins=_sharp(e.begins), until=_sharp(e.until)))


def _sharp(day: Day | None) -> Day | None:
    return Day.on(day.first) if day and not day.exact else day


def _announced(_: Random, world: World) -> World:
    """Opinions that announce what a later mandate gives."""

    def change(effect: Effect) -> Effect:
        made = world.actions[effect.action].decided
        if not effect.awaits or made is None:
            return effect
        return replace(effect, begins_by_opinion=made)

    return each(world, change)


def _unannounced(world: World) -> World:
    return each(world, lambda effect: replace(effect, begins_by_opinion=None))


def _applied(chance: Random, world: World) -> World:
    """Parts that are uses of the policy, one of them barred."""
    world = replace(world, policies={**world.policies, "P-use": Policy("P-use", part_of="P")})
    world = barred(chance, world, "no-use", "P-use", chance.choice((EVERYONE, scope(chance))))
    policies = {
        name: replace(each, type="Application" if chance.random() < 0.5 else each.type)
        if each.part_of and name != "P-use"
        else each
        for name, each in world.policies.items()
    }
    policies["P-use"] = replace(policies["P-use"], type="Application")
    return replace(world, policies=policies)


def _unapplied(world: World) -> World:
    policies = {n: replace(p, type="PolicyInstrument") for n, p in world.policies.items()}
    return replace(world, policies=policies)


def _twice(chance: Random, world: World) -> World:
    """Second mandates and second endings for what has one, of which the first may be disputed."""
    world = barred(chance, world, "forbid-R", "R", EVERYONE)
    opinion = Action("act-reversed-R", after(chance, known(world.actions["act-forbid-R"])))
    mandate = Action("mandate", after(chance, known(opinion)), triggers=("reversed-R",))
    reversal = Effect("reversed-R", REVERSED, opinion.id, ("forbid-R",), awaits="mandate")
    actions = {**world.actions, opinion.id: opinion, "mandate": mandate}
    world = replace(world, effects={**world.effects, "reversed-R": reversal}, actions=actions)
    again: dict[str, Action] = {}
    for action in world.actions.values():
        for met in (*action.triggers, *action.concludes):
            made = world.actions[world.effects[met].action].decided
            if made is not None and chance.random() < 0.6:
                name = f"{action.id}-again"
                again[name] = replace(action, id=name, decided=after(chance, made))
                doubt = chance.choice(("disputed", "disputed", ""))
                again[action.id] = replace(action, confidence=doubt)
    return replace(world, actions={**world.actions, **again})


def _once(world: World) -> World:
    kept = {name: each for name, each in world.actions.items() if not name.endswith("-again")}
    return replace(world, actions=kept)


def _hourless(world: World) -> World:
    def by_day(day: Day | None) -> Day | None:
        return Day(day.first, day.last) if day else None

    def change(e: Effect) -> Effect:
        return replace(
            e,
            begins=by_day(e.begins),
            until=by_day(e.until),
            begins_by_opinion=by_day(e.begins_by_opinion),
            leaves_span=(by_day(e.leaves_span[0]), by_day(e.leaves_span[1])),
            adds_span=(by_day(e.adds_span[0]), by_day(e.adds_span[1])),
        )

    world = acts(world, lambda action: replace(action, decided=by_day(action.decided)))
    return each(world, change)


_DAY: Final = dt.timedelta(days=1)
REVERSED: Final = Kind("reversed", "reversed", Operation.TERMINATE)
FEATURES: Final = (
    *SUITS,
    *DATING,
    Feature("a second mandate", _twice, _once),
    Feature("opinions", _announced, _unannounced),
    Feature("applications", _applied, _unapplied),
    Feature("hours", crowded, _hourless),
    Feature("vague dates", _vague, _exact),
    Feature(
        "conflicting orders",
        _conflicting,
        lambda world: each(world, lambda e: replace(e, conflicts_with=())),
    ),
    Feature("silent orders", _silent, _outspoken),
    Feature("vague memberships", _joined, lambda world: _belonging(world, _sharp)),
    Feature("disputes", _disputed, _undisputed),
    UNDATED,
)
