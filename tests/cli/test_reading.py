"""`--reading`: relief counted from judgment and mandate, or from the opinion that announced it."""

import datetime as dt

import pytest

import kg as library
from kg.errors import QuestionError

FACTS = """\
file: rulings
recorded: 2026-11-24
things:
  source/notes: {type: Source, label: My notes}
  policy/curfew: {type: LocalMeasure, label: The curfew}
  policy/curfew/2018-01-01:
    type: LegislativeAction
    label: Curfew passed
    decided: 2018-01-01
    enacts: policy/curfew
    evidence: [{source: source/notes}]
    effects:
      start: {does: issued, to: policy/curfew}
  ruling/bar:
    type: ExecutiveAction
    label: The injunction
    decided: 2018-02-01
    evidence: [{source: source/notes}]
    effects:
      bar: {does: permanent-injunction, to: policy/curfew, scope: {everyone: true}}
  ruling/reversal:
    type: ExecutiveAction
    label: The reversal
    decided: 2018-08-01
    evidence: [{source: source/notes}]
    effects:
      end: {does: reversed, to: ruling/bar#bar, awaits: mandate, fromByOpinion: 2018-08-01}
  ruling/mandate:
    type: ExecutiveAction
    label: The mandate
    decided: 2018-09-20
    evidence: [{source: source/notes}]
    triggers: ruling/reversal#end
"""
BETWEEN = "2018-08-15"


@pytest.fixture
def rulings(tmp_path):
    facts = tmp_path / "rulings.yaml"
    facts.write_text(FACTS)
    return str(facts)


@pytest.mark.parametrize(
    ("reading", "status"), [((), "enjoined"), ("strict", "enjoined"), ("opinion", "in-force")]
)
def test_the_status_between_opinion_and_mandate(kg, rulings, reading, status):
    more = ("--reading", reading) if reading else ()
    asked = ("status", "The curfew", "--on", BETWEEN, *more, "--data", rulings, "--json")
    said = kg(*asked).json
    assert (said["status"], said["reading"]) == (status, reading or "strict")


def test_the_sentence_says_what_was_counted_from(kg, rulings):
    asked = ("status", "The curfew", "--on", BETWEEN, "--data", rulings)
    assert "counted from" not in kg(*asked).out
    said = kg(*asked, "--reading", "opinion").out
    assert f"On {BETWEEN}, counted from the opinion, The curfew stood in force" in said


def test_every_answer_about_a_policy_has_its_reading(kg, rulings):
    asked = ("The curfew", "--reading", "opinion", "--data", rulings, "--json")
    turns = kg("timeline", *asked).json["turns"]
    assert [turn["from"] for turn in turns if turn["status"] == "in-force"][-1] == "2018-08-01"
    assert kg("blocks", *asked, "--on", BETWEEN).json["bars"] == []
    trace = kg("why", *asked, "--on", BETWEEN).json["trace"]
    verdicts = {each["effect"]: each["verdict"] for each in trace}
    assert verdicts["ruling/reversal#end"] == "operative"
    compared = kg("compare", *asked, "--on", "2018-07-31", BETWEEN).json
    assert compared["after"]["status"] == "in-force"
    effect = kg("status", "ruling/reversal#end", *asked[1:], "--on", BETWEEN).json
    assert effect["status"] == "operative"


def test_a_reading_that_there_is_not(kg, rulings):
    said = kg("status", "The curfew", "--reading", "lenient", "--data", rulings)
    assert said.code == 2
    assert "'lenient' is no reading; write `strict` or `opinion`" in said.err


def test_the_reading_in_python(rulings):
    with library.open(data=[rulings]) as graph:
        on = dt.date.fromisoformat(BETWEEN)
        assert graph.status("The curfew", on=on).status == "enjoined"
        assert graph.status("The curfew", on=on, reading="opinion").status == "in-force"
        with pytest.raises(QuestionError):
            graph.status("The curfew", on=on, reading="lenient")
