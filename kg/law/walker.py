"""A point that goes from day to day, deciding anew only what can have turned."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from typing import Self

from kg.law.clock import Clock
from kg.law.coverage import Reach
from kg.law.index import Index
from kg.law.operative import Point
from kg.records.answers import Reason, Verdict
from kg.records.things import Effect

Mark = tuple[object, ...] | None
#: Verdicts of effects that do nothing here, which no standing tells apart.
_NOTHING = frozenset({Verdict.NOT_BEGUN, Verdict.OUT_OF_SCOPE, Verdict.AWAITING})


class Walker(Point):
    """A point that moves; `marks` holds of each decision what a standing can look at."""

    def __init__(self, index: Index, reach: Reach, day: dt.date) -> None:
        self.marks: dict[str, Mark] = {}
        #: The effects that were decided anew at the last step.
        self.turned: set[str] = set()
        #: The effects that are decided here by themselves, and not as at the point beside.
        self.apart: frozenset[str] = frozenset()
        super().__init__(index, index.clock, reach, day)

    def move_to(self, day: dt.date) -> set[str]:
        """Go on to a later day, and give the effects that are decided otherwise there.

        Holds for the clock of the index alone, whose dates say which decisions can turn.
        """
        days, names = self.index.turning
        self.turned = set(names[bisect_right(days, self.day) : bisect_right(days, day)])
        self.day = day
        return self._decide_anew(self.turned)

    def beside(self, reach: Reach, apart: frozenset[str]) -> Walker:
        """A point for another reach, at which only these effects can be decided otherwise."""
        other = self.copied()
        other.reach, other.apart = reach, apart
        other._decide_anew(set(apart))  # noqa: SLF001  (another of its own kind)
        return other

    def follow(self, walker: Walker, changed: set[str]) -> set[str]:
        """Go after a walker that this point is beside, and give what is decided otherwise now."""
        self.day = walker.day
        taken = changed - self.apart
        for name in taken:
            self.reasons[name], self.marks[name] = walker.reasons[name], walker.marks[name]
            for mine, theirs in (
                (self.outside, walker.outside),
                (self.partly_inside, walker.partly_inside),
            ):
                (mine.add if name in theirs else mine.discard)(name)
        turned = walker.turned & self.apart
        changed = self._decide_anew(set(turned))
        # Who belongs to what can turn a beginning that nobody has met yet, and changes no decision.
        return taken | changed | (turned if self.reach.chains else set())

    def under(self, clock: Clock, supposed: frozenset[str]) -> Walker:
        """The same point by another reading of the dates, which supposes those of these."""
        other = self.copied()
        other.clock = clock
        leaning = (name for each in supposed for name in self.index.leaning_on.get(each, ()))
        other._decide_anew({*supposed, *leaning})  # noqa: SLF001  (another of its own kind)
        return other

    def by(self, clock: Clock, effects: Iterable[str]) -> Walker:
        """The same point by another reading of the dates, these effects alone decided anew."""
        other = self.copied()
        other.clock = clock
        for name in effects:
            if name in self.index.effects:  # and no policy on which one hangs
                other.decide_anew(name)
        return other

    def copied(self) -> Self:
        """A point with the same decisions, to be changed by itself."""
        other = super().copied()
        other.marks = dict(self.marks)
        return other

    def _decide_anew(self, turned: set[str]) -> set[str]:
        """Decide these effects anew, and whatever leans on one that comes out otherwise."""
        changed = set[str]()
        for name in self.index.order if turned else ():
            if name in turned:
                before = self.reasons[name], self.marks[name]
                if before != (self.decide_anew(name), self.marks[name]):
                    changed.add(name)
                    turned.update(self.index.leaning_on.get(name, ()))
        return changed

    def _decide(self, effect: Effect) -> Reason:
        reason = super()._decide(effect)
        if reason.verdict in _NOTHING and not effect.kind.cited_with_target:
            self.marks[effect.id] = None
        else:
            outside = effect.id in self.outside
            self.marks[effect.id] = (reason.verdict, reason.by, bool(reason.about), outside)
        return reason
