"""What became of effects, actions and awards, as documents."""

from __future__ import annotations

from kg.errors import QuestionError
from kg.records.answers import Reason
from kg.tell.document import Document, step_document
from kg.tell.order_document import (
    action_finding_document,
    award_document,
    effect_finding_document,
)
from kg.visits.answer import Answer
from kg.visits.documents import stamp, status_document, support, why_document
from kg.visits.orders import ActionAnswer, AwardAnswer, EffectAnswer, Told


def any_status_document(told: Told, note: str = "") -> Document:
    """The JSON of `kg status`, whatever it was asked of."""
    if isinstance(told, Answer):
        return status_document(told, note)
    if isinstance(told, EffectAnswer):
        said = effect_finding_document(told.finding, told.words)
        support(said["effect"], told)
    elif isinstance(told, ActionAnswer):
        said = action_finding_document(told.finding, told.words)
        for effect in said["effects"]:
            support(effect, told)
    else:
        said = award_document(told.finding, told.award, told.words)
        for condition in said["conditions"]:
            for effect in condition["because"]:
                support(effect, told)
    for effect in said["because"]:
        support(effect, told)
    return {**said, **stamp(told, note)}


def any_why_document(told: Told, note: str = "") -> Document:
    """The JSON of `kg why`: for an effect or an action the head, then what acted on it.

    Raises QuestionError for an award, whose conditions each have reasons of their own.
    """
    if isinstance(told, Answer):
        return why_document(told, note)
    if isinstance(told, AwardAnswer):
        raise QuestionError(
            f"`kg why` explains one condition at a time; {told.award.label or told.award.id} has "
            + (", ".join(told.award.conditions) or "none that is known")
        )
    trace = [step_document(reason, told.words) for reason in _trace(told)]
    for step in trace:
        support(step, told)
    return {**any_status_document(told, note), "trace": trace}


def _trace(told: EffectAnswer | ActionAnswer) -> list[Reason]:
    """The decisions, each once; those of an action's effects one after the other."""
    if isinstance(told, EffectAnswer):
        return list(told.finding.trace)
    found: dict[str, Reason] = {}
    for effect in told.finding.effects:
        for reason in effect.trace:
            found.setdefault(reason.effect, reason)
    return list(found.values())
