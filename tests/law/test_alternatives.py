"""What hangs apart is tried apart: the answers are those of all combinations, at a fraction."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from open_worlds import open_world
from product import Reading, every_reading, first_of_each_shape, words
from test_turns import WORLDS, indexed
from worlds import LAST, ZERO, chances, random_question

from kg.law.alternatives import TooManyAlternatives, said
from kg.law.finding import find
from kg.law.index import Index
from kg.law.runs import runs
from kg.records.answers import TOO_MUCH_OPEN, Branch, Finding, Question, Status
from kg.records.things import Action, Effect, Kind, Operation, Policy, World
from kg.values.day import Day
from kg.values.scope import Scope

many = settings(
    max_examples=10 * WORLDS,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def openly_asked(chance: Random) -> tuple[Index, Question]:
    """A random world of which much is open, and a question about a day in its middle."""
    index = indexed(open_world(chance))
    question = random_question(chance, index.world)
    return index, replace(question, on=ZERO + dt.timedelta(days=chance.randint(1, LAST + 2)))


def test_the_answer_is_that_of_all_combinations() -> None:
    met = set[tuple[bool, bool]]()

    @many
    @given(chances)
    def compare(chance: Random) -> None:
        index, question = openly_asked(chance)
        try:
            tried = every_reading(index, question)
        except TooManyAlternatives:
            return
        found = find(index, question)
        firsts = first_of_each_shape(tried)
        met.add((len(tried) > 8, len(firsts) > 1))
        if len(firsts) == 1:
            assert not found.branches
            told_alike(found, tried)
        else:
            assert found.status is Status.UNKNOWN
            branches_of_them(found, tried, firsts)

    compare()
    assert met == {(True, True), (True, False), (False, True), (False, False)}


def told_alike(found: Finding, tried: list[Reading]) -> None:
    """All combinations agree, and so does the answer; on a practice only where they do."""
    first = tried[0][1]
    practices = {standing.practice for _, standing in tried}
    open_practice = "stated practice uncertain" in found.flags
    assert replace(found.standing, flags=(), practice=()) == replace(first, flags=(), practice=())
    assert open_practice == (len(practices) > 1)
    assert open_practice or found.standing == first


def branches_of_them(found: Finding, tried: list[Reading], firsts: list[Reading]) -> None:
    """A branch for each word of the policy and its parts: the first combination to give it."""
    shown = [reading for reading in firsts if any(_is(b, reading) for b in found.branches)]
    assert len(shown) == len(found.branches)
    assert all(_is(b, reading) for b, reading in zip(found.branches, shown, strict=True))
    possible = set[tuple[str, str]]().union(*(words(standing) for _, standing in tried))
    assert set[tuple[str, str]]().union(*(words(standing) for _, standing in shown)) == possible
    because = dict.fromkeys(effect for branch in found.branches for effect in branch.because)
    assert found.because == tuple(because)


def _is(branch: Branch, reading: Reading) -> bool:
    """True for a branch that supposes what the reading does, as far as it matters to it."""
    supposed, standing = reading
    told = (branch.status, branch.because) == (standing.status, standing.because)
    return told and set(branch.supposing) <= set(said(supposed))


MONTH = Day(dt.date(2018, 6, 1), dt.date(2018, 6, 30))
MIDDLE = dt.date(2018, 6, 15)
START = Kind("effective", "coming into effect", Operation.COMMENCE)
BAR = Kind("injunction", "injunction", Operation.BAR)
STAY = Kind("stay", "stay", Operation.SUSPEND)
TWENTY = range(20)


def made(policies: list[Policy], *effects: Effect, known: tuple[str, ...] = ()) -> World:
    """Policies of January under effects of which each has a day of June, but for the known."""
    start = Effect("start", START, "issue", ("P",))
    january = Day.on(dt.date(2018, 1, 1))
    actions = {e.action: Action(e.action, january if e.id in known else MONTH) for e in effects}
    actions["issue"] = Action("issue", january, enacts=("P",))
    return World(
        {policy.id: policy for policy in policies},
        {effect.id: effect for effect in (start, *effects)},
        actions,
    )


def order(name: str, kind: Kind, target: str) -> Effect:
    return Effect(name, kind, f"act-{name}", (target,), Scope(everyone=True))


def stands(world: World, on: dt.date = MIDDLE) -> Finding:
    return find(world, Question("P", on))


def test_twenty_bars_of_unknown_days() -> None:
    bars = [order(f"bar{n:02}", BAR, "P") for n in TWENTY]
    found = stands(made([Policy("P")], *bars))
    assert found.status is Status.UNKNOWN
    barred, free = found.branches
    assert (barred.status, free.status) == (Status.ENJOINED, Status.IN_FORCE)
    assert barred.because == tuple(bar.id for bar in bars)
    assert set(free.supposing) == {f"act-{bar.id}: 2018-06-16" for bar in bars}
    sure = made([Policy("P")], *bars, known=("bar07",))
    assert stands(sure).status is Status.ENJOINED
    assert not stands(sure).branches


def test_twenty_of_unknown_days_in_one_chain() -> None:
    orders = [order("bar", BAR, "P")]
    orders += [order(f"stay{n:02}", STAY, "bar") for n in range(3)]
    orders += [order(f"stay{n:02}", STAY, f"stay{n - 3:02}") for n in range(3, 20)]
    found = stands(made([Policy("P")], *orders))
    assert {branch.status for branch in found.branches} == {Status.ENJOINED, Status.IN_FORCE}
    stayed = stands(made([Policy("P")], *orders[:4], known=("stay01",)))
    assert stayed.status is Status.IN_FORCE


def test_twenty_parts_with_an_order_each() -> None:
    parts = [Policy(f"P{n:02}", part_of="P") for n in TWENTY]
    bars = [order(f"bar{part.id}", BAR, part.id) for part in parts]
    whole = Policy("P", parts_complete=True)
    found = stands(made([whole, *parts], *bars))
    words_of = {branch.status for branch in found.branches}
    assert words_of == {Status.ENJOINED, Status.PARTLY, Status.IN_FORCE}
    assert len(found.branches) == len(parts) + 2


def test_a_doubt_that_two_bars_share_is_one_doubt() -> None:
    """Of two bars one works whenever the other does not, whatever else is open."""
    ends, begins = order("ends", BAR, "P"), order("begins", BAR, "P")
    other = [order(f"bar{n:02}", BAR, "P") for n in TWENTY]
    world = made([Policy("P")], ends, begins, *other, known=("ends",))
    ends = replace(ends, ends_with="judgment")
    judgment = replace(world.actions["act-begins"], concludes=("ends",))
    world = replace(
        world,
        effects={**world.effects, "ends": ends},
        actions={**world.actions, "act-begins": judgment},
    )
    assert stands(world).status is Status.ENJOINED
    late = replace(world.effects["begins"], begins=Day.on(dt.date(2018, 7, 10)))
    gap = stands(replace(world, effects={**world.effects, "begins": late}))
    assert gap.status is Status.UNKNOWN


def test_twenty_orders_on_two_parts_each() -> None:
    """The bars of one order share its day, and no two orders share anything."""
    parts = [Policy("P1", part_of="P"), Policy("P2", part_of="P")]
    bars = [
        replace(order(f"bar{n:02}-{part.id}", BAR, part.id), action=f"act-{n:02}")
        for n in TWENTY
        for part in parts
    ]
    found = stands(made([Policy("P"), *parts], *bars))
    assert [branch.status for branch in found.branches] == [Status.PARTLY, Status.IN_FORCE]


def test_twenty_orders_each_on_both_effects_of_the_last() -> None:
    orders = [
        replace(order(f"{side}{n:02}", STAY, f"{side}{n - 1:02}"), action=f"act-{n:02}")
        for n in range(1, 20)
        for side in "ab"
    ]
    bars = [replace(order(f"{side}00", BAR, "P"), action="act-00") for side in "ab"]
    found = stands(made([Policy("P")], *bars, *orders))
    assert {branch.status for branch in found.branches} == {Status.ENJOINED, Status.IN_FORCE}
    assert {len(branch.supposing) for branch in found.branches} == {20}


def test_twenty_stays_of_a_judgment_with_two_bars() -> None:
    bars = [replace(order(name, BAR, "P"), action="judgment") for name in ("a", "b")]
    stays = [order(f"stay{n:02}", STAY, "judgment") for n in TWENTY]
    world = made([Policy("P")], *bars, *stays, known=("a", "b"))
    found = stands(world)
    assert [branch.status for branch in found.branches] == [Status.IN_FORCE, Status.ENJOINED]
    sure = made([Policy("P")], *bars, *stays, known=("a", "b", "stay11"))
    assert stands(sure).status is Status.IN_FORCE


def test_what_hangs_together_too_much_is_unknown() -> None:
    starts = [order(f"again{n:02}", START, "P") for n in TWENTY]
    found = stands(made([Policy("P")], *starts, *(order("bar", BAR, "P"),)))
    assert found.status is Status.UNKNOWN
    assert not found.branches
    assert found.flags == (TOO_MUCH_OPEN,)


@pytest.mark.parametrize("count", [1, 20])
def test_runs_are_unknown_only_while_it_is_open(count: int) -> None:
    bars = [order(f"bar{n:02}", BAR, "P") for n in range(count)]
    (run,) = runs(Index(made([Policy("P")], *bars)), ["P"], [])
    assert [(each.first, each.status) for each in run.intervals] == [
        (None, Status.NOT_YET_ISSUED),
        (dt.date(2018, 1, 1), Status.IN_FORCE),
        (dt.date(2018, 6, 1), Status.UNKNOWN),
        (dt.date(2018, 6, 30), Status.ENJOINED),
    ]
