"""Every policy whose status changed, for whom, by what: over days, or by what was learned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from kg.errors import DataError, Problem
from kg.law.changes import apart, between, turned
from kg.law.cycles import CycleError
from kg.law.index import Index
from kg.law.runs import runs
from kg.rdf import derived
from kg.rdf.names import all_policies
from kg.rdf.node import Nodes
from kg.rdf.read import Slice
from kg.rdf.recent import later
from kg.rdf.store import Readable
from kg.rdf.touched import borne_on
from kg.records.answers import Run, Verdict
from kg.records.basis import RECORD, Basis
from kg.records.changes import StatusChange
from kg.records.compare import Change, Learned
from kg.records.things import PLACES
from kg.visits.answer import Answer, about
from kg.visits.basis import Record, record
from kg.visits.derive import families
from kg.visits.revise import STATED_OF, Reconsidered

_NOT_HERE = (Verdict.NOT_BEGUN, Verdict.OUT_OF_SCOPE)
#: A change, with the answer at its end for one of those for whom it holds.
Found = tuple[StatusChange, Answer]


@dataclass(frozen=True)
class Changes:
    """From which day to which changes are asked for, and since when they must have been learned.

    Without `known_since` the whole record counts on both days.
    """

    store: Readable
    since: dt.date
    on: dt.date
    known_since: dt.date | None = None

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """The changes, policy by policy; of those that only turned and came back, too."""
        found = self._by_days() if self.known_since is None else self._by_knowledge()
        return tuple(found)

    @cached_property
    def all(self) -> Record:
        """The whole record."""
        return record(self.store, RECORD)

    @cached_property
    def _earlier(self) -> Record:
        return record(self.store, Basis(known_on=self.known_since))

    def _by_days(self) -> Iterator[Found]:
        for policy, held in self._turning():
            for change in between(policy, held, (self.since, self.on)):
                answer = self._answer(self.all, change, self.on)
                turns = (replace(t, changes=_turned_by(answer, t.day)) for t in change.turns)
                yield replace(change, turns=tuple(turns)), answer

    def _turning(self) -> Iterable[tuple[str, list[Run]]]:
        if not derived.stamped(self.store):
            return self._made(self.all.facts, all_policies(self.store)).items()
        policies = derived.turning(self.store, self.since, self.on)
        return ((policy, derived.read(self.store, policy)) for policy in policies)

    def _by_knowledge(self) -> Iterator[Found]:
        assert self.known_since is not None
        nodes = self.all.facts, self._earlier.facts
        policies = sorted(borne_on(later(self.store, self.known_since), *nodes))
        was = self._made(self._earlier.facts, policies)
        now = self._held(policies)
        for policy in policies:
            for change in apart(policy, was[policy], now[policy], (self.since, self.on)):
                before = self._answer(self._earlier, change, self.since)
                after = self._answer(self.all, change, self.on)
                learned = Reconsidered(before, after, self._earlier, self.all).learned
                told = (fact for fact in learned if self._bears(fact, change, after))
                yield replace(change, learned=tuple(told)), after

    def _bears(self, fact: Learned, change: StatusChange, after: Answer) -> bool:
        """True for an act that works or worked here, and for what is stated of those concerned."""
        world = after.index.world
        act = world.actions.get(fact.thing)
        if act is None:
            node = self.all.facts[fact.thing]
            return node.type == "Statement" or any(
                set(node.ids(word)) & set(change.holds_for) for word in STATED_OF
            )
        if act.decided and act.decided.first > self.on:
            return False
        begun = {r.effect for r in after.finding.trace if r.verdict not in _NOT_HERE}
        done = {effect.id for effect in world.effects.values() if effect.action == act.id}
        lineage = {*after.index.lineage(change.policy), *after.index.below(change.policy)}
        return bool(begun & {*done, *act.triggers, *act.concludes} or lineage & {*act.enacts})

    def _held(self, policies: list[str]) -> dict[str, list[Run]]:
        if not derived.stamped(self.store):
            return self._made(self.all.facts, policies)
        return {policy: derived.read(self.store, policy) for policy in policies}

    @staticmethod
    def _made(nodes: Nodes, policies: Iterable[str]) -> dict[str, list[Run]]:
        """The runs of policies, derived from the facts as they are read here.

        Raises DataError where effects hang on each other in a circle.
        """
        found: dict[str, list[Run]] = {}
        for family in families(nodes, policies):
            world, known = Slice(nodes, with_evidence=False).known_world(family[0])
            try:
                made = list(runs(Index(world), family, known))
            except CycleError as circle:
                problem = Problem("the store", None, circle.members[0], "to", str(circle))
                raise DataError([problem]) from circle
            found.update((name, [run for run in made if run.policy == name]) for name in family)
        return found

    def _answer(self, held: Record, change: StatusChange, on: dt.date) -> Answer:
        """The answer on a day for one of those for whom a change holds."""
        name = change.holds_for[0] if change.holds_for else None
        place = name is not None and self.all.names[name].type in PLACES
        return about(held, change.policy, on, None if place else name, name if place else None)


def _turned_by(answer: Answer, day: dt.date) -> tuple[Change, ...]:
    return tuple(turned(answer.index, replace(answer.question, on=day)))


def changes(
    store: Readable, on: dt.date, since: dt.date | None = None, known_since: dt.date | None = None
) -> Changes:
    """What changed by the end of a day: since the end of an earlier one, a week before by default.

    With `known_since` instead: what the answer about the day became by what was learned since.
    """
    if since is None:
        since = on if known_since else on - dt.timedelta(days=7)
    return Changes(store, since, on, known_since)
