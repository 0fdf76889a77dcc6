"""A finding as one sentence that stands alone."""

import datetime as dt
from dataclasses import replace

import pytest

from kg.records.answers import (
    TOO_MUCH_OPEN,
    Branch,
    ExceptionFor,
    Finding,
    Question,
    Reason,
    Standing,
    Status,
    Verdict,
)
from kg.tell.document import practice
from kg.tell.sentence import sentence

ON = dt.date(2018, 1, 24)


def standing(policy, status, *because, **more):
    return Standing(policy, status, Status.IN_FORCE, None, because, **more)


def finding(status, *because, asked=(), exceptions=(), branches=(), **more):
    question = Question("rule", ON, *asked)
    said = standing("rule", status, *because, **more)
    return Finding(question, said, (), tuple(exceptions), tuple(branches))


def test_enjoined_for_everyone(words):
    assert sentence(finding(Status.ENJOINED, "bar"), words) == (
        "On 2018-01-24, The Rule stood in force but enjoined, and could not be enforced,"
        " for everyone, because of the preliminary injunction of 2017-04-25 (N.D. Ill.)."
    )


def test_for_whom_where_and_against_whom(words):
    said = sentence(finding(Status.IN_FORCE, "start", asked=("dallas", "ca", "doj")), words)
    assert said == (
        "On 2018-01-24, The Rule stood in force for City of Dallas in California, as against doj,"
        " because of the issuance of 2017-01-25."
    )


def test_exceptions_are_named(words):
    other = ExceptionFor("dallas", standing("rule", Status.NOT_YET_EFFECTIVE))
    assert sentence(finding(Status.IN_FORCE, exceptions=[other]), words) == (
        "On 2018-01-24, The Rule stood in force for everyone whom no order names;"
        " otherwise for City of Dallas (not yet effective)."
    )


def test_many_exceptions_are_counted(words):
    many = [ExceptionFor(f"b{n}", standing("rule", Status.ENJOINED)) for n in range(7)]
    said = sentence(finding(Status.IN_FORCE, exceptions=many), words)
    assert said.endswith("b2 (enjoined), b3 (enjoined) and 3 more.")


def test_many_reasons_are_counted_and_none_is_told_twice(words):
    said = sentence(
        finding(Status.PARTLY, "bar", "plain", "narrow", "final", "start", "undated"), words
    )
    assert said.count("preliminary injunction") == 1
    assert said.endswith(" and 1 more.")


def test_parts_of_what_is_only_partly_in_force(words):
    parts = (standing("part", Status.ENJOINED),)
    assert sentence(finding(Status.PARTLY, "bar", parts=parts), words).endswith(
        ": Part A enjoined."
    )
    assert "Part A" not in sentence(finding(Status.REVOKED, parts=parts), words)


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.UNKNOWN])
def test_every_status_is_told_in_one_sentence(words, status):
    said = sentence(finding(status), words)
    assert said.startswith("On 2018-01-24, The Rule ")
    unissued = status is Status.NOT_YET_ISSUED
    elsewhere = status is Status.NOT_APPLICABLE
    whom = " to anyone." if elsewhere else " for everyone."
    assert said.endswith(" had not been issued." if unissued else whom)


@pytest.mark.parametrize("status", Status)
def test_no_verb_has_a_number(words, status):
    """The name of a policy may be of one thing or of several, as the conditions of a grant."""
    verbs = sentence(finding(status), words).replace("nothing is", "").split()
    assert not {"is", "was", "has", "it", "its"} & set(verbs)


@pytest.mark.parametrize(
    ("asked", "verdict", "said"),
    [
        (
            ("dallas",),
            Verdict.OPERATIVE,
            "had been addressed to others and did not apply to City of Dallas, because",
        ),
        ((), Verdict.OPERATIVE, "addressed to others and did not apply to anyone not among them,"),
        (("dallas",), Verdict.OUT_OF_SCOPE, "The Rule did not apply to City of Dallas, because"),
        ((), Verdict.NOT_BEGUN, "The Rule did not apply to anyone, because"),
    ],
)
def test_why_it_does_not_apply(words, asked, verdict, said):
    found = finding(Status.NOT_APPLICABLE, "start", asked=asked)
    trace = (Reason("start", verdict, "operative"),)
    assert said in sentence(replace(found, trace=trace), words)


def test_not_known_because_a_day_is_not_known(words):
    branches = [
        Branch(Status.IN_FORCE, ("mandate: 2018-01-01",), ()),
        Branch(Status.ENJOINED, ("mandate: 2018-01-24",), ()),
        Branch(Status.ENJOINED, ("mandate: 2018-01-25",), ()),
    ]
    assert sentence(finding(Status.UNKNOWN, branches=branches), words) == (
        "On 2018-01-24, The Rule had a status that the record does not settle for everyone:"
        " enjoined or in force, depending on the day of mandate, which is not known."
    )


def test_not_known_because_nothing_is_held(words):
    said = sentence(finding(Status.UNKNOWN), words)
    assert said.endswith(" for everyone: nothing is on record.")


def test_not_known_because_too_much_is_open(words):
    said = sentence(finding(Status.UNKNOWN, flags=(TOO_MUCH_OPEN,)), words)
    assert said.endswith(": more dates and disputes are open than can be tried together.")


def test_a_stated_practice_is_told(words):
    said = sentence(finding(Status.IN_FORCE, practice=("start",)), words)
    assert said.endswith("; the issuer's stated practice was non-enforcement.")
    assert "issuer" not in sentence(finding(Status.IN_FORCE), words)


def test_a_stated_practice_on_some_parts_is_not_told_of_the_whole(words):
    parts = (
        standing("part", Status.IN_FORCE, practice=("on a part",)),
        standing("other part", Status.IN_FORCE),
    )
    found = finding(Status.IN_FORCE, practice=("on a part",), parts=parts)
    assert sentence(found, words).endswith(
        "; the issuer's stated practice was non-enforcement of Part A."
    )
    assert practice(found.standing, words)["parts"] == [{"id": "part", "label": "Part A"}]
    whole = finding(Status.IN_FORCE, practice=("on a part", "practice"), parts=parts)
    assert sentence(whole, words).endswith("; the issuer's stated practice was non-enforcement.")
    assert practice(whole.standing, words)["parts"] == []


def test_parts_are_told_in_the_order_of_their_names(words):
    parts = [standing(f"s.{n}", Status.ENJOINED) for n in (17, 9)]
    said = sentence(finding(Status.PARTLY, parts=tuple(parts)), words)
    assert said.endswith(": s.9 enjoined and s.17 enjoined.")
