"""What the conditions of a grant award are for its recipient."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from kg.law.finding import find
from kg.law.index import Index
from kg.law.status import OVER, combine
from kg.records.answers import Branch, Finding, Question, Status
from kg.records.awards import Award, AwardFinding
from kg.values.day import after, said

#: Said of a condition that was taken back after the award: the award may keep it alive.
_LIVES_ON = frozenset({"open awards", "past conduct"})


def find_award(index: Index, award: Award, question: Question) -> AwardFinding:
    """The status of each condition for the recipient, and the one word they come to.

    Before the award was made nothing binds its recipient; while the day of it may or may
    not have come, both answers are kept. Raises ValueError for a condition that is not known.
    """
    for name in award.conditions:
        if name not in index.world.policies:
            raise ValueError(f"nothing is known of the condition {name}")
    asked = replace(question, subject=award.recipient)
    conditions = tuple(_condition(index, award, asked, name) for name in award.conditions)
    held = _word(conditions)
    made = _made(award, question.on)
    open_ = made is None and held is not Status.NOT_YET_ISSUED
    status = Status.UNKNOWN if open_ else held if made else Status.NOT_YET_ISSUED
    days = [found.checked_through for found in conditions if found.checked_through]
    return AwardFinding(
        question=replace(asked, policy=award.id),
        status=status,
        made=made,
        conditions=conditions,
        flags=tuple(sorted({flag for found in conditions for flag in found.flags})),
        branches=_branches(award, question.on, held) if open_ else (),
        checked_through=min(days, default=None),
    )


def _word(conditions: Sequence[Finding]) -> Status:
    """One word where all agree, else `partly`; unknown where an open date decides which."""
    if not conditions:
        return Status.UNKNOWN
    possible = ({each.status for each in found.branches} or {found.status} for found in conditions)
    words = {combine(statuses, Status.PARTLY) for statuses in product(*possible)}
    return words.pop() if len(words) == 1 else Status.UNKNOWN


def _made(award: Award, day: dt.date) -> bool | None:
    """Whether the award had been made; an undated one counts as made."""
    if award.awarded is None or award.awarded.last <= day:
        return True
    return False if award.awarded.first > day else None


def _branches(award: Award, day: dt.date, held: Status) -> tuple[Branch, ...]:
    return (
        Branch(held, (f"{award.id}: {said(day)}",), ()),
        Branch(Status.NOT_YET_ISSUED, (f"{award.id}: {said(after(day))}",), ()),
    )


def _condition(index: Index, award: Award, asked: Question, name: str) -> Finding:
    """The status of a condition; what lives on in open awards does so only in those made before."""
    found = find(index, replace(asked, policy=name))
    if found.status not in OVER or award.awarded is None:
        return found
    then = find(index, replace(asked, policy=name, on=min(award.awarded.first, asked.on)))
    if then.status not in OVER:
        return found
    flags = tuple(flag for flag in found.flags if flag not in _LIVES_ON)
    return replace(found, standing=replace(found.standing, flags=flags))
