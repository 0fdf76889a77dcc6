"""`kg compare`: two days, and what happened between them."""

import pytest

S9A = "EO 13768 s.9(a)"
NOTICE = "Byrne JAG notice condition"


def test_the_json_of_compare(kg):
    words = ("compare", S9A, "--on", "2017-04-01", "2018-12-31", "--for", "Chicago", "--json")
    found = kg(*words).json
    head = "policy for in by on known_on reading before after changed learned".split()
    assert list(found) == [*head, "checked_through", "sentence", "engine", "data", "note"]
    assert found["on"] == ["2017-04-01", "2018-12-31"]
    assert found["policy"]["id"] == "eo/13768/s9/a"
    assert found["for"]["id"] == "us/il/chicago"
    assert found["learned"] == []
    before, after = found["before"], found["after"]
    assert (before["on"], before["status"]) == ("2017-04-01", "in-force")
    assert (after["on"], after["status"]) == ("2018-12-31", "in-force")
    assert before["because"] != after["because"]
    assert [(each["on"], each["before"], each["after"]) for each in found["changed"]] == [
        ("2017-04-25", "in-force", "enjoined"),
        ("2017-11-20", "enjoined", "enjoined"),
        ("2018-09-01", "enjoined", "unknown"),
        ("2018-09-30", "unknown", "in-force"),
    ]
    narrowing, injunction = found["changed"][3]["effects"]
    assert (narrowing["was"], narrowing["now"]) == ("unknown", "operative")
    assert (injunction["was"], injunction["now"]) == ("unknown", "confined")
    assert injunction["sentence"] == (
        "The permanent injunction of 2017-11-20 (N.D. Cal.) had ceased to reach City of Chicago:"
        " confined by the narrowing of 2018-08-01 (9th Cir.)."
    )
    assert narrowing["evidence"]
    assert found["changed"][0]["sentence"].startswith(
        "On 2017-04-25, EO 13768 s.9(a) went from in force to enjoined. The preliminary"
    )


@pytest.mark.parametrize("day", ["before", "after"])
def test_each_day_is_what_status_says(kg, day):
    found = kg("compare", NOTICE, "--on", "2018-01-24", "2018-07-15", "--json").json
    alone = kg("status", NOTICE, "--on", found[day]["on"], "--json").json
    for key in ("status", "force", "enforceability", "exceptions", "sentence", "flags"):
        assert found[day][key] == alone[key]


def test_those_whose_answer_changed_beside_everyones_are_named(kg):
    words = ("compare", "Byrne JAG compliance condition", "--on", "2017-09-01", "2018-01-24")
    (shift,) = kg(*words, "--json").json["changed"]
    assert (shift["before"], shift["after"]) == ("in-force", "in-force")
    assert shift["others"] == [
        {
            "for": {"id": "us/pa/philadelphia", "label": "City of Philadelphia"},
            "before": "in-force",
            "after": "enjoined",
        }
    ]
    assert "in-force → enjoined for City of Philadelphia" in kg(*words).out


def test_the_text_of_compare(kg):
    said = kg("compare", S9A, "--on", "2017-04-01", "2018-12-31", "--for", "Chicago")
    assert (said.code, said.err) == (0, "")
    assert said.first_line == (
        "in-force → in-force: Between 2017-04-01 and 2018-12-31, EO 13768 s.9(a) stayed in force"
        " for City of Chicago; 4 days brought changes."
    )
    assert "  2017-11-20  enjoined as before\n" in said.out
    assert "  after   On 2018-12-31, EO 13768 s.9(a) stood in force for City of Chicago" in said.out


def test_nothing_changed(kg):
    said = kg("compare", S9A, "--on", "2019-01-01", "2020-01-01")
    assert "no day brought a change" in said.first_line  # the suit was closed in August


def test_the_same_day_twice_is_answered_and_said(kg):
    said = kg("compare", "EO 13768", "--on", "2018-01-24", "2018-01-24")
    assert said.code == 0
    assert "The two days are the same, so nothing can differ" in said.first_line


def test_days_in_reverse_are_taken_in_order_and_that_is_said(kg):
    found = kg("compare", S9A, "--on", "2018-12-31", "2017-04-01", "--json").json
    assert found["on"] == ["2017-04-01", "2018-12-31"]
    assert "the later first" in found["note"]
    assert "the later first" in kg("compare", S9A, "--on", "2018-12-31", "2017-04-01").err


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ([S9A], "question", "say what to compare, as `--on 2017-04-01 2018-12-31`"),
        ([S9A, "--on", "2018-01-24", "--json"], "question", "takes two days"),
        ([S9A, "--on", "2018-01-24", "--for", "Chicago"], "question", ""),
        ([S9A, "--on", "2018-01-24", "2018-02-30"], "bad-date", "2018-02-30"),
        ([S9A, "--on", "2018-01", "2018-02-01"], "bad-date", "2018-01"),
        (["EO 13786", "--on", "2018-01-24", "today"], "unknown-name", "eo/13768"),
        ([S9A, "--on", "2018-01-24", "today", "--for", "Chicgo"], "unknown-name", "Chicgo"),
        ([S9A, "--on", "2018-01-24", "today", "--in", "Atlantis"], "unknown-name", "Atlantis"),
        (
            ["docket/ca9/17-17480/2018-08-01", "--on", "2018-01-24", "today"],
            "unknown-name",
            "(CourtAction), not a policy",
        ),
    ],
)
def test_what_cannot_be_compared(kg, words, code, says):
    said = kg("compare", *words, *([] if "--json" in words else ["--json"]))
    assert (said.code, said.out) == (2, "")
    assert said.error["code"] == code
    assert says in said.error["message"]


def test_one_day_alone_says_where_help_is(kg):
    said = kg("compare", S9A, "--on", "2018-01-24")
    assert (said.code, said.out) == (2, "")
    assert said.err == "kg: Option '--on' requires 2 arguments; see `kg compare --help`\n"
