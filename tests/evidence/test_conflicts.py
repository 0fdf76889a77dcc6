"""Statements held against the record by rule: what agrees, what contradicts, what stays open."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evidence.conflicts import disagreements, held, undeclared
from kg.records.evidence import Agreement, Conflict, Recorded, Register, Sort, Statement
from kg.values.day import Day

CONFIRMED, CONTRADICTED = Agreement.CONFIRMED, Agreement.CONTRADICTED
SILENT, NOT_COMPARABLE = Agreement.SILENT, Agreement.NOT_COMPARABLE


def said(value: str | None, **more: object) -> Statement:
    return replace(Statement("statement/1", "order", "court", "source/a", value), **more)


def on_record(*values: str, sort: Sort = Sort.THING, **more: object) -> Register:
    """The record, where a thing falls under what its name begins with: us/doj/bja under us/doj."""
    recorded = tuple(Recorded(each, "order", above(each)) for each in values)
    return replace(Register(sort, recorded, single=True, closed=True), **more)


def above(name: str) -> frozenset[str]:
    steps = name.split("/")
    return frozenset("/".join(steps[:length]) for length in range(1, len(steps) + 1))


@pytest.mark.parametrize(
    ("value", "record", "agreement"),
    [
        ("cand", ("cand",), CONFIRMED),
        ("ca9", ("cand",), CONTRADICTED),
        ("us/doj", ("us/doj/bja",), CONFIRMED),  # the bureau is inside the department
        ("us/doj/bja", ("us/doj",), SILENT),  # the record is less exact
        ("us/dhs", ("us/doj/bja",), CONTRADICTED),
        ("cand", (), SILENT),
        ("ca9", ("cand", "ca9"), CONFIRMED),  # one of several will do
    ],
)
def test_things_agree_where_the_record_falls_under_what_is_said(
    value: str, record: tuple[str, ...], agreement: Agreement
) -> None:
    register = on_record(*record, under=above(value))
    assert held(said(value), register).agreement is agreement


def test_what_is_not_listed_exhaustively_contradicts_nothing() -> None:
    assert held(said("x"), on_record("y", closed=False)).agreement is SILENT


@pytest.mark.parametrize(
    ("value", "record", "agreement"),
    [
        ("2017-01-25", "2017-01-25", CONFIRMED),
        ("2017-01", "2017-01-25", CONFIRMED),
        ("2017", "2017-01", CONFIRMED),
        ("2017-01-25", "2017-01", SILENT),
        ("2017-01-26", "2017-01-25", CONTRADICTED),
        ("2017-02", "2017-01-25", CONTRADICTED),
        ("2018", "2017-12-31", CONTRADICTED),
        ("2017-01-25", "2017-01-25T23:00:00-05:00", CONFIRMED),
    ],
)
def test_days_agree_as_far_as_they_are_known(value: str, record: str, agreement: Agreement) -> None:
    assert held(said(value), on_record(record, sort=Sort.DAY)).agreement is agreement


days = st.dates(dt.date(2000, 1, 1), dt.date(2030, 12, 31))


@given(days, days)
def test_of_two_days_the_record_bears_out_one_that_is_its_own(one: dt.date, other: dt.date) -> None:
    found = held(said(one.isoformat()), on_record(other.isoformat(), sort=Sort.DAY))
    assert found.agreement is (CONFIRMED if one == other else CONTRADICTED)


@given(days)
def test_a_month_is_borne_out_by_each_of_its_days_and_bears_out_none(day: dt.date) -> None:
    month = day.isoformat()[:7]
    assert held(said(month), on_record(day.isoformat(), sort=Sort.DAY)).agreement is CONFIRMED
    assert held(said(day.isoformat()), on_record(month, sort=Sort.DAY)).agreement is SILENT


@pytest.mark.parametrize(
    ("value", "record", "whole_hit", "agreement", "only_parts"),
    [
        ("jag", ("jag",), False, CONFIRMED, False),
        ("jag/notice", ("jag",), False, CONFIRMED, False),  # what hits the whole hits the part
        ("jag", ("jag/notice", "jag/access"), False, CONTRADICTED, True),
        ("jag", ("jag/notice", "jag/access"), True, CONFIRMED, False),  # there is no other part
        ("cops", ("jag/notice",), False, CONTRADICTED, False),
    ],
)
def test_an_order_on_some_parts_is_not_one_on_the_whole(
    value: str, record: tuple[str, ...], whole_hit: bool, agreement: Agreement, only_parts: bool
) -> None:
    register = on_record(*record, under=above(value), of_parts=True, whole_hit=whole_hit)
    found = held(said(value), register)
    assert (found.agreement, found.only_parts) == (agreement, only_parts)


@pytest.mark.parametrize(
    ("count", "exempt", "closed", "agreement"),
    [
        (3, (), True, CONFIRMED),
        (2, ("c",), True, CONFIRMED),
        (2, (), True, CONTRADICTED),
        (3, ("c",), True, CONTRADICTED),
        (2, (), False, SILENT),  # there may be more, or fewer
    ],
)
def test_how_many_there_are_is_counted_on_a_full_list(
    count: int, exempt: tuple[str, ...], closed: bool, agreement: Agreement
) -> None:
    statement = said(None, count=count, exempt=exempt)
    assert held(statement, on_record("a", "b", "c", closed=closed)).agreement is agreement


def test_of_what_is_not_on_record_no_number_is_wrong() -> None:
    assert held(said(None, count=3), on_record()).agreement is SILENT


@pytest.mark.parametrize(
    ("listed", "has_reason", "alike", "agreement"),
    [
        (("chicago",), True, (), CONFIRMED),
        (("philadelphia",), True, (), CONTRADICTED),  # it is on the list after all
        (("chicago",), True, ("chicago",), CONTRADICTED),  # so it cannot be for that reason
        (("chicago",), False, (), CONTRADICTED),  # it has not the reason at all
    ],
)
def test_a_reason_must_tell_those_left_out_from_the_others(
    listed: tuple[str, ...], has_reason: bool, alike: tuple[str, ...], agreement: Agreement
) -> None:
    statement = said("philadelphia", denies=True, reason="plaintiffs")
    register = on_record(*listed, has_reason=has_reason, alike=alike)
    found = held(statement, register)
    assert found.agreement is agreement
    assert found.alike == (alike if listed == ("chicago",) else ())


@given(
    st.sampled_from(["a", "a/b", "c"]), st.lists(st.sampled_from(["a", "a/b", "c"])), st.booleans()
)
def test_a_denial_is_judged_the_other_way_round(
    value: str, record: list[str], closed: bool
) -> None:
    register = on_record(*record, under=above(value), closed=closed)
    asserted, denied = held(said(value), register), held(said(value, denies=True), register)
    assert denied.agreement is asserted.agreement.reversed


def test_prose_is_not_comparable_whoever_says_it() -> None:
    register = on_record("x", sort=Sort.PROSE)
    for denies in (True, False):
        assert held(said("y", denies=denies), register).agreement is NOT_COMPARABLE


def at_odds(one: Statement, other: Statement, register: Register) -> bool:
    return bool(list(disagreements([one, other], lambda _: register)))


@pytest.mark.parametrize(
    ("one", "other", "register", "conflict"),
    [
        ("2017-11-20", "2017-11-21", on_record(sort=Sort.DAY), True),
        ("2017-11", "2017-11-21", on_record(sort=Sort.DAY), False),
        ("cand", "ca9", on_record(), True),
        ("cand", "cand", on_record(), False),
        ("chicago", "denver", on_record(single=False), False),  # both can be addressees
        ("enjoined", "in-force", on_record(changing=True), False),  # on different days
        ("a", "b", on_record(sort=Sort.PROSE), False),
    ],
)
def test_two_sources_disagree_where_both_cannot_be_right(
    one: str, other: str, register: Register, conflict: bool
) -> None:
    first = said(one, as_of=Day.parse("2017-11-20"))
    second = said(other, id="statement/2", source="source/b", as_of=Day.parse("2017-11-22"))
    assert at_odds(first, second, register) is conflict


def test_a_source_that_says_the_opposite_stands_beside_the_first() -> None:
    first = said("chicago")
    denial = said("chicago", id="statement/2", source="source/b", denies=True)
    assert at_odds(first, denial, on_record(single=False))
    assert not at_odds(
        first, said("denver", id="statement/2", source="source/b", denies=True), on_record()
    )


def test_what_changed_between_two_days_is_no_conflict() -> None:
    earlier = said("enjoined", as_of=Day.parse("2018-01-24"))
    later = replace(
        earlier, id="statement/2", source="source/b", value="revoked", as_of=Day.parse("2021-02-01")
    )
    assert not at_odds(earlier, later, on_record(changing=True))
    assert at_odds(earlier, replace(later, as_of=earlier.as_of), on_record(changing=True))


def test_what_was_once_done_cannot_be_denied_later_but_could_before() -> None:
    register = on_record(changing=True, growing=True)
    done = said("ca9", as_of=Day.parse("2018-01-24"))
    denial = replace(done, id="statement/2", source="source/b", denies=True)
    assert at_odds(done, replace(denial, as_of=Day.parse("2018-02-01")), register)
    assert not at_odds(done, replace(denial, as_of=Day.parse("2018-01-01")), register)


def test_two_counts_of_the_same_disagree() -> None:
    one = said(None, count=20)
    assert at_odds(one, said(None, id="statement/2", source="source/b", count=23), on_record())
    assert not at_odds(one, said(None, id="statement/2", source="source/b", count=20), on_record())


def test_what_somebody_wrote_down_is_not_found_again() -> None:
    declared = [Conflict(("1", "2", "3"), "conflict/1")]
    found = [Conflict(("2", "3")), Conflict(("3", "4"))]
    assert undeclared(found, declared) == [Conflict(("3", "4"))]
