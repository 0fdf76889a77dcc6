"""Why a status is not another word: what could give that word, as it was decided."""

from __future__ import annotations

import datetime as dt

import pytest
from casefile import world_of
from hypothesis import HealthCheck, given, settings
from test_turns import WORLDS, indexed
from worlds import chances, random_question, random_world

from kg.law.finding import find
from kg.law.index import Index
from kg.law.instead import considered
from kg.records.answers import Question, Status, Verdict

EVERYONE = {"everyone": True}
EFFECTS = {
    "bar": {"does": "preliminary-injunction", "to": "P", "scope": EVERYONE, "from": "2017-02-01"},
    "stay": {"does": "stay-pending-appeal", "to": "bar", "from": "2017-03-01"},
    "delay": {"does": "apa-705-stay", "to": "P", "from": "2017-02-01", "until": "2017-02-10"},
    "gone": {"does": "superseded", "to": "P", "from": "2019-01-01"},
    "note": {"does": "affirmed", "to": "bar", "from": "2017-03-01"},
}
WORLD = Index(
    world_of(
        {"policy": {"P": {"in-force": "2017-01-25", "until": "2020-01-01"}}, "effects": EFFECTS}
    )
)


@pytest.mark.parametrize(
    ("word", "could"),
    [
        (Status.ENJOINED, {"bar": Verdict.SUSPENDED}),
        (Status.POSTPONED, {"delay": Verdict.ENDED}),
        (Status.SUPERSEDED, {"gone": Verdict.NOT_BEGUN}),
        (Status.REVOKED, {}),
        (Status.VACATED, {}),
        (Status.EXPIRED, {"P-start": Verdict.OPERATIVE}),
        (Status.NOT_YET_EFFECTIVE, {"P-start": Verdict.OPERATIVE}),
    ],
)
def test_of_each_word_what_could_give_it_is_considered(word, could):
    finding = find(WORLD, Question("P", dt.date(2018, 1, 1)))
    assert finding.status is Status.IN_FORCE
    assert {r.effect: r.verdict for r in considered(WORLD, finding, word)} == could


def test_what_stands_in_the_way_of_being_in_force_is_what_the_status_rests_on():
    finding = find(WORLD, Question("P", dt.date(2017, 2, 15)))
    (reason,) = considered(WORLD, finding, Status.IN_FORCE)
    assert (finding.status, reason.effect) == (Status.ENJOINED, "bar")


@settings(
    max_examples=max(40, WORLDS),
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(chances)
def test_in_a_random_world_what_gives_a_word_is_considered_and_nothing_gives_another(chance):
    index = indexed(random_world(chance))
    finding = find(index, random_question(chance, index.world))
    if finding.status in (Status.ENJOINED, Status.POSTPONED):
        given = {reason.effect for reason in considered(index, finding, finding.status)}
        assert given & set(finding.because)
    if finding.status is Status.IN_FORCE:
        for word in (Status.ENJOINED, Status.POSTPONED):
            verdicts = {reason.verdict for reason in considered(index, finding, word)}
            assert Verdict.OPERATIVE not in verdicts
