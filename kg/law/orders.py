"""What became of one effect, or of all that an action did."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kg.law.alternatives import TooManyAlternatives, said
from kg.law.finding import checked_through, trace
from kg.law.flags import from_the_words
from kg.law.horizon import Horizon
from kg.law.index import Index
from kg.law.survey import Survey, acted_on, decided
from kg.law.words import changes_nothing, sum_up
from kg.records.answers import Question, Reason, Verdict
from kg.records.orders import ActionFinding, EffectFinding, Holding, Word, WordBranch
from kg.values.day import day_of

_OPEN = "more dates are open than can be tried one by one"


def find_effect(index: Index, question: Question) -> EffectFinding:
    """What became of the effect that the question names, for whom, and because of what.

    Raises ValueError where nothing is known of it.
    """
    if question.policy not in index.effects:
        raise ValueError(f"nothing is known of the effect {question.policy}")
    return _found(Survey(index, question), question.policy)


def find_action(index: Index, question: Question) -> ActionFinding:
    """What became of each effect of the action that the question names, and of them all.

    Raises ValueError where nothing is known of it.
    """
    if question.policy not in index.world.actions:
        raise ValueError(f"nothing is known of the action {question.policy}")
    own = [e for e in index.effects.values() if e.action == question.policy]
    effects = [e.id for e in sorted(own, key=lambda e: (changes_nothing(e.kind), e.id))]
    survey = Survey(index, question)
    found = tuple(_found(survey, effect) for effect in effects)
    if not found:
        return _without_effects(index, question)
    telling = [e for e in found if not changes_nothing(index.effects[e.effect].kind)] or found
    days = [effect.checked_through for effect in found if effect.checked_through]
    flags = tuple(sorted({flag for effect in found for flag in effect.flags}))
    word = sum_up(effect.word for effect in telling)
    return ActionFinding(question, word, found, flags, (), min(days, default=None))


def _found(survey: Survey, effect: str) -> EffectFinding:
    index, question = survey.index, replace(survey.question, policy=effect)
    try:
        everywhere = survey.holdings(effect)
    except TooManyAlternatives:
        return _untold(index, question)
    holdings = _told(everywhere)
    word, branches = survey.word(effect), survey.branches(effect)
    shown = next((each for each in holdings if each.word is word), holdings[0])
    point = survey.at(shown.subject, effect)[0]
    checked = _checked(index, effect)
    flags = set(from_the_words(point, (effect,), over=shown.word is Word.IDLE))
    flags |= {"partly inside"} if effect in point.partly_inside else set()
    flags |= {"stale"} if checked and day_of(question.on) > checked else set()
    return EffectFinding(
        question,
        word,
        shown.reason,
        holdings,
        tuple(trace(point, [effect], lambda name: decided(point, name))),
        shown.subject,
        tuple(sorted(flags)),
        branches if len(branches) > 1 else (),
        checked,
    )


def _told(everywhere: list[Holding]) -> tuple[Holding, ...]:
    """The question's own word, then each whose word is another; everyone named where it has none.

    Only those whom the effect reaches are told of, unless it reaches nobody.
    """
    reached = [each for each in everywhere if each.word is not Word.OUT_OF_SCOPE]
    first, *others = reached or everywhere[:1]
    own = first.word if first.subject is None else None
    return (first, *(each for each in others if each.word is not own))


def _untold(index: Index, question: Question) -> EffectFinding:
    """More dates are open than can be tried, so that nothing is certain."""
    reason = Reason(question.policy, Verdict.AWAITING, _OPEN)
    checked = _checked(index, question.policy)
    return EffectFinding(question, Word.UNKNOWN, reason, checked_through=checked)


def _without_effects(index: Index, question: Question) -> ActionFinding:
    """An action that did nothing by itself is idle, once it was done."""
    horizon = Horizon(index, question.on)
    found: dict[Word, WordBranch] = {}
    dates = horizon.outlook_on(()).read_by("decided", question.policy)
    for supposed, clock in horizon.readings(dates):
        day = clock.decided.get(question.policy)
        word = Word.NOT_BEGUN if day is not None and day.first > question.on else Word.IDLE
        found.setdefault(word, WordBranch(word, said(supposed)))
    branches = tuple(found.values())
    if len(branches) > 1:
        return ActionFinding(question, Word.UNKNOWN, branches=branches)
    return ActionFinding(question, branches[0].word)


def _checked(index: Index, effect: str) -> dt.date | None:
    """The day through which everything that the effect bears on was looked at."""
    policies = acted_on(index, [effect]) & set(index.world.policies)
    days = [checked_through(index, policy) for policy in policies]
    return min((day for day in days if day), default=None)
