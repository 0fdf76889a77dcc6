"""What a decision rests on: orders of which one must fall before it can come out otherwise.

A support of a policy's being barred is a set of actions: as long as all of them stand, whatever
else falls, the policy is not free. Supports are kept small, and never too small: what merely
does not work needs no order to keep it so, unless another order is what stops it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.law.force import (
    addressed,
    issued,
    own_standing,
    set_aside,
    starting,
    unflagged,
    whole_of_parts,
)
from kg.law.operations import HOLDS_BACK, RESHAPES, STRIKES
from kg.law.operative import Point
from kg.law.without import closure, makers
from kg.records.answers import Reason, Standing, Status, Verdict
from kg.records.things import Effect, Operation
from kg.values.scope import full

Support = frozenset[str]
_NONE: Support = frozenset()
_ENDS = (Operation.ERASE, Operation.TERMINATE)


def free(what: Standing) -> bool:
    """True for a policy that is in force and enforceable, with all of its parts that count."""
    return what.status is Status.IN_FORCE


class Supports:
    """The supports of all that was decided at a point."""

    def __init__(self, point: Point) -> None:
        self.point = point
        self.index = point.index
        #: For each effect the actions that keep it working, or keep it from working.
        self.keeping: dict[str, Support] = {}
        for name in self.index.order:
            effect, reason = self.index.effects[name], point.reasons[name]
            works = reason.verdict is Verdict.OPERATIVE
            self.keeping[name] = self._working(effect) if works else self._idle(effect, reason)

    def of(self, policy: str) -> Iterator[Support]:
        """Supports of a policy's not being free here; none where it is."""
        parts = self.index.parts.get(policy, ())
        if not (parts and whole_of_parts(self.index, policy)):
            yield from self._of_itself(policy)
        aside = set_aside(self.index, policy, parts)
        for part in parts:
            if part not in aside and not free(unflagged(self.point, part)):
                yield from self.of(part)

    def everything(self, *names: str) -> Support:
        """All that was done to these policies and effects, and to what they hang on."""
        index, effects, found = self.index, set[str](), set[str]()
        for name in names:
            hits = index.hits(name) if name not in index.effects else (name,)
            effects.update(hits, *(index.rivals.get(hit, ()) for hit in hits))
            found.update(index.enacted_by(name) if name not in index.effects else ())
        return frozenset(found.union(makers(index, closure(index, effects))))

    def _of_itself(self, policy: str) -> Iterator[Support]:
        """Supports of a policy's not being free, whatever its parts are."""
        point, index = self.point, self.index
        if own_standing(point, policy).status is Status.IN_FORCE:
            return
        enacted = issued(index, point.clock, policy)
        if enacted is None or enacted > point.day or not addressed(point, policy):
            yield frozenset(index.enacted_by(policy))
            return
        found = list(self._against(policy))
        yield from found or [self.everything(policy)]

    def _against(self, policy: str) -> Iterator[Support]:
        """What each effect on a policy that works against it rests on."""
        point, effects, hits = self.point, self.index.effects, self.point.hits(policy)
        starts = list(starting(point, policy, hits))
        if not any(point.operative(name) for name in starts):
            yield self._kept(starts)
        for name in filter(point.operative, hits):
            operation = effects[name].kind.operation
            if operation in (Operation.BAR, *HOLDS_BACK):
                yield self.keeping[name]
            elif operation in _ENDS:
                yield from self._ending(name, starts)
            for rival in filter(point.operative, self.index.rivals.get(name, ())):
                yield self.keeping[name] | self.keeping[rival]

    def _ending(self, end: str, starts: list[str]) -> Iterator[Support]:
        """What an end rests on, with what keeps a life from opening after it."""
        found = self.keeping[end]
        for name in starts:
            begun = self.point.clock.begins[name] is not None
            if begun and not self.point.precedes(end, name):
                found |= self._dated(self.index.effects[name])
            elif self.point.operative(name):
                return
            else:
                found |= self.keeping[name]
        yield found

    def _working(self, effect: Effect) -> Support:
        """What an effect that works rests on."""
        acting = self.index.acting_on[effect.id]
        striking = [e for e in acting if self.index.effects[e].kind.operation in STRIKES]
        instruments = list(self.index.instruments(effect))
        undoing = [e for each in instruments for e in self.index.undoing(each)]
        found = {effect.action, *self._dated(effect), *self._reaching(effect)}
        found |= self._kept((*striking, *undoing)) | self.everything(
            *self.index.hangs_on(effect.id)
        )
        for each in instruments:  # a later issue can bring it under what reaches later measures
            known = self.index.world.policies.get(each)
            found.update(self.index.enacted_by(each) if known and known.same_end_as else ())
        return frozenset(found)

    def _idle(self, effect: Effect, reason: Reason) -> Support:
        """What keeps an effect from working."""
        if reason.verdict is Verdict.OUT_OF_SCOPE:
            return self._left_out(effect)
        fell_with_its_instrument = reason.by and reason.verdict is Verdict.ENDED
        if reason.about and not fell_with_its_instrument:
            return self.everything(reason.about)
        if reason.verdict is Verdict.CONFINED:
            return self._kept(reason.by) | self._confined(effect)
        if reason.by:
            return min((self.keeping[name] for name in reason.by), key=len)
        if reason.verdict is Verdict.NOT_BEGUN:
            return self._to_come(effect)
        if reason.verdict is Verdict.ENDED:
            return self._dated(effect) | self._made_by("ends", effect)
        return _NONE  # nothing on record sets it going

    def _to_come(self, effect: Effect) -> Support:
        """What keeps an effect from having begun; without its trigger it begins no sooner."""
        if effect.begins_when_ends or self.point.day_begun(effect.id) <= self.point.day:
            return self._dated(effect)
        earlier = [e for e in self._reshaping(effect, Operation.EXTEND) if e.adds_span[0]]
        return self._kept(e.id for e in earlier if not self.point.operative(e.id))

    def _left_out(self, effect: Effect) -> Support:
        """What keeps an effect from reaching a point that its own scope does not hold."""
        by_parties = self.index.scopes[effect.id] is None
        suing = self._made_by("begins", effect) if by_parties else _NONE
        widening = self._speaking(effect, Operation.EXTEND)
        return suing | self._kept(e.id for e in widening)

    def _confined(self, effect: Effect) -> Support:
        """What keeps a widening from coming after the narrowing that put the point outside."""
        found = _NONE
        for other in self._speaking(effect, Operation.EXTEND):
            works = self.point.operative(other.id)
            found |= self._dated(other) if works else self.keeping[other.id]
        return found

    def _reaching(self, effect: Effect) -> Support:
        """What keeps the point within the reach of an effect that works there."""
        narrowing = self._speaking(effect, Operation.RESTRICT)
        inside = self.point.covers(effect, self.point.own_scope(effect))
        if inside and not any(self.point.operative(e.id) for e in narrowing):
            return self._kept(e.id for e in narrowing)
        return self._kept(e.id for e in (*narrowing, *self._speaking(effect, Operation.EXTEND)))

    def _dated(self, effect: Effect) -> Support:
        """What keeps the dates of an effect as they are, itself apart."""
        moving = (e for e in self._reshaping(effect, *RESHAPES) if _moves_dates(e))
        found = self._made_by("begins", effect) | self._kept(e.id for e in moving)
        return found | self.everything(*filter(None, (effect.begins_when_ends,)))

    def _made_by(self, column: str, effect: Effect) -> Support:
        """The other action by which an effect begins or ends."""
        origin = self.point.clock.dated_by(column, effect.id)
        other = origin in self.index.world.actions and origin != effect.action
        return frozenset((origin,)) if other else _NONE

    def _reshaping(self, effect: Effect, *operations: Operation) -> list[Effect]:
        acting = (self.index.effects[other] for other in self.index.acting_on[effect.id])
        return [other for other in acting if other.kind.operation in operations]

    def _speaking(self, effect: Effect, operation: Operation) -> list[Effect]:
        """The changes of the reach of an effect that would put this point in or out."""
        point, found = self.point, self._reshaping(effect, operation)
        if operation is Operation.RESTRICT:
            return [other for other in found if point.puts_out(other)]
        return [e for e in found if e.adds is not None and point.covers(e, full(e.adds))]

    def _kept(self, names: Iterable[str]) -> Support:
        return _NONE.union(*(self.keeping[name] for name in names))


def _moves_dates(effect: Effect) -> bool:
    return any((*effect.leaves_span, *effect.adds_span))
