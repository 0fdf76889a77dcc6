"""The second opinion: worlds and questions written as atoms, and clingo's answers to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import clingo

from kg.records.answers import Question
from kg.records.things import Effect, Policy, Surroundings, World
from kg.values.day import Day
from kg.values.scope import Scope

RULES: Final = Path(__file__).with_suffix(".lp")
Asked = tuple[World, Sequence[Question]]


@dataclass
class Answer:
    """The word for each policy that a question asks about, and the effects that work there."""

    words: dict[str, str] = field(default_factory=dict)
    works: set[str] = field(default_factory=set)


def answers(asked: Sequence[Asked]) -> list[list[Answer]]:
    """Clingo's answer to each question of each world, all in one call."""
    control = clingo.Control(["--warn=none"])
    control.load(str(RULES))
    control.add("facts", [], "\n".join(_facts(asked)))
    control.ground([("base", []), ("facts", [])])
    found = [[Answer() for _ in questions] for _, questions in asked]
    with control.solve(yield_=True) as models:
        (model,) = [list(model.symbols(shown=True)) for model in models]
    for symbol in model:
        where, what, *word = symbol.arguments
        answer = found[where.arguments[0].number][where.arguments[1].number]
        if symbol.name == "word":
            answer.words[what.string] = word[0].string
        else:
            answer.works.add(what.string)
    return found


def _facts(asked: Sequence[Asked]) -> Iterator[str]:
    for number, (world, questions) in enumerate(asked):
        for policy in world.policies.values():
            yield from _policy(number, policy)
        for rank, name in enumerate(sorted(world.effects)):
            yield from _effect(number, rank, world.effects[name])
        for action in world.actions.values():
            yield from _dated("decided", number, action.id, action.decided)
            for relation in ("enacts", "triggers", "concludes"):
                for other in getattr(action, relation):
                    yield _atom(relation, number, action.id, other)
        yield from _around(number, world.around)
        for order, question in enumerate(questions):
            yield from _question(f"({number},{order})", question)


def _atom(name: str, *values: object) -> str:
    return f"{name}({','.join(_term(value) for value in values)})."


class _Bare(str):
    """Text that is a term as it stands."""


def _term(value: object) -> str:
    if isinstance(value, str) and not isinstance(value, _Bare):
        return f'"{value}"'
    return str(value)


def _dated(name: str, number: int, thing: str, day: Day | None) -> Iterator[str]:
    if day is not None:
        yield _atom(name, number, thing, _count(day.first))


def _count(day: dt.date) -> int:
    return day.toordinal()


def _policy(number: int, policy: Policy) -> Iterator[str]:
    yield _atom("policy", number, policy.id)
    if policy.part_of:
        yield _atom("part", number, policy.id, policy.part_of)
    if policy.parts_complete:
        yield _atom("complete", number, policy.id)
    for body in policy.addressees or ():
        yield _atom("addressee", number, policy.id, body)


def _effect(number: int, rank: int, effect: Effect) -> Iterator[str]:
    operation = _Bare(effect.kind.operation)
    yield _atom("effect", number, effect.id, operation, effect.action, rank)
    yield from _dated("from", number, effect.id, effect.begins)
    yield from _dated("until", number, effect.id, effect.until)
    for target in effect.targets:
        yield _atom("target", number, effect.id, target)
    if effect.awaits:
        yield _atom("awaits", number, effect.id)
    if effect.lasts_while:
        yield _atom("while", number, effect.id, effect.lasts_while)
    if effect.begins_when_ends:
        yield _atom("after", number, effect.id, effect.begins_when_ends)
    if effect.inseverable:
        yield _atom("inseverable", number, effect.id)
    if effect.kind.results_in:
        yield _atom("word_of", number, effect.id, effect.kind.results_in)
    yield from _scope(number, effect.id, "own", effect.scope or Scope(everyone=True))
    yield from _moves(number, effect)


def _moves(number: int, effect: Effect) -> Iterator[str]:
    if effect.leaves:
        yield _atom("leaves", number, effect.id)
        yield from _scope(number, effect.id, "leaves", effect.leaves)
    if effect.adds:
        yield from _scope(number, effect.id, "adds", effect.adds)
    spans = zip(
        ("from", "shorter", "longer"), (*effect.leaves_span, effect.adds_span[1]), strict=True
    )
    for which, day in spans:
        if day is not None:
            yield _atom("span", number, effect.id, _Bare(which), _count(day.first))


def _scope(number: int, effect: str, which: str, scope: Scope) -> Iterator[str]:
    key = (number, effect, _Bare(which))
    if scope.everyone:
        yield _atom("everyone", *key)
    if scope.members_as_of is not None:
        yield _atom("members", *key, _count(scope.members_as_of.first))
    else:
        yield _atom("scope", *key, _Bare("later" if scope.later_members else "order"))
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
    for body, lands in around.governs.items():
        yield from (_atom("lies", number, body, land) for land in lands)
        yield from (_atom("governs", number, body, land) for land in lands)
    for links in (around.unit_of, around.post_in):
        for body, holders in links.items():
            yield from (_atom("unit", number, body, holder) for holder in holders)
    yield from _for_a_time(number, around)


def _for_a_time(number: int, around: Surroundings) -> Iterator[str]:
    for memberships in around.memberships.values():
        for each in memberships:
            span = _span(each.begun, each.ended)
            yield _atom("member", number, each.member, each.group, *span)
    for person, tenures in around.tenures.items():
        for held in tenures:
            yield _atom("holds", number, person, held.post, *_span(held.begun, held.ended))


def _span(begun: Day | None, ended: Day | None) -> tuple[int, int]:
    first, last = begun or Day.on(dt.date.min), ended or Day.on(dt.date.max)
    return _count(first.first), _count(last.last)


def _question(order: str, question: Question) -> Iterator[str]:
    key = _Bare(order)
    yield _atom("asked", key, question.policy)
    yield _atom("day", key, _count(question.on))
    for name, value in (
        ("subject", question.subject),
        ("place", question.place),
        ("by", question.enforcer),
    ):
        if value is not None:
            yield _atom(name, key, value)
