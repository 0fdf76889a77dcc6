"""What sources disagree about: unknown exactly where the answer hangs on it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, given, settings
from test_turns import WORLDS, indexed
from worlds import chances, random_question, random_world

from kg.law.finding import find
from kg.records.answers import Question, Status
from kg.records.things import World


def test_an_answer_is_unknown_exactly_where_both_readings_differ() -> None:
    met = set[bool]()

    @settings(
        max_examples=5 * WORLDS,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(chances)
    def compare(chance: Random) -> None:
        world = random_world(chance)
        effect = chance.choice([e for e in world.effects if not e.startswith("a-start")])
        question = random_question(chance, world)
        indexed(world)
        with_it, without = says(world, question), says(never(world, effect), question)
        doubted = replace(world.effects[effect], disputed=True)
        found = find(replace(world, effects={**world.effects, effect: doubted}), question)
        met.add(with_it != without)
        if with_it == without:
            assert says_of(found) == with_it
            assert not found.branches
        else:
            assert found.status is Status.UNKNOWN
            assert {branch.status for branch in found.branches} == {with_it[0], without[0]}

    compare()
    assert met == {True, False}


def never(world: World, effect: str) -> World:
    """The world in which the effect waits for ever."""
    waiting = replace(world.effects[effect], begins=None, begins_when_ends="", awaits="mandate")
    actions = {
        name: replace(action, triggers=tuple(e for e in action.triggers if e != effect))
        for name, action in world.actions.items()
    }
    return replace(world, actions=actions, effects={**world.effects, effect: waiting})


def says(world: World, question: Question) -> tuple[object, ...]:
    return says_of(find(world, question))


def says_of(found: object) -> tuple[object, ...]:
    """The word of an answer and of its parts, by which readings are told apart."""
    return found.status, *((part.policy, part.status) for part in found.parts)  # type: ignore[attr-defined]
