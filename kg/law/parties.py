"""The parties of a suit on a day: whom a bar protects and binds when it names nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from kg.law.clock import Clock
from kg.records.answers import was_member
from kg.records.things import Effect, Participation, World
from kg.values.day import Day
from kg.values.scope import Scope

PLAINTIFF = "plaintiff"
DEFENDANT = "defendant"
#: Bound where all who were sued have left, for an order that binds no one does not bind everyone.
NOBODY = ""


def parties_of(world: World, effect: Effect, clock: Clock, day: dt.date) -> Scope:
    """The plaintiffs protected and the defendants bound by an order that names neither.

    A party counts that had joined when the order was made; one that has since left
    the suit loses interlocutory cover from the day it left. One of whom that is not
    known counts unless it is supposed not to.
    """
    made = clock.decided.get(effect.action)
    if made is None:
        return Scope()
    days = made, Day.on(day) if effect.kind.interlocutory else made
    told = _told(world, effect, day)
    present = [who for who in suit_of(world, effect) if _present(who, days, told, clock)]
    sued = any(who.role == DEFENDANT for who in suit_of(world, effect))
    binds = frozenset(p.party for p in present if p.role == DEFENDANT)
    return Scope(
        parties=frozenset(p.party for p in present if p.role == PLAINTIFF),
        binds=binds or frozenset({NOBODY} if sued else ()),
    )


def suit_of(world: World, effect: Effect) -> tuple[Participation, ...]:
    """Everyone who ever took part in the suit in which an order was made."""
    action = world.actions.get(effect.action)
    return world.suits.get(action.case or "", ()) if action else ()


def unsure_parties(
    world: World, effect: Effect, suing: Iterable[Participation], day: dt.date
) -> Iterator[str]:
    """For each of these parties what is not known of its presence: on which of two days."""
    made, until = _told(world, effect, day)
    for who in suing:
        if who.joined and not who.joined.exact and who.joined_by(made) is None:
            yield _named(who, made)
        if who.left and not who.left.exact and who.left_by(until) is None:
            yield _named(who, until)


def _present(
    who: Participation, days: tuple[Day, Day], told: tuple[Day, Day], clock: Clock
) -> bool:
    """True for a party that had joined on one day and had not left by another."""
    joined, left = who.joined_by(days[0]), who.left_by(days[1])
    if joined is None:
        joined = _named(who, told[0]) not in clock.absent
    if left is None:
        left = _named(who, told[1]) in clock.absent
    return joined and not left


def _told(world: World, effect: Effect, day: dt.date) -> tuple[Day, Day]:
    """By the record the days by which parties must have joined, and not have left."""
    made = world.actions[effect.action].decided or world.undated
    return made, Day.on(day) if effect.kind.interlocutory else made


def _named(who: Participation, when: Day) -> str:
    return was_member(who.party, who.case, str(when))
