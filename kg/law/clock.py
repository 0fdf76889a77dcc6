"""When each effect begins and ends, as far as the record says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Final

from kg.law.contested import Contested, contested
from kg.law.dates import Dates, Dating, doubts_of
from kg.law.joint import Cell, Joint
from kg.law.tracks import Dated
from kg.records.things import World
from kg.values.day import UNDATED, Day

Columns = Mapping[str, dict[str, Day | None]]
COLUMNS: Final = ("begins", "ends", "decided", "untils", "new_begins", "new_ends")


@dataclass(frozen=True, slots=True)
class Clock:
    """Beginnings and ends of effects and the days of actions; None means *not, so far as known*.

    `origins` names, for each day, the action or effect whose date it is, so that one
    imprecise date which begins or ends several effects is settled once for all of them.
    """

    begins: Dates
    ends: Dates
    decided: Dates
    origins: Mapping[Cell, str]
    undated: Day = UNDATED
    #: From what is disputed, or done by a disputed action, to what may never have happened.
    doubts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: The beginnings and ends that are the first of several dates, not all of them certain,
    joint: Mapping[Cell, Joint] = field(default_factory=dict)
    #: and what the order itself says of these ends.
    untils: Dates = field(default_factory=dict)
    #: The beginnings and ends that changes of dates give to what they act on, by the change.
    new_begins: Dates = field(default_factory=dict)
    new_ends: Dates = field(default_factory=dict)
    #: By effect the first day on which a change of dates can make it begin.
    sooner: Mapping[str, dt.date] = field(default_factory=dict)
    #: The imprecise dates in whose time something else happened: they stay open for good.
    contested: Contested = field(default_factory=dict)
    #: From what is not certain about membership to the effects and actions that look at it.
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)
    #: What is supposed never to have happened, or not to be so.
    absent: Set[str] = frozenset()

    @classmethod
    def of(cls, world: World) -> Clock:
        """Read the days from the records: stated, triggered, or counted from a rule of court."""
        made = Dating.of(world)
        clock = cls(
            made.begins,
            made.ends,
            made.decided,
            made.origins,
            world.undated,
            doubts_of(world),
            made.joint,
            made.untils,
            made.new_begins,
            made.new_ends,
            made.sooner,
        )
        return replace(clock, contested=contested(clock.dated(), world))

    def days(self) -> Iterable[tuple[str, str, Day]]:
        """Every known day, with the name of its column and of its row."""
        for column in COLUMNS:
            for name, day in getattr(self, column).items():
                if day is not None:
                    yield column, name, day

    def dated(self) -> Iterator[Dated]:
        """Every known day that does not follow from others, with its origin and whose it is."""
        for column, name, day in self.days():
            if (column, name) not in self.joint:
                yield self.origins[column, name], name, day

    def open_on(self, day: dt.date) -> dict[str, Day]:
        """The imprecise dates of which it matters when they were, by origin.

        They may or may not have come by the end of the day, or not be the first of what has.
        """
        return {
            origin: known
            for origin, _, known in self.dated()
            if known.first <= day
            and (day < known.last or (not known.exact and origin in self.contested))
        }

    def doubtful_on(self, day: dt.date) -> frozenset[str]:
        """What may have happened by the end of the day, or may never have."""
        happened = (self.doubts[name] for name in self.doubts if self._may_have_come(name, day))
        return frozenset(doubt for doubts in happened for doubt in doubts).union(self.members)

    def _may_have_come(self, name: str, day: dt.date) -> bool:
        known = self.begins.get(name) or self.decided.get(name)
        return known is None or min(known.first, self.sooner.get(name, known.first)) <= day

    def supposed_on(self, day: dt.date, world: World) -> frozenset[str]:
        """The effects and actions of which something must be supposed on a day."""
        origins, doubtful = self.open_on(day).keys(), self.doubtful_on(day)
        names = {name for (_, name), origin in self.origins.items() if origin in origins}
        names |= {name for name, doubts in self.doubts.items() if not doubtful.isdisjoint(doubts)}
        for (_, name), joint in self.joint.items():
            if any(source in names for _, source in joint.rows):
                names.add(name)
        names |= {name for others in self.members.values() for name in others}
        names |= {e.id for e in world.effects.values() if e.action in names}
        return frozenset(names.union(origins))

    def doubting(self, members: Mapping[str, frozenset[str]]) -> Clock:
        """The same clock where this is not certain about membership."""
        return replace(self, members=members) if members else self

    def supposing(self, dates: Mapping[str, dt.date], absent: Collection[str] = ()) -> Clock:
        """The same clock with the dates of some origins settled, and some things never done."""
        columns = {column: dict(getattr(self, column)) for column in COLUMNS}
        for (name, row), origin in self.origins.items():
            if origin in dates and columns[name][row] is not None:
                columns[name][row] = Day.on(dates[origin])
        never = frozenset(self.absent).union(absent)
        for name, doubts in self.doubts.items():
            if not never.isdisjoint(doubts):
                for column, value in self.undone(name):
                    columns[column][name] = value
        self.join(columns, self.joint, never)
        return self.with_columns(columns, never)

    def with_columns(self, columns: Columns, absent: Set[str]) -> Clock:
        """The same clock with other days, some things supposed never to have happened."""
        begins, ends, decided, untils, new_begins, new_ends = (columns[c] for c in COLUMNS)
        settled = replace(self, begins=begins, ends=ends, decided=decided, untils=untils)
        return replace(settled, new_begins=new_begins, new_ends=new_ends, absent=absent)

    def join(
        self,
        columns: Columns,
        rows: Iterable[Cell],
        absent: Collection[str],
    ) -> None:
        """Say in the columns what follows for joint dates from all else that stands there."""
        for column, name in rows:
            day = self.joint[column, name].date(columns, Day.on(self.undated.last))
            undone = column == "begins" and any(d in absent for d in self.doubts.get(name, ()))
            columns[column][name] = None if undone else day

    def dated_by(self, column: str, name: str) -> str:
        """The action or effect whose date a beginning or an end has by this clock."""
        joint, day = self.joint.get((column, name)), getattr(self, column)[name]
        for source, whose in joint.rows if joint else ():
            if getattr(self, source)[whose] == day:
                return self.origins[source, whose]
        return self.origins[column, name]

    def undone(self, name: str) -> Iterator[tuple[str, Day | None]]:
        """The days, by column, of an effect or an action that never happened."""
        if name in self.begins:
            yield "begins", None
        if name in self.decided:
            yield "decided", Day.on(self.undated.last)

    def never(self, name: str) -> bool:
        """True for an effect or an action that is supposed never to have happened."""
        return any(doubt in self.absent for doubt in self.doubts.get(name, ()))
