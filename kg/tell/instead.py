"""Why a status is not another word, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.records.answers import Finding, Reason, Status, Verdict
from kg.tell.asked import when_asked
from kg.tell.document import Document, step_document
from kg.tell.sentence import sentence, whom
from kg.tell.words import Words, listed

_SHOWN: Final = 4
_OVER: Final = (Status.VACATED, Status.REVOKED, Status.SUPERSEDED, Status.EXPIRED)
_LAST: Final = (Verdict.NOT_BEGUN, Verdict.OUT_OF_SCOPE)
#: Why not, where nothing is on record that could give the word.
_NOTHING: Final = {
    Status.EXPIRED: "no end of its own is known",
    Status.PARTLY: "no part of it is known that stood otherwise",
    Status.UNKNOWN: "the record settles it",
    Status.IN_FORCE: "nothing is known that put it in force",
    Status.NOT_YET_ISSUED: "nothing is known of how it began",
    Status.NOT_YET_EFFECTIVE: "nothing is known of how it began",
    Status.NOT_APPLICABLE: "nothing is known of how it began",
}


def instead_document(
    finding: Finding, word: Status, considered: Sequence[Reason], words: Words
) -> Document:
    """Under `not` in the JSON of `kg why --not`."""
    return {
        "word": word.value,
        "sentence": instead_sentence(finding, word, considered, words),
        "considered": [step_document(reason, words) for reason in considered],
    }


def instead_sentence(
    finding: Finding, word: Status, considered: Sequence[Reason], words: Words
) -> str:
    """Why the status is not this word, from what was decided about all that could give it."""
    if finding.status is word:
        return f"It is {word.value}: {sentence(finding, words)}"
    question = finding.question
    head = f"{when_asked(question, words)}, the status of {words.name(question.policy)}"
    head += f" for {whom(finding, words)} was {finding.status.value}, not {word.value}: "
    if finding.status is Status.UNKNOWN and not finding.trace:
        return sentence(finding, words)
    if word is Status.UNKNOWN or not considered:
        return head + _NOTHING.get(word, "no order of that kind is known") + "."
    ordered = sorted(considered, key=lambda reason: _rank(reason.verdict))
    told = list(dict.fromkeys(_one(finding, word, reason, words) for reason in ordered))
    more = [f"and {len(told) - _SHOWN} more"] if len(told) > _SHOWN else []
    return head + "; ".join([*told[:_SHOWN], *more]) + "."


def _rank(verdict: Verdict) -> int:
    """What works is told first, what never reached the point or has yet to come last."""
    return _LAST.index(verdict) + 1 if verdict in _LAST else -(verdict is Verdict.OPERATIVE)


def _one(finding: Finding, word: Status, reason: Reason, words: Words) -> str:
    """An effect, and what became of it that it does not give the word."""
    told = words.reason(reason)
    if reason.verdict is Verdict.OPERATIVE:
        told += _though_operative(finding, word, reason, words)
    return f"{words.itself(reason.effect)}, {told}"


def _though_operative(finding: Finding, word: Status, reason: Reason, words: Words) -> str:
    """Why what works does not decide the status: another thing does, or it is of a part alone."""
    status = finding.status
    if status is Status.UNKNOWN:
        return " in one reading"
    if reason.effect in finding.because and status is not Status.PARTLY:
        return ""
    if status is Status.PARTLY or not words.speaks_of(reason.effect, finding.question.policy):
        return f" on {words.targets(words.effect(reason.effect))}"
    if word in _OVER and status not in _OVER:
        return ", but the policy was put in force again"
    beside = listed([words.reference(name) for name in finding.because[:_SHOWN]])
    return f" beside {beside}" if finding.because else ""
