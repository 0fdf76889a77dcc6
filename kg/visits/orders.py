"""Questions about effects, actions and awards: from names to what became of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from kg.errors import Choice, QuestionError, UnknownName
from kg.law.awards import find_award
from kg.law.hours import award_at
from kg.law.index import DISPOSED
from kg.law.orders import find_action, find_effect
from kg.rdf.awards import award_of
from kg.rdf.bearing import bears_on
from kg.rdf.names import ACTIONS, AWARDS, EFFECTS, POLICIES, matches, resolve, type_of
from kg.rdf.node import Nodes
from kg.rdf.read import Slice
from kg.rdf.store import Readable
from kg.records.answers import Question
from kg.records.awards import Award, AwardFinding
from kg.records.orders import ActionFinding, EffectFinding
from kg.visits.answer import Answer, answer
from kg.visits.inquiry import Inquiry, askers, indexed, question_about

_ANY = POLICIES | EFFECTS | ACTIONS | AWARDS


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
    store: Readable,
    text: str,
    on: dt.date,
    subject: str | None = None,
    place: str | None = None,
    enforcer: str | None = None,
    reading: str = "strict",
) -> Told:
    """What is asked about a policy, an effect, an action or an award, whichever the name means.

    Where a policy and an action share a name, the policy is meant.
    Raises UnknownName, AmbiguousName, QuestionError, DataError.
    """
    nodes = Nodes(store)
    if any(nodes[name].type in POLICIES for name in matches(nodes, text)):
        return answer(store, text, on, subject, place, enforcer, reading)
    named = _named(nodes, text)
    question = question_about(nodes, named, on, subject, place, enforcer, reading)
    kind = type_of(nodes, named)
    if kind in AWARDS:
        return _award(nodes, question)
    if kind in POLICIES:
        return answer(store, named, on, subject, place, enforcer, reading)
    return _order(nodes, question)


def _order(nodes: Nodes, question: Question) -> EffectAnswer | ActionAnswer:
    named = question.policy
    action = named.removesuffix(DISPOSED)
    makers = [action] if nodes[action].type in ACTIONS else nodes.pointing("effect", named)
    world = Slice(nodes).world_of(bears_on(nodes, action), askers(question), makers)
    index = indexed(world, question)
    if nodes[named].type in ACTIONS:
        return ActionAnswer(nodes, index, question)
    if named in index.effects:
        return EffectAnswer(nodes, index, question)
    if named != action:
        raise UnknownName(f"{nodes[action].label} ({action}) ended no interlocutory relief")
    raise UnknownName(f"no action has {named} among its effects")


def _named(nodes: Nodes, text: str) -> str:
    """The effect, action or award that is meant; an effect by its action and its last word."""
    head, hash_, tail = text.strip().rpartition("#")
    if not hash_ or matches(nodes, text):
        return resolve(nodes, text, _ANY, "policy, effect, action or award")
    action = resolve(nodes, head, ACTIONS, "action")
    if "#" + tail == DISPOSED and nodes[action].one("disposesOf"):
        return action + DISPOSED
    effects = nodes[action].ids("effect")
    if f"{action}#{tail}" in effects:
        return f"{action}#{tail}"
    has = ", ".join(effect.rpartition("#")[2] for effect in effects) or "none"
    raise UnknownName(
        f"{nodes[action].label} ({action}) has no effect `#{tail}`; it has {has}",
        choices=[Choice(effect, nodes[effect].one("kind") or "", "Effect") for effect in effects],
        near=effects,
    )


def _award(nodes: Nodes, question: Question) -> AwardAnswer:
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
    return AwardAnswer(nodes, indexed(world, question), question, award)
