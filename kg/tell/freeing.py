"""Which orders would have to fall, in a sentence and as a document."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from kg.records.answers import Finding, Status
from kg.records.freeing import Freeing
from kg.records.things import Action, Effect, Operation
from kg.tell.asked import when_asked
from kg.tell.document import Document, text_of
from kg.tell.sentence import whom
from kg.tell.words import Words, listed

_SHOWN: Final = 3
_NAMED: Final = 6
#: What of an order is named first.
_FIRST: Final = (Operation.BAR, Operation.ERASE, Operation.TERMINATE)
_LEFT: Final = {
    Status.NOT_YET_ISSUED: "it would not have been issued",
    Status.NOT_YET_EFFECTIVE: "it would not have taken effect",
    Status.NOT_APPLICABLE: "it would not apply",
    Status.EXPIRED: "it would have expired by its own terms",
    Status.UNKNOWN: "the record would not settle its status",
}


def freeing_document(finding: Finding, found: Freeing, words: Words) -> Document:
    """Under `free` in the JSON of `kg why --free`."""
    bearing = found.bearing
    sets = [[_order(name, bearing, words) for name in each] for each in _in_order(found, words)]
    return {
        "sentence": freeing_sentence(finding, found, words),
        "sets": sets,
        "looked": {
            "orders": found.orders,
            "size": found.size,
            "asked": found.asked,
            "complete": found.complete,
            "least": found.least,
        },
        "left": found.left.value,
    }


def freeing_sentence(finding: Finding, found: Freeing, words: Words) -> str:
    """What would have to fall for the policy to be enforceable."""
    question = finding.question
    head = f"{when_asked(question, words)}, for {words.name(question.policy)} to be enforceable "
    head += f"for {whom(finding, words)}, "
    if found.sets == ((),):
        return head + "no order had to fall: it was."
    if not found.sets:
        return head + _none(found)
    sets = [
        [_reference(name, found.bearing, words) for name in each]
        for each in _in_order(found, words)
    ]
    if not found.least:
        return (
            f"{head}it would be enough for {_set(sets[0])} to fall; more than {found.size} must, "
            "and whether fewer than these would do was not found out."
        )
    more = "" if found.complete else f"; sets of more than {found.size} may be missing"
    return head + _sets(sets) + more + "."


def _sets(sets: list[list[str]]) -> str:
    first = _set(sets[0])
    if len(sets) == 1:
        how = {1: "", 2: " both"}.get(len(sets[0]), " all")
        return f"{first} would{how} have to fall"
    if len(sets) <= _SHOWN:
        return "one of these would have to fall: " + "; or ".join(map(_set, sets))
    whole = "one of the smallest being " if len(sets[0]) == len(sets[1]) else "the smallest being "
    return f"one of {len(sets)} sets of orders would have to fall, {whole}{first}"


def _set(orders: list[str]) -> str:
    """The orders of a set, or the first of many."""
    more = len(orders) - _NAMED
    return listed([*orders[:_NAMED], f"{more} more"] if more > 0 else orders)


def _reference(name: str, bearing: Collection[str], words: Words) -> str:
    """An order by what it did that counts here, its day and its court."""
    action = _action(name, words)
    court = f" ({action.court})" if action.court else ""
    return f"the {_kind(action, bearing, words)} of {action.decided or 'an unknown day'}{court}"


def _action(name: str, words: Words) -> Action:
    """The record of an action; an empty one where there is none."""
    return words.world.actions.get(name) or Action(name)


def _in_order(found: Freeing, words: Words) -> list[list[str]]:
    """The sets, the smallest first, and in each the orders by their days."""

    def key(name: str) -> tuple[str, str]:
        action = _action(name, words)
        return str(action.decided or ""), action.label or name

    sets = [sorted(each, key=key) for each in found.sets]
    return sorted(sets, key=lambda each: (len(each), [key(name) for name in each]))


def _order(name: str, bearing: Collection[str], words: Words) -> Document:
    action = _action(name, words)
    return {
        "id": name,
        "label": action.label or name,
        "type": action.type,
        "court": action.court or None,
        "case": action.case_label or None,
        "decided": text_of(action.decided),
        "kind": _kind(action, bearing, words),
    }


def _kind(action: Action, bearing: Collection[str], words: Words) -> str:
    """What an order did that counts here: to policies, else to other orders; or what it set off.

    An order that ends another to take its place is named by what it does itself.
    """
    effects = [words.effect(name) for name in bearing]
    done = sorted((e for e in effects if e.action == action.id), key=_rank)
    own = [e for e in done if not words.world.policies.keys().isdisjoint(e.targets)] or done
    awaited = [e.awaits for e in effects if e.id in action.triggers]
    awaited += [e.ends_with for e in effects if e.id in action.concludes]
    awaited = [each.rpartition("/")[2].replace("-", " ") for each in awaited if each]
    said = dict.fromkeys([e.kind.label for e in own] or awaited)
    return listed(list(said)) or "decision"


def _rank(effect: Effect) -> tuple[int, str]:
    operation = effect.kind.operation
    return (_FIRST.index(operation) if operation in _FIRST else len(_FIRST)), effect.id


def _none(found: Freeing) -> str:
    """That no set was found, and what stands in the way or how far that was looked for."""
    if not found.complete:
        return (
            f"no set of up to {found.size} of the {found.orders} orders that bear on it would be "
            "enough; larger sets were not looked through."
        )
    left = _LEFT.get(found.left, f"it would be {found.left.value}")
    bearing = {0: "any order", 1: "the one order that bears on it"}.get(
        found.orders, f"any of the {found.orders} orders that bear on it"
    )
    return f"no set of orders would be enough: without {bearing}, {left}."
