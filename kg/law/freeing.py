"""The smallest sets of orders that would have to fall for a policy to be enforceable.

They are the minimal hitting sets of all supports, found as in R. Reiter, "A theory of diagnosis
from first principles" (1987): where a set of orders does not free the policy, one order of each
support of what still stands in the way must fall too. Each set is put to the engine, so an order
that comes back when another falls is met like any other.
"""

from __future__ import annotations

from dataclasses import replace
from heapq import heappop, heappush
from typing import Final

from kg.law.alternatives import TooManyAlternatives, supposing
from kg.law.coverage import Reach
from kg.law.cycles import CycleError
from kg.law.finding import settle
from kg.law.horizon import Horizon
from kg.law.index import Index
from kg.law.operative import Point
from kg.law.support import Support, Supports, free
from kg.law.without import bearing_on, family, makers, without
from kg.law.witnesses import Witnesses
from kg.records.answers import Question, Status
from kg.records.freeing import Freeing

#: At most so many sets are named, and at most so many tried; fewer where many effects bear on it.
NAMED: Final = 10
TRIED: Final = 500
DECIDED: Final = 30_000
#: In a set of up to so many orders it is tried of each whether it need fall.
CHECKED: Final = 20


def freeing(index: Index, question: Question) -> Freeing:
    """The smallest sets of orders without which the policy is enforceable for the subject.

    An order is an action, and falls with all that it did; those that enacted the policy, its
    wholes or its parts are none.
    """
    return _Search(index, question).run()


class _Search:
    """Sets of orders by their size, each tried once."""

    def __init__(self, index: Index, question: Question) -> None:
        self.question = question
        self._bearing = bearing_on(index, question.policy)
        effects = {name: e for name, e in index.effects.items() if name in self._bearing}
        self._world = without(replace(index.world, effects=effects), ())
        self._own = frozenset(
            action
            for policy in family(index, question.policy)
            for action in index.enacted_by(policy)
        )
        self._orders = frozenset(makers(index, self._bearing)) - self._own
        self._reach = Reach.of(question, index.world.around)
        #: For each set that was tried the supports of what stands in the way without it.
        self._standing: dict[Support, list[Support]] = {}
        self._limit = min(TRIED, DECIDED // max(1, len(self._bearing)))

    def run(self) -> Freeing:
        """Try the smaller sets first; a set that holds one that frees is passed over."""
        waiting: list[tuple[int, tuple[str, ...]]] = [(0, ())]
        seen, found, size = {frozenset[str]()}, list[Support](), 0
        while waiting and len(found) <= NAMED and len(self._standing) < self._limit:
            size, names = heappop(waiting)
            fallen = frozenset(names)
            if any(each <= fallen for each in found):
                continue
            standing = self._in_the_way(fallen)
            if not standing:
                found.append(self._least(fallen))
                continue
            for more in _next(standing):
                further = fallen | more
                if further not in seen:
                    seen.add(further)
                    heappush(waiting, (len(further), tuple(sorted(further))))
        complete = not waiting and len(found) <= NAMED
        if not (complete or found):
            found += self._enough()
        return Freeing(
            sets=tuple(tuple(sorted(each)) for each in found[:NAMED]),
            orders=len(self._orders),
            size=size if complete else max(size - 1, 0),
            asked=len(self._standing),
            complete=complete,
            left=self._left(),
            bearing=self._bearing,
        )

    def _enough(self) -> list[Support]:
        """A set that frees, where it was not found out whether a smaller one does."""
        fallen = frozenset[str]()
        while standing := self._in_the_way(fallen):
            if not all(standing):
                return []
            for each in sorted(standing, key=lambda each: (len(each), sorted(each))):
                if fallen.isdisjoint(each):
                    fallen |= {min(each)}
        return [self._least(fallen)]

    def _least(self, fallen: Support) -> Support:
        """The set without any order that need not fall; supports leave none, and this asks."""
        for order in sorted(fallen) if len(fallen) <= CHECKED else ():
            if not self._in_the_way(fallen - {order}):
                return self._least(fallen - {order})
        return fallen

    def _in_the_way(self, fallen: Support) -> list[Support]:
        """Supports of what keeps the policy from being free without these orders; none: free."""
        if fallen not in self._standing:
            self._standing[fallen] = [each - self._own for each in self._supports(fallen)]
        return self._standing[fallen]

    def _supports(self, fallen: Support) -> list[Support]:
        try:
            index, policy = Index(without(self._world, fallen)), self.question.policy
        except CycleError:  # nothing is known of it then
            return [self._orders - fallen]
        horizon = Horizon(index, self.question.on)
        found = settle(horizon, self.question)
        if free(found.standing):
            return []
        point = found.first if not free(found.by_first) else self._otherwise(found.first, horizon)
        if point is None:
            return [Supports(found.first).everything(policy, *index.below(policy))]
        return list(Supports(point).of(policy))

    def _otherwise(self, first: Point, horizon: Horizon) -> Point | None:
        """The point of a reading by which the policy is not free; None where none can be told."""
        at = horizon.at(self._reach)
        try:
            witnesses = Witnesses(first, self.question.policy, at).found()
        except TooManyAlternatives:
            return None
        barred = next((supposed for supposed, what in witnesses if not free(what)), None)
        if barred is None:
            return None
        clock = supposing(at.first, barred)
        return Point(first.index, clock, self._reach, self.question.on)

    def _left(self) -> Status:
        index = Index(without(self._world, self._orders))
        return settle(Horizon(index, self.question.on), self.question).standing.status


def _next(standing: list[Support]) -> list[Support]:
    """What can fall next: at once all that must, else one order of the smallest support."""
    if not all(standing):
        return []
    forced = frozenset[str]().union(*(each for each in standing if len(each) == 1))
    if forced:
        return [forced]
    smallest = min(standing, key=lambda each: (len(each), sorted(each)))
    return [frozenset((order,)) for order in sorted(smallest)]
