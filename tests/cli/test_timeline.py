"""Every turn of a policy, in order."""

import datetime as dt
import json

import pytest

from kg.cli.main import run
from kg.visits.answer import answer


def turns(capsys, store, *words):
    assert run(["timeline", *words, "--json", "--store", str(store)]) == 0
    return json.loads(capsys.readouterr().out)["turns"]


def test_the_order_from_before_its_signing_to_its_end(capsys, story_store):
    found = turns(capsys, story_store, "EO 13768 s.9(a)", "--for", "Chicago")
    assert [(turn["from"], turn["status"]) for turn in found] == [
        (None, "not-yet-issued"),
        ("2017-01-25", "in-force"),
        ("2017-04-25", "enjoined"),
        ("2017-11-20", "enjoined"),
        ("2018-09-01", "unknown"),  # the mandate's month is an estimate, its day is not known
        ("2018-09-30", "in-force"),
        ("2021-01-20", "revoked"),
    ]
    assert [turn["until"] for turn in found] == [turn["from"] for turn in found[1:]] + [None]


@pytest.mark.parametrize("subject", ["Chicago", "San Francisco", None])
def test_a_turn_says_what_status_says_on_its_first_and_last_day(
    capsys, story_store, story, subject
):
    asked = ["Byrne JAG notice condition", *(["--for", subject] if subject else [])]
    for turn in turns(capsys, story_store, *asked):
        for day, shift in ((turn["from"], 0), (turn["until"], -1)):
            if day:
                when = dt.date.fromisoformat(day) + dt.timedelta(days=shift)
                found = answer(story, asked[0], when, subject).finding
                assert found.status.value == turn["status"], when


def test_as_a_table(capsys, story_store):
    assert run(["timeline", "EO 13993", "--csv", "--store", str(story_store)]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "from,until,status",
        ",2021-01-20,not-yet-issued",
    ]


def test_a_name_that_is_not_known(capsys, story_store):
    assert run(["timeline", "EO 99999", "--store", str(story_store)]) == 2
    assert "EO 99999" in capsys.readouterr().err
