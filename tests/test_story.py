"""Every expected status of the example stories, each an assertion."""

import csv
from pathlib import Path

import pytest

from kg.cli.options import moment
from kg.rdf import store as stores
from kg.visits.answer import answer
from kg.visits.load import load

EXAMPLES = Path(__file__).parent.parent / "examples"
FOLDERS = sorted(path for path in EXAMPLES.iterdir() if path.is_dir())


def rows_of(folder):
    """The rows of one example."""
    with (folder / "status.csv").open(encoding="utf-8") as lines:
        return [
            pytest.param(row, id=f"{folder.name}-{row['row']}") for row in csv.DictReader(lines)
        ]


ROWS = [row for folder in FOLDERS for row in rows_of(folder)]


def several(text):
    return {word for word in text.split("|") if word}


def holds(row, store):
    """Assert that a store gives the answer that a row expects."""
    found = answer(
        store,
        row["policy"],
        moment(row["at"]),
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
def test_row(row, examples):
    holds(row, examples)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_example_stands_alone(folder):
    writer = stores.memory()
    load([folder], writer, with_runs=False)
    for row in rows_of(folder)[::10]:
        holds(row.values[0], writer)


def test_there_are_rows():
    assert len(ROWS) > 90
