"""The force of a policy at a point: its lives, what ends them, and what bars its enforcement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.law.clock import Clock
from kg.law.flags import flags_of
from kg.law.index import Index
from kg.law.membership import addressee
from kg.law.operations import HOLDS_BACK
from kg.law.status import OVER, axes, beside, of_whole, word_for
from kg.records.answers import Reason, Standing, Status, Verdict
from kg.records.things import Operation as Op

if TYPE_CHECKING:
    from kg.law.operative import Point

_AGAINST = (Op.BAR, Op.ERASE, Op.TERMINATE, *HOLDS_BACK)


@dataclass(frozen=True, slots=True)
class Life:
    """A stretch of force that one commencement opened; `commence` is that effect."""

    commence: str
    begin: dt.date
    expired: bool
    suspended_by: tuple[str, ...] = ()
    ended_by: tuple[str, ...] = ()


def standing(point: Point, policy: str) -> Standing:
    """What the policy, with its parts, is at this point, with flags and practices."""
    parts = tuple(standing(point, part) for part in sorted(point.index.parts.get(policy, ())))
    own = own_standing(point, policy)
    impaired = _impaired(point, policy)
    flags, practice = flags_of(point, policy, own.status, impaired=impaired)
    if own.status is Status.UNKNOWN and own.because:  # nothing else is known and unknown at once
        flags = tuple(sorted((*flags, "conflicting orders")))
    own = beside(replace(own, flags=flags, practice=practice), _aside(point.index, policy, parts))
    return together(point.index, own, parts)


def unflagged(point: Point, policy: str) -> Standing:
    """What the policy, with its parts, is at this point, without flags and practices."""
    parts = tuple(unflagged(point, part) for part in sorted(point.index.parts.get(policy, ())))
    return together(point.index, own_standing(point, policy), parts)


def _impaired(point: Point, policy: str) -> bool:
    """True when something that the policy carries out is undone here, or its life is over.

    What hits an instrument does not pass to what implements it, which stands with a flag.
    """
    lineage = (point.index.world.policies.get(name) for name in point.index.lineage(policy))
    sources = (source for known in lineage if known for source in known.implements)
    return any(
        own_standing(point, source).status in OVER
        or any(point.operative(effect) for effect in point.undoing(source))
        for source in sources
    )


def together(index: Index, own: Standing, parts: tuple[Standing, ...]) -> Standing:
    """The standing of a whole from its own and those of its parts."""
    aside = frozenset(each.policy for each in _aside(index, own.policy, parts))
    return of_whole(own, parts, whole_of_parts(index, own.policy), aside)


def whole_of_parts(index: Index, policy: str) -> bool:
    """True where the known parts of a policy are all there are."""
    known = index.world.policies.get(policy)
    return known is not None and known.parts_complete


def set_aside(index: Index, policy: str, parts: Iterable[str]) -> frozenset[str]:
    """The applications of a policy, which say nothing of the whole unless they are all of it."""
    if whole_of_parts(index, policy):
        return frozenset()
    return frozenset(part for part in parts if index.world.policies[part].type == "Application")


def _aside(index: Index, policy: str, parts: tuple[Standing, ...]) -> list[Standing]:
    names = set_aside(index, policy, (each.policy for each in parts))
    return [each for each in parts if each.policy in names]


def own_standing(point: Point, policy: str) -> Standing:
    """What the policy is at this point, whatever its parts are."""
    status, because = _word(point, policy)
    force, enforceability = axes(status)
    return Standing(policy, status, force, enforceability, because, (), ())


def _word(point: Point, policy: str) -> tuple[Status, tuple[str, ...]]:
    hits = point.hits(policy)
    enacted = issued(point.index, point.clock, policy)
    if enacted is None or enacted > point.day:
        return (Status.UNKNOWN if enacted is None else Status.NOT_YET_ISSUED), ()
    life = _life(point, policy, hits)
    if life is None:
        voided = _voided(point, policy, hits)
        return (Status.VACATED, voided) if voided else _before(point, hits)
    ended = _ended(point, hits, life)
    if ended:
        return ended
    if not addressed(point, policy):
        return Status.NOT_APPLICABLE, (life.commence,)
    rivals = conflicting(point, hits)
    if rivals:
        return Status.UNKNOWN, rivals
    bars = operative_bars(point, policy)
    if bars:
        widened = tuple(other for bar in bars for other in point.reasons[bar].by)
        because = (*bars, *widened, *_interpreting(point, bars))
        return Status.ENJOINED, tuple(dict.fromkeys(because))
    return Status.IN_FORCE, _freed_by(point, hits, life) or (life.commence,)


def issued(index: Index, clock: Clock, policy: str) -> dt.date | None:
    """The day of the first action that enacts the policy; None where nothing is held of one."""
    days = (clock.decided.get(action) for action in index.enacted_by(policy))
    return min((day.first for day in days if day is not None), default=None)


def _before(point: Point, hits: tuple[str, ...]) -> tuple[Status, tuple[str, ...]]:
    """The word while no life is open: issued for others only, or not begun."""
    commences = [e for e in hits if point.index.effects[e].kind.operation is Op.COMMENCE]
    elsewhere = [e for e in commences if missed(point, e)]
    if commences and len(elsewhere) == len(commences):
        return Status.NOT_APPLICABLE, tuple(elsewhere)
    return Status.NOT_YET_EFFECTIVE, tuple(e for e in commences if e not in elsewhere)


def missed(point: Point, effect: str) -> bool:
    """True when the effect's own scope does not hold the point, begun or not."""
    known = point.index.effects[effect]
    return not point.covers(known, point.own_scope(known))


def _voided(point: Point, policy: str, hits: tuple[str, ...]) -> tuple[str, ...]:
    """What erased a commencement that had begun here: the policy was in force and is no more."""
    effects = point.index.effects
    return tuple(
        other
        for name in starting(point, policy, hits)
        if name not in point.outside
        for other in point.reasons[name].by
        if effects[other].kind.operation is Op.ERASE and not point.reasons[name].about
    )


def starting(point: Point, policy: str, hits: tuple[str, ...]) -> dict[str, int]:
    """The commencements that date the policy, each with how far out in its wholes it aims.

    Where one action dates a part by itself, what it says of the whole does not date the part.
    """
    effects, line = point.index.effects, point.index.lineage(policy)
    near = {
        name: min((line.index(t) for t in effects[name].targets if t in line), default=len(line))
        for name in hits
        if effects[name].kind.operation is Op.COMMENCE
    }
    return {
        name: distance
        for name, distance in near.items()
        if not any(
            effects[other].action == effects[name].action
            and closer < distance
            and not missed(point, other)
            for other, closer in near.items()
        )
    }


def _life(point: Point, policy: str, hits: tuple[str, ...]) -> Life | None:
    """The life that the last commencement to have begun here opened; the nearest, of one moment."""
    starts = starting(point, policy, hits)
    lives = [life for name in starts if (life := _opened(point, name))]
    return max(
        lives,
        key=lambda e: (e.begin, point.hour(e.commence), -starts[e.commence], e.commence),
        default=None,
    )


def _opened(point: Point, name: str) -> Life | None:
    """The life that a commencement opened here, or None where it has not begun or was undone."""
    reason = point.reasons[name]
    begun = reason.verdict in (Verdict.OPERATIVE, Verdict.ENDED, Verdict.SUSPENDED)
    undone = reason.verdict is Verdict.ENDED and _undone(point, reason)
    if not begun or undone or name in point.outside:
        return None
    suspended = reason.by if reason.verdict is Verdict.SUSPENDED else ()
    ended = reason.by if reason.verdict is Verdict.ENDED else ()
    expired = reason.verdict is Verdict.ENDED and not reason.by
    return Life(name, point.begin(name), expired, suspended, ended)


def _undone(point: Point, reason: Reason) -> bool:
    """True when a commencement was erased, or fell with its instrument: it opened no life."""
    operations = {point.index.effects[effect].kind.operation for effect in reason.by}
    fell = bool(reason.about and reason.by)
    return fell or bool(operations - {Op.TERMINATE, Op.SUSPEND})


def _ended(
    point: Point, hits: tuple[str, ...], life: Life
) -> tuple[Status, tuple[str, ...]] | None:
    erased = tuple(e for e in _working(point, hits, Op.ERASE) if _in_life(point, e, life))
    if erased:
        return Status.VACATED, erased
    ends = tuple(e for e in _working(point, hits, Op.TERMINATE) if _in_life(point, e, life))
    ends = ends or life.ended_by
    if ends:
        return word_for(point.index.effects[ends[0]].kind.results_in), ends
    if life.expired:
        return Status.EXPIRED, (life.commence,)
    held = _working(point, hits, *HOLDS_BACK) or life.suspended_by
    return (Status.POSTPONED, held) if held else None


def _working(point: Point, hits: tuple[str, ...], *operations: Op) -> tuple[str, ...]:
    """The operative effects of these operations, the earliest first."""
    effects = point.index.effects
    found = (e for e in hits if effects[e].kind.operation in operations and point.operative(e))
    return tuple(sorted(found, key=lambda e: (point.begin(e), point.hour(e), e)))


def addressed(point: Point, policy: str) -> bool:
    """True unless the policy names its addressees and this point is none of them."""
    for name in point.index.lineage(policy):
        known = point.index.world.policies.get(name)
        if known is not None and known.addressees is not None:
            return addressee(point.index, point.reach, name, point.clock.absent)
    return True


def conflicting(point: Point, hits: tuple[str, ...]) -> tuple[str, ...]:
    """The operative effects, one of them on the policy, that forbid each other's performance."""
    pairs = (
        (name, other)
        for name in hits
        for other in point.index.rivals.get(name, ())
        if point.operative(name) and point.operative(other)
    )
    return tuple(sorted({name for pair in pairs for name in pair}))


def operative_bars(point: Point, policy: str) -> tuple[str, ...]:
    """The bars that work on the policy here, the earliest first."""
    return _working(point, point.hits(policy), Op.BAR)


def _interpreting(point: Point, bars: tuple[str, ...]) -> tuple[str, ...]:
    """Clarifications and the like, cited beside the order they interpret, from its first day."""
    return tuple(
        name
        for name in point.index.order
        if (effect := point.index.effects[name]).kind.cited_with_target
        and (effect.interprets in bars or set(effect.targets) & set(bars))
        and point.reasons[name].verdict in (Verdict.OPERATIVE, Verdict.NOT_BEGUN)
    )


def _freed_by(point: Point, hits: tuple[str, ...], life: Life) -> tuple[str, ...]:
    """What took away the effects of this life that would keep the policy from being in force.

    Where a bar only gave way to another bar of the order that ended it, nothing was freed.
    """
    effects = point.index.effects
    against = [e for e in hits if effects[e].kind.operation in _AGAINST]
    barring = {effects[e].action for e in against if effects[e].kind.operation is Op.BAR}
    freeing = [
        other
        for name in against
        if not point.operative(name) and _in_life(point, name, life)
        for other in point.reasons[name].by
        if effects[other].action not in barring or _takes_back(point, other)
    ]
    return tuple(sorted(dict.fromkeys(freeing), key=lambda e: (point.begin(e), e)))


def _in_life(point: Point, effect: str, life: Life) -> bool:
    """Bars and postponements outlive a life; ends count only from its beginning."""
    ends = point.index.effects[effect].kind.operation in (Op.ERASE, Op.TERMINATE)
    return not (ends and point.precedes(effect, life.commence))


def _takes_back(point: Point, other: str) -> bool:
    """A stay or narrowing by the court that bars frees by itself; a merger does not."""
    return point.index.effects[other].kind.operation in (Op.SUSPEND, Op.RESTRICT)
