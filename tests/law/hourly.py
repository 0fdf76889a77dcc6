"""Random worlds of one week, in which the hour of some of what happens is recorded."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random
from typing import Final

from worlds import PLACES, ZERO, chances, random_world

from kg.records.things import World
from kg.values.day import Day

ZONES: Final = tuple(dt.timezone(dt.timedelta(hours=h)) for h in (-5, -8, 0, 9))
#: So many days of a random world come to one of the week.
CROWDED: Final = 3


def hourly(chance: Random) -> World:
    """A random world crowded into a week, half of whose days are hours, in any of four zones."""
    return crowded(chance, random_world(chance))


def crowded(chance: Random, world: World) -> World:
    """A world crowded into a week, half of whose days are hours, in any of four zones."""
    return replace(
        world,
        effects={
            name: replace(
                each,
                begins=_at(chance, each.begins),
                begins_by_opinion=_at(chance, each.begins_by_opinion),
                until=_at(chance, each.until),
                leaves_span=(_at(chance, each.leaves_span[0]), _at(chance, each.leaves_span[1])),
                adds_span=(_at(chance, each.adds_span[0]), _at(chance, each.adds_span[1])),
            )
            for name, each in world.effects.items()
        },
        actions={
            name: replace(each, decided=_at(chance, each.decided))
            for name, each in world.actions.items()
        },
        participations=tuple(
            replace(who, joined=_near(who.joined), left=_near(who.left))
            for who in world.participations
        ),
        around=replace(world.around, types=dict.fromkeys(PLACES, "Jurisdiction")),
    )


def _at(chance: Random, day: Day | None) -> Day | None:
    """The day of the week that stands for a day; or an hour, now and then the same, of it."""
    if day is None:
        return None
    near = ZERO + (day.first - ZERO) // CROWDED
    hour = chance.choice((None, None, 0, 12, 17, chance.randint(0, 23)))
    if hour is None:
        return Day.on(near)
    time = dt.datetime.combine(near, dt.time(hour), chance.choice(ZONES))
    return Day(time.date(), time.date(), time)


def _near(day: Day | None) -> Day | None:
    """The day of the week that stands for a day, or the days that stand for several."""
    if day is None:
        return None
    return Day(ZERO + (day.first - ZERO) // CROWDED, ZERO + (day.last - ZERO) // CROWDED)


weeks: Final = chances.map(hourly)
