"""Findings as plain dictionaries, in the shape that `--json` promises."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from kg.records.answers import Finding, Question, Reason, Standing, Verdict
from kg.records.basis import Basis
from kg.records.things import Operation
from kg.tell.sentence import not_applied, sentence
from kg.tell.told import told_around, told_of
from kg.tell.words import Words

Document = dict[str, Any]


def finding_document(finding: Finding, words: Words) -> Document:
    """The JSON of `kg status`."""
    return {
        **head(finding, words),
        "status": finding.status.value,
        "force": finding.force.value,
        "enforceability": finding.enforceability,
        "practice": practice(finding.standing, words),
        "because": [effect_document(name, words) for name in finding.because],
        "not_operative": list(not_operative(finding, words)),
        "parts": [standing_document(part, words) for part in words.in_order(finding.parts)],
        "exceptions": [
            {
                "for": thing(each.subject, words),
                "subdivisions": each.subdivisions,
                **standing_document(each.standing, words, False),
            }
            for each in finding.exceptions
        ],
        "flags": list(finding.flags),
        "branches": [
            {
                "status": branch.status.value,
                "supposing": list(branch.supposing),
                "in_words": words.supposing(branch.supposing),
                "because": [effect_document(name, words) for name in branch.because],
            }
            for branch in finding.branches
        ],
        "checked_through": text_of(finding.checked_through),
        "sentence": sentence(finding, words),
    }


def head(finding: Finding, words: Words) -> Document:
    """The question as it was understood."""
    known = words.world.policies.get(finding.question.policy)
    policy = {
        "id": finding.question.policy,
        "label": words.name(finding.question.policy),
        "type": known.type if known else "",
    }
    return {"policy": policy, **asked(finding.question, words)}


def asked(question: Question, words: Words) -> Document:
    """For whom, where, against whom and when the question was."""
    return {
        "for": thing(question.subject, words),
        "in": thing(question.place, words),
        "by": thing(question.enforcer, words),
        "on": question.on.isoformat(),
        "known_on": text_of(question.basis.known_on),
        "reading": question.reading.value,
        **basis_document(question.basis, words),
        **told_around(words.world, question),
    }


def basis_document(basis: Basis, words: Words) -> Document:
    """What else the answer rests on: what was left out of the record, and what was added to it."""
    told = {
        "recorded_by": text_of(basis.recorded_by),
        "supposing": list(basis.supposed),
        "without": [thing(name, words) for name in basis.without],
        "without_sources": [thing(name, words) for name in basis.without_sources],
    }
    return {key: value for key, value in told.items() if value}


def thing(name: str | None, words: Words) -> Document | None:
    """A thing by id and label."""
    return {"id": name, "label": words.name(name)} if name else None


def effect_document(name: str, words: Words) -> Document:
    """An effect with the order it comes from."""
    effect = words.effect(name)
    action = words.action(effect)
    return {
        "id": name,
        "does": effect.kind.operation.value,
        "kind": effect.kind.label,
        "label": effect.label if effect.label not in ("", name) else action.label,
        "court": action.court or None,
        "case": action.case_label or None,
        "decided": text_of(action.decided),
        "from": text_of(words.begins.get(name)),
        "until": text_of(effect.until),
        "scope": words.scope(effect),
        "cites": list(action.cites),
        "sources": list(action.sources),
        "confidence": action.confidence or None,
        **told_of(words.world, effect),
    }


def not_operative(finding: Finding, words: Words) -> Iterable[Document]:
    """The bars, stays and ends that had begun but did not work, each with why."""
    quiet = (Verdict.OPERATIVE, Verdict.NOT_BEGUN, Verdict.OUT_OF_SCOPE)
    for reason in finding.trace:
        effect = words.effect(reason.effect)
        idle_words = (Operation.NONE, Operation.COMMENCE, Operation.MODIFY)
        if reason.verdict not in quiet and effect.kind.operation not in idle_words:
            yield {
                **effect_document(reason.effect, words),
                "verdict": reason.verdict.value,
                "why": words.reason(reason),
            }


def standing_document(standing: Standing, words: Words, named: bool = True) -> Document:
    """The status of a part, or of one of the excepted."""
    policy = {"policy": thing(standing.policy, words)} if named else {}
    return {
        **policy,
        "status": standing.status.value,
        "force": standing.force.value,
        "enforceability": standing.enforceability,
        "because": [effect_document(name, words) for name in standing.because],
    }


def practice(standing: Standing, words: Words) -> Document | None:
    """What the issuer says it will not do, to whom and since when; no parts: with the whole."""
    said = [
        {**effect_document(name, words), "parts": _not_applied(standing, [name], words)}
        for name in standing.practice
    ]
    if not said:
        return None
    parts = _not_applied(standing, standing.practice, words)
    return {"statements": said, "since": said[0]["from"], "scope": said[0]["scope"], "parts": parts}


def _not_applied(standing: Standing, effects: Collection[str], words: Words) -> list[Document]:
    return [{"id": n, "label": words.name(n)} for n in not_applied(standing, effects, words)]


def trace_document(finding: Finding, words: Words) -> list[Document]:
    """Every decision, as `kg why` shows it."""
    return [step_document(reason, words) for reason in finding.trace]


def step_document(reason: Reason, words: Words) -> Document:
    """One decision: the effect, what became of it and why."""
    effect = words.effect(reason.effect)
    return {
        **effect_document(reason.effect, words),
        "effect": reason.effect,
        "acts_on": words.targets(effect),
        "verdict": reason.verdict.value,
        "reason": words.reason(reason),
        "by": list(reason.by),
        "quotes": list(words.action(effect).quotes),
    }


def text_of(value: object) -> str | None:
    """A value as text; None stays None."""
    return None if value is None else str(value)
