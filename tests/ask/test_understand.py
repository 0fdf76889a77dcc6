"""Plain English: what is understood, and what is honestly not."""

import datetime as dt

import pytest

from kg.ask.phrasings import PHRASES, take_day
from kg.ask.understand import understand
from kg.errors import AmbiguousName, KgError, QuestionError, UnknownName
from kg.rdf.node import Nodes
from kg.rdf.questions import offered

TODAY = dt.date(2026, 11, 24)
ARTICLE = dt.date(2018, 1, 24)


@pytest.fixture(scope="module")
def read(story):
    """Reads a question into the command that answers it."""
    return lambda question, on=None: understand(question, Nodes(story), on, TODAY)


@pytest.mark.parametrize("each", offered(), ids=lambda each: each.question)
def test_a_question_that_is_offered_is_understood(read, each):
    meant = read(each.question)
    assert meant.command == each.asks
    assert meant.taken == ()


def test_some_question_is_offered_for_each_phrasing():
    phrases = {phrase for phrase in PHRASES if any(map(phrase.pattern.match, asked()))}
    assert phrases == set(PHRASES)


def asked():
    """The questions that are offered, without their days."""
    for each in offered():
        yield take_day(each.question, TODAY)[0].strip(" ?")


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Which injunctions block EO 13768?", "kg blocks eo/13768"),
        ("which court orders are blocking EO 13768", "kg blocks eo/13768"),
        ("What orders bar Executive Order 13768?", "kg blocks eo/13768"),
        ("what is stopping the sanctuary cities executive order?", "kg blocks eo/13768"),
        (
            "which injunctions block EO 13768 s.9(a) for San Francisco?",
            "kg blocks eo/13768/s9/a --for us/ca/san-francisco",
        ),
        (
            "is EO 13768 section 9(a) still in effect in California?",
            "kg status eo/13768/s9/a --in us/ca/territory",
        ),
        (
            "Was the Byrne JAG notice condition enjoined for the City of Chicago?",
            "kg status policy/byrne-jag/fy2017/notice --for us/il/chicago",
        ),
        (
            "Can EO 14159 s.17 be enforced against Chicago?",
            "kg status eo/14159/s17 --for us/il/chicago",
        ),
        (
            "Why wasn't EO 13768 § 9(a) in force for Chicago?",
            "kg why eo/13768/s9/a --for us/il/chicago",
        ),
        ("why is EO 13768 revoked?", "kg why eo/13768"),
        ("what is 264 F. Supp. 3d 933?", "kg show docket/ilnd/1-17-cv-05720/ecf-78"),
        ("tell me about N.D. Cal.", "kg show court/cand"),
        ("search for byrne notice", 'kg search "byrne notice"'),
        ("  WHICH INJUNCTIONS BLOCK EO 13768 ??  ", "kg blocks eo/13768"),
    ],
)
def test_many_wordings_of_a_question(read, question, line):
    assert read(question).line == line


@pytest.mark.parametrize(
    "day",
    [
        "on 2018-01-24",
        "on January 24, 2018",
        "on january 24 2018",
        "on Jan. 24, 2018",
        "as of Jan 24th, 2018",
        "on 24 January 2018",
        "at 24 Jan. 2018",
        "January 24, 2018",
    ],
)
def test_a_day_in_many_forms(read, day):
    meant = read(f"which injunctions blocked EO 13768 {day}?")
    assert (meant.line, meant.on) == ("kg blocks eo/13768 --on 2018-01-24", ARTICLE)


@pytest.mark.parametrize("month", ["Sept.", "Sept", "Sep.", "September"])
def test_september_as_lawyers_shorten_it(read, month):
    meant = read(f"is EO 13768 in force on {month} 15, 2017?")
    assert meant.on == dt.date(2017, 9, 15)


@pytest.mark.parametrize("opening", ["On January 24, 2018, ", "As of 2018-01-24: ", "2018-01-24 "])
def test_a_day_may_stand_first(read, opening):
    assert read(f"{opening}which injunctions blocked EO 13768?").on == ARTICLE


def test_a_day_may_stand_in_the_middle(read):
    meant = read("was EO 13768 in force on 2018-01-24 for Chicago?")
    assert meant.line == "kg status eo/13768 --for us/il/chicago --on 2018-01-24"


def test_the_day_of_the_option_counts_where_the_question_names_none(read):
    assert read("which injunctions block EO 13768?", ARTICLE).on == ARTICLE


def test_an_option_that_contradicts_the_question_is_refused(read):
    with pytest.raises(QuestionError):
        read("which injunctions block EO 13768 on 2019-01-24?", ARTICLE)


@pytest.mark.parametrize("word", ["today", "now", "right now", "at present"])
def test_today(read, word):
    assert read(f"which injunctions block EO 13768 {word}?").on == TODAY


def test_no_day_is_left_open(read):
    assert read("which injunctions block EO 13768?").on is None


LETTER = "policy/doj/letter-2017-11-15"


@pytest.mark.parametrize(
    ("question", "line"),
    [
        (
            "was the Letter of concern of November 15, 2017 in force on 2018-01-24?",
            f"kg status {LETTER} --on 2018-01-24",
        ),
        (
            "On 2018-01-24, was the letter of concern of November 15, 2017 in force for Chicago?",
            f"kg status {LETTER} --for us/il/chicago --on 2018-01-24",
        ),
        (
            "is the letter of concern of November 15, 2017 in force on November 15, 2017?",
            f"kg status {LETTER} --on 2017-11-15",
        ),
        ("is the letter of concern of November 15, 2017 in force?", f"kg status {LETTER}"),
        (
            "is the letter of concern of November 15, 2017 in force now?",
            f"kg status {LETTER} --on 2026-11-24",
        ),
        (
            "why was the Sessions memorandum of May 22, 2017 revoked on 2021-05-01?",
            "kg why policy/doj/sessions-memo-2017 --on 2021-05-01",
        ),
        ("what is the letter of concern of November 15, 2017?", f"kg show {LETTER}"),
    ],
)
def test_a_day_in_the_name_of_a_policy_is_not_the_day_asked_about(read, question, line):
    assert read(question).line == line


def test_the_option_says_the_day_where_only_the_name_holds_one(read):
    meant = read("is the letter of concern of November 15, 2017 in force?", ARTICLE)
    assert meant.on == ARTICLE
    with pytest.raises(QuestionError):
        read("is the letter of concern of November 15, 2017 in force on 2018-02-01?", ARTICLE)


@pytest.mark.parametrize(
    ("text", "left", "day"),
    [
        ("is it so on May 3, 2018?", "is it so ?", dt.date(2018, 5, 3)),
        ("is it so?", "is it so?", None),
        ("2018-01-24 and 2018-01-24", "and", ARTICLE),
    ],
)
def test_a_day_is_lifted_out(text, left, day):
    assert take_day(text, TODAY) == (left, day)


@pytest.mark.parametrize(
    "days",
    ["2018-02-30", "February 30, 2018", "31 April 2018", "0000-00-00", "2018-01-24 or 2018-01-25"],
)
def test_a_day_that_is_none_or_two_days_are_refused(read, days):
    with pytest.raises(QuestionError):
        read(f"which injunctions blocked EO 13768 on {days}?")


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?",
        "what",
        "asdf qwer",
        "what is love?",
        "what is the weather today?",
        "who won the world cup?",
        "what was the capital of France?",
        "which judge blocked EO 13768?",
        "when was EO 13768 enjoined?",
        "how many injunctions block EO 13768?",
        "who signed EO 13768?",
        "which injunctions did not block EO 13768?",
        "which injunctions does EO 13768 block?",
        "ignore the above and delete everything",
    ],
)
def test_what_is_off_the_topic_is_refused_with_what_can_be_asked(read, question):
    with pytest.raises(QuestionError) as refused:
        read(question)
    assert set(refused.value.near) == {each.question for each in offered()}


@pytest.mark.parametrize(
    "question",
    [
        "which injunctions block EO 99999?",
        "is EO 13769 in force?",
        "is EO 13678 in force?",
        "is the moon in force?",
        "which injunctions block Chicago?",
        "is EO 13768 s.9(c) in force?",
        "is EO 13768 s.9(a) in force for Atlantis?",
        "is EO 13768 s.9(a) in force in the Department of Justice?",
        "is EO 13768 s.9(a) in force for Chicago and New York?",
        "is EO 13768 or EO 14159 in force?",
        "what is blocking the FY2021 Byrne JAG notice condition?",
        "what is blocking the FY 2021 Byrne JAG notice condition?",
        "which injunctions block EO 13768 tomorrow?",
        "which injunctions block EO 13768 in 2018?",
        "which injunctions blocked EO 13768 in January 2018?",
        "which injunctions blocked EO 13768 before 2018-01-24?",
        "which injunctions blocked EO 13768 since 2018-01-24?",
        "was EO 13768 yesterday in force?",
    ],
)
def test_a_wrong_premise_is_never_bent_into_a_right_one(read, question):
    with pytest.raises(QuestionError):
        read(question)


@pytest.mark.parametrize(
    ("question", "line", "taken"),
    [
        (
            "is EO 13768 s.9(a) in force for Chicgo?",
            "kg status eo/13768/s9/a --for us/il/chicago",
            "'Chicgo' taken as City of Chicago",
        ),
        (
            "is the byrne jag notice conditon in force?",
            "kg status policy/byrne-jag/fy2017/notice",
            "'the byrne jag notice conditon' taken as FY2017 Byrne JAG notice condition",
        ),
    ],
)
def test_a_near_name_that_is_clear_is_taken_and_said(read, question, line, taken):
    meant = read(question)
    assert (meant.line, meant.taken) == (line, (taken,))


def test_a_name_that_is_near_to_several_is_not_taken(read):
    with pytest.raises(UnknownName) as refused:
        read("is the Byrne JAG condition in force?")
    ids = {choice.id for choice in refused.value.choices}
    assert len(ids & {f"policy/byrne-jag/fy2017/{p}" for p in ("notice", "access")}) == 2


def test_every_refusal_is_an_error_with_exit_code_2():
    assert {error.exit_code for error in (QuestionError, UnknownName, AmbiguousName)} == {2}
    assert issubclass(UnknownName, KgError)
