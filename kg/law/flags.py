"""Warnings that stand beside an answer and never change it, and the issuer's stated practice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.law.status import OVER
from kg.records.answers import Status
from kg.records.things import Operation as Op
from kg.values.day import before

if TYPE_CHECKING:
    from kg.law.operative import Point


def flags_of(
    point: Point, policy: str, status: Status, *, impaired: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The flags of the policy at this point, sorted, and the effects that state a practice.

    A policy is `impaired` whose authority, what it carries out, does not work here.
    """
    hits = point.hits(policy)
    found = {"partly inside"} if point.partly_inside & set(hits) else set()
    found.update(from_the_words(point, hits, over=status in OVER))
    found.update(_from_the_life(point, policy, status))
    if status is Status.IN_FORCE:
        found.update(_from_what_freed_it(point, hits))
        found.update(["authority impaired"] if impaired else [])
    if status in (Status.IN_FORCE, Status.ENJOINED) and _later_void(point, hits):
        found.add("later held void")
    practice = tuple(e for e in hits if point.index.effects[e].kind.practice and point.operative(e))
    return tuple(sorted(found)), practice


def from_the_words(point: Point, hits: tuple[str, ...], *, over: bool) -> Iterator[str]:
    """The flags that the operative effects carry by their kind."""
    for name in hits:
        effect = point.index.effects[name]
        if effect.kind.operation is Op.NONE and effect.kind.flag and point.operative(name):
            yield effect.kind.flag
        open_ended = point.clock.ends[name] is None and not (effect.ends_with or effect.lasts_while)
        if effect.kind.expects_end and not over and open_ended and point.operative(name):
            yield "no end stated"


def _from_the_life(point: Point, policy: str, status: Status) -> Iterator[str]:
    if status in OVER - {Status.VACATED}:
        yield "past conduct"
        types = (point.index.world.policies.get(name) for name in point.index.lineage(policy))
        if any(known and known.type == "GrantCondition" for known in types):
            yield "open awards"


def _from_what_freed_it(point: Point, hits: tuple[str, ...]) -> Iterator[str]:
    """A bar reversed on appeal leaves open what was done while it held."""
    for name in hits:
        if point.index.effects[name].kind.operation in (Op.BAR, Op.ERASE):
            for other in point.reasons[name].by:
                kind = point.index.effects[other].kind
                if kind.operation in (Op.TERMINATE, Op.ERASE) and kind.flag:
                    yield kind.flag


def _later_void(point: Point, hits: tuple[str, ...]) -> bool:
    """True when an erasure that begins later works here, judged at the end of the record."""
    effects = point.index.effects
    starts = [e for e in hits if effects[e].kind.operation is Op.COMMENCE]
    erasures = [*hits, *(other for start in starts for other in point.index.acting_on[start])]
    later = [
        e
        for e in erasures
        if effects[e].kind.operation is Op.ERASE
        and (begin := point.clock.begins[e]) is not None
        and (begin.first > point.day or not point.operative(e))
    ]
    if not later:
        return False
    end = point.on(before(point.clock.undated.last))
    return any(end.operative(e) for e in later)
