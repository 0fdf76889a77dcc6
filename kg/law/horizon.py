"""All that is open on one day, to everyone who asks about it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import product
from math import prod

from kg.law.alternatives import (
    LIMIT,
    Origin,
    Supposed,
    TooManyAlternatives,
    origins,
    supposing,
)
from kg.law.clock import Clock
from kg.law.coverage import Reach
from kg.law.index import Index
from kg.law.joint import Cell
from kg.law.membership import clock_for, unsure
from kg.law.outlook import Outlook
from kg.values.day import Day

#: What is supposed, and the clock by which it is so.
Reading = tuple[tuple[Supposed, ...], Clock]
#: A day of the clock, by column and row, as a choice settles it.
Entry = tuple[str, str, Day | None]


class Horizon:
    """The origins that are open on a day, and what each of their choices settles."""

    def __init__(self, index: Index, day: dt.date, reaches: Iterable[Reach] = ()) -> None:
        self.index = index
        self._day = day
        #: The clock, with what is not certain about the memberships of these.
        self.clock = clock_for(index, reaches, day)
        self.origins = origins(self.clock, day)
        #: The clock of the first reading: every date at its first day, and all of it happened.
        self.first = supposing(self.clock, (origin.supposed(0) for origin in self.origins))
        self._outlooks: dict[str, Outlook] = {}
        self._readings: dict[tuple[int, ...], list[Reading]] = {}

    def outlook(self, policy: str) -> Outlook:
        """What of this is open to an answer about a policy."""
        if policy not in self._outlooks:
            self._outlooks[policy] = self.outlook_on([policy])
        return self._outlooks[policy]

    def outlook_on(self, policies: Iterable[str], effects: Iterable[str] = ()) -> Outlook:
        """What of this is open to these policies, with their parts, and to effects beside them."""
        return Outlook(self.index, self.clock.members, self.origins, policies, effects)

    def at(self, reach: Reach) -> Horizon:
        """The same at a reach, with what is not certain about its memberships."""
        return Horizon(self.index, self._day, [reach]) if unsure(self.index, reach) else self

    def readings(self, looked_at: Iterable[int]) -> list[Reading]:
        """Every combination of these origins, all else as the first reading has it.

        The same clocks for the same origins. Raises TooManyAlternatives when they are more than
        `LIMIT`.
        """
        numbers = tuple(looked_at)
        if numbers not in self._readings:
            self._readings[numbers] = self._combined(numbers)
        return self._readings[numbers]

    def _combined(self, looked_at: tuple[int, ...]) -> list[Reading]:
        opened = [self.origins[number] for number in looked_at]
        if prod(len(origin.tried) for origin in opened) > LIMIT:
            raise TooManyAlternatives
        chosen = product(*(range(len(origin.tried)) for origin in opened))
        supposed = [tuple(map(Origin.supposed, opened, choices)) for choices in chosen]
        return [(each, supposing(self.first, each)) for each in supposed]

    @cached_property
    def settled(self) -> list[list[list[Entry]]]:
        """For each origin, and each of its choices, the days that it settles."""
        dated = self._dated()
        return [
            self._disputed(origin, dated)
            if origin.disputed
            else [[(*row, Day.on(day)) for row in dated[origin.name]] for day in origin.days]
            for origin in self.origins
        ]

    @cached_property
    def joint(self) -> list[list[Cell]]:
        """For each origin the joint dates that can be others when it is settled otherwise."""
        clock = self.index.clock
        found: dict[str, list[Cell]] = defaultdict(list)
        for row, joint in clock.joint.items():
            behind = {clock.origins[source] for source in joint.rows}
            behind.update(*(clock.doubts.get(name, ()) for _, name in (row, *joint.rows)))
            for origin in behind:
                found[origin].append(row)
        return [found.get(origin.name, []) for origin in self.origins]

    def _dated(self) -> dict[str, list[tuple[str, str]]]:
        """The days of the clock that an open date settles, by its origin."""
        dates = {origin.name for origin in self.origins if not origin.disputed}
        clock = self.index.clock
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for (column, row), origin in clock.origins.items():
            if origin in dates and getattr(clock, column)[row] is not None:
                found[origin].append((column, row))
        return found

    def _disputed(
        self, origin: Origin, dated: dict[str, list[tuple[str, str]]]
    ) -> list[list[Entry]]:
        """What stands if it happened, unless an open date settles it, and what if it never did."""
        clock = self.index.clock
        fallen = [
            (column, name, day)
            for name, doubts in clock.doubts.items()
            if origin.name in doubts
            for column, day in clock.undone(name)
        ]
        open_rows = {row for rows in dated.values() for row in rows}
        stands = [
            (column, name, getattr(clock, column)[name])
            for column, name, _ in fallen
            if (column, name) not in open_rows
        ]
        return [stands, fallen]
