"""The one rule: which effects are operative at a point, each decision recorded as it is made.

An effect is operative at a point when it has begun and not ended there, the point
lies in its scope, and no operative effect that suspends, terminates or erases it
covers that point.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from typing import Self

from kg.law.clock import Clock
from kg.law.coverage import Reach
from kg.law.force import issued
from kg.law.hanging import begun, lasting
from kg.law.index import Index
from kg.law.membership import under
from kg.law.operations import RESHAPES
from kg.law.parties import parties_of
from kg.records.answers import Reason, Verdict
from kg.records.things import Effect, Operation
from kg.values.day import Day, last_said, said
from kg.values.scope import Scope, full


class Point:
    """Everything decided at one point; `reasons` holds one entry for each effect of the world."""

    def __init__(self, index: Index, clock: Clock, reach: Reach, day: dt.date) -> None:
        self.index = index
        self.clock = clock
        self.reach = reach
        self.day = day
        self.outside: set[str] = set()
        self.partly_inside: set[str] = set()
        self.reasons: dict[str, Reason] = {}
        for name in index.order:
            self.reasons[name] = self._decide(index.effects[name])

    def on(self, day: dt.date) -> Point:
        """The same point on another day."""
        return Point(self.index, self.clock, self.reach, day)

    def copied(self) -> Self:
        """A point with the same decisions, to be changed by itself."""
        other = copy(self)
        other.outside, other.partly_inside = set(self.outside), set(self.partly_inside)
        other.reasons = dict(self.reasons)
        return other

    def decide_anew(self, effect: str) -> Reason:
        """Decide about an effect once more, where what it looks at may have changed."""
        self.outside.discard(effect)
        self.partly_inside.discard(effect)
        self.reasons[effect] = reason = self._decide(self.index.effects[effect])
        return reason

    def operative(self, effect: str) -> bool:
        """True when the effect works at this point."""
        return self.reasons[effect].verdict is Verdict.OPERATIVE

    def hits(self, policy: str) -> tuple[str, ...]:
        """Every effect that hits the policy, by when each was made and the policy issued."""
        found, unsure = self.index.hits(policy), self.index.unsure_hits(policy)
        if not unsure:
            return found
        first = issued(self.index, self.clock, policy)
        return tuple(e for e in found if e not in unsure or (first and self._made(e) <= first))

    def undoing(self, instrument: str) -> list[str]:
        """The effects that, where operative, undo what the instrument did."""
        found = self.index.undoing(instrument)
        hits = self.hits(instrument) if self.index.unsure_hits(instrument) else found
        return [effect for effect in found if effect in hits]

    def _made(self, effect: str) -> dt.date:
        """The day of the order that an effect is of."""
        known = self.clock.decided.get(self.index.effects[effect].action)
        return (known or self.clock.undated).first

    def covers(self, effect: Effect, scope: Scope) -> bool:
        """True when a scope of an effect holds this point, by the members that count under it."""
        reach = under(self.index, self.reach, effect, scope, self.day, self.clock.absent)
        return reach.covered_by(scope)

    def begin(self, effect: str) -> dt.date:
        """The day an effect that has begun began, moved starts counted."""
        begin = self._span(self.index.effects[effect], self._reshaping(effect))[0]
        return begin or self.clock.undated.first

    def hour(self, effect: str) -> float:
        """The seconds at which it began, to order what began on one day; 0 where none is known.

        Among instants the beginnings themselves are in order.
        """
        begin = self.begin(effect)
        if isinstance(begin, dt.datetime):
            return 0
        moved = (self.clock.new_begins.get(e.id) for e in self._reshaping(effect))
        days = (self.clock.begins[effect], *moved)
        hours = (day.time for day in days if day and day.time and day.first == begin)
        return max((time.timestamp() for time in hours), default=0)

    def precedes(self, one: str, other: str) -> bool:
        """True when one effect began before another: on an earlier day, or by the hours known."""
        first, second = self.begin(one), self.begin(other)
        hours = self.hour(one), self.hour(other)
        return first < second or (first == second and all(hours) and hours[0] < hours[1])

    def end(self, effect: str) -> dt.date | None:
        """The first day on which an effect no longer works by its own dates, if it has one."""
        return self._span(self.index.effects[effect], self._reshaping(effect))[1]

    def _decide(self, effect: Effect) -> Reason:
        reshaping = self._reshaping(effect.id)
        begin, end = self._span(effect, reshaping)
        if begin is None and effect.begins_when_ends:
            awaited = effect.begins_when_ends
            return Reason(effect.id, Verdict.AWAITING, "awaits the end of", about=awaited)
        if begin is None:
            decided = self.clock.decided.get(effect.action)
            if decided is not None and decided.first > self.day:
                return Reason(effect.id, Verdict.NOT_BEGUN, f"decided {decided}")
            return Reason(effect.id, Verdict.AWAITING, f"awaits {_words(effect.awaits)}")
        if self.day < begin:
            starts = _told(begin, self.clock.begins[effect.id])
            return Reason(effect.id, Verdict.NOT_BEGUN, f"begins {starts or said(begin)}")
        hanging = lasting(self, effect)
        if hanging and hanging.verdict is Verdict.NOT_BEGUN:
            return hanging
        outside = self._outside(effect, reshaping)
        self.outside.update([effect.id] if outside else [])
        if outside and outside.verdict is Verdict.OUT_OF_SCOPE:
            return outside
        return (
            self._struck(effect, Operation.ERASE)
            or self._fallen(effect)
            or self._ended_before(effect, end)
            or self._over(effect, end)
            or (hanging if hanging and hanging.verdict is Verdict.ENDED else None)
            or self._struck(effect, Operation.TERMINATE)
            or outside
            or self._struck(effect, Operation.SUSPEND)
            or hanging
            or self._works(effect, reshaping)
        )

    def _works(self, effect: Effect, reshaping: list[Effect]) -> Reason:
        """Operative; where only a widening brings the point in, that is what it rests on."""
        if self.covers(effect, self.own_scope(effect)):
            return Reason(effect.id, Verdict.OPERATIVE, "operative")
        widened = [e for e in reshaping if e.adds and self.covers(e, e.adds)]
        by = tuple(e.id for e in widened[-1:])
        return Reason(effect.id, Verdict.OPERATIVE, "operative, widened by", by)

    def _reshaping(self, effect: str) -> list[Effect]:
        """The operative effects that move its bounds, in the order they began, extend first."""
        found = [
            self.index.effects[other]
            for other in self.index.acting_on[effect]
            if self.index.effects[other].kind.operation in RESHAPES and self.operative(other)
        ]
        return sorted(
            found,
            key=lambda e: (self.begin(e.id), self.hour(e.id), RESHAPES.index(e.kind.operation)),
        )

    def day_begun(self, effect: str) -> dt.date:
        """The day an effect begins by its own dates, the last of all where it has none."""
        return self._first_day(self.index.effects[effect]) or self.clock.undated.last

    def _first_day(self, effect: Effect) -> dt.date | None:
        """The day an effect begins by the record, or by the end of what it waits for."""
        if effect.begins_when_ends and not self.clock.never(effect.id):
            ended = begun(self, effect.begins_when_ends)
            made = _first(self.clock.decided.get(effect.action))
            return max(ended, made or ended) if ended else None
        return _first(self.clock.begins[effect.id])

    def _span(
        self, effect: Effect, reshaping: list[Effect]
    ) -> tuple[dt.date | None, dt.date | None]:
        begin, end = self._first_day(effect), self.clock.ends[effect.id]
        for other in reshaping:
            moved = self.clock.new_begins.get(other.id), self.clock.new_ends.get(other.id)
            start, stop = _first(moved[0]), moved[1]
            if other.kind.operation is Operation.EXTEND:
                begin = min(begin, start) if begin and start else begin
                if end and stop and self._comes_before(other.id, end):
                    end = max(end, stop)
            else:
                begin = max(begin, start) if begin and start else begin
                end = min(end or stop, stop) if stop else end
        return begin, _first(end)

    def _comes_before(self, extension: str, end: Day) -> bool:
        """True for an extension in time: before the day of an end, or on it before its hour."""
        begin = self.begin(extension)
        if begin != end.first or end.time is None or isinstance(begin, dt.datetime):
            return begin < end.first
        return self.hour(extension) < end.time.timestamp()

    def own_scope(self, effect: Effect) -> Scope:
        """The scope that the order states, or that the law supplies where it states none."""
        known = self.index.scopes[effect.id]
        if known is not None:
            return known
        stated = effect.scope if effect.scope is not None else Scope()
        parties = parties_of(self.index.world, effect, self.clock, self.day)
        members = stated if stated else parties
        binds = stated.binds or parties.binds
        return replace(
            stated,
            everyone=members.everyone,
            parties=members.parties,
            territories=members.territories,
            classes=members.classes,
            binds=binds,
        )

    def _outside(self, effect: Effect, reshaping: list[Effect]) -> Reason | None:
        scope = self.own_scope(effect)
        inside = self.covers(effect, scope)
        if self.reach.partly_inside(scope):
            self.partly_inside.add(effect.id)
        decided_by: Effect | None = None
        for other in reshaping:
            if other.kind.operation is Operation.EXTEND:
                inside = inside or bool(other.adds and self.covers(other, full(other.adds)))
                decided_by = None if inside else decided_by
            elif inside and self.puts_out(other):
                inside, decided_by = False, other
        if inside:
            return None
        if decided_by is None:
            who = self.reach.subject or "a subject no order names"
            return Reason(effect.id, Verdict.OUT_OF_SCOPE, "does not reach", about=who)
        return Reason(effect.id, Verdict.CONFINED, decided_by.kind.phrase, (decided_by.id,))

    def puts_out(self, narrowing: Effect) -> bool:
        """True when what a narrowing leaves does not hold the point; moved dates put nobody out."""
        leaves = narrowing.leaves
        return (
            leaves is not None and _has_members(leaves) and not self.covers(narrowing, full(leaves))
        )

    def _ended_before(self, effect: Effect, end: dt.date | None) -> Reason | None:
        """The termination that came before the end that the order itself stated."""
        if end is None or self.day < end:
            return None
        found = self._struck(effect, Operation.TERMINATE)
        return found if found and any(self.begin(name) < end for name in found.by) else None

    def _over(self, effect: Effect, end: dt.date | None) -> Reason | None:
        if end is None or self.day < end:
            return None
        if end <= self.clock.undated.first:
            return Reason(effect.id, Verdict.ENDED, "ended on an unknown day")
        vaguely = _told(end, self.clock.ends[effect.id])
        last = f"in {vaguely}" if vaguely else last_said(end)
        return Reason(effect.id, Verdict.ENDED, f"ended {last}")

    def _struck(self, effect: Effect, *operations: Operation) -> Reason | None:
        strikes = [
            self.index.effects[other]
            for other in self._acting_on(effect.id)
            if self.index.effects[other].kind.operation in operations and self.operative(other)
        ]
        if not strikes:
            return None
        first = min(
            strikes, key=lambda e: (operations.index(e.kind.operation), self.day_begun(e.id), e.id)
        )
        suspends = first.kind.operation is Operation.SUSPEND
        verdict = Verdict.SUSPENDED if suspends else Verdict.ENDED
        return Reason(effect.id, verdict, first.kind.phrase, (first.id,))

    def _acting_on(self, effect: str) -> Iterable[str]:
        """What acts on an effect; a judgment ends by law only what was there before it."""
        acting, unsure = self.index.acting_on[effect], self.index.unsure_ends.get(effect)
        if not unsure:
            return acting
        made = self._made(effect)
        return [other for other in acting if other not in unsure or made <= self._made(other)]

    def _fallen(self, effect: Effect) -> Reason | None:
        for instrument in self.index.instruments(effect):
            by = tuple(other for other in self.undoing(instrument) if self.operative(other))
            if by:
                return Reason(effect.id, Verdict.ENDED, "fell with", by, instrument)
        return None


def _first(day: Day | None) -> dt.date | None:
    return day.first if day else None


def _told(date: dt.date, known: Day | None) -> str:
    """A date that is known only in part, as far as it is known; nothing for an exact one."""
    return str(known) if known and not known.exact and known.first == date else ""


def _has_members(scope: Scope) -> bool:
    return bool(scope) or bool(scope.exceptions) or bool(scope.binds)


def _words(trigger: str) -> str:
    return "the " + trigger.rpartition("/")[2].replace("-", " ")
