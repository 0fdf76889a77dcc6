"""What two states of the record make of a policy, in sentences and as a dictionary."""

from __future__ import annotations

from kg.records.compare import Learned, Revised, Revision
from kg.tell.asked import apart, when, when_asked
from kg.tell.compare import day_document, word
from kg.tell.document import Document, head, text_of, thing
from kg.tell.sentence import for_whom
from kg.tell.words import Words, listed
from kg.values.day import last_said

_SHOWN = 6


def revision_document(revision: Revision, before: Words, after: Words) -> Document:
    """The JSON of `kg compare` for two states of the record."""
    was, now = revision.before, revision.after
    bases = was.question.basis, now.question.basis
    return {
        **head(now, after),
        "on": [was.question.on.isoformat(), now.question.on.isoformat()],
        "known_on": [text_of(each.known_on) for each in bases],
        "recorded_by": [text_of(each.recorded_by) for each in bases],
        "before": day_document(was, before),
        "after": day_document(now, after),
        "changed": [_revised(each, after) for each in revision.revised],
        "learned": [learned_document(each) for each in revision.learned],
        "checked_through": text_of(now.checked_through),
        "sentence": revision_sentence(revision, before, after),
    }


def learned_document(learned: Learned) -> Document:
    """A fact that counts from a day on."""
    return {
        "id": learned.thing,
        "label": learned.label,
        "since": text_of(learned.since),
        "assumed": learned.assumed,
        "corrected": learned.corrected,
        "sources": list(learned.sources),
    }


def _revised(each: Revised, words: Words) -> Document:
    return {
        "from": text_of(each.first),
        "until": text_of(each.until),
        "before": each.before.status.value,
        "after": each.after.status.value,
        "others": [
            {
                "for": thing(other.subject, words),
                "before": other.was.status.value,
                "after": other.now.status.value,
            }
            for other in each.others
        ],
        "sentence": _turned(each, words),
    }


def _turned(each: Revised, words: Words) -> str:
    start = f"from {each.first}" if each.first else "from the beginning"
    until = f" through {last_said(each.until)}" if each.until else " on"
    was, now = word(each.before), word(each.after)
    told = [f"{was} became {now}{for_whom(each.after, words)}"] if was != now else []
    names = [words.name(other.subject) for other in each.others]
    if names:
        more = [f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else []
        told.append(f"the answer changed for {listed(names[:_SHOWN] + more)}")
    return f"For the days {start}{until}, {' and '.join(told) or 'a part changed'}."


def revision_sentence(revision: Revision, before: Words, after: Words) -> str:
    """The two answers, how much was learned between them, and whether it changed anything."""
    was, now = revision.before, revision.after
    name = after.name(now.question.policy)
    if was.question.on == now.question.on:
        states = [", ".join(apart(each.question, before)) for each in (was, now)]
        told = f"{when(now.question.on)}, {name} was {word(was)} {states[0]}, "
        told += f"and {word(now)} {states[1]},"
    else:
        told = f"{when_asked(was.question, before)}, {name} was {word(was)}; "
        told += f"{_lower(when_asked(now.question, after))}, {word(now)}"
    return f"{told}{for_whom(now, after)}. {_counted(revision)}."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _counted(revision: Revision) -> str:
    facts, turns = len(revision.learned), len(revision.revised)
    if not facts:
        return "Nothing that bears on it was learned between"
    learned = (
        "One fact that bears on it was" if facts == 1 else f"{facts} facts that bear on it were"
    )
    if not turns:
        return f"{learned} learned between, and no answer changed"
    stretches = "one stretch of days" if turns == 1 else f"{turns} stretches of days"
    return f"{learned} learned between, and the answer changed for {stretches}"
