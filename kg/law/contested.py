"""Imprecise dates of which it stays open whether they, or something beside them, came first."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.law.order_of_days import of_one_day
from kg.law.tracks import Dated, Tracks
from kg.records.things import World
from kg.values.day import Day, after

#: By origin the moments, in the time of an imprecise date, at which it is to be tried too.
Contested = Mapping[str, tuple[dt.date, ...]]


def contested(dated: Iterable[Dated], world: World) -> Contested:
    """The imprecise dates in whose time something began or ended and the order counts.

    Of what is recorded to a day alone the order is never asked, unless an hour of that day is.
    """
    known = list(dated)
    if all(day.exact for _, _, day in known):
        return {}
    tracks = Tracks(world)
    beside: dict[str, list[Dated]] = defaultdict(list)
    for each in (*known, *tracks.other_days()):
        for track in tracks.of(each[1]):
            beside[track].append(each)
    for several in beside.values():
        several.sort(key=_first)
    found: dict[str, set[dt.date]] = {}
    for origin, thing, day in known:
        for track in () if day.exact else tracks.of(thing):
            others = _within(day, beside[track])
            if any(who != origin and not of_one_day(day, each) for who, _, each in others):
                between = _between(day, others) if track in tracks.ordered else ()
                found.setdefault(origin, set()).update(between)
    return {origin: tuple(sorted(moments)) for origin, moments in found.items()}


def _first(dated: Dated) -> dt.date:
    return dated[2].first


def _within(day: Day, dated: list[Dated]) -> list[Dated]:
    """Those of the dates, in their order, that can have begun in the time of a day."""
    start = bisect_left(dated, day.first, key=_first)
    return dated[start : bisect_right(dated, day.last, key=_first)]


def _between(day: Day, others: list[Dated]) -> Iterator[dt.date]:
    """The places that a life of a policy, or its end, has among the others of the policy."""
    for _, _, known in others:
        yield from (each for each in (known.first, after(known.first)) if each <= day.last)
