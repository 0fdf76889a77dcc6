"""What happened to a policy between two days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.law.alternatives import TooManyAlternatives
from kg.law.finding import find, label_key, shape
from kg.law.index import Index
from kg.law.survey import Survey, bearing_on
from kg.law.turns import breakpoints, same
from kg.law.words import changes_nothing
from kg.records.answers import Finding, Question, Reason
from kg.records.compare import Change, ChangeFor, Comparison, Shift
from kg.records.orders import Word

_EARLY = (Word.NOT_BEGUN, Word.AWAITING)


@dataclass(frozen=True, slots=True)
class _State:
    """A day's answer, and the word of each effect that can bear on it."""

    finding: Finding
    words: dict[str, tuple[Word, Reason]] = field(default_factory=dict)


def compare(index: Index, question: Question, later: dt.date) -> Comparison:
    """The answers on the day of the question and on a later day, and each day that changed one.

    Raises ValueError where the other day is earlier.
    """
    if later < question.on:
        raise ValueError(f"{later} is before {question.on}")
    before = find(index, question)
    after = find(index, replace(question, on=later))
    return Comparison(before, after, tuple(_shifts(index, question, later)))


def _shifts(index: Index, question: Question, later: dt.date) -> Iterator[Shift]:
    effects = _telling(index, question.policy)
    last = _state(index, question, effects)
    for day in breakpoints(index):
        if question.on < day <= later:
            now = _state(index, replace(question, on=day), effects)
            changes = tuple(_changes(last, now))
            differing = tuple(others(index, last.finding, now.finding))
            if changes or differing or not same(last.finding, now.finding):
                yield Shift(day, last.finding, now.finding, changes, differing)
            last = now


def _telling(index: Index, policy: str) -> list[str]:
    """The effects that can bear on the policy, but for those that change nothing."""
    hits = [effect for name in index.below(policy) for effect in index.hits(name)]
    found = bearing_on(index, hits)
    return sorted(e for e in found if not changes_nothing(index.effects[e].kind))


def _state(index: Index, question: Question, effects: list[str]) -> _State:
    survey = Survey(index, question)
    told = ((effect, _word(survey, effect)) for effect in effects)
    words = {effect: word for effect, word in told if word is not None}
    return _State(find(index, question), words)


def _word(survey: Survey, effect: str) -> tuple[Word, Reason] | None:
    """The effect's one word, and the reason that tells it; for `partly`, why not for all.

    What never could reach those asked about has begun and ended outside their sight. None
    where too much hangs together to tell.
    """
    try:
        holdings = survey.holdings(effect)
    except TooManyAlternatives:
        return None
    if not survey.could_reach(effect):
        return Word.OUT_OF_SCOPE, holdings[0].reason
    word = survey.word(effect)
    wanted = [each for each in holdings if each.word is word]
    wanted += [each for each in holdings if each.word is not Word.OPERATIVE]
    return word, (*wanted, *holdings)[0].reason


def _changes(last: _State, now: _State) -> Iterator[Change]:
    """The effects whose word changed; those that came to be, before those that they changed."""
    both = last.words.keys() & now.words.keys()
    changed = [effect for effect in both if last.words[effect][0] is not now.words[effect][0]]
    for effect in sorted(changed, key=lambda e: (last.words[e][0] not in _EARLY, e)):
        yield Change(effect, last.words[effect][0], *now.words[effect])


def others(index: Index, last: Finding, now: Finding) -> Iterator[ChangeFor]:
    """Those whose answer differs from everyone's, then or now, and changed; by their names."""
    then = {each.subject: each.standing for each in last.exceptions}
    after = {each.subject: each.standing for each in now.exceptions}
    for subject in sorted({**then, **after}, key=lambda name: label_key(index, name)):
        was = then.get(subject, last.standing)
        is_now = after.get(subject, now.standing)
        if shape(was) != shape(is_now):
            yield ChangeFor(subject, was, is_now)
