"""Who shares all answers: those whom no scope and no suit of a world can tell apart."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from kg.law.coverage import Reach
from kg.law.index import Index
from kg.records.answers import Question
from kg.values.scope import Scope

NOBODY = Reach(None)


def alike(index: Index, known: Iterable[str]) -> list[tuple[Reach, list[str]]]:
    """The known in groups, each with one of its reaches; those like nobody named are left out."""
    scopes = _scopes(index)
    groups: dict[tuple[object, ...], tuple[Reach, list[str]]] = defaultdict(lambda: (NOBODY, []))
    nobody = _marks(index, scopes, NOBODY)
    for name in sorted(known):
        reach = _reach(index, name)
        marks = _marks(index, scopes, reach)
        if marks != nobody:
            members = groups[marks][1]
            members.append(name)
            groups[marks] = (reach, members)
    return list(groups.values())


def _reach(index: Index, name: str) -> Reach:
    around = index.world.around
    place = around.is_place(name)
    asked = Question("", dt.date.min, None if place else name, name if place else None)
    return Reach.of(asked, around)


def _scopes(index: Index) -> list[Scope]:
    """Every different scope of the world."""
    effects = index.effects.values()
    stated = (scope for e in effects for scope in (e.scope, e.leaves, e.adds) if scope is not None)
    return list(dict.fromkeys(stated))


def _marks(index: Index, scopes: Iterable[Scope], reach: Reach) -> tuple[object, ...]:
    """All that a decision at this reach can look at."""
    return (
        tuple(
            (reach.covered_by(s), reach.inside(s.exceptions), bool(reach.partly_inside(s)))
            for s in scopes
        ),
        frozenset(
            (who.case, who.joined, who.left, who.role, who.party in reach.bodies)
            for who in index.world.participations
            if who.party in reach.bodies or who.party in reach.governments
        ),
        tuple(
            reach.inside(policy.addressees)
            for policy in index.world.policies.values()
            if policy.addressees is not None
        ),
    )
