"""The parties of a suit on a day: whom a bar protects and binds when it names nobody."""

from __future__ import annotations

import datetime as dt

from kg.law.clock import Clock
from kg.records.things import Effect, World
from kg.values.scope import Scope


def parties_of(world: World, effect: Effect, clock: Clock, day: dt.date) -> Scope:
    """The plaintiffs protected and the defendants bound by an order that names neither.

    A party counts that had joined when the order was made; one that has since left
    the suit loses interlocutory cover from the day it left.
    """
    action = world.actions.get(effect.action)
    case = action.case if action else None
    if case is None:
        return Scope()
    made = clock.begins[effect.id]
    if made is None:
        return Scope()
    until = day if effect.kind.interlocutory else made.last
    present = [p for p in world.suits.get(case, ()) if p.present(made.last, until)]
    return Scope(
        parties=frozenset(p.party for p in present if p.role == "plaintiff"),
        binds=frozenset(p.party for p in present if p.role == "defendant"),
    )
