"""A world, and the questions put to it, as atoms for clingo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from stamps import FOR_EVER, Axis, axis_for, minutes_of

from kg.records.answers import Question, Reading
from kg.records.things import Action, Effect, Operation, Policy, Surroundings, World
from kg.values.day import Day
from kg.values.scope import Scope


def facts_of(asked: Sequence[tuple[World, Sequence[Question]]]) -> Iterator[str]:
    """All that the rules look at, by the number of the world and of the question."""
    for number, (world, questions) in enumerate(asked):
        yield from _world(number, world)
        for order, question in enumerate(questions):
            yield from _asked(_Bare(f"({number},{order})"), world, question)


class _Bare(str):
    """Text that is a term as it stands."""


def _atom(name: str, *values: object) -> str:
    return f"{name}({','.join(_term(value) for value in values)})."


def _term(value: object) -> str:
    if isinstance(value, str) and not isinstance(value, _Bare):
        return f'"{value}"'
    return str(value)


def _world(number: int, world: World) -> Iterator[str]:
    for policy in world.policies.values():
        yield from _policy(number, policy)
    for rank, name in enumerate(sorted(world.effects)):
        yield from _effect(number, rank, world.effects[name], _groups(world.around))
    for action in world.actions.values():
        yield from _action(number, action)
    for place, who in enumerate(world.participations):
        yield _atom("party", number, who.case, who.party, _Bare(who.role), place)
    yield from _around(number, world.around)


def _action(number: int, action: Action) -> Iterator[str]:
    yield _atom("action", number, action.id)
    said = {
        "disputed": "" if action.disputed else None,
        "dated": str(action.decided) if _whole_day(action) else None,
        "suit": action.case,
        "disposes": action.disposes_of,
        "instant": action.decided
        and action.decided.time
        and _Bare(minutes_of(action.decided.time)),
    }
    for name, value in said.items():
        if value is not None:
            yield _atom(name, number, action.id, *([value] if value else []))
    for relation in ("enacts", "triggers", "concludes"):
        for other in getattr(action, relation):
            yield _atom(relation, number, action.id, other)


def _whole_day(action: Action) -> bool:
    """True for an action of which the day is known, and no hour."""
    return action.decided is not None and action.decided.exact and not action.decided.time


def _policy(number: int, policy: Policy) -> Iterator[str]:
    yield _atom("policy", number, policy.id)
    if policy.part_of:
        yield _atom("part", number, policy.id, policy.part_of)
    if policy.parts_complete:
        yield _atom("complete", number, policy.id)
    if policy.type == "Application":
        yield _atom("application", number, policy.id)
    for body in policy.addressees or ():
        yield _atom("addressee", number, policy.id, body)
    for other in policy.same_end_as:
        yield _atom("same_end", number, policy.id, other)


def _effect(number: int, rank: int, effect: Effect, groups: set[str]) -> Iterator[str]:
    operation = _Bare(effect.kind.operation)
    yield _atom("effect", number, effect.id, operation, effect.action, rank)
    said = {
        "stated": effect.begins,
        "announced": effect.begins_by_opinion,
        "awaits": effect.awaits,
        "inseverable": effect.inseverable,
        "leaves": effect.leaves,
        "disputed": effect.disputed,
        "reaches_later": effect.reaches_later,
        "interlocutory": effect.kind.interlocutory,
        "stands_alone": effect.kind.stands_alone,
        "lapsing": effect.kind.lapses_after_days and effect.until is None,
    }
    yield from (_atom(name, number, effect.id) for name, value in said.items() if value)
    others = {
        "target": effect.targets,
        "conflicts": effect.conflicts_with,
        "while": (effect.lasts_while,),
        "after": (effect.begins_when_ends,),
        "word_of": (effect.kind.results_in,),
    }
    for name, values in others.items():
        yield from (_atom(name, number, effect.id, value) for value in values if value)
    bounds = (*effect.leaves_span, *effect.adds_span)
    for which, day in zip(("later", "shorter", "sooner", "longer"), bounds, strict=True):
        if day is not None:
            yield _atom("bound", number, effect.id, _Bare(which))
    for which, scope in _scopes(effect):
        yield from _scope(number, effect.id, which, scope)
        if scope.groups & groups and scope.members_as_of is None:
            meant = {True: "later", False: "order", None: "silent"}[scope.later_members]
            yield _atom("scope", number, effect.id, _Bare(which), _Bare(meant))
    if effect.kind.operation is Operation.BAR:
        if not effect.scope:
            yield _atom("for_plaintiffs", number, effect.id)
        if effect.scope is None or not effect.scope.binds:
            yield _atom("on_defendants", number, effect.id)


def _scopes(effect: Effect) -> Iterator[tuple[str, Scope]]:
    stated = Scope() if effect.scope is None else effect.scope
    if not stated and effect.kind.operation is not Operation.BAR:
        stated = replace(stated, everyone=True)
    yield "own", stated
    if effect.leaves:
        yield "leaves", effect.leaves
    if effect.adds:
        yield "adds", effect.adds


def _scope(number: int, effect: str, which: str, scope: Scope) -> Iterator[str]:
    key = (number, effect, _Bare(which))
    if scope.everyone:
        yield _atom("everyone", *key)
    if scope.subdivisions:
        yield _atom("subdivisions", *key)
    for name in (*scope.parties, *scope.territories, *scope.classes):
        yield _atom("names", *key, name)
    for name in scope.exceptions:
        yield _atom("except", *key, name)
    for name in scope.binds:
        yield _atom("binds", *key, name)


def _around(number: int, around: Surroundings) -> Iterator[str]:
    places = [place for lands in around.governs.values() for place in lands]
    places += [place for lands in around.within.values() for place in lands]
    inside = (around.unit_of, around.post_in, around.member_of, around.sub_class_of)
    for links in inside:
        for thing, holders in links.items():
            yield from (_atom("inside", number, thing, holder) for holder in holders)
    for thing, holders in around.within.items():
        relation = "inside" if thing in places else "lies"
        yield from (_atom(relation, number, thing, holder) for holder in holders)
    for place, holders in around.partly_within.items():
        yield from (_atom("partial", number, place, holder) for holder in holders)
    for body, lands in around.governs.items():
        yield from (_atom("lies", number, body, land) for land in lands)
        yield from (_atom("governs", number, body, land) for land in lands)
    for links in (around.unit_of, around.post_in):
        for body, holders in links.items():
            yield from (_atom("unit", number, body, holder) for holder in holders)


def _asked(key: _Bare, world: World, question: Question) -> Iterator[str]:
    axis = axis_for(world, question.on)
    yield _atom("asked", key, question.policy)
    yield _atom("day", key, axis.asked(question.on))
    if question.reading is Reading.OPINION:
        yield _atom("by_opinion", key)
    who = {"subject": question.subject, "place": question.place, "by": question.enforcer}
    yield from (_atom(name, key, value) for name, value in who.items() if value is not None)
    dates = dict(_dates(world, axis))
    for thing, numbers in dates.items():
        relation = "when" if len(numbers) == 1 else "may_be"
        yield from (_atom(relation, key, _Bare(thing), number) for number in numbers)
    if all(len(numbers) == 1 for numbers in dates.values()) and not _disputed(world):
        yield _atom("closed", key)
    for effect in world.effects.values():
        yield from _bounds(key, axis, world, effect)
    yield from _for_a_time(key, axis, world.around)


def _dates(world: World, axis: Axis) -> Iterator[tuple[str, list[int]]]:
    """The numbers that each date can be, by the term that names it."""
    for action in world.actions.values():
        told = axis.ever() if action.decided is None else axis.any_of(action.decided)
        yield f'"{action.id}"', told
    for each in chain(*world.around.memberships.values()):
        joined = axis.starts(each.begun) if each.begun else [0]
        yield f'joined("{each.member}","{each.group}")', joined
    for place, who in enumerate(world.participations):
        for name, day in (("came", who.joined), ("went", who.left)):
            if day is not None:
                yield f"{name}({place})", axis.starts(day)
    for effect in world.effects.values():
        moved = (*effect.leaves_span, *effect.adds_span)
        stated = {
            "from": effect.begins,
            "until": effect.until,
            "opinion": effect.begins_by_opinion,
            "moved": next(filter(None, moved), None),
        }
        for name, day in stated.items():
            if day is not None:
                yield f'{name}("{effect.id}")', axis.starts(day)


def _disputed(world: World) -> bool:
    """True where anything is disputed, or an order does not say which members count."""
    scopes = (scope for effect in world.effects.values() for _, scope in _scopes(effect))
    groups = _groups(world.around)
    silent = any(
        scope.later_members is None and scope.members_as_of is None and scope.groups & groups
        for scope in scopes
    )
    things = (*world.effects.values(), *world.actions.values())
    return silent or any(thing.disputed for thing in things)


def _groups(around: Surroundings) -> set[str]:
    """Every class and association that anyone can belong to."""
    found = {*around.sub_class_of, *chain(*around.sub_class_of.values())}
    found.update(*around.member_of.values())
    return found.union(each.group for held in around.memberships.values() for each in held)


def _bounds(key: _Bare, axis: Axis, world: World, effect: Effect) -> Iterator[str]:
    made = world.actions[effect.action].decided
    if effect.kind.lapses_after_days and (made or effect.begins):
        latest = axis.starts(made or effect.begins)[-1]
        for number in axis.any_of(made) if made else axis.ever():
            entered = number if made else min(number, latest)
            past = axis.past(entered, made or effect.begins, effect.kind.lapses_after_days)
            yield _atom("lapse", key, effect.id, number, past)
    for which, scope in _scopes(effect):
        if scope.members_as_of is not None:
            day = axis.any_of(scope.members_as_of)[0]
            yield _atom("members", key, effect.id, _Bare(which), day)


def _for_a_time(key: _Bare, axis: Axis, around: Surroundings) -> Iterator[str]:
    def start(day: Day | None, default: int) -> int:
        return axis.starts(day)[0] if day else default

    for each in chain(*around.memberships.values()):
        yield _atom("belongs", key, each.member, each.group, start(each.ended, FOR_EVER))
    for person, tenures in around.tenures.items():
        for held in tenures:
            span = (start(held.begun, 0), start(held.ended, FOR_EVER))
            yield _atom("holds", key, person, held.post, *span)
