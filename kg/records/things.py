"""What is known of policies, actions, effects and the people they reach, as the engine reads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from kg.records.evidence import Told
from kg.values.day import UNDATED, Day
from kg.values.scope import Scope


class Operation(StrEnum):
    """The ten things an effect can do; every legal name maps to one of them."""

    COMMENCE = "commence"
    TERMINATE = "terminate"
    ERASE = "erase"
    POSTPONE = "postpone"
    BAR = "bar"
    SUSPEND = "suspend"
    RESTRICT = "restrict"
    EXTEND = "extend"
    MODIFY = "modify"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Kind:
    """A legal name for what an effect does, as the list of effect kinds defines it."""

    id: str
    label: str
    operation: Operation
    phrase: str = ""
    results_in: str = ""
    flag: str = ""
    interlocutory: bool = False
    lapses_after_days: int = 0
    cited_with_target: bool = False
    practice: bool = False
    expects_end: bool = False
    stands_alone: bool = False

    @property
    def only_noted(self) -> bool:
        """True where no status, flag or stated practice hangs on an effect of this kind."""
        return self.operation is Operation.NONE and not (self.flag or self.practice)


@dataclass(frozen=True, slots=True)
class Policy:
    """An instrument or a provision of one. `addressees` is None when it names none."""

    id: str
    label: str = ""
    type: str = "PolicyInstrument"
    part_of: str | None = None
    parts_complete: bool = False
    addressees: frozenset[str] | None = None
    implements: tuple[str, ...] = ()
    same_end_as: tuple[str, ...] = ()
    checked_through: Day | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """One operation of one action on its targets, within one scope, over one interval.

    `begins` and `until` are what the order states; `until` is the first day on
    which it no longer works. A trigger in `awaits` or `ends_with` is met by an
    action that triggers or concludes the effect. `lasts_while` and `begins_when_ends`
    name a policy or an effect, judged at the same point. `conflicts_with` names orders
    that forbid what this one commands. Of what is `disputed` sources disagree whether
    it happened. `begins_by_opinion` is an earlier beginning, for whoever counts from the
    opinion that announces the effect.
    """

    id: str
    kind: Kind
    action: str
    targets: tuple[str, ...]
    scope: Scope | None = None
    begins: Day | None = None
    until: Day | None = None
    leaves: Scope | None = None
    adds: Scope | None = None
    leaves_span: tuple[Day | None, Day | None] = (None, None)
    adds_span: tuple[Day | None, Day | None] = (None, None)
    awaits: str = ""
    ends_with: str = ""
    lasts_while: str = ""
    begins_when_ends: str = ""
    begins_by_opinion: Day | None = None
    conflicts_with: tuple[str, ...] = ()
    disputed: bool = False
    interprets: str | None = None
    reaches_later: bool = False
    inseverable: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A dated act of a court, an executive or a legislature.

    For whoever asks what was known on a day, `publication_assumed` tells that no source says
    when the act became public.
    """

    id: str
    decided: Day | None = None
    label: str = ""
    type: str = "CourtAction"
    case: str | None = None
    case_label: str = ""
    court: str = ""
    docket_number: str = ""
    enacts: tuple[str, ...] = ()
    disposes_of: str | None = None
    triggers: tuple[str, ...] = ()
    concludes: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    confidence: str = ""
    publication_assumed: bool = False

    @property
    def disputed(self) -> bool:
        """True where sources disagree whether it happened."""
        return self.confidence == "disputed"


@dataclass(frozen=True, slots=True)
class Participation:
    """A party's place in a suit, from the day it joined until the day it left."""

    case: str
    party: str
    role: str
    joined: Day | None = None
    left: Day | None = None

    def joined_by(self, made: Day) -> bool | None:
        """True where it had joined when an order was made; None where that is not known."""
        if self.joined is None or self.joined.last <= made.first:
            return True
        return None if self.joined.first <= made.last else False

    def left_by(self, when: Day) -> bool | None:
        """True where it had left by then; None where that is not known."""
        if self.left is None or self.left.first > when.last:
            return False
        return None if self.left.last > when.first else True


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person's holding of a post, from the day it began until the day it ended."""

    post: str
    begun: Day | None = None
    ended: Day | None = None

    def covers(self, day: dt.date) -> bool:
        """True on each day on which the person can have held the post."""
        begun = self.begun is None or self.begun.first <= day
        return begun and (self.ended is None or self.ended.last > day)


@dataclass(frozen=True, slots=True)
class Membership:
    """One agent's belonging to a class or an association, from the day it joined until it left."""

    member: str
    group: str
    begun: Day | None = None
    ended: Day | None = None

    def surely(self, when: Day) -> bool:
        """True where it was a member, whichever of its days `when` was."""
        begun = self.begun is None or self.begun.last <= when.first
        return begun and (self.ended is None or self.ended.first > when.last)

    def possibly(self, when: Day) -> bool:
        """True where it can have been a member then."""
        begun = self.begun is None or self.begun.first <= when.last
        return begun and (self.ended is None or self.ended.last > when.first)


#: The types of territories.
PLACES = frozenset({"Jurisdiction", "JudicialDistrict"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where bodies, posts, places and classes stand: from each thing to what directly holds it.

    `tenures` lead from a person to the posts that the person held, `memberships` from a member to
    the classes and associations to which it belonged for a time; `member_of` knows no time.
    """

    unit_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    post_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    governs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    partly_within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    member_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    memberships: Mapping[str, tuple[Membership, ...]] = field(default_factory=dict)
    sub_class_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tenures: Mapping[str, tuple[Tenure, ...]] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def is_place(self, name: str) -> bool:
        """True for a territory."""
        return self.types.get(name) in PLACES


@dataclass(frozen=True)
class World:
    """All the records that can bear on one policy."""

    policies: Mapping[str, Policy]
    effects: Mapping[str, Effect]
    actions: Mapping[str, Action]
    participations: tuple[Participation, ...] = ()
    around: Surroundings = field(default_factory=Surroundings)
    #: What stands for the date of something that has none; it says which axis the dates are on.
    undated: Day = UNDATED
    #: What is taken from accepted statements, by what it is taken for.
    told: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)

    @cached_property
    def suits(self) -> Mapping[str, tuple[Participation, ...]]:
        """The participations in each case."""
        found: dict[str, list[Participation]] = {}
        for who in self.participations:
            found.setdefault(who.case, []).append(who)
        return {case: tuple(parties) for case, parties in found.items()}

    @cached_property
    def names(self) -> frozenset[str]:
        """Everyone and everywhere that a scope, a suit or a list of addressees names."""
        found = {who.party for who in self.participations}
        for scope in self._scopes():
            found |= scope.names
        for policy in self.policies.values():
            found |= policy.addressees or frozenset()
        return frozenset(found)

    @property
    def bound(self) -> frozenset[str]:
        """Everyone whom a scope says it binds."""
        return frozenset(name for scope in self._scopes() for name in scope.binds)

    def _scopes(self) -> Iterator[Scope]:
        for effect in self.effects.values():
            yield from (s for s in (effect.scope, effect.leaves, effect.adds) if s is not None)
