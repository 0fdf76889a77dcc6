"""Statements held against the record: gathered, compared by rule, the sources weighed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from kg.evidence.conflicts import disagreements, held, undeclared
from kg.law.index import Index
from kg.rdf import said
from kg.rdf.names import POLICIES, resolve
from kg.rdf.node import Nodes
from kg.rdf.register import Shelf
from kg.rdf.statements import BARRED_BY, answers
from kg.rdf.store import Quads
from kg.records.answers import Finding, Status
from kg.records.basis import RECORD
from kg.records.evidence import (
    Agreement,
    Conflict,
    Held,
    Recorded,
    Register,
    Sort,
    Statement,
)
from kg.records.things import PLACES, Operation
from kg.values.day import Day
from kg.visits.answer import Answer, about
from kg.visits.basis import Record, record

_SOURCE = frozenset({"Source"})


@dataclass(frozen=True)
class Statements:
    """What sources say of a thing, or what one source says; of everything where neither is named.

    Names are ids.
    """

    record: Record
    thing: str | None = None
    source: str | None = None

    @property
    def nodes(self) -> Nodes:
        """The record."""
        return self.record.facts

    @cached_property
    def all(self) -> list[Statement]:
        """The statements asked for."""
        if self.thing is not None:
            found = said.concerning(self.nodes, self._concerned)
            return [each for each in found if self.source in (None, each.source)]
        if self.source is not None:
            return said.concerning(self.nodes, [self.source])
        return said.statements(self.nodes)

    @cached_property
    def held(self) -> list[Held]:
        """Each held against the record, those that it contradicts first."""
        found = [held(each, self.register(each)) for each in self.all]
        order = [Agreement.CONTRADICTED, *Agreement]
        return sorted(found, key=lambda one: (order.index(one.agreement), one.statement.id))

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """Where sources disagree: what was written down, then what the rule finds besides."""
        asked = {each.id for each in self.all}
        written = said.conflicts(self.nodes, sorted(asked))
        things = sorted({each.about for each in self.all})
        beside = [each for each in said.concerning(self.nodes, things) if each.about in things]
        found = undeclared(disagreements(beside, self.register), written)
        return written + [each for each in found if asked & {*each.statements}]

    def statement(self, name: str) -> Statement:
        """One statement by its id."""
        return said.statement(self.nodes, name)

    def register(self, statement: Statement) -> Register:
        """What the record has under what a statement speaks of."""
        if statement.says == BARRED_BY:
            return self._bars(statement)
        if statement.says in answers():
            return self._answered(statement)
        return self._shelf.register(statement)

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self.nodes)

    @cached_property
    def _concerned(self) -> frozenset[str]:
        """The thing with what belongs to it: the parts of a policy, the acts of a suit.

        And what was done to it, as far as that reaches: orders, and orders on these.
        """
        nodes, waiting, found = self.nodes, [self.thing or ""], set[str]()
        while waiting:
            if (name := waiting.pop()) in found:
                continue
            found.add(name)
            waiting += nodes[name].ids("effect") + nodes.pointing("target", name)
            waiting += nodes.pointing("effect", name)
            if nodes[name].type in POLICIES:
                waiting += [*nodes.pointing("partOf", name), *nodes.pointing("enacts", name)]
            if nodes[name].type in ("CaseFile", "Docket"):
                dockets = nodes.pointing("case", name)
                waiting += [*dockets, *nodes.pointing("docket", name)]
        return frozenset(found)

    def _answered(self, statement: Statement) -> Register:
        """The answer on the day of which a statement speaks; on any day of a month or a year."""
        if self.nodes[statement.about].type not in POLICIES:
            return Register(Sort.PROSE)
        if statement.as_of is None:
            return Register(Sort.THING, changing=True)
        findings = list(_findings(self._answer(statement, statement.as_of), statement.as_of))
        known = all(each.status is not Status.UNKNOWN for each in findings)
        values = dict.fromkeys(
            Recorded(word, statement.about, _with_parts(word, each), _because(each))
            for each in findings
            if (word := _word(each, statement.says))
        )
        return Register(
            Sort.THING, tuple(values), single=True, closed=known, changing=True, of_parts=True
        )

    def _answer(self, statement: Statement, day: Day) -> Answer:
        whom = statement.whom
        place = whom is not None and self.nodes[whom].type in PLACES
        asked = (None, whom) if place else (whom, None)
        return about(self.record, statement.about, day.last, *asked)

    def _bars(self, statement: Statement) -> Register:
        """The bars on a policy, its parts or its whole that had begun by the day spoken of."""
        if self.nodes[statement.about].type not in POLICIES or statement.as_of is None:
            return Register(Sort.PROSE if statement.as_of else Sort.THING, changing=True)
        index = self._answer(statement, statement.as_of).index
        bars = list(_begun(index, statement.about, statement.as_of))
        return Register(
            Sort.THING,
            tuple(self._shelf.recorded(name, name) for name, _ in bars),
            closed=all(surely for _, surely in bars),
            changing=True,
            growing=True,
        )


def _findings(answer: Answer, day: Day) -> Iterator[Finding]:
    """The finding of a day; of a month or a year, that of each stretch that falls into it."""
    if day.exact:
        yield answer.finding
        return
    for turn in answer.turns:
        starts_later = turn.first is not None and turn.first > day.last
        ended = turn.until is not None and turn.until <= day.first
        if not starts_later and not ended:
            yield turn.finding


def _word(finding: Finding, says: str) -> str | None:
    if says == "status":
        return finding.status.value
    return finding.force.value if says == "force" else finding.enforceability


def _with_parts(word: str, finding: Finding) -> frozenset[str]:
    """A status, and where it is that of a part only, the words of the parts."""
    partly = finding.status is Status.PARTLY
    return frozenset({word, *(each.status.value for each in finding.parts if partly)})


def _because(finding: Finding) -> tuple[str, ...]:
    """The effects from which a finding follows, or those of its parts."""
    of_parts = (effect for part in finding.parts for effect in part.because)
    return tuple(dict.fromkeys([*finding.because, *of_parts]))


def _begun(index: Index, policy: str, day: Day) -> Iterator[tuple[str, bool]]:
    """The bars that had begun by the end of a day, and whether that is sure."""
    hit = {policy, *index.lineage(policy), *index.below(policy)}
    for effect in index.world.effects.values():
        if effect.kind.operation is not Operation.BAR or not hit & {*effect.targets}:
            continue
        action = index.world.actions.get(effect.action)
        begins = effect.begins or (action.decided if action else None)
        if begins is None or effect.awaits or begins.first > day.last:
            continue
        yield effect.id, begins.last <= day.last


def statements(store: Quads, thing: str | None = None, source: str | None = None) -> Statements:
    """The statements about a thing, or of a source, by the names that people use.

    They are held against the record alone, not against each other where they are accepted.
    Raises UnknownName, AmbiguousName.
    """
    found = record(store, RECORD)
    return Statements(
        replace(found, facts=found.facts.alone),
        resolve(found.names, thing) if thing is not None else None,
        resolve(found.names, source, _SOURCE, "source") if source is not None else None,
    )
