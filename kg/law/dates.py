"""When each effect begins and ends by the records: stated, triggered, or counted from a rule."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kg.law.joint import Cell, Joint, earliest
from kg.records.answers import NEW_END, NEW_START, UNTIL
from kg.records.things import Action, Effect, World
from kg.values.calendar import last_day
from kg.values.day import Day, after, day_of, midnight

Dates = Mapping[str, Day | None]


@dataclass(slots=True)
class Dating:
    """The columns of a clock in the making."""

    decided: dict[str, Day]
    begins: dict[str, Day | None] = field(default_factory=dict)
    ends: dict[str, Day | None] = field(default_factory=dict)
    untils: dict[str, Day | None] = field(default_factory=dict)
    new_begins: dict[str, Day | None] = field(default_factory=dict)
    new_ends: dict[str, Day | None] = field(default_factory=dict)
    #: By effect the first day on which a change of dates can make it begin.
    sooner: dict[str, dt.date] = field(default_factory=dict)
    origins: dict[Cell, str] = field(default_factory=dict)
    joint: dict[Cell, Joint] = field(default_factory=dict)

    @classmethod
    def of(cls, world: World) -> Dating:
        """Read every effect of a world."""
        undated = world.undated
        made = cls({name: action.decided or undated for name, action in world.actions.items()})
        made.origins = {("decided", name): name for name in made.decided}
        triggers = _by_effect(world, lambda action: action.triggers)
        concludes = _by_effect(world, lambda action: action.concludes)
        for effect in world.effects.values():
            made._begin(effect, triggers.get(effect.id, ()), undated)
            made._end(effect, concludes.get(effect.id, ()))
            made._move(effect)
        made._bring_forward(world)
        return made

    def _begin(self, effect: Effect, triggers: Iterable[Action], undated: Day) -> None:
        row = ("begins", effect.id)
        if effect.begins is not None or effect.begins_when_ends:
            self._note(row, effect.begins, effect.id)
        elif effect.awaits:
            self._first(row, list(triggers), effect.id)
        else:
            self._note(row, self.decided.get(effect.action, undated), effect.action)

    def _end(self, effect: Effect, concluding: Iterable[Action]) -> None:
        stated, until = effect.until or self._lapse(effect), f"{effect.id}{UNTIL}"
        row, actions = ("ends", effect.id), list(concluding)
        if actions:
            self._first(row, actions, until, stated)
        else:
            self._note(row, stated, until)

    def _lapse(self, effect: Effect) -> Day | None:
        """The day on which an order lapses by a rule of court that counts from its entry.

        An order of which no day is known was entered at the latest when it began to work.
        """
        days, entered = effect.kind.lapses_after_days, self.decided.get(effect.action)
        if not days or entered is None:
            return None
        if entered.first.year > dt.MINYEAR:
            return Day(_lapse(entered.first, days), _lapse(entered.last, days))
        begin = self.begins[effect.id]
        known = begin is not None and begin.first.year > dt.MINYEAR
        return Day(entered.first, _lapse(begin.last, days)) if begin and known else None

    def _move(self, effect: Effect) -> None:
        """The beginning and the end that a change of dates gives to what it acts on."""
        for starts, ends in (effect.leaves_span, effect.adds_span):
            if starts is not None:
                self.new_begins[effect.id] = starts
                self.origins["new_begins", effect.id] = f"{effect.id}{NEW_START}"
            if ends is not None:
                self.new_ends[effect.id] = ends
                self.origins["new_ends", effect.id] = f"{effect.id}{NEW_END}"

    def _bring_forward(self, world: World) -> None:
        produced: dict[str, list[str]] = defaultdict(list)
        for effect in world.effects.values():
            produced[effect.action].append(effect.id)
        for effect in world.effects.values():
            if (day := effect.adds_span[0]) is not None:
                for target in effect.targets:
                    for name in produced.get(target, [target]):
                        self.sooner[name] = min(day.first, self.sooner.get(name, day.first))

    def _first(
        self,
        row: Cell,
        actions: list[Action],
        origin: str,
        stated: Day | None = None,
    ) -> None:
        """The first of what these actions and the order itself say; joint where it is not sure."""
        dated = [(self.decided[action.id], action.id) for action in actions]
        dated += [(stated, origin)] if stated else []
        day = earliest(day for day, _ in dated)
        disputed = {action.id for action in actions if action.disputed}
        if not disputed and (len(dated) <= 1 or all(day.exact for day, _ in dated)):
            self._note(row, day, next((who for known, who in dated if known is day), origin))
            return
        own = ("untils", row[1])
        if stated:
            self.untils[row[1]], self.origins[own] = stated, f"{row[1]}{UNTIL}"
        sources = [("decided", action.id) for action in actions]
        sources += [own] if stated else []
        self.joint[row] = Joint(tuple(sources))
        sure = [day.last for day, who in dated if who not in disputed]
        last = min(sure, default=max(day.last for day, _ in dated))
        found = Day(min(day.first for day, _ in dated), last)
        self._note(row, day if found == day else found, f"{row[1]} {row[0]}")

    def _note(self, row: Cell, day: Day | None, origin: str) -> None:
        column = self.begins if row[0] == "begins" else self.ends
        column[row[1]] = day
        self.origins[row] = origin


def _by_effect(
    world: World, named: Callable[[Action], tuple[str, ...]]
) -> Mapping[str, list[Action]]:
    found: dict[str, list[Action]] = defaultdict(list)
    for action in world.actions.values():
        for effect in named(action):
            found[effect].append(action)
    return found


def _lapse(begin: dt.date, days: int) -> dt.date:
    """The first moment after a period of days that a rule of court counts from a beginning."""
    past = after(last_day(day_of(begin), days))
    return midnight(past, begin.tzinfo) if isinstance(begin, dt.datetime) else past


def doubts_of(world: World) -> dict[str, tuple[str, ...]]:
    """What is disputed itself, and what a disputed action did: each falls with what is doubted."""
    doubted: dict[str, tuple[str, ...]] = {}
    for action in world.actions.values():
        if action.disputed:
            doubted[action.id] = (action.id,)
    for effect in world.effects.values():
        own = (effect.id,) if effect.disputed else ()
        found = (*own, *doubted.get(effect.action, ()))
        if found:
            doubted[effect.id] = found
    return doubted
