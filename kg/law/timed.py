"""The policies of which an hour is recorded, with the worlds in which their hours are answered."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.law.hours import in_hours
from kg.law.index import Index
from kg.law.recalled import Recalled
from kg.records.answers import RunInterval
from kg.records.things import World
from kg.values.day import Day


@dataclass(frozen=True, slots=True)
class Timed:
    """A world among instants, its days counted in a zone, and the policies answered in it."""

    zone: dt.tzinfo
    index: Index
    policies: tuple[str, ...]


def timed(world: World, index: Index, policies: Sequence[str]) -> list[Timed]:
    """The world, given with its links, among instants, once for each zone of its policies.

    The zone of a policy is that of the first time recorded of anything that its status looks
    at: what is only dated falls on a day of that zone. Without any time it has none.
    Raises CycleError when effects hang on each other in a circle by their hours alone.
    """
    if not any(day.time for day in _dates(index, index.effects, index.world.actions)):
        return []
    zones = defaultdict[dt.tzinfo, list[str]](list)
    word = Recalled(index)
    for policy in policies:
        if (zone := _zone(index, word.looked_at(policy), policy)) is not None:
            zones[zone].append(policy)
    return [Timed(zone, Index(in_hours(world, zone)), tuple(zones[zone])) for zone in zones]


def _zone(index: Index, effects: Sequence[str], policy: str) -> dt.tzinfo | None:
    """The zone of the first time recorded of these effects, and of what made and enacted them."""
    actions = {index.effects[name].action for name in effects}
    actions.update(action for name in index.below(policy) for action in index.enacted_by(name))
    times = [day.time for day in _dates(index, effects, actions) if day.time is not None]
    first = min(times, key=lambda time: (time, time.utcoffset()), default=None)
    return first.tzinfo if first is not None else None


def _dates(index: Index, effects: Iterable[str], actions: Iterable[str]) -> Iterator[Day]:
    """The days of these effects and actions, moved bounds included, as far as they are known."""
    clock = index.clock
    found = [clock.decided.get(name) for name in actions]
    for name in effects:
        effect = index.effects[name]
        found += [clock.begins[name], clock.ends[name], *effect.leaves_span, *effect.adds_span]
        joint = (clock.joint.get((column, name)) for column in ("begins", "ends"))
        found += [getattr(clock, c)[n] for each in joint if each for c, n in each.rows]
    return (day for day in found if day is not None)


def counted_in(zone: dt.tzinfo, intervals: Iterable[RunInterval]) -> tuple[RunInterval, ...]:
    """The same intervals with every instant told in one zone."""
    return tuple(
        replace(each, first=_told_in(zone, each.first), until=_told_in(zone, each.until))
        for each in intervals
    )


def _told_in(zone: dt.tzinfo, moment: dt.date | None) -> dt.date | None:
    if not isinstance(moment, dt.datetime) or moment.tzinfo == zone:
        return moment
    try:
        return moment.astimezone(zone)
    except OverflowError:  # on the first or the last day of the calendar
        return moment
