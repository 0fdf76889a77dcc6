"""Every expected status of the example stories, each an assertion."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from kg.visits.answer import answer

EXAMPLES = Path(__file__).parent.parent / "examples"
ROWS = [
    pytest.param(row, id=f"{path.parent.name}-{row['row']}")
    for path in sorted(EXAMPLES.glob("*/status.csv"))
    for row in csv.DictReader(path.open(encoding="utf-8"))
]


def several(text):
    return {word for word in text.split("|") if word}


def holds(row, store):
    """Assert that a store gives the answer that a row expects."""
    found = answer(
        store,
        row["policy"],
        dt.date.fromisoformat(row["at"]),
        row["for"] or None,
        row["in"] or None,
        row["by"] or None,
    ).finding
    assert found.status.value in {row["status"]} | several(row["also"])
    assert several(row["because"]) <= set(found.because)
    suspended = {r.effect for r in found.trace if r.verdict.value == "suspended"}
    if found.status.value == row["status"]:
        assert several(row["suspended"]) <= suspended


@pytest.mark.parametrize("row", ROWS)
def test_row(row, story):
    holds(row, story)


def test_there_are_rows():
    assert len(ROWS) > 90
