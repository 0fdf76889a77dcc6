"""The operative bars, what reshaped them, and the last day on which one worked."""

import datetime as dt

import pytest
from casefile import world_of
from ruamel.yaml import YAML

from kg.law.blocks import blocks, last_blocked, shaping
from kg.law.finding import find
from kg.law.index import Index
from kg.records.answers import Question
from kg.records.things import Action, Effect, Kind, Operation, Policy, World
from kg.values.day import Day
from kg.values.scope import Scope

DAY = dt.date.fromisoformat

WORLD = """
policy:
  Order: {in-force: 2017-01-25}
  s2: {partOf: Order}
  s9: {partOf: Order}
  Memo: {in-force: 2017-01-25, until: 2019-01-01}
effects:
  broad:  {does: preliminary-injunction, to: s9, scope: {everyone: true}, from: 2017-04-25}
  narrow: {does: narrowed, to: broad, leaves: {parties: [Chicago]}, from: 2018-08-01}
  stay:   {does: stay-pending-appeal, to: narrow, from: 2018-09-01, until: 2018-10-01}
  local:  {does: permanent-injunction, to: Memo, scope: {parties: [Dallas]}, from: 2018-03-01}
  end:    {does: revoked, to: Order, from: 2021-01-20}
bodies: {Chicago: {}, Dallas: {}, Boston: {}}
"""


@pytest.fixture(scope="module")
def index():
    return Index(world_of(YAML(typ="safe").load(WORLD)))


def found(index, policy, on, subject=None):
    return [(b.bar, b.policy) for b in blocks(index, Question(policy, DAY(on), subject))]


@pytest.mark.parametrize(
    ("policy", "on", "subject", "expected"),
    [
        ("s9", "2017-04-24", None, []),
        ("s9", "2017-04-25", None, [("broad", "s9")]),
        ("Order", "2017-04-25", None, [("broad", "s9")]),
        ("s2", "2017-04-25", None, []),
        ("s9", "2018-08-15", "Chicago", [("broad", "s9")]),
        ("s9", "2018-08-15", "Dallas", []),
        ("s9", "2018-08-15", None, [("broad", "s9")]),
        ("s9", "2018-09-15", "Dallas", [("broad", "s9")]),
        ("s9", "2018-10-01", "Dallas", []),
        ("Memo", "2018-03-01", None, [("local", "Memo")]),
        ("Memo", "2018-03-01", "Boston", []),
        ("Memo", "2019-01-01", "Dallas", []),
        ("Order", "2021-01-20", None, []),
    ],
)
def test_the_bars_of_a_day(index, policy, on, subject, expected):
    assert found(index, policy, on, subject) == expected


@pytest.mark.parametrize(
    ("on", "shapes"), [("2018-07-31", ()), ("2018-08-15", ("narrow",)), ("2018-09-15", ())]
)
def test_what_reshapes_a_bar_is_told_while_it_works(index, on, shapes):
    assert shaping(index, "broad", DAY(on)) == shapes


@pytest.mark.parametrize(
    ("policy", "on", "subject", "last"),
    [
        ("Order", "2024-01-01", None, "2021-01-19"),
        ("s9", "2024-01-01", "Chicago", "2021-01-19"),
        ("s9", "2024-01-01", "Dallas", "2018-09-30"),
        ("s9", "2018-08-20", "Dallas", "2018-07-31"),
        ("Memo", "2024-01-01", None, "2018-12-31"),
    ],
)
def test_the_last_day_one_worked(index, policy, on, subject, last):
    answer = last_blocked(index, Question(policy, DAY(on), subject))
    assert answer
    day, bars = answer
    assert day == DAY(last)
    assert [(b.bar, b.policy) for b in bars] == found(index, policy, last, subject)
    after = (day + dt.timedelta(days=1)).isoformat()
    assert found(index, policy, after, subject) == []


@pytest.mark.parametrize(
    ("policy", "on", "subject"),
    [("Order", "2017-04-24", None), ("s2", "2024-01-01", None), ("Memo", "2024-01-01", "Boston")],
)
def test_what_was_never_blocked_was_not_last_blocked(index, policy, on, subject):
    assert last_blocked(index, Question(policy, DAY(on), subject)) is None


def test_a_bar_on_the_whole_is_told_once():
    text = """
policy: {Order: {in-force: 2017-01-25}, s2: {partOf: Order}, s9: {partOf: Order}}
effects: {bar: {does: preliminary-injunction, to: Order, scope: {everyone: true}, from: 2017-04-25}}
"""
    index = Index(world_of(YAML(typ="safe").load(text)))
    assert found(index, "Order", "2017-05-01") == [("bar", "Order")]
    assert found(index, "s9", "2017-05-01") == [("bar", "Order")]


def test_bars_stand_in_the_order_in_which_they_began():
    text = """
policy: {P: {in-force: 2017-01-25}}
effects:
  late:  {does: permanent-injunction, to: P, scope: {everyone: true}, from: 2018-05-01}
  early: {does: preliminary-injunction, to: P, scope: {parties: [Chicago]}, from: 2018-03-01}
"""
    index = Index(world_of(YAML(typ="safe").load(text)))
    assert found(index, "P", "2018-06-01") == [("early", "P"), ("late", "P")]


def test_where_too_many_dates_are_open_no_bar_is_certain_and_the_status_is_unknown():
    start = Effect("start", Kind("issued", "issuance", Operation.COMMENCE), "act", ("p",))
    bar = Kind("preliminary-injunction", "preliminary injunction", Operation.BAR)
    names = [f"bar{number}" for number in range(8)]
    bars = [Effect(n, bar, f"{n}-order", ("p",), Scope(everyone=True)) for n in names]
    actions = [Action("act", Day.parse("2018-01-01"), enacts=("p",))]
    actions += [Action(f"{name}-order", Day.parse("2018-06")) for name in names]
    index = Index(
        World({"p": Policy("p")}, {e.id: e for e in (start, *bars)}, {a.id: a for a in actions})
    )
    inside, after = dt.date(2018, 6, 15), dt.date(2018, 7, 1)
    assert find(index, Question("p", inside)).status == "unknown"
    assert {block.certain for block in blocks(index, Question("p", inside))} == {False}
    assert {block.certain for block in blocks(index, Question("p", after))} == {True}
