"""The records as one reads them who asks about an hour: every date among instants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from kg.law.index import Index
from kg.records.awards import Award
from kg.records.things import Action, Effect, Membership, Participation, Surroundings, Tenure, World
from kg.values.day import UNDATED_INSTANT, Day
from kg.values.scope import Scope

Span = tuple[Day | None, Day | None]


def index_for(world: World, on: dt.date) -> Index:
    """The world with its links, for one who asks about a day, or about an instant in its zone.

    Raises CycleError when effects hang on each other in a circle, ValueError for a time
    without a zone.
    """
    return Index(in_hours(world, _zone(on)) if isinstance(on, dt.datetime) else world)


def award_at(award: Award, on: dt.date) -> Award:
    """An award as one reads it who asks about a day, or about an instant in its zone."""
    if not isinstance(on, dt.datetime) or award.awarded is None:
        return award
    return replace(award, awarded=award.awarded.in_hours(_zone(on)))


def _zone(on: dt.datetime) -> dt.tzinfo:
    if on.tzinfo is None:
        raise ValueError(f"{on} has no zone; an hour is another one in every zone")
    return on.tzinfo


def in_hours(world: World, zone: dt.tzinfo) -> World:
    """The same world among instants, its days counted in this zone.

    What was decided on a day may have been at any of its hours; what an order says to begin or
    to end with a day does so at midnight, and so do the places of parties, memberships and the
    tenures of posts, of which nobody notes the hour.
    """
    return replace(
        world,
        effects={name: _effect(effect, zone) for name, effect in world.effects.items()},
        actions={name: _action(action, zone) for name, action in world.actions.items()},
        participations=tuple(_participation(who, zone) for who in world.participations),
        around=_around(world.around, zone),
        undated=UNDATED_INSTANT,
    )


def _effect(effect: Effect, zone: dt.tzinfo) -> Effect:
    return replace(
        effect,
        begins=_start(effect.begins, zone),
        until=_start(effect.until, zone),
        scope=_scope(effect.scope, zone),
        leaves=_scope(effect.leaves, zone),
        adds=_scope(effect.adds, zone),
        leaves_span=_span(effect.leaves_span, zone),
        adds_span=_span(effect.adds_span, zone),
    )


def _scope(scope: Scope | None, zone: dt.tzinfo) -> Scope | None:
    if scope is None or scope.members_as_of is None:
        return scope
    return replace(scope, members_as_of=scope.members_as_of.in_hours(zone))


def _action(action: Action, zone: dt.tzinfo) -> Action:
    return replace(action, decided=action.decided.in_hours(zone)) if action.decided else action


def _participation(who: Participation, zone: dt.tzinfo) -> Participation:
    return replace(who, joined=_start(who.joined, zone), left=_start(who.left, zone))


def _around(around: Surroundings, zone: dt.tzinfo) -> Surroundings:
    held = {who: tuple(_tenures(tenures, zone)) for who, tenures in around.tenures.items()}
    belonged = {who: tuple(_memberships(each, zone)) for who, each in around.memberships.items()}
    return replace(around, tenures=held, memberships=belonged)


def _memberships(memberships: Iterable[Membership], zone: dt.tzinfo) -> Iterable[Membership]:
    for each in memberships:
        yield replace(each, begun=_start(each.begun, zone), ended=_start(each.ended, zone))


def _tenures(tenures: Iterable[Tenure], zone: dt.tzinfo) -> Iterable[Tenure]:
    for each in tenures:
        yield replace(each, begun=_start(each.begun, zone), ended=_start(each.ended, zone))


def _start(day: Day | None, zone: dt.tzinfo) -> Day | None:
    return day.in_hours(zone, as_start=True) if day is not None else None


def _span(span: Span, zone: dt.tzinfo) -> Span:
    return _start(span[0], zone), _start(span[1], zone)
