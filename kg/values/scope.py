"""Whom an effect reaches: bodies, classes and territories, less what is excepted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.values.day import Day


@dataclass(frozen=True, slots=True)
class Scope:
    """Everyone, or any of the named members, minus exceptions, against those bound.

    Members and exceptions are ids. An empty `binds` leaves the enforcer open. Of a class those
    count who were in it on the day `members_as_of`; or with `later_members` those who are in it
    on the day asked about, without them those who were on the day of the order. Where neither
    is said it is not certain which of these two days counts.
    """

    everyone: bool = False
    parties: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    exceptions: frozenset[str] = frozenset()
    subdivisions: bool = False
    binds: frozenset[str] = frozenset()
    members_as_of: Day | None = None
    later_members: bool | None = None

    @property
    def names(self) -> frozenset[str]:
        """Every body, class and territory that the scope names."""
        return self.parties | self.territories | self.classes | self.exceptions

    @property
    def groups(self) -> frozenset[str]:
        """Every name by which it may reach or leave out the members of something."""
        return self.classes | self.exceptions

    def __bool__(self) -> bool:
        return self.everyone or bool(self.parties or self.territories or self.classes)


def full(scope: Scope) -> Scope:
    """A scope that names nobody reaches everyone but those it excepts."""
    return scope if scope else replace(scope, everyone=True)
