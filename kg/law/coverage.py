"""Whether a scope holds a point: a subject, a place and an enforcer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.records.answers import Question
from kg.records.things import Surroundings
from kg.values.scope import Scope

_NOTHING: frozenset[str] = frozenset()


def _upward(starts: Iterable[str], *links: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
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
    """

    subject: str | None
    bodies: frozenset[str] = _NOTHING
    classes: frozenset[str] = _NOTHING
    places: frozenset[str] = _NOTHING
    partly: frozenset[str] = _NOTHING
    governments: frozenset[str] = _NOTHING
    enforcers: frozenset[str] = _NOTHING

    @classmethod
    def of(cls, question: Question, around: Surroundings) -> Reach:
        """Follow the declared links from the question's subject, place and enforcer."""
        starts = (question.subject,) if question.subject else ()
        bodies = _upward(starts, around.unit_of, around.post_in)
        own = [place for body in bodies for place in around.governs.get(body, ())]
        lies = [place for body in bodies for place in around.within.get(body, ())]
        places = _upward([question.place] if question.place else own + lies, around.within)
        touched = [other for place in places for other in around.partly_within.get(place, ())]
        rulers = (ruler for ruler, lands in around.governs.items() if places & set(lands))
        enforcer = _enforcer(question, around)
        return cls(
            subject=question.subject,
            bodies=bodies,
            classes=_upward(bodies, around.member_of, around.sub_class_of) - bodies
            | _upward(starts, around.sub_class_of),
            places=places,
            partly=_upward(touched, around.within) - places,
            governments=frozenset(rulers) if own else _NOTHING,
            enforcers=_upward(enforcer, around.unit_of, around.post_in),
        )

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


def _enforcer(question: Question, around: Surroundings) -> tuple[str, ...]:
    """The enforcer asked about; a person stands also for the posts held on the day.

    What binds an office binds whoever holds it, and a successor from the first day.
    """
    if question.enforcer is None:
        return ()
    held = around.tenures.get(question.enforcer, ())
    return (question.enforcer, *(each.post for each in held if each.covers(question.on)))
