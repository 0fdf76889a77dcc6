"""The engine and an independent statement of its rules in answer-set code always agree.

`KG_WORLDS` sets how many random worlds are tried; with `-s` it says how many answers there were.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from random import Random
from typing import Final

import pytest
from altering import Feature
from features import FEATURES
from full_worlds import full_question, full_world
from oracle import Answer, Asked, answers
from shrinking import described, smallest

from kg.law.cycles import CycleError
from kg.law.finding import find
from kg.law.refuse import Refusal, refuse
from kg.records.answers import TOO_MUCH_OPEN, UNTIL, Finding, Question, Standing, Verdict
from kg.records.things import World

WORLDS: Final = int(os.environ.get("KG_WORLDS", "80"))
EACH: Final = 6
#: So many worlds are looked through for one in which an answer turns on a feature.
MOST: Final = 1000
WORDS: Final = {
    "not-yet-issued", "not-yet-effective", "in-force", "enjoined", "partly", "postponed",
    "vacated", "revoked", "expired", "superseded", "not-applicable", "unknown",
}  # fmt: skip
#: The flags of which the oracle speaks.
FLAGS: Final = {
    "conflicting orders",
    "partly inside",
    "past conduct",
    "some applications enjoined",
}
#: How the engine names a membership of which it does not know whether it held on a vague day.
MEMBERSHIP: Final = "membership of "


@cache
def sample(count: int, first: int = 0) -> list[Asked]:
    """Random worlds that nothing forbids, each with questions, the same for the same numbers."""
    return [asked(number) for number in range(first, first + count)]


@cache
def asked(number: int) -> Asked:
    """The world of a number, and questions about it."""
    chance = Random(number)
    world = next(world for world in drawn(chance) if allowed(world))
    return world, [full_question(chance, world) for _ in range(EACH)]


@cache
def answered(count: int) -> list[list[Answer]]:
    """The oracle's answers to the sample."""
    return answers(sample(count))


def drawn(chance: Random) -> Iterator[World]:
    while True:
        yield full_world(chance)


def allowed(world: World) -> bool:
    """True unless the world is refused: for a circle, for an end before its beginning."""
    try:
        refuse(world)
    except (CycleError, Refusal):
        return False
    return True


def words(standing: Standing) -> Iterator[tuple[str, str]]:
    """The word of a policy and of each of its parts."""
    yield standing.policy, str(standing.status)
    for part in standing.parts:
        yield from words(part)


def inside(world: World, policy: str) -> Iterator[str]:
    """A policy and all its parts."""
    yield policy
    for part in world.policies.values():
        if part.part_of == policy:
            yield from inside(world, part.id)


def disagreement(world: World, question: Question, answer: Answer) -> str:
    """What the engine says otherwise than the oracle; empty where they agree."""
    finding = find(world, question)
    if TOO_MUCH_OPEN in finding.flags:
        return ""
    several = any(len(answer.words[name]) > 1 for name in inside(world, question.policy))
    if several or finding.branches:
        lapses = {e.id + UNTIL for e in world.effects.values() if e.kind.lapses_after_days}
        return _open(finding, answer.words[question.policy], lapses, several=several)
    lines = [
        f"{policy} is {word}, oracle: {answer.words[policy]}"
        for policy, word in words(finding.standing)
        if answer.words[policy] != {word}
    ]
    flags = set(finding.flags) & FLAGS
    if answer.closed and flags != answer.flags[question.policy]:
        lines.append(f"flags {flags}, oracle: {answer.flags[question.policy]}")
    for reason in finding.trace if answer.closed else ():
        if reason.effect not in world.effects:
            continue  # the end that a judgment brings by law is no effect of its own there
        works = reason.verdict in (Verdict.OPERATIVE, Verdict.IDLE)
        if works != (reason.effect in answer.works):
            lines.append(f"{reason.effect} is {reason.verdict}, oracle: {'works' * (not works)}")
    return "; ".join(lines)


def _open(finding: Finding, possible: set[str], lapses: set[str], *, several: bool) -> str:
    """Where more than one answer is possible the engine names them all, and no others.

    Of a membership on a day that is not known it does not weigh which of its days it was, nor of
    an order that lapses how its end follows from its entry: there alone it may say unknown too
    often.
    """
    told = {str(branch.status) for branch in finding.branches}
    careful = any(
        each.startswith(MEMBERSHIP) or each.rpartition(": ")[0] in lapses
        for branch in finding.branches
        for each in branch.supposing
    )
    if told == possible and (several or careful):
        return ""
    if careful and possible < told:
        return ""
    return f"{finding.status} of {sorted(told)}, oracle: {sorted(possible)}"


def disagreements(
    worlds: Sequence[Asked], told: Sequence[Sequence[Answer]]
) -> Iterator[tuple[World, Question, str]]:
    """Every question on which the engine and the oracle differ."""
    for (world, several), each in zip(worlds, told, strict=True):
        for question, answer in zip(several, each, strict=True):
            if differs := disagreement(world, question, answer):
                yield world, question, differs


def differs(world: World, question: Question) -> str:
    """How the two differ about one question; empty where they agree."""
    alone = [(world, [question])]
    return next((how for _, _, how in disagreements(alone, answers(alone))), "")


def test_engine_and_oracle_agree() -> None:
    worlds = sample(WORLDS)
    for world, question, _ in disagreements(worlds, answered(WORLDS)):
        least = smallest(world, lambda each: allowed(each) and bool(differs(each, question)))  # noqa: B023
        raise AssertionError(f"{question}\n  {differs(least, question)}\n{described(least)}")
    print(f"\n{len(worlds)} worlds, {EACH * len(worlds)} answers")


def test_the_sample_is_varied() -> None:
    """Every word occurs, and effects stand on effects four deep."""
    worlds = sample(WORLDS)[:400]
    told = answered(WORLDS)[:400]
    seen = Counter(word for several in told for each in several for word in one_word(each))
    assert set(seen) == WORDS
    assert max(depth(world, name) for world, _ in worlds for name in world.effects) >= 4


def one_word(answer: Answer) -> Iterator[str]:
    """The words of policies that have but one."""
    yield from (word for several in answer.words.values() if len(several) == 1 for word in several)


def depth(world: World, name: str) -> int:
    """How many effects deep a target lies under an effect."""
    targets = [target for target in world.effects[name].targets if target in world.effects]
    return 1 + max((depth(world, target) for target in targets), default=0)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_answers_turn_on_every_feature(feature: Feature) -> None:
    """Without any one of the features some answers would be others."""
    assert any(turns_on(feature, number) for number in range(MOST))


def turns_on(feature: Feature, number: int) -> bool:
    """True where an answer would be another without the feature."""
    world, questions = asked(number)
    bare = feature.without(world)
    if repr(bare) == repr(world):  # two days are equal though one has an hour
        return False
    return said_of(number) != [said(bare, question) for question in questions]


@cache
def said_of(number: int) -> list[tuple[object, ...]]:
    """The answers about the world of a number."""
    world, questions = asked(number)
    return [said(world, question) for question in questions]


def said(world: World, question: Question) -> tuple[object, ...]:
    """The words of an answer, or of its branches."""
    finding = find(world, question)
    return (*words(finding.standing), *(branch.status for branch in finding.branches))
