"""What an answer takes from accepted statements, as plain dictionaries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.records.answers import Question
from kg.records.evidence import Told
from kg.records.things import Effect, Operation, Surroundings, World


def told_of(world: World, effect: Effect) -> dict[str, Any]:
    """What is taken from statements for an effect: for its action, and what starts or ends it.

    For its suit too where it protects the parties.
    """
    acts = [each for each in world.actions.values() if effect.id in each.triggers + each.concludes]
    things = [effect.id, effect.action, *(act.id for act in acts)]
    own = world.actions.get(effect.action)
    if own and own.case and effect.kind.operation is Operation.BAR:
        things.append(own.case)
    return told_documents(world, things)


def told_around(world: World, question: Question) -> dict[str, Any]:
    """What is taken from statements of the policies, and of where those asked about stand."""
    asked = (question.subject, question.place, question.enforcer)
    return told_documents(world, [*world.policies, *_above(world.around, filter(None, asked))])


def _above(around: Surroundings, names: Iterable[str]) -> set[str]:
    """These with all that they lie in, belong to or govern."""
    links = (around.unit_of, around.post_in, around.governs, around.within, around.member_of)
    found, waiting = set[str](), [*names]
    while waiting:
        if (name := waiting.pop()) not in found:
            found.add(name)
            for link in (*links, around.sub_class_of):
                waiting += link.get(name, ())
            waiting += (each.group for each in around.memberships.get(name, ()))
            waiting += (each.post for each in around.tenures.get(name, ()))
    return found


def told_documents(world: World, things: Iterable[str]) -> dict[str, Any]:
    """The accepted statements from which something is taken of these; nothing where none is."""
    found = {t.statement: t for name in things for t in world.told.get(name, ())}
    return {"accepted": [_document(each) for _, each in sorted(found.items())]} if found else {}


def _document(told: Told) -> dict[str, Any]:
    return {
        "statement": told.statement,
        "about": {"id": told.about, "label": told.about_label},
        "says": told.word,
        "object": told.value,
        "called": told.called,
        "source": {"id": told.source, "label": told.source_label},
        "quote": told.words or None,
    }
