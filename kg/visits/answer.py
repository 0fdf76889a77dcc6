"""Questions about a policy: from names to a finding."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from kg.errors import DataError, Problem
from kg.law.blocks import Block, blocks, last_blocked
from kg.law.cycles import CycleError
from kg.law.finding import find
from kg.law.index import Index
from kg.law.turns import turns
from kg.rdf.names import POLICIES, SUBJECTS, matches, resolve
from kg.rdf.node import Nodes
from kg.rdf.read import Slice
from kg.rdf.store import Readable
from kg.records.answers import Finding, Question, Turn
from kg.records.things import PLACES
from kg.tell.words import Words


@dataclass(frozen=True)
class Answer:
    """A finding with the world it was found in, so that it can be told."""

    nodes: Nodes
    index: Index
    question: Question

    @cached_property
    def finding(self) -> Finding:
        """The status, with its reasons."""
        return find(self.index, self.question)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The operative bars on the policy and its parts."""
        return blocks(self.index, self.question)

    @cached_property
    def last_blocked(self) -> tuple[dt.date, tuple[Block, ...]] | None:
        """The last earlier day on which a bar worked."""
        return last_blocked(self.index, self.question)

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The stretches of days with one answer, from before the first event on."""
        asked = self.question
        return turns(self.index, asked.policy, asked.subject, asked.place, asked.enforcer)

    @property
    def words(self) -> Words:
        """Names for everything that the finding speaks of."""
        question = self.question
        asked = (question.subject, question.place, question.enforcer)
        labels = {name: self.nodes[name].label for name in asked if name}
        return Words(self.index.world, labels, self.index.clock.begins)


def answer(
    store: Readable,
    policy: str,
    on: dt.date,
    subject: str | None = None,
    place: str | None = None,
    enforcer: str | None = None,
) -> Answer:
    """Resolve the names, read the policy's slice of the store, and put the question.

    Raises UnknownName, AmbiguousName; DataError where effects hang on each other in a circle.
    """
    nodes = Nodes(store)
    question = Question(
        policy=resolve(nodes, policy, POLICIES, "policy"),
        on=on,
        subject=_subject(nodes, subject),
        place=_place(nodes, place),
        enforcer=_enforcer(nodes, enforcer),
    )
    asked = [name for name in (question.subject, question.place, question.enforcer) if name]
    world = Slice(nodes).world(question.policy, *asked)
    try:
        return Answer(nodes, Index(world), question)
    except CycleError as circle:
        problem = Problem("the store", None, circle.members[0], "to", str(circle))
        raise DataError([problem]) from circle


def _subject(nodes: Nodes, text: str | None) -> str | None:
    return resolve(nodes, text, SUBJECTS, "body, person or class") if text is not None else None


def _enforcer(nodes: Nodes, text: str | None) -> str | None:
    return resolve(nodes, text, SUBJECTS, "body or post") if text is not None else None


def _place(nodes: Nodes, text: str | None) -> str | None:
    """A place by its name, or by that of the body that governs it."""
    if text is None:
        return None
    ruled = {place for name in matches(nodes, text) for place in nodes[name].ids("governs")}
    if len(ruled) == 1 and not any(nodes[name].type in PLACES for name in matches(nodes, text)):
        return ruled.pop()
    return resolve(nodes, text, PLACES, "place")
