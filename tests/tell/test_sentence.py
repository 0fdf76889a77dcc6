"""A finding as one sentence that stands alone."""

import datetime as dt

import pytest

from kg.records.answers import Branch, ExceptionFor, Finding, Question, Standing, Status
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
        "On 2018-01-24, The Rule was in force but enjoined, so that it could not be enforced,"
        " for everyone, because of the preliminary injunction of 2017-04-25 (N.D. Ill.)."
    )


def test_for_whom_where_and_against_whom(words):
    said = sentence(finding(Status.IN_FORCE, "start", asked=("dallas", "ca", "doj")), words)
    assert said == (
        "On 2018-01-24, The Rule was in force for City of Dallas in California, as against doj,"
        " because of the issuance of 2017-01-25."
    )


def test_exceptions_are_named(words):
    other = ExceptionFor("dallas", standing("rule", Status.NOT_YET_EFFECTIVE))
    assert sentence(finding(Status.IN_FORCE, exceptions=[other]), words) == (
        "On 2018-01-24, The Rule was in force for everyone whom no order names;"
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
    assert said.endswith(" had not been issued." if unissued else " for everyone.")


def test_not_known_because_a_day_is_not_known(words):
    branches = [
        Branch(Status.IN_FORCE, ("mandate: 2018-01-01",), ()),
        Branch(Status.ENJOINED, ("mandate: 2018-01-24",), ()),
        Branch(Status.ENJOINED, ("mandate: 2018-01-25",), ()),
    ]
    assert sentence(finding(Status.UNKNOWN, branches=branches), words) == (
        "On 2018-01-24, The Rule has a status that the record does not settle for everyone:"
        " enjoined or in force, depending on the day of mandate, which is not known."
    )


def test_not_known_because_nothing_is_held(words):
    said = sentence(finding(Status.UNKNOWN), words)
    assert said.endswith(" for everyone: nothing is held about it.")


def test_a_stated_practice_is_told(words):
    said = sentence(finding(Status.IN_FORCE, practice=("start",)), words)
    assert said.endswith("; its issuer had said that it would not be applied.")
    assert "issuer" not in sentence(finding(Status.IN_FORCE), words)
