"""The engine and an independent statement of the one rule in answer-set code always agree.

`KG_WORLDS` sets how many random worlds are tried.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from functools import cache
from random import Random
from typing import Final

from hypothesis import HealthCheck, Phase, given, settings
from oracle import Answer, Asked, answers
from worlds import STARTS, chances, random_question, random_world

from kg.law.cycles import CycleError
from kg.law.finding import find
from kg.law.refuse import refuse
from kg.records.answers import Question, Standing, Verdict
from kg.records.things import Action, Effect, Kind, Policy, World
from kg.values.scope import Scope

WORLDS: Final = int(os.environ.get("KG_WORLDS", "1200"))
EACH: Final = 6
WORDS: Final = {
    "not-yet-issued", "not-yet-effective", "in-force", "enjoined", "partly", "postponed",
    "vacated", "revoked", "expired", "superseded", "not-applicable",
}  # fmt: skip


@cache
def sample(count: int) -> list[Asked]:
    """Random worlds that hold no circle, each with questions."""
    found: list[Asked] = []

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(chances)
    def collect(chance: Random) -> None:
        drawn = random_world(chance)
        if acyclic(drawn):
            found.append((drawn, [random_question(chance, drawn) for _ in range(EACH)]))

    collect()
    return found


def acyclic(world: World) -> bool:
    """True unless the world is refused for a circle of effects."""
    try:
        refuse(world)
    except CycleError:
        return False
    return True


def words(standing: Standing) -> Iterator[tuple[str, str]]:
    """The word of a policy and of each of its parts."""
    yield standing.policy, str(standing.status)
    for part in standing.parts:
        yield from words(part)


def disagreement(world: World, question: Question, answer: Answer) -> str:
    """What the engine says otherwise than the oracle; empty where they agree."""
    finding = find(world, question)
    lines = [
        f"{policy} is {word}, oracle: {answer.words[policy]}"
        for policy, word in words(finding.standing)
        if answer.words[policy] != word
    ]
    for reason in finding.trace:
        works = reason.verdict in (Verdict.OPERATIVE, Verdict.IDLE)
        if works != (reason.effect in answer.works):
            lines.append(f"{reason.effect} is {reason.verdict}, oracle: {'works' * (not works)}")
    return "; ".join(lines)


def disagreements(asked: Sequence[Asked]) -> Iterator[tuple[World, Question, str]]:
    """Every question on which the engine and the oracle differ."""
    for (world, several), answered in zip(asked, answers(asked), strict=True):
        for question, answer in zip(several, answered, strict=True):
            if differs := disagreement(world, question, answer):
                yield world, question, differs


def smallest(world: World, question: Question) -> tuple[World, str]:
    """Leave out effects while the two still differ, for a case that a person can read."""
    differs = next(disagreements([(world, [question])]))[2]
    for name in sorted(set(world.effects) - STARTS, reverse=True):
        fewer = without(world, name)
        if any(disagreements([(fewer, [question])])):
            return smallest(fewer, question)
    return world, differs


def without(world: World, name: str) -> World:
    """The world with one effect less, and with the effects that then act on nothing."""
    effects = {key: effect for key, effect in world.effects.items() if key != name}
    gone = [key for key, effect in effects.items() if name in effect.targets]
    world = replace(world, effects=effects)
    for key in gone:
        world = without(world, key) if key in world.effects else world
    return world


def described(world: World) -> str:
    """What a world holds, a line for each thing, with what it says and no more."""
    makers = {effect.action for effect in world.effects.values()}
    acts = [
        action
        for action in world.actions.values()
        if action.id in makers or {*action.triggers, *action.concludes} & set(world.effects)
    ]
    things: list[Policy | Effect | Action] = [*world.policies.values()]
    things += [*world.effects.values(), *acts]
    return "\n".join(f"  {type(thing).__name__} {_said(thing)}" for thing in things)


def _said(thing: Policy | Effect | Action | Scope) -> str:
    values = ((field.name, getattr(thing, field.name)) for field in fields(thing))
    return ", ".join(f"{name}={_short(value)}" for name, value in values if value)


def _short(value: object) -> str:
    if isinstance(value, Kind):
        return value.id
    if isinstance(value, Scope):
        return f"{{{_said(value)}}}"
    if isinstance(value, tuple | frozenset):
        return "/".join(str(each) for each in value)
    return str(value)


def test_engine_and_oracle_agree() -> None:
    asked = sample(WORLDS)
    for world, question, _ in disagreements(asked):
        least, differs = smallest(world, question)
        raise AssertionError(f"{question}\n  {differs}\n{described(least)}")


def test_the_sample_is_varied() -> None:
    """Every word occurs, and effects stand on effects four deep."""
    asked = sample(WORLDS)[:400]
    seen = Counter(word for given_ in answers(asked) for a in given_ for word in a.words.values())
    assert set(seen) == WORDS
    assert max(depth(world, name) for world, _ in asked for name in world.effects) >= 4


def depth(world: World, name: str) -> int:
    """How many effects deep a target lies under an effect."""
    targets = [target for target in world.effects[name].targets if target in world.effects]
    return 1 + max((depth(world, target) for target in targets), default=0)
