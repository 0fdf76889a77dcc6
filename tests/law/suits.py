"""Random worlds with suits: parties that come and go, judgments, orders that lapse."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random
from typing import Final

from altering import EVERYONE, Feature, acts, barred, each
from worlds import BODIES, after, scope, some_day

from kg.records.things import Action, Effect, Kind, Operation, Participation, World
from kg.values.day import Day
from kg.values.scope import Scope

CASES: Final = ("Texas v. Doe", "Ohio v. Doe")
DEFENDANTS: Final = ("doj", "ojp", "dhs", "attorney general")
PERMANENT: Final = Kind("permanent", "permanent injunction", Operation.BAR)
MERGED: Final = Kind("merged", "merger", Operation.TERMINATE, stands_alone=True)
REVERSED: Final = Kind("reversed", "reversed", Operation.TERMINATE)
NARROWED: Final = Kind("narrowed", "narrowed", Operation.RESTRICT)
_MADE_IN_SUITS: Final = (Operation.BAR, Operation.SUSPEND, Operation.POSTPONE)


def _sued(chance: Random, world: World) -> World:
    """Two suits in which some orders are made, for the parties alone where they name nobody."""
    world = barred(chance, world, "sued", chance.choice(("P", "R")), EVERYONE)
    world = replace(world, participations=tuple(_parties(chance)))
    for effect in world.effects.values():
        if effect.kind.operation in _MADE_IN_SUITS and chance.random() < 0.8:
            world = _made_in_a_suit(chance, world, effect)
    for case in CASES:
        if chance.random() < 0.6:
            world = _judged(chance, world, case)
    return world


def _parties(chance: Random) -> list[Participation]:
    found = []
    for case in CASES:
        suing = [*chance.sample(BODIES, chance.randint(1, 3)), "chicago"]
        sued = chance.sample(DEFENDANTS, chance.randint(0, 2))
        roles = {**dict.fromkeys(suing, "plaintiff"), **dict.fromkeys(sued, "defendant")}
        for party, role in roles.items():
            always = party == "chicago"
            joined = None if always or chance.random() < 0.4 else some_day(chance)
            left = after(chance, joined) if joined else some_day(chance)
            left_ever = not always and chance.random() < 0.4
            found.append(Participation(case, party, role, joined, left if left_ever else None))
    return found


def _made_in_a_suit(chance: Random, world: World, effect: Effect) -> World:
    action = world.actions[effect.action]
    case = action.case or chance.choice(CASES)
    interim = replace(effect.kind, interlocutory=chance.random() < 0.6)
    effect = replace(effect, kind=interim)
    if interim.operation is Operation.BAR and chance.random() < 0.7:
        effect = replace(effect, scope=_unnamed(chance))
    return replace(
        world,
        effects={**world.effects, effect.id: effect},
        actions={**world.actions, action.id: replace(action, case=case)},
    )


def _unnamed(chance: Random) -> Scope | None:
    """A scope that names nobody, and may leave out some, bind some, or carry subdivisions."""
    drawn = scope(chance)
    nobody = replace(drawn, everyone=False, parties=EMPTY, territories=EMPTY, classes=EMPTY)
    if not nobody.groups:
        nobody = replace(nobody, members_as_of=None, later_members=None)
    nobody = replace(nobody, subdivisions=chance.random() < 0.4)
    return chance.choice((None, None, nobody)) if nobody.exceptions or nobody.binds else None


def _judged(chance: Random, world: World, case: str) -> World:
    """A judgment that disposes of a suit: it enjoins, takes up interim relief, is reversed."""
    number = CASES.index(case)
    judgment = Action(f"judgment-{number}", some_day(chance), case=case, disposes_of=case)
    made: list[Effect] = []
    if chance.random() < 0.5:
        target = chance.choice(("P", "R"))
        made.append(Effect(f"j{number}-bar", PERMANENT, judgment.id, (target,)))
    interim = [
        e.id
        for e in world.effects.values()
        if e.kind.interlocutory and world.actions[e.action].case == case
    ]
    if interim and chance.random() < 0.4:
        reach = chance.choice((None, scope(chance)))
        taken = (chance.choice(interim),)
        made.append(Effect(f"j{number}-merges", MERGED, judgment.id, taken, reach))
    appeal = Action(f"appeal-{number}", after(chance, judgment.decided or some_day(chance)))
    if made and chance.random() < 0.5:
        kind = chance.choice((REVERSED, NARROWED))
        leaves = scope(chance) if kind is NARROWED else None
        made.append(Effect(f"j{number}-undone", kind, appeal.id, (judgment.id,), leaves=leaves))
    return replace(
        world,
        effects={**world.effects, **{effect.id: effect for effect in made}},
        actions={**world.actions, judgment.id: judgment, appeal.id: appeal},
    )


def _suitless(world: World) -> World:
    world = acts(world, lambda action: replace(action, case=None, disposes_of=None))
    return replace(each(world, _for_everyone), participations=())


def _for_everyone(effect: Effect) -> Effect:
    if effect.kind.operation is Operation.BAR and not effect.scope:
        return replace(effect, scope=replace(effect.scope or EVERYONE, everyone=True))
    return effect


def _undisposed(world: World) -> World:
    return acts(world, lambda action: replace(action, disposes_of=None))


def _some_days(chance: Random, world: World) -> World:
    """Parties of which it is not known on which of a few days they came or went."""

    def dim(day: Day | None) -> Day | None:
        blurred = day and chance.random() < 0.5
        return Day(day.first, day.first + chance.randint(1, 6) * _DAY) if day and blurred else day

    parties = (replace(who, joined=dim(who.joined), left=dim(who.left)) for who in _of(world))
    return replace(world, participations=tuple(parties))


def _of(world: World) -> tuple[Participation, ...]:
    return world.participations


def _known_days(world: World) -> World:
    def sharp(day: Day | None) -> Day | None:
        return Day.on(day.first) if day else None

    parties = (replace(who, joined=sharp(who.joined), left=sharp(who.left)) for who in _of(world))
    return replace(world, participations=tuple(parties))


def _lapsing(chance: Random, world: World) -> World:
    """Bars and stays that lapse by a rule of court some days after they were entered."""
    world = barred(chance, world, "lapsing", chance.choice(("P", "R")), EVERYONE)

    def change(effect: Effect) -> Effect:
        lapses = effect.kind.operation in (Operation.BAR, Operation.SUSPEND)
        if not lapses or chance.random() < 0.4:
            return effect
        days = chance.choice((1, 2, 3, 4, 5, 10, 14))
        return replace(effect, kind=replace(effect.kind, lapses_after_days=days))

    return each(world, change)


def _lasting(world: World) -> World:
    return each(world, lambda e: replace(e, kind=replace(e.kind, lapses_after_days=0)))


EMPTY: Final = frozenset[str]()
_DAY: Final = dt.timedelta(days=1)
SUITS: Final = (
    Feature("suits", _sued, _suitless),
    Feature("judgments", lambda _, world: world, _undisposed),
    Feature("vague parties", _some_days, _known_days),
    Feature("lapses", _lapsing, _lasting),
)
