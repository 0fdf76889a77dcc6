"""The day that an answer is about, and what it rests on, as its sentence begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kg.records.answers import Question, Reading
from kg.tell.words import Words, listed


def when_asked(question: Question, words: Words) -> str:
    """The day or the hour of a question, with what sets its answer apart from the plain one."""
    return ", ".join([when(question.on), *apart(question, words)])


def when(on: dt.date) -> str:
    """The day or the instant that an answer is about, as a sentence begins."""
    if isinstance(on, dt.datetime):
        return f"At {on.isoformat(timespec='minutes')}"
    return f"On {on}"


def apart(question: Question, words: Words) -> Iterator[str]:
    """The reading where it is not the strict one, and what was left out or added."""
    basis = question.basis
    if question.reading is Reading.OPINION:
        yield "counted from the opinion"
    if basis.known_on:
        yield f"as known on {basis.known_on}"
    if basis.recorded_by:
        yield f"as recorded by {basis.recorded_by}"
    if basis.supposed:
        yield f"supposing {listed(list(basis.supposed))}"
    if left_out := [words.name(name) for name in (*basis.without, *basis.without_sources)]:
        yield f"without {listed(left_out)}"
