"""Who shares answers: those whom no scope and no suit of a world can tell apart."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from kg.law.coverage import Chain, Reach
from kg.law.index import Index
from kg.records.answers import Question
from kg.records.things import Effect
from kg.values.scope import Scope, full

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


def told_apart(index: Index, reach: Reach) -> frozenset[str]:
    """The effects that can be decided otherwise at this reach than for those nobody names."""
    found = {name for name, effect in index.effects.items() if _notices(index, effect, reach)}
    waiting = list(found)
    while waiting:
        leaning = set(index.leaning_on.get(waiting.pop(), ())) - found
        found |= leaning
        waiting += leaning
    return frozenset(found)


def _notices(index: Index, effect: Effect, reach: Reach) -> bool:
    """True when the scopes of an effect, or the parties it is read to protect, know the reach."""
    if any(_names_addressees(index, other) for other in index.hangs_on(effect.id)):
        return True
    stated = [scope for scope in (effect.scope, effect.leaves, effect.adds) if scope is not None]
    if index.scopes[effect.id] is None:
        action = index.world.actions.get(effect.action)
        suit = index.world.suits.get(action.case or "", ()) if action else ()
        if any(who.party in reach.bodies or who.party in reach.governments for who in suit):
            return True
    ever = reach.ever
    return any(_mark(scope, ever) != _mark(scope, NOBODY) for scope in stated)


def _names_addressees(index: Index, policy: str) -> bool:
    """True for a policy that is judged by whom it is addressed to."""
    lineage = (index.world.policies.get(name) for name in index.lineage(policy))
    return any(known is not None and known.addressees is not None for known in lineage)


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
    policies = index.world.policies.values()
    return (
        tuple(_mark(scope, reach) for scope in scopes),
        frozenset(
            (who.case, who.joined, who.left, who.role, who.party in reach.bodies)
            for who in index.world.participations
            if who.party in reach.bodies or who.party in reach.governments
        ),
        tuple(
            reach.inside(policy.addressees) for policy in policies if policy.addressees is not None
        ),
        _chains(index, scopes, reach) if reach.chains else frozenset(),
    )


def _chains(index: Index, scopes: Iterable[Scope], reach: Reach) -> frozenset[Chain]:
    """The memberships that lead to what some scope or some list of addressees names."""
    groups = {name for scope in scopes for name in scope.groups}
    groups |= {name for each in index.world.policies.values() for name in each.addressees or ()}
    return frozenset(chain for chain in reach.chains if chain[0] in groups)


def _mark(scope: Scope, reach: Reach) -> tuple[bool, ...]:
    """All that a decision can look at of one scope; one that names nobody may mean everyone."""
    return (
        reach.covered_by(scope),
        reach.covered_by(full(scope)),
        reach.inside(scope.exceptions),
        bool(reach.partly_inside(scope)),
    )
