"""The sets of orders named free the policy, none smaller does, and none is missed."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from casefile import world_of
from hypothesis import HealthCheck, given, settings
from open_worlds import open_world
from test_turns import indexed
from worlds import BODIES, chances, random_question, random_world, some_day

from kg.law.finding import find
from kg.law.freeing import freeing
from kg.law.index import Index
from kg.law.support import free
from kg.law.without import family, without
from kg.records.answers import Question, Status, Verdict
from kg.records.things import Operation, Participation, World

EVERYONE = {"everyone": True}
BAR = {"does": "preliminary-injunction", "to": "P", "scope": EVERYONE, "from": "2017-04-25"}
#: In so many orders every set of them can be tried.
FEW = 8
often = settings(
    max_examples=max(40, int(os.environ.get("KG_WORLDS", "1200")) // 8),
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def frees(world: World, question: Question, fallen) -> bool:
    """The engine's own answer for the whole world without these actions."""
    return free(find(Index(without(world, fallen)), question).standing)


def in_suits(chance: Random, made) -> World:
    """The world with orders made in two suits, judgments that dispose of one, and measures alike.

    Some bars are for the parties of their suit, and some reach a later measure to the same end.
    """
    world = made(chance)
    cases = (None, "first suit", "second suit")
    actions = {
        name: replace(
            each, case=chance.choice(cases), disposes_of=chance.choice((None, None, *cases))
        )
        for name, each in world.actions.items()
    }
    effects = {
        name: replace(
            each,
            kind=replace(each.kind, interlocutory=chance.random() < 0.7),
            scope=None if chance.random() < 0.3 else each.scope,
            reaches_later=chance.random() < 0.3,
        )
        if each.kind.operation is Operation.BAR
        else each
        for name, each in world.effects.items()
    }
    alike = {"P": ("R",), "R": ("P",)} if chance.random() < 0.5 else {}
    policies = {
        name: replace(each, same_end_as=alike.get(name, ()))
        for name, each in world.policies.items()
    }
    suing = tuple(
        Participation(case, who, "plaintiff", left=chance.choice((None, None, some_day(chance))))
        for case in cases[1:]
        for who in chance.sample(BODIES, 3)
    )
    return replace(world, actions=actions, effects=effects, policies=policies, participations=suing)


def by_trying_all(world: World, question: Question) -> set[tuple[str, ...]]:
    """Every set of actions that frees while no smaller part of it does."""
    index = Index(world)
    own = {a for policy in family(index, question.policy) for a in index.enacted_by(policy)}
    orders = sorted(set(world.actions) - own)
    found: list[frozenset[str]] = []
    for size in range(len(orders) + 1):
        for names in combinations(orders, size):
            fallen = frozenset(names)
            if not any(each <= fallen for each in found) and frees(world, question, fallen):
                found.append(fallen)
    return {tuple(sorted(each)) for each in found}


def small(chance: Random, made) -> World:
    """A random world of few actions, without circles."""
    while True:
        world = indexed(made(chance)).world
        if len(world.actions) <= FEW:
            return world


def asked(chance: Random, world: World) -> Question:
    """Of some questions the one to which most is in the way."""
    index = Index(world)
    questions = [random_question(chance, world) for _ in range(8)]

    def in_the_way(question: Question) -> tuple[bool, int]:
        found = find(index, question)
        working = [r.effect for r in found.trace if r.verdict is Verdict.OPERATIVE]
        return not free(found.standing), len(working)

    return max(questions, key=in_the_way)


def agrees(world: World, question: Question) -> int:
    found = freeing(Index(world), question)
    expected = by_trying_all(world, question)
    if found.complete:
        assert set(found.sets) == expected
    else:
        assert set(found.sets) <= expected
        assert {each for each in expected if len(each) <= found.size} <= set(found.sets)
    return max(map(len, found.sets), default=0)


def test_exactly_the_least_sets_are_named_as_trying_all_finds_them():
    met = set[int]()

    @often
    @given(chances)
    def try_all(chance):
        world = small(chance, lambda c: random_world(c, 7))
        met.add(agrees(world, asked(chance, world)))

    try_all()
    assert met >= {0, 1, 2}


def test_what_is_open_must_be_free_by_every_reading():
    met = set[int]()

    @often
    @given(chances)
    def try_all(chance):
        world = small(chance, open_world)
        met.add(agrees(world, asked(chance, world)))

    try_all()
    assert met >= {0, 1}
    assert max(met) > 1


def test_what_judgments_end_by_law_comes_back_with_them_in_any_suit():
    met = set[int]()

    @often
    @given(chances)
    def try_all(chance):
        kinds = (lambda c: random_world(c, 7), open_world)
        world = small(chance, lambda c: in_suits(c, chance.choice(kinds)))
        met.add(agrees(world, asked(chance, world)))

    try_all()
    assert met >= {0, 1}
    assert max(met) > 1


@often
@given(chances)
def test_a_set_in_a_large_world_frees_and_no_part_of_it_does(chance):
    world = indexed(random_world(chance, 18)).world
    question = asked(chance, world)
    for fallen in freeing(Index(world), question).sets:
        assert frees(world, question, fallen)
        for size in range(len(fallen)):
            for part in combinations(fallen, size):
                assert not frees(world, question, part)


def looked_for(effects, on="2018-06-01", subject="Chicago", policy=None, **more):
    """What would have to fall for P to be enforceable, in a world of these effects."""
    policies = {"P": {"in-force": "2017-01-25", **(policy or {})}}
    bodies = {"Chicago": {}, "Dallas": {}}
    world = world_of({"policy": policies, "effects": effects, "bodies": bodies, **more})
    return freeing(Index(world), Question("P", dt.date.fromisoformat(on), subject))


def sets(effects, **asked):
    found = looked_for(effects, **asked)
    assert found.complete
    return [set(each) for each in found.sets]


def test_of_one_bar_the_bar_would_have_to_fall():
    assert sets({"bar": BAR}) == [{"bar"}]
    assert sets({"bar": BAR}, subject=None) == [{"bar"}]


def test_what_is_enforceable_needs_nothing_to_fall():
    assert sets({"bar": BAR}, on="2017-03-01") == [set()]
    for_dallas = {**BAR, "scope": {"parties": ["Dallas"]}}
    assert sets({"bar": for_dallas}) == [set()]


def test_of_two_bars_both_would_have_to_fall():
    assert sets({"one": BAR, "two": BAR}) == [{"one", "two"}]


def test_a_bar_stays_while_its_stay_is_vacated_so_either_may_fall():
    stay = {"does": "stay-pending-appeal", "to": "bar", "from": "2017-05-01"}
    lifted = {"does": "stay-vacated", "to": "stay", "from": "2017-06-01"}
    assert sets({"bar": BAR, "stay": stay, "lifted": lifted}) == [{"bar"}, {"lifted"}]
    assert sets({"bar": BAR, "stay": stay}) == [set()]


def test_the_bar_that_another_took_the_place_of_comes_back_and_must_fall_too():
    final = {"decided": "2017-11-20"}
    permanent = {**BAR, "does": "permanent-injunction", "action": "final", "from": "2017-11-20"}
    merged = {"does": "merged", "to": "bar", "action": "final"}
    effects = {"bar": BAR, "permanent": permanent, "merged": merged}
    assert sets(effects, actions={"final": final}) == [{"bar", "final"}]


def test_what_a_judgment_ended_by_law_comes_back_with_it():
    tro = {**BAR, "does": "temporary-restraining-order", "case": "c"}
    judgment = {"decided": "2017-11-20", "case": "c", "disposesOf": "c"}
    effects = {"tro": tro, "permanent": {**BAR, "does": "permanent-injunction", "action": "final"}}
    assert sets(effects, actions={"final": judgment}) == [{"final", "tro"}]


def test_a_narrowing_that_was_reversed_would_free_those_outside_again():
    narrow = {"does": "narrowed", "to": "bar", "leaves": {"parties": ["Chicago"]}}
    narrow["from"] = "2017-05-01"
    back = {"does": "reversed", "to": "narrow", "from": "2017-06-01"}
    effects = {"bar": BAR, "narrow": narrow, "back": back}
    assert sets(effects, subject="Dallas") == [{"back"}, {"bar"}]
    assert sets(effects, subject="Chicago") == [{"bar"}]


def test_a_mandate_that_gave_a_reversal_its_effect_may_fall_like_the_reversal():
    narrow = {"does": "reversed", "to": "stay", "awaits": "mandate", "decided": "2017-05-20"}
    stay = {"does": "stay-pending-appeal", "to": "bar", "from": "2017-05-01"}
    mandate = {"decided": "2017-06-01", "triggers": "back"}
    effects = {"bar": BAR, "stay": stay, "back": narrow}
    found = sets(effects, actions={"mandate": mandate})
    assert found == [{"back"}, {"bar"}, {"mandate"}]


@pytest.mark.parametrize("does", ["revoked", "vacated", "apa-705-stay"])
def test_a_revocation_a_vacatur_and_a_postponement_stand_in_the_way_like_a_bar(does):
    over = {"does": does, "to": "P", "from": "2018-01-01"}
    assert sets({"bar": BAR, "over": over}) == [{"bar", "over"}]


def test_what_has_run_its_time_no_order_keeps_from_being_in_force():
    for policy in ({"until": "2018-01-01"}, {"in-force": "2019-01-01"}, {"addressees": "Dallas"}):
        found = looked_for({"bar": BAR}, policy=policy)
        assert (found.sets, found.complete) == ((), True)
    assert looked_for({"bar": BAR}, policy={"until": "2018-01-01"}).left is Status.EXPIRED


def test_all_parts_must_be_free():
    parts = {
        "P": {"in-force": "2017-01-25"},
        "P1": {"partOf": "P"},
        "P2": {"partOf": "P"},
    }
    effects = {"one": {**BAR, "to": "P1"}, "two": {**BAR, "to": "P2"}}
    world = world_of({"policy": parts, "effects": effects})
    day = dt.date(2018, 6, 1)
    assert freeing(Index(world), Question("P", day)).sets == (("one", "two"),)
    assert freeing(Index(world), Question("P1", day)).sets == (("one",),)


def test_where_a_stay_is_disputed_the_bar_must_fall():
    stay = {"does": "stay-pending-appeal", "to": "bar", "from": "2017-05-01", "disputed": True}
    assert sets({"bar": BAR, "stay": stay}) == [{"bar"}]


def test_of_many_ways_ten_are_named_and_it_is_said_that_there_are_more():
    found = looked_for(many_ways(8))
    assert (len(found.sets), found.complete, found.size, found.least) == (10, False, 7, True)
    assert all(len(each) == 8 for each in found.sets)


def test_where_the_ways_are_too_many_one_is_named_that_is_enough():
    found = looked_for(many_ways(30))
    assert [len(each) for each in found.sets] == [30]
    assert (found.complete, found.least) == (False, False)
    assert found.size < 30


def many_ways(bars):
    """Bars of which each stands by itself and by the lifting of its stay."""
    effects = {}
    for number in range(bars):
        effects[f"bar{number}"] = BAR
        effects[f"stay{number}"] = {"does": "self-stay", "to": f"bar{number}", "from": "2017-05-01"}
        effects[f"up{number}"] = {"does": "lifted", "to": f"stay{number}", "from": "2017-06-01"}
    return effects
