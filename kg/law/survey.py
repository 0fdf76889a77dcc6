"""One day at every point that matters: what became of each effect for those whom orders name."""

from __future__ import annotations

from collections.abc import Iterable

from kg.law.alternatives import readings, said
from kg.law.clock import Clock
from kg.law.coverage import Reach
from kg.law.finding import asked_of, idle_or, label_key, named_in
from kg.law.force import standing
from kg.law.index import Index
from kg.law.membership import clock_for, could_hold
from kg.law.operative import Point
from kg.law.status import OVER
from kg.law.words import sum_up
from kg.records.answers import Question, Reason
from kg.records.orders import Holding, Word, WordBranch
from kg.records.things import Operation

_Table = list[tuple[str | None, list[Reason]]]


class Survey:
    """The points of a question: the one asked about, and for everyone those whom orders name.

    Each is judged in every reading of the dates; raises TooManyAlternatives.
    """

    def __init__(self, index: Index, question: Question) -> None:
        self.index = index
        self.question = question
        self.readings = list(readings(self._clock(), question.on))
        self._points: dict[str | None, tuple[Point, ...]] = {}
        self._tables: dict[str, _Table] = {}

    def _clock(self) -> Clock:
        """The clock, with what is not certain about anyone who can be told of."""
        named = self.index.world.names if self.question.subject is None else ()
        asked = (asked_of(self.index, self.question, name) for name in named)
        around, own = self.index.world.around, self.question
        reaches = (Reach.of(each, around) for each in (own, *asked) if each is not None)
        return clock_for(self.index, reaches, own.on)

    def at(self, name: str | None) -> tuple[Point, ...]:
        """The points, one for each reading, of one who is named; None: as the question asks."""
        if name not in self._points:
            asked = asked_of(self.index, self.question, name) if name else self.question
            found: tuple[Point, ...] = ()
            if asked is not None:
                reach = Reach.of(asked, self.index.world.around)
                clocks = (clock for _, clock in self.readings)
                found = tuple(Point(self.index, clock, reach, asked.on) for clock in clocks)
            self._points[name] = found
        return self._points[name]

    def names(self, effect: str) -> list[str]:
        """Those named by whatever the decision about an effect can hang on, in order."""
        if self.question.subject is not None:
            return []
        bars = self.index.effects[effect].kind.operation is Operation.BAR
        ended = hit_by(self.index, effect) if bars else ()
        also = [other for policy in ended for other in self.index.hits(policy)]
        found = named_in(self.index, bearing_on(self.index, [effect, *also]), self.question)
        return sorted(found, key=lambda name: label_key(self.index, name))

    def holdings(self, effect: str) -> list[Holding]:
        """The effect's word for each one in turn: the question's own first."""
        return [self._holding(name, row) for name, row in self._table(effect)]

    def word(self, effect: str) -> Word:
        """The effect's one word for all whom it reaches."""
        return _one(self.branches(effect))

    def branches(self, effect: str) -> tuple[WordBranch, ...]:
        """The effect's word in each reading of the dates, told once each."""
        table = self._table(effect)
        found: dict[Word, WordBranch] = {}
        for number, (supposed, _) in enumerate(self.readings):
            word = sum_up(Word(row[number].verdict.value) for _, row in table)
            found.setdefault(word, WordBranch(word, said(supposed)))
        return tuple(found.values())

    def could_reach(self, effect: str) -> bool:
        """True where some of those asked about lie within what the effect says, begun or not."""
        points = (point for name in (None, *self.names(effect)) for point in self.at(name))
        return any(_could_reach(point, effect) for point in points)

    def _table(self, effect: str) -> _Table:
        """What was decided in each reading; for everyone, only about those whom it could reach."""
        if effect in self._tables:
            return self._tables[effect]
        rows = [(name, self.at(name)) for name in (None, *self.names(effect))]
        reached = [(name, row) for name, row in rows if any(_could_reach(p, effect) for p in row)]
        told = reached if self.question.subject is None and reached else rows[:1]
        table = [(name, [decided(point, effect) for point in row]) for name, row in told]
        self._tables[effect] = table
        return table

    def _holding(self, name: str | None, reasons: list[Reason]) -> Holding:
        words = {Word(reason.verdict.value) for reason in reasons}
        return Holding(name, words.pop() if len(words) == 1 else Word.UNKNOWN, reasons[0])


def decided(point: Point, effect: str) -> Reason:
    """What was decided about an effect; a bar is idle where all policies it bears on are over.

    A bar on an instrument bears also on what the instrument would have undone.
    """
    found = point.reasons[effect]
    bars = point.index.effects[effect].kind.operation is Operation.BAR
    if not bars or not point.operative(effect):
        return found
    answers = [standing(point, policy) for policy in _borne_on(point, effect)]
    over = answers and all(answer.status in OVER for answer in answers)
    return idle_or(point, effect, answers[0]) if over else found


def _could_reach(point: Point, effect: str) -> bool:
    """True for one in the scope of an effect or of what widens it, begun or not."""
    effects = point.index.effects
    scopes = [point.own_scope(effects[effect])]
    scopes += [adds for e in point.index.acting_on[effect] if (adds := effects[e].adds)]
    return any(could_hold(point.reach, scope) for scope in scopes)


def _borne_on(point: Point, effect: str) -> list[str]:
    """The policies that an effect hits, then those that were hit by what fell because of it."""
    fallen = [name for name, reason in point.reasons.items() if effect in reason.by]
    found = [*hit_by(point.index, effect)]
    for name in sorted(acted_on(point.index, fallen) & set(point.index.effects)):
        found += hit_by(point.index, name)
    return list(dict.fromkeys(found))


def acted_on(index: Index, effects: Iterable[str]) -> set[str]:
    """The effects, and all that they act on: other effects, actions, and policies in the end."""
    waiting, seen = list(effects), set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in index.effects:
            waiting += index.effects[name].targets
        elif name in index.world.actions:
            waiting += [e.id for e in index.effects.values() if e.action == name]
    return seen


def hit_by(index: Index, effect: str) -> list[str]:
    """The policies that an effect hits: its targets first, then their parts and successors."""
    hit = [policy for policy in index.world.policies if effect in index.hits(policy)]
    targets = index.effects[effect].targets
    return sorted(hit, key=lambda policy: (policy not in targets, policy))


def bearing_on(index: Index, effects: Iterable[str]) -> set[str]:
    """The effects, and all on which the decisions about them can hang."""
    waiting, seen = list(effects), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += index.leans_on(name)
    return seen


def _one(branches: Iterable[WordBranch]) -> Word:
    words = {branch.word for branch in branches}
    return words.pop() if len(words) == 1 else Word.UNKNOWN
