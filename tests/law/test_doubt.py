"""What sources disagree about, or an order leaves open: unknown where the answer hangs on it."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Final

from hypothesis import HealthCheck, given, settings
from test_turns import WORLDS, indexed, silenced
from worlds import chances, random_question, random_world

from kg.law.finding import find
from kg.records.answers import Finding, Question, Status
from kg.records.things import World
from kg.values.scope import Scope

#: Those who belonged to something for a time.
BELONGED: Final = ("dallas", "chicago", "illinois", "police", "league")


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


def test_a_silent_order_is_unknown_exactly_where_its_readings_differ() -> None:
    """Whether those count who were members on the day of the order, or whoever is one."""
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
        members = Scope(classes=frozenset({chance.choice(("league", "cities", "members"))}))
        effect = replace(world.effects[chance.choice(list(world.effects))], scope=members)
        question = replace(random_question(chance, world), subject=chance.choice(BELONGED))
        indexed(world)

        def read(later: bool | None) -> Finding:
            effects = {**world.effects, effect.id: silenced(effect, later)}
            return find(replace(world, effects=effects), question)

        then, whoever, found = says_of(read(False)), says_of(read(True)), read(None)
        met.add(then != whoever)
        if then == whoever:
            assert says_of(found) == then
            assert not found.branches
        else:
            assert found.status is Status.UNKNOWN
            assert {branch.status for branch in found.branches} == {then[0], whoever[0]}

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
