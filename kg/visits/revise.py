"""One question to two states of the record: what was learned, and which answers changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.law.revise import bearing_acts, revised
from kg.rdf.known import Publication, Recording, Since
from kg.rdf.names import POLICIES, resolve
from kg.rdf.node import Nodes
from kg.rdf.store import Quads
from kg.records.basis import Basis
from kg.records.compare import Learned, Revision
from kg.records.evidence import Told
from kg.records.things import Action, World
from kg.visits.answer import Answer, about
from kg.visits.basis import Record, record

#: The words by which what is stated of someone for a time leads to that one.
STATED_OF = ("participant", "member", "holder")


@dataclass(frozen=True)
class Reconsidered:
    """The answers by two states of the record, and what lies between them."""

    was: Answer
    now: Answer
    before: Record
    after: Record

    @cached_property
    def revision(self) -> Revision:
        """What was learned, and the days of which the answer became another."""
        changes = revised(self.was.index, self.now.index, self.was.question, self.now.question)
        return Revision(self.was.finding, self.now.finding, self.learned, tuple(changes))

    @cached_property
    def learned(self) -> tuple[Learned, ...]:
        """What counts now and did not before, or was told otherwise; by the days of that."""
        found = sorted(self._learned(), key=lambda each: (each.since or dt.date.min, each.label))
        return tuple(found)

    def _learned(self) -> Iterator[Learned]:
        was, now = self.was.index.world, self.now.index.world
        since = self._since
        acts = bearing_acts(self.now.index, self.now.question.policy)
        for name in sorted(acts):
            act = now.actions[name]
            if name not in was.actions:
                yield _of_act(act, since(name))
            elif _says(now, act) != _says(was, was.actions[name]) and self._rewritten(now, name):
                yield _of_act(act, self._corrected(now, name), corrected=True)
        yield from self._told(acts)
        cases = {now.actions[name].case for name in acts}
        for name in sorted(_stated(self.after.facts, now) - _stated(self.before.facts, was)):
            node = self.after.facts[name]
            if node.type != "Participation" or node.one("case") in cases:
                yield _learned(name, node.label, since(name))

    def _told(self, acts: Container[str]) -> Iterator[Learned]:
        """The statements from which something is taken in one state and not in the other."""
        worlds = self.was.index.world, self.now.index.world
        was, now = (_told(world, acts) for world in worlds)
        for name in sorted(was.keys() ^ now.keys()):
            told = was.get(name) or now[name]
            no_more = "" if name in now else ", no longer accepted"
            label = f"{told.word} {told.called}, of {told.about_label}{no_more}"
            judging = self.after.facts.pointing("statement", name)
            yield _learned(name, label, self._last((name, *judging)), (told.source,))

    def _rewritten(self, world: World, act: str) -> bool:
        """True where other words count for an act, or for an effect of it, than did before."""
        was, now = self.before.facts, self.after.facts
        return any(was.written(each) != now.written(each) for each in _with_effects(world, act))

    def _corrected(self, world: World, act: str) -> Since | None:
        """The day from which an act counts as it is told now: it, or an effect of it."""
        return self._last(map(self.after.facts.written, _with_effects(world, act)))

    def _last(self, ids: Iterable[str]) -> Since | None:
        """The day from which all of these count."""
        found = map(self._since, ids)
        return max((each for each in found if each), key=lambda each: each.day, default=None)

    @property
    def _since(self) -> Callable[[str], Since | None]:
        facts = self.after.facts.uncorrected
        bases = self.before.basis, self.after.basis
        if any(basis.known_on for basis in bases):
            return Publication(facts).since
        recorded = any(basis.recorded_by for basis in bases)
        return Recording(facts).since if recorded else lambda _: None


def reconsider(
    store: Quads,
    policy: str,
    days: tuple[dt.date, dt.date],
    bases: tuple[Basis, Basis],
    whom: tuple[str | None, str | None, str | None] = (None, None, None),
    reading: str = "strict",
) -> Reconsidered:
    """Put a question about a day to one state of the record, and about a day to another.

    Raises what `kg.visits.answer.answer` does.
    """
    before, after = (record(store, basis) for basis in bases)
    named = resolve(before.names, policy, POLICIES, "policy")
    was, now = (
        about(held, named, on, *whom, reading)
        for held, on in zip((before, after), days, strict=True)
    )
    return Reconsidered(was, now, before, after)


def _stated(nodes: Nodes, world: World) -> set[str]:
    """The tenures, memberships and places in suits of those who matter in a world."""
    around = world.around
    who = {*world.names, *around.memberships, *around.tenures, *around.types}
    return {name for one in who for word in STATED_OF for name in nodes.pointing(word, one)}


def _told(world: World, acts: Container[str]) -> dict[str, Told]:
    """What is taken from statements, without what of other acts is."""
    other = {
        *(name for name in world.actions if name not in acts),
        *(each.id for each in world.effects.values() if each.action not in acts),
    }
    return {t.statement: t for name, told in world.told.items() if name not in other for t in told}


def _with_effects(world: World, act: str) -> list[str]:
    return [act, *(each.id for each in world.effects.values() if each.action == act)]


def _says(world: World, act: Action) -> tuple[object, ...]:
    """What an act says, whoever reports it."""
    effects = [each for _, each in sorted(world.effects.items()) if each.action == act.id]
    done = (act.enacts, act.disposes_of, act.triggers, act.concludes)
    return (act.decided, act.label, *done, effects)


def _of_act(act: Action, since: Since | None, *, corrected: bool = False) -> Learned:
    return _learned(act.id, act.label, since, act.sources, corrected=corrected)


def _learned(
    name: str,
    label: str,
    since: Since | None,
    sources: tuple[str, ...] = (),
    *,
    corrected: bool = False,
) -> Learned:
    day, assumed = (since.day, since.assumed) if since else (None, False)
    return Learned(name, label, day, assumed, corrected, sources)
