"""What changed, for whom and by what, in sentences and as a dictionary."""

from __future__ import annotations

from collections.abc import Iterable

from kg.records.answers import Question, Status
from kg.records.changes import StatusChange, StatusTurn
from kg.tell.compare import change_document
from kg.tell.document import Document, thing
from kg.tell.revise import learned_document
from kg.tell.words import Words, listed

_SHOWN = 6


def change_of_status(change: StatusChange, asked: Question, words: Words) -> Document:
    """One policy's change of status, for all who share it."""
    known = words.world.policies.get(change.policy)
    return {
        "policy": {
            "id": change.policy,
            "label": words.name(change.policy),
            "type": known.type if known else "",
        },
        "for": [thing(name, words) for name in change.holds_for] or None,
        "apart_from": [thing(name, words) for name in change.apart_from],
        "before": change.before.value,
        "after": change.after.value,
        "turns": [_turn(turn, asked, words) for turn in change.turns],
        "learned": [learned_document(each) for each in change.learned],
        "sentence": change_sentence(change, words),
    }


def _turn(turn: StatusTurn, asked: Question, words: Words) -> Document:
    return {
        "on": turn.day.isoformat(),
        "before": turn.before.value,
        "after": turn.after.value,
        "effects": [change_document(change, asked, words) for change in turn.changes],
        "sentence": _why(turn),
    }


def _why(turn: StatusTurn) -> str:
    """Where no effect changed on the day: that what had been open was so no longer, or was."""
    if turn.changes:
        return ""
    if turn.before is Status.UNKNOWN:
        return "By then what had been open was open no longer."
    return "From then on it is open what happened." if turn.after is Status.UNKNOWN else ""


def change_sentence(change: StatusChange, words: Words) -> str:
    """What a policy's status was, is, and for whom."""
    was, now = (each.value.replace("-", " ") for each in (change.before, change.after))
    went = f"turned and came back to {now}" if was == now else f"went from {was} to {now}"
    return f"{words.name(change.policy)} {went} for {whom(change, words)}."


def whom(change: StatusChange, words: Words) -> str:
    """For whom a change holds: by name, or for everyone and who stands apart."""
    if change.holds_for:
        return _some(change.holds_for, words)
    apart = f" but {_some(change.apart_from, words)}" if change.apart_from else ""
    return f"everyone{apart}"


def _some(names: Iterable[str], words: Words) -> str:
    labels = sorted({words.name(name) for name in names})
    more = [f"{len(labels) - _SHOWN} more"] if len(labels) > _SHOWN else []
    return listed(labels[:_SHOWN] + more)
