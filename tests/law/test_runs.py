"""Runs hold, for whoever shares them, what the engine says of each of them day by day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from open_worlds import open_worlds
from test_turns import DAYS, WORLDS, blurred, doubted, indexed, silent
from worlds import BODIES, CLASSES, worlds

from kg.law.finding import find
from kg.law.runs import runs
from kg.records.answers import Question, Run, RunInterval
from kg.records.things import World


@pytest.mark.parametrize(
    "worlds_of",
    [worlds, blurred(), doubted(), silent(), open_worlds],
    ids=["exact", "imprecise", "disputed", "silent", "much open"],
)
def test_runs_agree_with_each_day(worlds_of: st.SearchStrategy[World]) -> None:
    @settings(
        max_examples=WORLDS,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def agree(data: st.DataObject) -> None:
        index = indexed(data.draw(worlds_of))
        policies = sorted(index.world.policies)
        known = [*BODIES, *CLASSES, *sorted(index.world.around.governs)]
        found = list(runs(index, policies, known))
        policy = data.draw(st.sampled_from(policies))
        subject = data.draw(st.sampled_from((None, *sorted(set(known)))))
        for day in DAYS:
            asked = find(index, Question(policy, day, subject))
            assert told(found, policy, subject, day) == (
                asked.status,
                asked.force,
                asked.enforceability,
                asked.because,
            ), day

    agree()


def told(found: list[Run], policy: str, subject: str | None, day: dt.date) -> tuple[object, ...]:
    """The answer in the runs: the subject's own run, else the baseline."""
    (base,) = (run for run in found if run.policy == policy and not run.holds_for)
    own = [run for run in found if run.policy == policy and subject in run.holds_for]
    assert len(own) < 2
    (one,) = [each for each in (own[0] if own else base).intervals if holds(each, day)]
    return one.status, one.force, one.enforceability, one.because


def holds(interval: RunInterval, day: dt.date) -> bool:
    """True when the day lies in the interval."""
    begun = interval.first is None or interval.first <= day
    return begun and (interval.until is None or day < interval.until)
