"""When each effect begins and ends by the records: stated, triggered, or counted from a rule."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kg.law.joint import Cell, Joint, earliest
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
        row, until = ("ends", effect.id), f"{effect.id} until"
        begin, lapses = self.begins[effect.id], effect.kind.lapses_after_days
        lapse: Day | None = None
        if lapses and begin is not None and begin.first.year > dt.MINYEAR:
            lapse = Day(_lapse(begin.first, lapses), _lapse(begin.last, lapses))
        actions = list(concluding)
        if not actions:
            self._note(row, effect.until or lapse, until)
            return
        self._first(row, actions, until, effect.until, lapse)

    def _first(
        self,
        row: Cell,
        actions: list[Action],
        origin: str,
        stated: Day | None = None,
        lapse: Day | None = None,
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
        if stated or lapse:
            self.untils[row[1]], self.origins[own] = stated or lapse, f"{row[1]} until"
        sources = [("decided", action.id) for action in actions]
        sources += [own] if stated else []
        self.joint[row] = Joint(tuple(sources), own if lapse and not stated else None)
        sure = [day.last for day, who in dated if who not in disputed]
        last = min(sure, default=max(day.last for day, _ in dated))
        self._note(row, Day(min(day.first for day, _ in dated), last), f"{row[1]} {row[0]}")

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
