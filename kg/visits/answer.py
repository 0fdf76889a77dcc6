"""Questions about a policy: from names to a finding."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from kg.law.blocks import Block, blocks, last_blocked
from kg.law.compare import compare
from kg.law.finding import find
from kg.law.turns import turns
from kg.rdf.names import POLICIES, resolve
from kg.rdf.read import Slice
from kg.rdf.store import Quads
from kg.records.answers import Finding, Turn
from kg.records.basis import RECORD, Basis
from kg.records.compare import Comparison
from kg.visits.basis import Record, record
from kg.visits.inquiry import Inquiry, askers, indexed, question_about


@dataclass(frozen=True)
class Answer(Inquiry):
    """What is asked about a policy, found when it is first needed."""

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
        whom = (asked.subject, asked.place, asked.enforcer)
        return turns(self.index, asked.policy, *whom, asked.reading)

    def compared_with(self, later: dt.date) -> Comparison:
        """The answer on the day asked about and on a later one, and what happened between."""
        return compare(self.index, self.question, later)


def answer(
    store: Quads,
    policy: str,
    on: dt.date,
    subject: str | None = None,
    place: str | None = None,
    enforcer: str | None = None,
    reading: str = "strict",
    basis: Basis = RECORD,
) -> Answer:
    """Resolve the names, read the policy's slice of the record, and put the question.

    Raises UnknownName, AmbiguousName, QuestionError; DataError where effects hang on each other
    in a circle, or for what is supposed.
    """
    held = record(store, basis)
    named = resolve(held.names, policy, POLICIES, "policy")
    return about(held, named, on, subject, place, enforcer, reading)


def about(
    held: Record,
    policy: str,
    on: dt.date,
    subject: str | None = None,
    place: str | None = None,
    enforcer: str | None = None,
    reading: str = "strict",
) -> Answer:
    """Put the question about a policy by its id to a record; raises as `answer` does."""
    question = question_about(held, policy, on, subject, place, enforcer, reading)
    world = Slice(held.facts).world(policy, *askers(question))
    return Answer(held.names, indexed(held.judged(world), question), question)
