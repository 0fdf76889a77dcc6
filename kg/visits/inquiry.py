"""A question put to a slice of the store: the names resolved, and the world it is judged in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg.errors import BadDate, DataError, Problem, QuestionError
from kg.law.cycles import CycleError
from kg.law.hours import index_for
from kg.law.index import Index
from kg.law.opinions import read_as
from kg.rdf.names import SUBJECTS, called, matches, resolve
from kg.rdf.node import Nodes
from kg.records.answers import Question, Reading
from kg.records.things import PLACES, World
from kg.tell.words import Words
from kg.visits.basis import Record


@dataclass(frozen=True)
class Inquiry:
    """A question with the world it is answered in, and nodes that tell what things are called."""

    nodes: Nodes
    index: Index
    question: Question

    @property
    def words(self) -> Words:
        """Names for everything that the answer speaks of."""
        question = self.question
        asked = (question.policy, question.subject, question.place, question.enforcer)
        left_out = (*question.basis.without, *question.basis.without_sources)
        labels = {name: self.nodes[name].label for name in asked if name}
        labels |= {name: called(self.nodes, name) for name in left_out}
        return Words(self.index.world, labels, self.index.clock.begins, question.on)


def question_about(
    held: Record,
    thing: str,
    on: dt.date,
    subject: str | None,
    place: str | None,
    enforcer: str | None,
    reading: str,
) -> Question:
    """The question about a thing by its id, with the other names as people write them.

    Raises UnknownName, AmbiguousName; BadDate for a time without a zone, QuestionError for a
    reading that there is not.
    """
    if isinstance(on, dt.datetime) and on.tzinfo is None:
        raise BadDate(f"{on} has no zone; an hour is another one in every zone")
    return Question(
        policy=thing,
        on=on,
        subject=_one(held.names, subject, "body, person or class"),
        place=_place(held.names, place),
        enforcer=_one(held.names, enforcer, "body or post"),
        reading=_reading(reading),
        basis=held.basis,
    )


def askers(question: Question) -> list[str]:
    """Those whom a question names, whose surroundings its world needs."""
    return [name for name in (question.subject, question.place, question.enforcer) if name]


def indexed(world: World, question: Question) -> Index:
    """The world with its links, for one who asks about a day or an instant, in a reading.

    Raises DataError where effects hang on each other in a circle.
    """
    try:
        return index_for(read_as(world, question.reading), question.on)
    except CycleError as circle:
        problem = Problem("the store", None, circle.members[0], "to", str(circle))
        raise DataError([problem]) from circle


def _reading(text: str) -> Reading:
    try:
        return Reading(text.strip().casefold())
    except ValueError:
        raise QuestionError(f"{text!r} is no reading; write `strict` or `opinion`") from None


def _one(nodes: Nodes, text: str | None, what: str) -> str | None:
    return resolve(nodes, text, SUBJECTS, what) if text is not None else None


def _place(nodes: Nodes, text: str | None) -> str | None:
    """A place by its name, or by that of the body that governs it."""
    if text is None:
        return None
    ruled = {place for name in matches(nodes, text) for place in nodes[name].ids("governs")}
    if len(ruled) == 1 and not any(nodes[name].type in PLACES for name in matches(nodes, text)):
        return ruled.pop()
    return resolve(nodes, text, PLACES, "place")
