"""What happened to a policy between two days, in sentences and as a dictionary."""

from __future__ import annotations

from collections.abc import Iterator

from kg.records.answers import Finding, Question, Status
from kg.records.compare import Change, Comparison, Shift
from kg.records.orders import Word
from kg.tell.document import (
    Document,
    effect_document,
    finding_document,
    head,
    text_of,
    thing,
)
from kg.tell.sentence import for_whom, plain
from kg.tell.words import Words

_SAID = (
    "on status force enforceability practice because not_operative parts exceptions flags branches "
    "checked_through sentence"
).split()
_EARLY = (Word.NOT_BEGUN, Word.AWAITING, Word.OUT_OF_SCOPE)


def comparison_document(comparison: Comparison, words: Words) -> Document:
    """The JSON of `kg compare`, with what happened on each day that changed something."""
    before, after = comparison.before, comparison.after
    days = [before.question.on.isoformat(), after.question.on.isoformat()]
    return {
        **head(after, words),
        "on": days,
        "before": day_document(before, words),
        "after": day_document(after, words),
        "changed": [_shift(shift, words) for shift in comparison.shifts],
        "learned": [],
        "checked_through": text_of(after.checked_through),
        "sentence": comparison_sentence(comparison, words),
    }


def day_document(finding: Finding, words: Words) -> Document:
    """One of the answers that are compared, without what both were asked."""
    told = finding_document(finding, words)
    return {key: told[key] for key in _SAID}


def _shift(shift: Shift, words: Words) -> Document:
    return {
        "on": shift.day.isoformat(),
        "before": shift.before.status.value,
        "after": shift.after.status.value,
        "effects": [
            change_document(change, shift.after.question, words) for change in shift.changes
        ],
        "others": [
            {
                "for": thing(each.subject, words),
                "before": each.was.status.value,
                "after": each.now.status.value,
            }
            for each in shift.others
        ],
        "sentence": " ".join(_told(shift, words)),
    }


def change_document(change: Change, asked: Question, words: Words) -> Document:
    """An effect whose word became another, before and after."""
    return {
        **effect_document(change.effect, words),
        "was": change.was.value,
        "now": change.now.value,
        "sentence": change_sentence(change, asked, words),
    }


def _told(shift: Shift, words: Words) -> Iterator[str]:
    was, now = word(shift.before), word(shift.after)
    went = f"stayed {now}" if was == now else f"went from {was} to {now}"
    yield f"On {shift.day}, {words.name(shift.after.question.policy)} {went}."
    for change in shift.changes:
        yield change_sentence(change, shift.after.question, words)


def word(finding: Finding) -> str:
    """The status as a sentence about a change says it."""
    partly = finding.status is Status.PARTLY
    return "partly in force and enforceable" if partly else plain(finding.standing)


def comparison_sentence(comparison: Comparison, words: Words) -> str:
    """The difference between two days in one sentence."""
    before, after = comparison.before, comparison.after
    first, last = before.question.on, after.question.on
    name = words.name(after.question.policy)
    was, now = word(before), word(after)
    if first == last:
        same = f"the status of {name} on {first} was {now}"
        return f"The two days are the same, so nothing can differ: {same}."
    went = f"stayed {now}" if was == now else f"went from {was} to {now}"
    text = f"Between {first} and {last}, {name} {went}{for_whom(after, words)}; "
    return text + _counted(len(comparison.shifts)) + "."


def _counted(days: int) -> str:
    if not days:
        return "no day brought a change"
    return "one day brought a change" if days == 1 else f"{days} days brought changes"


def change_sentence(change: Change, asked: Question, words: Words) -> str:
    """What became of an effect on the day."""
    name = words.itself(change.effect)
    return f"{name[0].upper()}{name[1:]} {_became(change, asked, words)}."


def _became(change: Change, asked: Question, words: Words) -> str:
    reason = words.reason(change.reason)
    who = words.name(asked.subject) if asked.subject else "anyone asked about"
    if change.now is Word.OPERATIVE:
        return _works(change, words)
    early = change.was in _EARLY
    ceased = "had ceased" if change.was is Word.UNKNOWN else "ceased"
    reached = "did not reach" if early else f"{ceased} to reach"
    told = {
        Word.PARTLY: f"{'took effect' if early else 'worked'} for some only: {reason}",
        Word.SUSPENDED: _was("suspended", reason),
        Word.AWAITING: f"was decided; it {reason}",
        Word.ENDED: _ended(change, reason),
        Word.NOT_BEGUN: f"was put off: {reason}",
        Word.IDLE: f"had nothing left to bar: {reason}",
        Word.CONFINED: f"{reached} {who}: {reason}",
        Word.OUT_OF_SCOPE: f"{reached} {who}",
        Word.UNKNOWN: "may or may not have worked from then on, for a day is not known exactly",
    }
    return told[change.now]


def _works(change: Change, words: Words) -> str:
    if change.was in _EARLY:
        return f"took effect, acting on {words.targets(words.effect(change.effect))}"
    again = {Word.PARTLY: "worked for all whom it reaches", Word.UNKNOWN: "worked beyond doubt"}
    return again.get(change.was, "worked again")


def _ended(change: Change, reason: str) -> str:
    """An end; where it was open whether it had come, it had come by then."""
    told = reason if reason.startswith("ended") else f"ended: {reason}"
    return f"had {told}" if change.was is Word.UNKNOWN else told


def _was(word: str, reason: str) -> str:
    return f"was {reason}" if reason.startswith(word) else f"was {word}: {reason}"
