"""Counting days as Fed. R. Civ. P. 6(a) does."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.calendar import is_legal_holiday, last_day

DAY = dt.date.fromisoformat


@pytest.mark.parametrize(
    ("start", "days", "end", "why"),
    [
        ("2017-01-03", 14, "2017-01-17", "a Tuesday, the day after Martin Luther King Day"),
        ("2017-01-02", 14, "2017-01-17", "Martin Luther King Day rolls to Tuesday"),
        ("2017-01-27", 14, "2017-02-10", "a Friday"),
        ("2017-01-28", 14, "2017-02-13", "a Saturday rolls to Monday"),
        ("2017-01-29", 14, "2017-02-13", "a Sunday rolls to Monday"),
        ("2018-08-20", 14, "2018-09-04", "Labor Day rolls to Tuesday"),
        ("2018-08-18", 14, "2018-09-04", "a Saturday before Labor Day rolls over both"),
        ("2017-11-09", 14, "2017-11-24", "Thanksgiving rolls to Friday"),
        ("2017-12-11", 14, "2017-12-26", "Christmas on a Monday rolls to Tuesday"),
        ("2018-06-05", 14, "2018-06-19", "June 19 was no holiday in 2018"),
        ("2023-06-05", 14, "2023-06-20", "June 19 was one in 2023"),
        ("2020-02-28", 1, "2020-03-02", "a leap day, but a Saturday"),
        ("2018-01-24", 0, "2018-01-24", "no days"),
    ],
)
def test_the_last_day_of_a_period(start, days, end, why):
    assert last_day(DAY(start), days) == DAY(end), why


@pytest.mark.parametrize(
    "day",
    [
        "2018-01-01",
        "2018-01-15",
        "2018-02-19",
        "2018-05-28",
        "2021-06-19",
        "2018-07-04",
        "2018-09-03",
        "2018-10-08",
        "2018-11-11",
        "2018-11-22",
        "2018-12-25",
    ],
)
def test_legal_holidays(day):
    assert is_legal_holiday(DAY(day))


@pytest.mark.parametrize(
    "day", ["2018-01-24", "2018-01-08", "2018-05-21", "2020-06-19", "2018-09-10", "2018-11-29"]
)
def test_days_that_are_none(day):
    assert not is_legal_holiday(DAY(day))


@given(st.dates(max_value=dt.date(9000, 1, 1)), st.integers(0, 400))
def test_a_period_ends_on_a_court_day_and_never_early(start, days):
    end = last_day(start, days)
    assert end.weekday() < 5
    assert not is_legal_holiday(end)
    assert dt.timedelta(days) <= end - start <= dt.timedelta(days + 5)
