"""`kg ask`: understood first, then the answer; or exit 2."""

import json

import pytest

ARTICLE = "which injunctions block EO 13768 on 2018-01-24?"


def test_what_was_understood_is_said_first(kg):
    said = kg("ask", ARTICLE)
    assert said.code == 0
    assert said.first_line == (
        "Understood as: which orders block EO 13768 on 2018-01-24"
        " (= kg blocks eo/13768 --on 2018-01-24)"
    )
    assert "County of Santa Clara v. Trump" in said.out


def test_the_answer_is_that_of_the_command(kg):
    said = kg("ask", ARTICLE, "--json").json
    assert set(said) == {"question", "understood", "command", "answer", "result"}
    assert said["command"] == "kg blocks eo/13768 --on 2018-01-24"
    assert said["result"] == kg("blocks", "eo/13768", "--on", "2018-01-24", "--json").json
    assert said["answer"] == said["result"]["sentence"]


def test_the_day_can_be_an_option(kg):
    said = kg("ask", "which injunctions block EO 13768?", "--on", "2018-01-24", "--json").json
    assert said["command"] == "kg blocks eo/13768 --on 2018-01-24"


def test_revoked_today_says_when_it_was_last_blocked(kg):
    said = kg("ask", "which injunctions block EO 13768?", "--json").json
    assert "stood revoked" in said["answer"]
    assert "it was last blocked on 2021-01-19" in said["answer"]


def test_a_near_name_says_so(kg):
    said = kg("ask", "is EO 13768 s.9(a) in force for Chicgo on 2018-03-01?")
    assert "'Chicgo' taken as City of Chicago" in said.first_line


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("why is EO 13768 s.9(a) enjoined for Chicago on 2018-03-01?", "  1. issuance"),
        ("is EO 13768 s.9(a) in force for Chicago on 2018-12-01?", "in-force: On 2018-12-01"),
        ("show me Chicago", "City of Chicago  (PublicBody, us/il/chicago)"),
        ("find byrne notice", "FY2017 Byrne JAG notice condition  (GrantCondition"),
    ],
)
def test_every_command_shows_its_answer(kg, question, shown):
    said = kg("ask", question)
    assert (said.code, shown in said.out) == (0, True)


@pytest.mark.parametrize(
    "question", ["what is love?", "asdf", "", "is EO 99999 in force?", "which laws block Chicago?"]
)
def test_not_understood_is_exit_2_with_the_nearest_questions(kg, question):
    said = kg("ask", question, "--json")
    assert (said.code, said.out) == (2, "")
    refused = json.loads(said.err)
    assert (refused["question"], refused["understood"]) == (question, None)
    assert refused["error"]["message"]
    assert isinstance(refused["near"], list)
    text = kg("ask", question)
    assert (text.code, text.out, text.err[:4]) == (2, "", "kg: ")


def test_a_question_that_is_not_understood_shows_what_can_be_asked(kg):
    said = kg("ask", "what is love?")
    assert "    which injunctions block EO 13768 on 2018-01-24?" in said.err


@pytest.mark.parametrize("day", ["2018-02-30", "soon", ""])
def test_a_wrong_day_is_exit_2(kg, day):
    said = kg("ask", "which injunctions block EO 13768?", "--on", day)
    assert (said.code, said.out) == (2, "")
