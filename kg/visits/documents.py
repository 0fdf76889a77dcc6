"""Answers as documents: the JSON that the interface promises, made from a finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from kg.law.blocks import Block, shaping
from kg.rdf.version import data_version
from kg.tell.asked import apart
from kg.tell.compare import comparison_document
from kg.tell.document import (
    Document,
    effect_document,
    finding_document,
    head,
    thing,
    trace_document,
)
from kg.tell.revise import revision_document as told_twice
from kg.tell.sentence import sentence
from kg.values.day import day_of
from kg.version import VERSION
from kg.visits.answer import Answer
from kg.visits.inquiry import Inquiry
from kg.visits.revise import Reconsidered


def status_document(answer: Answer, note: str = "") -> Document:
    """The JSON of `kg status`."""
    said = finding_document(answer.finding, answer.words)
    for effect in said["because"]:
        support(effect, answer)
    return {**said, **stamp(answer, note)}


def why_document(answer: Answer, note: str = "") -> Document:
    """The JSON of `kg why`: the head and the trace."""
    said = status_document(answer, note)
    trace = trace_document(answer.finding, answer.words)
    for step in trace:
        support(step, answer)
    return {**said, "trace": trace}


def blocks_document(answer: Answer, note: str = "") -> Document:
    """The JSON of `kg blocks`: the head, the operative bars, and the last day one held."""
    last = answer.last_blocked if not answer.blocks else None
    return {
        **status_document(answer, note),
        "bars": [_bar(block, answer) for block in answer.blocks],
        "last_blocked": _last(answer, *last) if last else None,
    }


def timeline_document(answer: Answer, note: str = "") -> Document:
    """The JSON of `kg timeline`: every turn in order, with what each rests on."""
    words = answer.words
    asked = head(answer.finding, words)
    turns = [
        {
            "from": turn.first.isoformat() if turn.first else None,
            "until": turn.until.isoformat() if turn.until else None,
            "status": turn.finding.status.value,
            "because": [effect_document(name, words) for name in turn.finding.because],
            "sentence": sentence(turn.finding, words) if turn.first else "",
        }
        for turn in answer.turns
    ]
    through = answer.finding.checked_through
    known = {"checked_through": through.isoformat() if through else None}
    rests = ", ".join(apart(answer.question, words))
    told = {"rests_on": rests} if rests else {}
    return {**asked, **told, "turns": turns, **known, **stamp(answer, note)}


def compare_document(answer: Answer, later: dt.date, note: str = "") -> Document:
    """The JSON of `kg compare`: the answers on two days, and what happened between them."""
    said = comparison_document(answer.compared_with(later), answer.words)
    for day in (said["before"], said["after"], *said["changed"]):
        for effect in day.get("effects", day.get("because")):
            support(effect, answer)
    return {**said, **stamp(answer, note)}


def revision_document(asked: Reconsidered, note: str = "") -> Document:
    """The JSON of `kg compare` for two states of the record: what was learned, what changed."""
    said = told_twice(asked.revision, asked.was.words, asked.now.words)
    for state, answer in ((said["before"], asked.was), (said["after"], asked.now)):
        for effect in state["because"]:
            support(effect, answer)
    return {**said, **stamp(asked.now, note)}


def _last(answer: Answer, day: dt.date, blocks: tuple[Block, ...]) -> Document:
    bars = [_bar(block, answer) for block in blocks]
    return {"on": day_of(day).isoformat(), "bars": bars}


def _bar(block: Block, answer: Answer) -> Document:
    words = answer.words
    holds = words.holds_for(words.effect(block.bar), block.shaped_by)
    said = {
        **effect_document(block.bar, words),
        "on": thing(block.policy, words),
        "holds_for": holds,
        "certain": block.certain,
    }
    support(said, answer)
    return said


def support(effect: Document, answer: Inquiry) -> None:
    """Add the sources with the words quoted of each, and for a bar whom it holds for on the day."""
    quoted = _quoted(answer, effect["id"])
    effect["evidence"] = [
        {
            "source": name,
            "label": node.label,
            "url": node.first("url"),
            "kind": node.one("sourceKind"),
            "quotes": quoted.get(name, []),
        }
        for name in effect["sources"]
        if (node := answer.nodes[name])
    ]
    if effect["does"] == "bar" and "holds_for" not in effect:
        shaped = shaping(answer.index, effect["id"], answer.question.on)
        effect["holds_for"] = answer.words.holds_for(answer.words.effect(effect["id"]), shaped)


def _quoted(answer: Inquiry, effect: str) -> dict[str, list[str]]:
    """The words quoted of each source, on an effect and on its act."""
    found: dict[str, list[str]] = {}
    nodes = answer.nodes
    for name in (effect, answer.words.effect(effect).action):
        for piece in nodes[name].ids("evidence"):
            for source in nodes[piece].ids("source"):
                found.setdefault(source, []).extend(nodes[piece].all("quote"))
    return found


def stamp(answer: Inquiry, note: str) -> Document:
    """Which engine and which data an answer was made by."""
    return {
        "engine": f"inforce {VERSION}",
        "data": data_version(answer.nodes.store),
        "note": note,
    }


#: The document of each command about a policy.
DOCUMENTS: dict[str, Callable[[Answer, str], Document]] = {
    "status": status_document,
    "why": why_document,
    "blocks": blocks_document,
    "timeline": timeline_document,
}
