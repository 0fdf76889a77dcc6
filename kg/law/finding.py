"""A question put to a world, and the finding that answers it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from kg.law.alternatives import TooManyAlternatives, said
from kg.law.coverage import Reach
from kg.law.force import standing
from kg.law.horizon import Horizon
from kg.law.hours import index_for
from kg.law.index import Index
from kg.law.operative import Point
from kg.law.opinions import read_as
from kg.law.parties import parties_of
from kg.law.status import OVER
from kg.law.witnesses import Witness, Witnesses
from kg.records.answers import (
    PUBLICATION_ASSUMED,
    TOO_MUCH_OPEN,
    Branch,
    ExceptionFor,
    Finding,
    Question,
    Reason,
    Standing,
    Status,
    Verdict,
)
from kg.records.things import Operation, World
from kg.values.day import day_of


def find(world: World | Index, question: Question) -> Finding:
    """Answer the question from the records, with reasons.

    An index must be one for what is asked: for days or for the hours of a zone, in its reading.
    Raises CycleError when effects hang on each other in a circle.
    """
    index = world if isinstance(world, Index) else _index(world, question)
    horizon = Horizon(index, question.on)
    settled = settle(horizon, question)
    trace = tuple(_trace(settled.first, question.policy, settled.by_first)) if settled.tried else ()
    answer = Finding(question, settled.standing, trace, branches=settled.branches)
    exceptions = () if question.subject else tuple(_exceptions(horizon, question, answer))
    checked = checked_through(index, question.policy)
    if beside := [*_of_the_record(index, answer, checked)]:
        flags = tuple(sorted({*answer.flags, *beside}))
        answer = replace(answer, standing=replace(answer.standing, flags=flags))
    return replace(answer, exceptions=exceptions, checked_through=checked)


def _of_the_record(index: Index, answer: Finding, checked: dt.date | None) -> Iterator[str]:
    """The flags that say how far the record itself goes."""
    if checked and day_of(answer.question.on) > checked:
        yield "stale"
    acts = (index.world.actions.get(index.effects[r.effect].action) for r in answer.trace)
    if any(act and act.publication_assumed for act in acts):
        yield PUBLICATION_ASSUMED


def _index(world: World, question: Question) -> Index:
    return index_for(read_as(world, question.reading), question.on)


class Settled(NamedTuple):
    """The answer by all readings, and what the first one gives; not `tried`: they are too many."""

    standing: Standing
    first: Point
    by_first: Standing
    branches: tuple[Branch, ...] = ()
    tried: bool = True


def settle(horizon: Horizon, question: Question) -> Settled:
    """One answer if every reading gives the same word, else unknown with branches."""
    index, policy = horizon.index, question.policy
    reach = Reach.of(question, index.world.around)
    horizon = horizon.at(reach)
    first = Point(index, horizon.first, reach, question.on)
    by_first = standing(first, policy)
    try:
        witnesses = Witnesses(first, policy, horizon)
    except TooManyAlternatives:
        told = replace(unknown(policy, ()), flags=(TOO_MUCH_OPEN,))
        return Settled(told, first, by_first, tried=False)
    if not witnesses.settled:
        branches = branches_of(witnesses.found())
        return Settled(unknown(policy, branches), first, by_first, branches)
    told = by_first if witnesses.practice_settled else _practice_open(by_first)
    return Settled(told, first, by_first)


def branches_of(found: Iterable[Witness]) -> tuple[Branch, ...]:
    """A branch for each word that the policy or one of its parts can have."""
    branches: dict[tuple[object, ...], Branch] = {}
    for supposed, what in found:
        branches.setdefault(shape(what), Branch(what.status, said(supposed), what.because))
    return tuple(branches.values())


def _practice_open(found: Standing) -> Standing:
    """A stated practice never changes the status; whether it had begun is not known here."""
    flags = tuple(sorted({*found.flags, "stated practice uncertain"}))
    return replace(found, practice=(), flags=flags)


def shape(what: Standing) -> tuple[object, ...]:
    """The words of a standing and of its parts, by which answers are told apart."""
    return (what.status, tuple(shape(part) for part in what.parts))


def unknown(policy: str, branches: tuple[Branch, ...]) -> Standing:
    """The standing of a policy of which no word is certain."""
    because = tuple(dict.fromkeys(effect for branch in branches for effect in branch.because))
    return Standing(policy, Status.UNKNOWN, Status.UNKNOWN, "unknown", because)


def _trace(point: Point, policy: str, answer: Standing) -> Iterator[Reason]:
    """The decisions that bear on the policy: its own effects first, then what acted on each."""
    hits = {e for name in point.index.below(policy) for e in point.index.hits(name)}
    first = sorted(hits, key=lambda e: (point.begin(e), e))
    yield from trace(point, first, lambda e: idle_or(point, e, answer))


def trace(point: Point, first: Iterable[str], decide: Callable[[str], Reason]) -> Iterator[Reason]:
    """The decisions about the first effects, then about what acted on each."""
    seen: set[str] = set()
    waiting = list(first)
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen.add(name)
            reason = decide(name)
            yield reason
            hung = [e for e in point.index.hangs_on(name) if e in point.reasons]
            waiting += [*point.index.aimed_at(name), *reason.by, *hung]


def idle_or(point: Point, effect: str, answer: Standing) -> Reason:
    """What was decided about an effect; a bar that works on a policy whose life is over is idle."""
    reason = point.reasons[effect]
    bars = point.index.effects[effect].kind.operation is Operation.BAR
    if not bars or answer.status not in OVER or reason.verdict is not Verdict.OPERATIVE:
        return reason
    phrase = f"the policy is {answer.status} because of"
    return Reason(effect, Verdict.IDLE, phrase, answer.because)


def _exceptions(horizon: Horizon, question: Question, answer: Finding) -> Iterator[ExceptionFor]:
    """Those named by the effects that bear on the policy whose answer differs from everyone's."""
    index = horizon.index
    names = sorted(named_by(index, answer), key=lambda name: label_key(index, name))
    carried = _with_subdivisions(index, answer)
    for name in names:
        asked = asked_of(index, question, name)
        if asked is not None:
            found = settle(horizon, asked)
            if shape(found.standing) != shape(answer.standing):
                yield ExceptionFor(name, found.standing, name in carried)


def asked_of(index: Index, question: Question, name: str) -> Question | None:
    """The question put about one that an order names; None for one outside the place asked."""
    around = index.world.around
    if index.world.around.is_place(name):
        return replace(question, place=name) if question.place is None else None
    if question.place and not _belongs(Reach.of(Question("", question.on, name), around), question):
        return None
    return replace(question, subject=name)


def _belongs(reach: Reach, question: Question) -> bool:
    """True for a class, and for a body that lies in the place asked about."""
    return not reach.places or question.place in reach.places


def _with_subdivisions(index: Index, answer: Finding) -> frozenset[str]:
    """The governments that some order protects together with their subdivisions."""
    effects = (index.effects[reason.effect] for reason in answer.trace)
    scopes = (s for e in effects for s in (e.scope, e.leaves, e.adds) if s and s.subdivisions)
    return frozenset(name for scope in scopes for name in scope.parties)


def label_key(index: Index, name: str) -> tuple[bool, str]:
    """The place of a name in a list: bodies and classes first, by label."""
    return index.world.around.is_place(name), index.world.around.labels.get(name, name)


def named_by(index: Index, answer: Finding) -> set[str]:
    """Every body, class and territory that the effects on the policy or its addressees name."""
    question = answer.question
    names = named_in(index, [r.effect for r in answer.trace] or index.order, question)
    for policy in (*index.lineage(question.policy), *index.below(question.policy)):
        known = index.world.policies.get(policy)
        names |= (known.addressees or frozenset()) if known else frozenset()
    return names


def named_in(index: Index, effects: Iterable[str], question: Question) -> set[str]:
    """Every body, class and territory that the effects name, and who governs the place asked."""
    names: set[str] = set()
    for name in effects:
        effect = index.effects[name]
        for scope in (effect.scope, effect.leaves, effect.adds):
            names |= scope.names if scope is not None else set()
        if effect.kind.operation is Operation.BAR and not effect.scope:
            names |= parties_of(index.world, effect, index.clock, question.on).parties
    lands = index.world.around.governs.items()
    return names | {body for body, land in lands if question.place and question.place in land}


def checked_through(index: Index, policy: str) -> dt.date | None:
    """The last day through which anyone looked at the policy or a whole of it."""
    for name in index.lineage(policy):
        known = index.world.policies.get(name)
        if known and known.checked_through:
            return known.checked_through.first
    return None
