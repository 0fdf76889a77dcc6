"""Imprecise dates of which it stays open whether they, or something beside them, came first."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kg.records.things import Operation, World
from kg.values.day import Day, after, day_of

#: By origin the moments, in the time of an imprecise date, at which it is to be tried too.
Contested = Mapping[str, tuple[dt.date, ...]]
#: A date: its origin, the effect or action whose it is, the day.
Dated = tuple[str, str, Day]
#: What opens a life of a policy or ends it can also have come between any two others.
_OF_A_LIFE: Final = (Operation.COMMENCE, Operation.TERMINATE, Operation.ERASE)


def contested(dated: Iterable[Dated], world: World) -> Contested:
    """The imprecise dates in whose time something that hangs with them began, ended or was done.

    Of what is recorded to a day alone the order is never asked, unless an hour of that day is.
    """
    known = list(dated)
    if all(day.exact for _, _, day in known):
        return {}
    groups, lives = _Groups(world), _lives(world)
    beside: dict[str, list[Dated]] = defaultdict(list)
    for each in (*known, *_other_days(world)):
        beside[groups.of(each[1])].append(each)
    for several in beside.values():
        several.sort(key=_first)
    found: dict[str, set[dt.date]] = {}
    for origin, thing, day in known:
        others = [] if day.exact else _within(day, beside[groups.of(thing)])
        if any(who != origin and not _of_one_day(day, each) for who, _, each in others):
            found.setdefault(origin, set()).update(_between(lives, thing, day, others))
    return {origin: tuple(sorted(moments)) for origin, moments in found.items()}


def _first(dated: Dated) -> dt.date:
    return dated[2].first


def _within(day: Day, dated: list[Dated]) -> list[Dated]:
    """Those of the dates, in their order, that can have begun in the time of a day."""
    start = bisect_left(dated, day.first, key=_first)
    return dated[start : bisect_right(dated, day.last, key=_first)]


def _of_one_day(one: Day, other: Day) -> bool:
    """True among instants for two dates without an hour of which both are the same one day."""
    if not isinstance(one.first, dt.datetime) or other.time is not None:
        return False
    return day_of(one.first) == day_of(one.last) == day_of(other.last)


def _between(
    lives: Mapping[str, frozenset[str]], thing: str, day: Day, others: list[Dated]
) -> Iterator[dt.date]:
    """The places that a life of a policy, or its end, has among the others of the policy."""
    own = lives.get(thing, frozenset())
    for _, other, known in others if own else ():
        if other != thing and not own.isdisjoint(lives.get(other, ())):
            yield from (each for each in (known.first, after(known.first)) if each <= day.last)


def _lives(world: World) -> dict[str, frozenset[str]]:
    """The effects that open or end lives, each with the policies, by the whole they are part of."""
    return {
        effect.id: frozenset(_whole(world, t) for t in effect.targets if t in world.policies)
        for effect in world.effects.values()
        if effect.kind.operation in _OF_A_LIFE
    }


def _whole(world: World, policy: str) -> str:
    seen = {policy}
    while (known := world.policies.get(policy)) and known.part_of and known.part_of not in seen:
        policy = known.part_of
        seen.add(policy)
    return policy


def _other_days(world: World) -> Iterator[Dated]:
    """The dates, beside those of the clock, before and after which something can be."""
    for effect in world.effects.values():
        spans = (day for day in (*effect.leaves_span, *effect.adds_span) if day)
        yield from (("", effect.id, day) for day in spans)
        action = world.actions.get(effect.action)
        for who in world.suits.get(action.case or "", ()) if action else ():
            yield from (("", effect.id, day) for day in (who.joined, who.left) if day)


class _Groups:
    """Policies, effects and actions in groups of which no two hang together."""

    def __init__(self, world: World) -> None:
        self._above: dict[str, str] = {}
        for policy in world.policies.values():
            self._join(policy.id, policy.part_of, *policy.same_end_as)
        for action in world.actions.values():
            self._join(action.id, *action.enacts, *action.triggers, *action.concludes)
        for effect in world.effects.values():
            hung = (effect.lasts_while, effect.begins_when_ends)
            self._join(effect.id, effect.action, *effect.targets, *hung)

    def of(self, thing: str) -> str:
        """The group of a thing, by the name of one in it."""
        top = thing
        while (above := self._above.get(top, top)) != top:
            top = above
        while thing != top:
            thing, self._above[thing] = self._above[thing], top
        return top

    def _join(self, one: str, *others: str | None) -> None:
        for other in others:
            if other:
                self._above[self.of(other)] = self.of(one)
