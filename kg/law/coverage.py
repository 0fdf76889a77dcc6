"""Whether a scope holds a point: a subject, a place and an enforcer."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.records.answers import Question
from kg.records.things import Membership, Surroundings
from kg.values.scope import Scope

_NOTHING: frozenset[str] = frozenset()
#: A class or association, and the memberships for a time that lead to it.
Chain = tuple[str, tuple[Membership, ...]]


def upward(starts: Iterable[str], *links: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Everything that `starts` lead to along `links`, themselves included."""
    seen: set[str] = set()
    waiting = list(starts)
    while waiting:
        thing = waiting.pop()
        if thing not in seen:
            seen.add(thing)
            for link in links:
                waiting.extend(link.get(thing, ()))
    return frozenset(seen)


@dataclass(frozen=True, slots=True)
class Reach:
    """All that declares a subject, a place and an enforcer to be inside something larger.

    `governments` are the bodies that govern a territory around a subject which is
    itself a government: an order for such a body *and its subdivisions* reaches it.
    `classes` are those around the subject at all times, `chains` lead to the others.
    """

    subject: str | None
    bodies: frozenset[str] = _NOTHING
    classes: frozenset[str] = _NOTHING
    chains: frozenset[Chain] = frozenset()
    places: frozenset[str] = _NOTHING
    partly: frozenset[str] = _NOTHING
    governments: frozenset[str] = _NOTHING
    enforcers: frozenset[str] = _NOTHING

    @classmethod
    def of(cls, question: Question, around: Surroundings) -> Reach:
        """Follow the declared links from the question's subject, place and enforcer."""
        starts = (question.subject,) if question.subject else ()
        bodies = upward(starts, around.unit_of, around.post_in)
        own = [place for body in bodies for place in around.governs.get(body, ())]
        lies = [place for body in bodies for place in around.within.get(body, ())]
        places = upward([question.place] if question.place else own + lies, around.within)
        touched = [other for place in places for other in around.partly_within.get(place, ())]
        rulers = (ruler for ruler, lands in around.governs.items() if places & set(lands))
        enforcer = _enforcer(question, around)
        classes = upward(bodies, around.member_of, around.sub_class_of)
        return cls(
            subject=question.subject,
            bodies=bodies,
            classes=classes - bodies | upward(starts, around.sub_class_of),
            chains=frozenset(
                chain for chain in _chains(classes, around) if chain[0] not in classes
            ),
            places=places,
            partly=upward(touched, around.within) - places,
            governments=frozenset(rulers) if own else _NOTHING,
            enforcers=upward(enforcer, around.unit_of, around.post_in),
        )

    def with_groups(self, groups: Iterable[str]) -> Reach:
        """The same, where these classes and associations are around the subject too."""
        more = frozenset(groups) - self.classes
        return replace(self, classes=self.classes | more) if more else self

    @property
    def ever(self) -> Reach:
        """The same, with every class and association that the subject was in for a time."""
        return self.with_groups(group for group, _ in self.chains)

    def inside(self, names: frozenset[str]) -> bool:
        """True when one of the names is the subject or place itself, or something around it."""
        return bool(names & self.bodies or names & self.classes or names & self.places)

    def covered_by(self, scope: Scope) -> bool:
        """True when the scope holds this point."""
        if scope.exceptions and self.inside(scope.exceptions):
            return False
        if scope.binds and self.enforcers and not scope.binds & self.enforcers:
            return False
        return scope.everyone or self._named_by(scope)

    def _named_by(self, scope: Scope) -> bool:
        return bool(
            scope.parties & self.bodies
            or scope.classes & self.classes
            or scope.territories & self.places
            or (scope.subdivisions and scope.parties & self.governments)
        )

    def partly_inside(self, scope: Scope) -> frozenset[str]:
        """The scope's territories that hold the place only in part."""
        return (scope.territories | scope.exceptions) & self.partly


def _chains(starts: frozenset[str], around: Surroundings) -> Iterator[Chain]:
    """Every way from these upward in which at least one membership is for a time."""
    seen: set[Chain] = set()
    waiting: list[Chain] = [(name, ()) for name in starts] if around.memberships else []
    while waiting:
        thing, by = waiting.pop()
        found = [(m.group, (*by, m)) for m in around.memberships.get(thing, ()) if m not in by]
        if by:
            above = (*around.member_of.get(thing, ()), *around.sub_class_of.get(thing, ()))
            found += [(other, by) for other in above]
        fresh = set(found) - seen
        seen |= fresh
        waiting += fresh
        yield from fresh


def turns_of_groups(around: Surroundings) -> Mapping[str, frozenset[dt.date]]:
    """By class or association the days on which one can join or leave it, or one inside it."""
    dated = [each for held in around.memberships.values() for each in held]
    onward = {who: tuple(m.group for m in held) for who, held in around.memberships.items()}
    found: dict[str, set[dt.date]] = defaultdict(set)
    for each in dated:
        days = [day for day in (each.begun, each.ended) if day is not None]
        for group in upward([each.group], onward, around.member_of, around.sub_class_of):
            found[group].update(end for day in days for end in (day.first, day.last))
    return {group: frozenset(days) for group, days in found.items()}


def _enforcer(question: Question, around: Surroundings) -> tuple[str, ...]:
    """The enforcer asked about; a person stands also for the posts held on the day.

    What binds an office binds whoever holds it, and a successor from the first day.
    """
    if question.enforcer is None:
        return ()
    held = around.tenures.get(question.enforcer, ())
    return (question.enforcer, *(each.post for each in held if each.covers(question.on)))
