"""What happened to a policy between two days."""

import datetime as dt

import pytest
from casefile import world_of
from ruamel.yaml import YAML

from kg.law.compare import compare
from kg.law.index import Index
from kg.records.answers import Question

DAY = dt.date.fromisoformat
WORLD = """
policy:
  Order: {in-force: 2017-01-25}
effects:
  broad:  {does: preliminary-injunction, to: Order, scope: {everyone: true}, from: 2017-04-25}
  local:  {does: preliminary-injunction, to: Order, scope: {parties: [Dallas]}, from: 2017-06-01}
  notice: {does: notice-of-appeal, to: broad, from: 2017-07-01}
  narrow: {does: narrowed, to: broad, leaves: {parties: [Chicago]}, from: 2018-08-01}
  stay:   {does: stay-pending-appeal, to: narrow, from: 2018-09, until: 2018-12-01}
  end:    {does: revoked, to: Order, from: 2021-01-20}
bodies: {Chicago: {}, Dallas: {}, Boston: {}}
"""


@pytest.fixture(scope="module")
def index():
    return Index(world_of(YAML(typ="safe").load(WORLD)))


def told(index, first, last, subject=None):
    said = compare(index, Question("Order", DAY(first), subject), DAY(last))
    return [
        (
            str(shift.day),
            str(shift.after.status),
            {each.effect: (str(each.was), str(each.now)) for each in shift.changes},
            {each.subject: (str(each.was.status), str(each.now.status)) for each in shift.others},
        )
        for shift in said.shifts
    ]


def test_each_day_tells_what_began_and_what_that_did(index):
    assert told(index, "2017-01-24", "2018-08-31") == [
        ("2017-01-25", "in-force", {"Order-start": ("not-begun", "operative")}, {}),
        ("2017-04-25", "enjoined", {"broad": ("not-begun", "operative")}, {}),
        ("2017-06-01", "enjoined", {"local": ("not-begun", "operative")}, {}),
        (
            "2018-08-01",
            "in-force",
            {"narrow": ("not-begun", "operative"), "broad": ("operative", "partly")},
            {},
        ),
    ]


def test_what_came_to_be_stands_before_what_it_changed(index):
    said = compare(index, Question("Order", DAY("2018-07-31")), DAY("2018-08-01"))
    assert [each.effect for each in said.shifts[0].changes] == ["narrow", "broad"]
    assert said.shifts[0].changes[1].reason.by == ("narrow",)


def test_an_open_day_is_a_change_of_its_own(index):
    found = told(index, "2018-08-31", "2019-01-01", "Boston")
    assert [(day, status) for day, status, _, _ in found] == [
        ("2018-09-01", "unknown"),
        ("2018-09-30", "enjoined"),
        ("2018-12-01", "in-force"),
    ]
    assert found[0][2] == {
        "stay": ("not-begun", "unknown"),
        "narrow": ("operative", "unknown"),
        "broad": ("confined", "unknown"),
    }


def test_one_who_is_asked_about_hears_only_of_what_concerns_it(index):
    assert [day for day, *_ in told(index, "2017-05-01", "2018-08-31", "Dallas")] == [
        "2017-06-01",
        "2018-08-01",
    ]
    assert told(index, "2017-05-01", "2018-08-31", "Chicago") == [
        ("2018-08-01", "enjoined", {"narrow": ("not-begun", "operative")}, {})
    ]


def test_those_whose_answer_changed_beside_everyones(index):
    (last,) = told(index, "2020-01-01", "2022-01-01")[-1:]
    assert last[1] == "revoked"
    assert last[3] == {"Chicago": ("enjoined", "revoked"), "Dallas": ("enjoined", "revoked")}
    assert last[2]["local"] == ("operative", "idle")


def test_nothing_happened(index):
    said = compare(index, Question("Order", DAY("2019-01-01")), DAY("2020-01-01"))
    assert said.shifts == ()
    assert said.before.status is said.after.status
    same = compare(index, Question("Order", DAY("2018-08-01")), DAY("2018-08-01"))
    assert same.shifts == ()


def test_the_day_itself_belongs_to_what_was_before(index):
    assert told(index, "2017-04-25", "2017-05-01") == []
    assert len(told(index, "2017-04-24", "2017-04-25")) == 1


def test_what_only_is_noted_is_no_change(index):
    assert told(index, "2017-06-30", "2017-07-31") == []


def test_days_in_reverse_are_refused(index):
    with pytest.raises(ValueError, match="2017-01-01 is before 2018-01-01"):
        compare(index, Question("Order", DAY("2018-01-01")), DAY("2017-01-01"))


def test_the_others_are_told_in_the_order_of_their_names():
    said = """
policy: {Order: {in-force: 2017-01-25}}
effects:
  first:  {does: preliminary-injunction, to: Order, scope: {parties: [Zion]}, from: 2017-04-25}
  second: {does: preliminary-injunction, to: Order, scope: {parties: [Austin]}, from: 2017-06-01}
  end:    {does: dissolved, to: first, from: 2017-06-01}
bodies: {Zion: {}, Austin: {}}
"""
    index = Index(world_of(YAML(typ="safe").load(said)))
    ((_, _, _, others),) = told(index, "2017-05-01", "2017-06-01")
    assert list(others) == ["Austin", "Zion"]
