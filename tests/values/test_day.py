"""Days, exact and imprecise."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.values.day import Day, kind_of


@pytest.mark.parametrize(
    ("text", "first", "last", "kind"),
    [
        ("2018-01-24", "2018-01-24", "2018-01-24", "date"),
        ("2018-06", "2018-06-01", "2018-06-30", "gYearMonth"),
        ("2018-12", "2018-12-01", "2018-12-31", "gYearMonth"),
        ("2020-02", "2020-02-01", "2020-02-29", "gYearMonth"),
        ("2018", "2018-01-01", "2018-12-31", "gYear"),
        ("2018-01-24T14:30:00-05:00", "2018-01-24", "2018-01-24", "dateTime"),
        ("2018-01-24T23:30:00-10:00", "2018-01-24", "2018-01-24", "dateTime"),
        ("2018-01-24T14:30Z", "2018-01-24", "2018-01-24", "dateTime"),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(text, first, last, kind):
    day = Day.parse(text)
    assert day == Day(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert day.exact == (first == last)
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "2018-02-30",
        "2018-13",
        "2018-00",
        "0000",
        "18-01-24",
        "20180124",
        "2018-1-24",
        "24.1.2018",
        "01/24/2018",
        "2018-01-24 ",
        "2018-01-24\n",
        "2018-01-24T14:30:00",
        "2018-01-24T25:00:00Z",
        "2018-02-30T14:30:00Z",
        "2018-01-24T14:30:00+25:00",
        "٢٠١٨-٠١-٢٤",
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        Day.parse(text)
    with pytest.raises(ValueError):
        kind_of(text)


@pytest.mark.parametrize("text", ["2018-01-24", "2018-01", "2018", "2020-02", "0999-12"])
def test_a_day_is_shown_as_it_was_written(text):
    assert str(Day.parse(text)) == text


@given(st.dates())
def test_every_day_reads_back(day):
    assert Day.parse(day.isoformat()) == Day.on(day)
    assert str(Day.on(day)) == day.isoformat()


@given(st.dates())
def test_a_day_lies_in_its_month_and_its_year(day):
    month, year = Day.parse(day.isoformat()[:7]), Day.parse(day.isoformat()[:4])
    assert year.first <= month.first <= day <= month.last <= year.last


@given(st.text())
def test_any_text_is_a_day_or_a_value_error(text):
    try:
        Day.parse(text)
    except ValueError:
        return


def test_days_are_in_order():
    written = ["2018-01-24", "2018-01-25", "2018-02", "2019"]
    assert [str(day) for day in sorted(map(Day.parse, reversed(written)))] == written
