"""When each effect begins and ends, as far as the record says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from kg.records.things import Effect, World
from kg.values.calendar import last_day
from kg.values.day import UNDATED, Day, after, day_of, midnight

Dates = Mapping[str, Day | None]


@dataclass(frozen=True, slots=True)
class Clock:
    """Beginnings and ends of effects and the days of actions; None means *not, so far as known*.

    `origins` names, for each day, the action or effect whose date it is, so that one
    imprecise date which begins or ends several effects is settled once for all of them.
    """

    begins: Dates
    ends: Dates
    decided: Dates
    origins: Mapping[tuple[str, str], str]
    undated: Day = UNDATED
    #: From what is disputed, or done by a disputed action, to what may never have happened.
    doubts: Mapping[str, str] = field(default_factory=dict)
    #: From what is not certain about membership to the effects and actions that look at it.
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)
    #: What is supposed never to have happened, or not to be so.
    absent: Set[str] = frozenset()

    @classmethod
    def of(cls, world: World) -> Clock:
        """Read the days from the records: stated, triggered, or counted from a rule of court."""
        undated = world.undated
        decided = {name: action.decided or undated for name, action in world.actions.items()}
        triggered = _first_days((a.triggers, a.id, decided[a.id]) for a in world.actions.values())
        concluded = _first_days((a.concludes, a.id, decided[a.id]) for a in world.actions.values())
        begins: dict[str, Day | None] = {}
        ends: dict[str, Day | None] = {}
        origins = {("decided", name): name for name in decided}
        for effect in world.effects.values():
            begin, origin = _begin(effect, decided, triggered, undated)
            begins[effect.id] = begin
            origins["begins", effect.id] = origin
            ends[effect.id], origins["ends", effect.id] = _end(effect, begin, concluded)
        return cls(begins, ends, decided, origins, undated, _doubts(world))

    def days(self) -> Iterable[tuple[str, str, Day]]:
        """Every known day, with the name of its column and of its row."""
        for column in ("begins", "ends", "decided"):
            for name, day in getattr(self, column).items():
                if day is not None:
                    yield column, name, day

    def open_on(self, day: dt.date) -> dict[str, Day]:
        """The imprecise dates that may or may not have come by the end of the day, by origin."""
        return {
            self.origins[column, name]: known
            for column, name, known in self.days()
            if known.first <= day < known.last
        }

    def doubtful_on(self, day: dt.date) -> frozenset[str]:
        """What may have happened by the end of the day, or may never have."""
        dated = ((self.begins.get(name) or self.decided.get(name), name) for name in self.doubts)
        happened = (self.doubts[name] for known, name in dated if _may_have_come(known, day))
        return frozenset(happened).union(self.members)

    def supposed_on(self, day: dt.date, world: World) -> frozenset[str]:
        """The effects and actions of which something must be supposed on a day."""
        origins, doubtful = self.open_on(day).keys(), self.doubtful_on(day)
        names = {name for (_, name), origin in self.origins.items() if origin in origins}
        names |= {name for name, doubt in self.doubts.items() if doubt in doubtful}
        names |= {name for others in self.members.values() for name in others}
        names |= {e.id for e in world.effects.values() if e.action in names}
        return frozenset(names.union(origins))

    def doubting(self, members: Mapping[str, frozenset[str]]) -> Clock:
        """The same clock where this is not certain about membership."""
        return replace(self, members=members) if members else self

    def supposing(self, dates: Mapping[str, dt.date], absent: Collection[str] = ()) -> Clock:
        """The same clock with the dates of some origins settled, and some things never done."""
        begins, ends, decided = dict(self.begins), dict(self.ends), dict(self.decided)
        columns = {"begins": begins, "ends": ends, "decided": decided}
        for (name, row), origin in self.origins.items():
            if origin in dates and columns[name][row] is not None:
                columns[name][row] = Day.on(dates[origin])
        for name, doubt in self.doubts.items():
            if doubt in absent:
                for column, value in self.undone(name):
                    columns[column][name] = value
        never = frozenset(self.absent).union(absent)
        return replace(self, begins=begins, ends=ends, decided=decided, absent=never)

    def undone(self, name: str) -> Iterator[tuple[str, Day | None]]:
        """The days, by column, of an effect or an action that never happened."""
        if name in self.begins:
            yield "begins", None
        if name in self.decided:
            yield "decided", Day.on(self.undated.last)

    def never(self, name: str) -> bool:
        """True for an effect or an action that is supposed never to have happened."""
        return self.doubts.get(name) in self.absent


def _may_have_come(known: Day | None, day: dt.date) -> bool:
    return known is None or known.first <= day


def _doubts(world: World) -> dict[str, str]:
    """What is disputed itself, and what a disputed action did: both fall away together."""
    doubted = {effect.id: effect.id for effect in world.effects.values() if effect.disputed}
    for action in world.actions.values():
        if action.disputed:
            doubted[action.id] = action.id
    for effect in world.effects.values():
        if effect.action in doubted:
            doubted[effect.id] = effect.action
    return doubted


def _first_days(
    triples: Iterable[tuple[tuple[str, ...], str, Day]],
) -> dict[str, tuple[Day, str]]:
    first: dict[str, tuple[Day, str]] = {}
    for effects, action, day in triples:
        for effect in effects:
            first[effect] = min(first.get(effect, (day, action)), (day, action))
    return first


def _begin(
    effect: Effect,
    decided: Mapping[str, Day],
    triggered: Mapping[str, tuple[Day, str]],
    undated: Day,
) -> tuple[Day | None, str]:
    if effect.begins is not None:
        return effect.begins, effect.id
    if effect.begins_when_ends:
        return None, effect.id
    if effect.awaits:
        return triggered.get(effect.id, (None, effect.id))
    return decided.get(effect.action, undated), effect.action


def _end(
    effect: Effect, begin: Day | None, concluded: Mapping[str, tuple[Day, str]]
) -> tuple[Day | None, str]:
    until = f"{effect.id} until"
    ends = [(effect.until, until)] if effect.until is not None else []
    ends += [concluded[effect.id]] if effect.id in concluded else []
    lapse = effect.kind.lapses_after_days
    if not ends and lapse and begin is not None and begin.first.year > dt.MINYEAR:
        ends = [(Day(_lapse(begin.first, lapse), _lapse(begin.last, lapse)), until)]
    return min(ends) if ends else (None, until)


def _lapse(begin: dt.date, days: int) -> dt.date:
    """The first moment after a period of days that a rule of court counts from a beginning."""
    past = after(last_day(day_of(begin), days))
    return midnight(past, begin.tzinfo) if isinstance(begin, dt.datetime) else past
