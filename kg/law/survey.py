"""One day at every point that matters: what became of each effect for those whom orders name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.law.alternatives import said
from kg.law.coverage import Reach
from kg.law.finding import asked_of, idle_or, label_key, named_in
from kg.law.force import standing
from kg.law.horizon import Horizon, Reading
from kg.law.index import Index
from kg.law.membership import could_hold
from kg.law.operative import Point
from kg.law.outlook import Outlook
from kg.law.status import OVER
from kg.law.words import sum_up
from kg.records.answers import Question, Reason
from kg.records.orders import Holding, Word, WordBranch
from kg.records.things import Operation

_Table = list[tuple[str | None, list[Reason]]]


class Survey:
    """The points of a question: the one asked about, and for everyone those whom orders name.

    Each is judged in every reading of the dates that an effect looks at; what is asked of an
    effect raises TooManyAlternatives.
    """

    def __init__(self, index: Index, question: Question) -> None:
        self.index = index
        self.question = question
        self._horizon = Horizon(index, question.on, self._reaches())
        self._outlooks: dict[str, Outlook] = {}
        self._readings: dict[tuple[int, ...], list[Reading]] = {}
        self._points: dict[tuple[str | None, tuple[int, ...]], tuple[Point, ...]] = {}
        self._tables: dict[str, _Table] = {}

    def _reaches(self) -> Iterator[Reach]:
        """The reach of everyone who can be told of."""
        named = self.index.world.names if self.question.subject is None else ()
        asked = (asked_of(self.index, self.question, name) for name in named)
        around, own = self.index.world.around, self.question
        return (Reach.of(each, around) for each in (own, *asked) if each is not None)

    def at(self, name: str | None, effect: str) -> tuple[Point, ...]:
        """The points, one for each reading, of one who is named; None: as the question asks."""
        key = (name, self._outlook(effect).relevant)
        if key not in self._points:
            asked = asked_of(self.index, self.question, name) if name else self.question
            found: tuple[Point, ...] = ()
            if asked is not None:
                reach = Reach.of(asked, self.index.world.around)
                clocks = (clock for _, clock in self.readings(effect))
                found = tuple(Point(self.index, clock, reach, asked.on) for clock in clocks)
            self._points[key] = found
        return self._points[key]

    def readings(self, effect: str) -> list[Reading]:
        """The readings of all that what became of an effect can hang on."""
        key = self._outlook(effect).relevant
        if key not in self._readings:
            self._readings[key] = self._horizon.readings(key)
        return self._readings[key]

    def _outlook(self, effect: str) -> Outlook:
        """What is open to an effect, and to the policies by which a bar may be idle."""
        if effect not in self._outlooks:
            bars = self.index.effects[effect].kind.operation is Operation.BAR
            fallen = self.index.leaning_on.get(effect, ()) if bars else ()
            policies = _bearing(self.index, effect, fallen) if bars else []
            self._outlooks[effect] = self._horizon.outlook_on(policies, [effect])
        return self._outlooks[effect]

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
        for number, (supposed, _) in enumerate(self.readings(effect)):
            word = sum_up(Word(row[number].verdict.value) for _, row in table)
            found.setdefault(word, WordBranch(word, said(supposed)))
        return tuple(found.values())

    def could_reach(self, effect: str) -> bool:
        """True where some of those asked about lie within what the effect says, begun or not."""
        points = (point for name in (None, *self.names(effect)) for point in self.at(name, effect))
        return any(_could_reach(point, effect) for point in points)

    def _table(self, effect: str) -> _Table:
        """What was decided in each reading; for everyone, only about those whom it could reach."""
        if effect in self._tables:
            return self._tables[effect]
        rows = [(name, self.at(name, effect)) for name in (None, *self.names(effect))]
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
    return _bearing(point.index, effect, fallen)


def _bearing(index: Index, effect: str, fallen: Iterable[str]) -> list[str]:
    found = [*hit_by(index, effect)]
    for name in sorted(acted_on(index, fallen) & set(index.effects)):
        found += hit_by(index, name)
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
