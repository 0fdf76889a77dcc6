"""Who counts as a member under a scope: on the day of the order, or on the day asked about.

Which of the two an order means it says itself; where it is silent, and where the day of a
membership is not known, an answer that hangs on it is given both ways.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.law.parties import suit_of, unsure_parties
from kg.records.answers import was_member, whoever_is
from kg.values.day import Day

if TYPE_CHECKING:
    from kg.law.clock import Clock
    from kg.law.coverage import Chain, Reach
    from kg.law.index import Index
    from kg.records.things import Effect, Membership
    from kg.values.scope import Scope

#: What is not certain: its name, and the effects and actions whose decisions look at it.
Open = tuple[str, frozenset[str]]


def under(
    index: Index,
    reach: Reach,
    effect: Effect,
    scope: Scope,
    day: dt.date,
    absent: Collection[str],
) -> Reach:
    """The reach with the classes and associations that count for it under a scope of an effect."""
    if not reach.chains:
        return reach
    later = scope.later_members
    if later is None and scope.members_as_of is None:
        later = whoever_is(effect.id) not in absent
    when = scope.members_as_of or (Day.on(day) if later else _made(index, effect))
    return _counted(reach, scope.groups, when, absent)


def could_hold(reach: Reach, scope: Scope) -> bool:
    """True where a scope holds the reach on some day, by whatever memberships it has."""
    left = frozenset(group for group, _ in reach.chains)
    return reach.ever.covered_by(replace(scope, exceptions=scope.exceptions - left))


def addressee(index: Index, reach: Reach, policy: str, absent: Collection[str]) -> bool:
    """True for one of those whom a policy names as its addressees, when it was issued."""
    named = index.world.policies[policy].addressees or frozenset()
    return _counted(reach, named, _issued(index, policy), absent).inside(named)


def clock_for(index: Index, reaches: Iterable[Reach], day: dt.date) -> Clock:
    """The clock of the index, with what is not certain on a day about these memberships."""
    found: dict[str, frozenset[str]] = {}
    for reach in reaches:
        doubts = [*_open(index, reach, day)] if reach.chains else []
        for name, hanging in (*doubts, *_open_suits(index, reach, day)):
            found[name] = found.get(name, frozenset()) | hanging
    return index.clock.doubting(found)


def _open(index: Index, reach: Reach, day: dt.date) -> Iterator[Open]:
    leading: dict[str, list[Chain]] = defaultdict(list)
    for chain in reach.chains:
        leading[chain[0]].append(chain)
    for effect in index.effects.values():
        made = _made(index, effect)
        if _earliest(index, effect) > day:
            continue
        hanging = frozenset((effect.id, *index.reshaped_by(effect)))
        stated = (effect.scope, effect.leaves, effect.adds)
        for scope in (each for each in stated if each is not None):
            for group in scope.groups & leading.keys():
                for doubt in _open_under(effect, scope, leading[group], made, Day.on(day)):
                    yield doubt, hanging
    for policy in index.world.policies.values():
        for group in (policy.addressees or frozenset()) & leading.keys():
            makers = frozenset(index.enacted_by(policy.id))
            for doubt in _vague(leading[group], _issued(index, policy.id)):
                yield doubt, makers


def unsure(index: Index, reach: Reach) -> bool:
    """True where on some day it is not certain to what the reach belongs."""
    return bool(reach.chains) or not index.unsure_parties.isdisjoint(_suing(reach))


def _suing(reach: Reach) -> frozenset[str]:
    """Everyone whose part in a suit the reach can hang on."""
    return reach.bodies | reach.governments | reach.enforcers


def _open_suits(index: Index, reach: Reach, day: dt.date) -> Iterator[Open]:
    """What is not certain of the parties that count for orders which name nobody."""
    if index.unsure_parties.isdisjoint(_suing(reach)):
        return
    for effect in index.effects.values():
        suit = suit_of(index.world, effect) if index.scopes[effect.id] is None else ()
        near = [who for who in suit if who.party in _suing(reach)]
        if near and _earliest(index, effect) <= day:
            for doubt in unsure_parties(index.world, effect, near, day):
                yield doubt, frozenset({effect.id})


def _open_under(
    effect: Effect, scope: Scope, chains: list[Chain], made: Day, asked: Day
) -> Iterator[str]:
    """What is not certain about the members of one group under a scope."""
    if scope.members_as_of is not None:
        yield from _vague(chains, scope.members_as_of)
        return
    if scope.later_members is not True:
        yield from _vague(chains, made)
    if scope.later_members is not False:
        yield from _vague(chains, asked)
    if scope.later_members is None and _differ(chains, made, asked):
        yield whoever_is(effect.id)


def _vague(chains: list[Chain], when: Day) -> Iterator[str]:
    """The memberships that may or may not have held then."""
    for each in {each for _, by in chains for each in by}:
        if each.possibly(when) and not each.surely(when):
            yield _named(each, when)


def _differ(chains: list[Chain], made: Day, asked: Day) -> bool:
    """True unless it is certain that on both days the subject belonged, or did not."""

    def belongs(when: Day) -> bool | None:
        if any(all(each.surely(when) for each in by) for _, by in chains):
            return True
        return None if any(all(each.possibly(when) for each in by) for _, by in chains) else False

    return belongs(made) is None or belongs(made) is not belongs(asked)


def _counted(reach: Reach, groups: frozenset[str], when: Day, absent: Collection[str]) -> Reach:
    def held(each: Membership) -> bool:
        return each.possibly(when) and (each.surely(when) or _named(each, when) not in absent)

    return reach.with_groups(
        group for group, by in reach.chains if group in groups and all(map(held, by))
    )


def _named(each: Membership, when: Day) -> str:
    return was_member(each.member, each.group, str(when))


def _earliest(index: Index, effect: Effect) -> dt.date:
    """The first day on which an effect can work, by its order or by one that moves its start."""
    days = (_made(index, effect), index.clock.begins[effect.id])
    found = [day.first for day in days if day is not None]
    return min(*found, index.clock.sooner.get(effect.id, found[0]))


def _made(index: Index, effect: Effect) -> Day:
    """The day of the order."""
    return index.clock.decided.get(effect.action) or index.clock.undated


def _issued(index: Index, policy: str) -> Day:
    """The day on which a policy was first issued."""
    days = (index.clock.decided.get(action) for action in index.enacted_by(policy))
    return min((day for day in days if day is not None), default=index.clock.undated)
