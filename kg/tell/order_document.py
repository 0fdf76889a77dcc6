"""Effects, actions and awards as the dictionaries that `--json` promises."""

from __future__ import annotations

from collections.abc import Iterable

from kg.records.answers import Branch, Finding
from kg.records.awards import Award, AwardFinding
from kg.records.orders import ActionFinding, EffectFinding, Holding, Word, WordBranch
from kg.tell.awards import award_sentence
from kg.tell.document import (
    Document,
    asked,
    effect_document,
    finding_document,
    text_of,
    thing,
)
from kg.tell.orders import action_sentence, effect_reason, effect_sentence
from kg.tell.words import Words

#: What an award says once for all of its conditions.
_ABOVE = frozenset({"for", "in", "by", "on", "known_on", "reading", "exceptions"})


def effect_finding_document(finding: EffectFinding, words: Words) -> Document:
    """The JSON of `kg status` about an effect."""
    return {
        "effect": {**effect_document(finding.effect, words), "type": "Effect"},
        **asked(finding.question, words),
        **_became(finding, words),
        "because": [effect_document(name, words) for name in finding.because],
        "flags": list(finding.flags),
        "branches": branches(finding.branches, words),
        "checked_through": text_of(finding.checked_through),
        "sentence": effect_sentence(finding, words),
    }


def _became(finding: EffectFinding, words: Words) -> Document:
    return {
        "status": finding.word.value,
        "why": effect_reason(finding, words),
        "acts_on": words.targets(words.effect(finding.effect)),
        "traced_for": thing(finding.traced_for, words),
        "for_whom": [_holding(each, words) for each in finding.holdings],
    }


def _holding(holding: Holding, words: Words) -> Document:
    return {
        "for": thing(holding.subject, words),
        "status": holding.word.value,
        "why": "not settled" if holding.word is Word.UNKNOWN else words.reason(holding.reason),
        "by": list(holding.reason.by),
    }


def action_finding_document(finding: ActionFinding, words: Words) -> Document:
    """The JSON of `kg status` about an action: its effects, each with its word."""
    action = words.world.actions[finding.action]
    label = action.label or action.id
    because = dict.fromkeys(name for each in finding.effects for name in each.because)
    return {
        "action": {
            "id": action.id,
            "label": label,
            "type": action.type,
            "court": action.court or None,
            "case": action.case_label or None,
            "decided": text_of(action.decided),
            "cites": list(action.cites),
            "sources": list(action.sources),
            "confidence": action.confidence or None,
        },
        **asked(finding.question, words),
        "status": finding.word.value,
        "because": [effect_document(name, words) for name in because],
        "effects": [
            {**effect_document(each.effect, words), **_became(each, words)}
            for each in finding.effects
        ],
        "enacts": [thing(name, words) for name in action.enacts],
        "flags": list(finding.flags),
        "branches": branches(finding.branches, words),
        "checked_through": text_of(finding.checked_through),
        "sentence": action_sentence(finding, label, words),
    }


def branches(found: Iterable[WordBranch | Branch], words: Words) -> list[Document]:
    """The words that the record allows, each with what it supposes."""
    return [
        {
            "status": (each.word if isinstance(each, WordBranch) else each.status).value,
            "supposing": list(each.supposing),
            "in_words": words.supposing(each.supposing),
        }
        for each in found
    ]


def award_document(finding: AwardFinding, award: Award, words: Words) -> Document:
    """The JSON of `kg status` about an award: its conditions, each for its recipient."""
    return {
        "award": {
            "id": award.id,
            "label": award.label or award.id,
            "type": "GrantAward",
            "grant": thing(award.grant, words),
            "recipient": thing(award.recipient, words),
            "awarded": text_of(award.awarded),
            "amount": award.amount,
        },
        **asked(finding.question, words),
        "status": finding.status.value,
        "because": [effect_document(name, words) for name in finding.because],
        "conditions": [_condition(each, words) for each in finding.conditions],
        "flags": list(finding.flags),
        "branches": branches(finding.branches, words),
        "checked_through": text_of(finding.checked_through),
        "sentence": award_sentence(finding, award, words),
    }


def _condition(finding: Finding, words: Words) -> Document:
    """A condition's status for the recipient, less the question, which stands above it."""
    told = finding_document(finding, words)
    return {key: value for key, value in told.items() if key not in _ABOVE}
