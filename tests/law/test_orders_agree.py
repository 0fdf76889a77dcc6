"""In random worlds the words of effects and actions are what the traces of policies say."""

from __future__ import annotations

import datetime as dt
import os
from random import Random

from hypothesis import HealthCheck, given, settings
from test_turns import indexed
from worlds import BODIES, LAST, ZERO, chances, random_question, random_world

from kg.law.compare import compare
from kg.law.finding import asked_of, find
from kg.law.index import Index
from kg.law.orders import find_action, find_effect
from kg.law.turns import breakpoints
from kg.records.answers import Question, Verdict
from kg.records.orders import Word

often = settings(
    max_examples=max(20, int(os.environ.get("KG_WORLDS", "1200")) // 10),
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def asked(chance: Random, index: Index, thing: str, subject: str | None) -> Question:
    question = random_question(chance, index.world)
    return Question(thing, question.on, subject, question.place, question.enforcer)


def traced(index: Index, question: Question, policy: str) -> dict[str, Verdict]:
    """What the trace of a question about a policy says of each effect."""
    put = Question(policy, question.on, question.subject, question.place, question.enforcer)
    return {reason.effect: reason.verdict for reason in find(index, put).trace}


@often
@given(chances)
def test_an_effect_works_for_a_subject_where_the_trace_of_a_policy_says_so(chance):
    index = indexed(random_world(chance))
    for effect in index.effects:
        question = asked(chance, index, effect, chance.choice(BODIES))
        word = find_effect(index, question).word
        traces = {policy: traced(index, question, policy) for policy in index.world.policies}
        anywhere = {trace[effect] for trace in traces.values() if effect in trace}
        own = {traces[policy][effect] for policy in bearing(index, effect, traces)}
        assert word in (Word(verdict.value) for verdict in anywhere)
        assert word is Word.OPERATIVE or Verdict.OPERATIVE not in own


def bearing(index: Index, effect: str, traces: dict[str, dict[str, Verdict]]) -> list[str]:
    """The policies in whose traces an effect stands for their own sake, not for a part's.

    A whole that is partly alive does not make a bar on its dead part work.
    """
    weighed = {policy for policy, trace in traces.items() if effect in trace}
    return [
        policy
        for policy in weighed
        if effect in index.hits(policy) or not weighed & (set(index.below(policy)) - {policy})
    ]


@often
@given(chances)
def test_over_everyone_an_effect_works_where_it_works_for_someone(chance):
    index = indexed(random_world(chance))
    for effect in index.effects:
        question = asked(chance, index, effect, None)
        found = find_effect(index, question)
        words = {each.word for each in found.holdings}
        assert (found.word in (Word.OPERATIVE, Word.PARTLY)) == (Word.OPERATIVE in words)
        for each in found.holdings:
            if each.subject is not None:
                alone = asked_of(index, question, each.subject)
                assert alone is not None
                told = find_effect(index, alone)
                if alone.subject is not None:
                    assert (each.word, each.reason.by) == (told.word, told.reason.by)


@often
@given(chances)
def test_an_action_lists_exactly_its_effects(chance):
    index = indexed(random_world(chance))
    for action in index.world.actions:
        question = asked(chance, index, action, chance.choice((None, *BODIES)))
        found = find_action(index, question)
        own = {effect.id for effect in index.effects.values() if effect.action == action}
        assert {each.effect for each in found.effects} == own
        assert len(found.effects) == len(own)
        for each in found.effects:
            assert each == find_effect(index, each.question)


@often
@given(chances)
def test_a_comparison_misses_no_change_and_joins_without_a_gap(chance):
    index = indexed(random_world(chance))
    policy = chance.choice(sorted(index.world.policies))
    subject = chance.choice((None, *BODIES))
    first = ZERO + dt.timedelta(days=chance.randint(-2, LAST))
    last = first + dt.timedelta(days=chance.randint(0, 2 * LAST))
    said = compare(index, Question(policy, first, subject), last)
    statuses = [said.before.status, *(shift.after.status for shift in said.shifts)]
    assert [shift.before.status for shift in said.shifts] == statuses[:-1]
    assert statuses[-1] is said.after.status
    days = {shift.day for shift in said.shifts}
    assert days <= {day for day in breakpoints(index) if first < day <= last}
    word = {e: find_effect(index, Question(e, first, subject)).word for e in index.effects}
    for shift in said.shifts:
        for change in shift.changes:
            assert word[change.effect] is change.was
            word[change.effect] = change.now
            told = find_effect(index, Question(change.effect, shift.day, subject)).word
            assert told is change.now is not change.was
