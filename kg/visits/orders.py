"""Questions about effects, actions and awards: from names to what became of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from kg.errors import QuestionError, UnknownName
from kg.law.awards import find_award
from kg.law.hours import award_at
from kg.law.judgments import DISPOSED
from kg.law.orders import find_action, find_effect
from kg.rdf.awards import award_of
from kg.rdf.bearing import bears_on
from kg.rdf.names import ACTIONS, AWARDS, POLICIES, called, matches, resolve, type_of
from kg.rdf.read import Slice
from kg.rdf.store import Quads
from kg.records.answers import Question
from kg.records.awards import Award, AwardFinding
from kg.records.basis import RECORD, Basis
from kg.records.orders import ActionFinding, EffectFinding
from kg.visits.answer import Answer, about
from kg.visits.basis import Record, record
from kg.visits.inquiry import Inquiry, askers, indexed, question_about
from kg.visits.naming import named

_ANY = POLICIES | ACTIONS | AWARDS


@dataclass(frozen=True)
class EffectAnswer(Inquiry):
    """What is asked about an effect."""

    @cached_property
    def finding(self) -> EffectFinding:
        """What became of it, for whom and why."""
        return find_effect(self.index, self.question)


@dataclass(frozen=True)
class ActionAnswer(Inquiry):
    """What is asked about an action."""

    @cached_property
    def finding(self) -> ActionFinding:
        """What became of each of its effects."""
        return find_action(self.index, self.question)


@dataclass(frozen=True)
class AwardAnswer(Inquiry):
    """What is asked about a grant award."""

    award: Award

    @cached_property
    def finding(self) -> AwardFinding:
        """What its conditions are for its recipient."""
        return find_award(self.index, self.award, self.question)


Told = Answer | EffectAnswer | ActionAnswer | AwardAnswer


def answer_any(
    store: Quads,
    text: str,
    on: dt.date,
    subject: str | None = None,
    place: str | None = None,
    enforcer: str | None = None,
    reading: str = "strict",
    basis: Basis = RECORD,
) -> Told:
    """What is asked about a policy, an effect, an action or an award, whichever the name means.

    Where a policy and an action share a name, the policy is meant.
    Raises UnknownName, AmbiguousName, QuestionError, DataError.
    """
    held = record(store, basis)
    asked = (on, subject, place, enforcer, reading)
    if any(held.names[name].type in POLICIES for name in matches(held.names, text)):
        return about(held, resolve(held.names, text, POLICIES, "policy"), *asked)
    thing = named(held.names, text, _ANY, "policy, effect, action or award")
    kind = type_of(held.names, thing)
    if kind in POLICIES:
        return about(held, thing, *asked)
    question = question_about(held, thing, *asked)
    return _award(held, question) if kind in AWARDS else _order(held, question)


def _order(held: Record, question: Question) -> EffectAnswer | ActionAnswer:
    named, nodes = question.policy, held.facts
    action = named.removesuffix(DISPOSED)
    makers = [action] if nodes[action].type in ACTIONS else nodes.pointing("effect", named)
    world = Slice(nodes).world_of(bears_on(nodes, action), askers(question), makers)
    index = indexed(held.judged(world), question)
    if nodes[named].type in ACTIONS:
        return ActionAnswer(held.names, index, question)
    if named in index.effects:
        return EffectAnswer(held.names, index, question)
    if held.names[action].known and not nodes[action].known:
        raise _not_counted(held, named)
    if named != action:
        raise UnknownName(f"{nodes[action].label} ({action}) ended no interlocutory relief")
    raise UnknownName(f"no action has {named} among its effects")


def _award(held: Record, question: Question) -> AwardAnswer:
    nodes = held.facts
    if not nodes[question.policy].known:
        raise _not_counted(held, question.policy)
    award = award_at(award_of(nodes[question.policy]), question.on)
    asked = question.subject
    if asked is not None and asked != award.recipient:
        recipient = nodes[award.recipient].label if award.recipient else "nobody who is named"
        raise QuestionError(
            f"{award.label} was made to {recipient}, not to {nodes[asked].label}; "
            "leave out `--for`, or ask about a condition of it"
        )
    more = [name for name in (award.recipient, award.grant) if name]
    world = Slice(nodes).world_of(award.conditions, [*askers(question), *more])
    return AwardAnswer(held.names, indexed(held.judged(world), question), question, award)


def _not_counted(held: Record, name: str) -> UnknownName:
    """What is said where a thing is on record, but not for the one who asks."""
    basis, known_as = held.basis, called(held.names, name)
    shown = name if known_as == name else f"{known_as} ({name})"
    days = ((basis.known_on, "was not known on"), (basis.recorded_by, "was not recorded by"))
    since = " and ".join(f"{phrase} {day}" for day, phrase in days if day)
    left_out = basis.without or basis.without_sources
    why = " or ".join([*([since] if since else []), *(["is left out"] if left_out else [])])
    return UnknownName(f"{shown} {why}")
