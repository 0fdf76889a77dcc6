"""Scopes, effects and decisions in the words of a reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from kg.records.answers import (
    HAPPENED,
    NEVER,
    NEW_END,
    NEW_START,
    UNTIL,
    Reason,
    Standing,
    Verdict,
    about_members,
)
from kg.records.things import Action, Effect, Operation, World
from kg.values.day import Day
from kg.values.naming import as_counted
from kg.values.scope import Scope


@dataclass(frozen=True, slots=True)
class Words:
    """Names the things of one world; `labels` adds names, `begins` the days effects began.

    `on` is the day of the answer, by which a plaintiff may have left its suit.
    """

    world: World
    labels: Mapping[str, str]
    begins: Mapping[str, Day | None] = field(default_factory=dict)
    on: dt.date | None = None

    def name(self, thing: str) -> str:
        """The label of a body, place, policy or anything else; its id where it has none."""
        policy = self.world.policies.get(thing)
        if policy is not None and policy.label:
            return policy.label
        return self.labels.get(thing) or self.world.around.labels.get(thing) or thing

    def naming(self, labels: Mapping[str, str]) -> Words:
        """The same with more names."""
        return replace(self, labels={**labels, **self.labels})

    def names(self, things: Iterable[str]) -> str:
        """Several names in one phrase, sorted."""
        return listed(sorted(self.name(thing) for thing in things))

    def in_order(self, parts: Iterable[Standing]) -> list[Standing]:
        """Parts by their names, numbers in them as numbers."""
        return sorted(parts, key=lambda part: (as_counted(self.name(part.policy)), part.policy))

    def speaks_of(self, effect: str, policy: str) -> bool:
        """True when an effect names the policy or a whole of it as its target."""
        named: str | None = policy
        seen: set[str] = set()
        while named and named not in seen:
            if named in self.effect(effect).targets:
                return True
            seen.add(named)
            known = self.world.policies.get(named)
            named = known.part_of if known else None
        return False

    def effect(self, name: str) -> Effect:
        """The record of an effect."""
        return self.world.effects[name]

    def action(self, effect: Effect) -> Action:
        """The action that an effect belongs to; an empty one where the record has none."""
        return self.world.actions.get(effect.action) or Action(effect.action)

    def scope(self, effect: Effect) -> str:
        """Whom an effect reaches by its own words."""
        stated = effect.scope
        on_effect = effect.kind.operation is not Operation.BAR
        if stated or (stated is not None and stated.exceptions and on_effect):
            return self.members(stated)
        if effect.kind.operation is Operation.BAR:
            return self._plaintiffs(effect)
        if effect.leaves:
            return f"leaves {self.members(effect.leaves)}"
        if effect.adds:
            return f"adds {self.members(effect.adds)}"
        several = len(effect.targets) > 1
        return "wherever its targets apply" if several else "wherever its target applies"

    def _plaintiffs(self, effect: Effect) -> str:
        """Those who sued in time to be protected by an order that names nobody."""
        action = self.action(effect)
        suits = self.world.suits.get(action.case, ()) if action.case else ()
        suing = [who for who in suits if who.role == "plaintiff"]
        if made := action.decided or self.begins.get(effect.id):
            asked = Day.on(self.on) if effect.kind.interlocutory and self.on else made
            suing = [w for w in suing if w.joined_by(made) is not False and not w.left_by(asked)]
        named = self.names(who.party for who in suing)
        return f"the plaintiffs: {named}" if named else "plaintiffs who are not on record"

    def members(self, scope: Scope) -> str:
        """A scope in words."""
        only_excepts = not scope and bool(scope.exceptions)
        who = ["everyone"] if scope.everyone or only_excepts else []
        when = _whose(scope)
        named = [self.name(n) for n in scope.parties]
        named = sorted(named + [self.name(n) + when for n in scope.classes])
        carried = " and its subdivisions" if len(named) == 1 else " and their subdivisions"
        if named:
            who.append(listed(named) + (carried if scope.subdivisions else ""))
        if scope.territories:
            who.append("everyone within " + self.names(scope.territories))
        text = "; ".join(who) or "nobody"
        return text + (f" except {self.left_out(scope)}" if scope.exceptions else "")

    def left_out(self, scope: Scope) -> str:
        """Those whom a scope excepts; a place stands for all within it."""
        places = self.world.around.is_place
        named = sorted(scope.exceptions, key=self.name)
        return listed([("all within " if places(n) else "") + self.name(n) for n in named])

    def holds_for(self, bar: Effect, shaped_by: Iterable[str]) -> str:
        """Whom a bar protects once narrowings, widenings and partial stays are counted."""
        text = self.scope(bar)
        for name in shaped_by:
            other = self.effect(name)
            if other.leaves:
                text = self.members(other.leaves)
            elif other.adds:
                text += "; also " + self.members(other.adds)
            elif other.kind.operation is Operation.SUSPEND:
                text = _suspended(text, other.scope, self)
        return text

    def reference(self, name: str) -> str:
        """An effect by what it is and its day: "the permanent injunction of 2017-11-20".

        What ends relief because another order takes its place is named by that order.
        """
        effect = self.effect(name)
        action = self.action(effect)
        label = effect.kind.label
        if effect.kind.operation is Operation.TERMINATE:
            label = next((bar.kind.label for bar in self._bars_of(effect.action)), label)
        court = f" ({action.court})" if action.court else ""
        return f"the {label} of {action.decided or 'an unknown day'}{court}"

    def itself(self, name: str) -> str:
        """An effect by its own kind and day, whatever took its place."""
        effect = self.effect(name)
        action = self.action(effect)
        court = f" ({action.court})" if action.court else ""
        return f"the {effect.kind.label} of {action.decided or 'an unknown day'}{court}"

    def hangs_on(self, supposings: Iterable[str]) -> str:
        """What an answer hangs on that is not known: days, members, whether something happened."""
        doubts, days, members = set[str](), set[str](), set[str]()
        for each in supposings:
            if doubt := about_members(each.rpartition(": ")[0]):
                members.add(self._of_members(doubt))
                continue
            doubted = each.endswith((f": {HAPPENED}", f": {NEVER}"))
            (doubts if doubted else days).add(self.supposed(each))
        unit = "hour" if isinstance(self.on, dt.datetime) else "day"
        parts = [f"the {unit} of {listed(sorted(days))}, which is not known"] if days else []
        if doubts:
            about = listed(sorted(doubts))
            parts.append(f"whether {about} happened, on which sources disagree")
        parts += sorted(members)
        return " and on ".join(parts) or "a day, which is not known"

    def supposed(self, supposing: str) -> str:
        """What a supposition is about, without its day: an action by its label, or an effect."""
        origin = supposing.rpartition(": ")[0]
        if doubt := about_members(origin):
            return self._of_members(doubt, whether="")
        name, end = _apart(origin)
        if name in self.world.effects:
            return end + self.reference(name)
        action = self.world.actions.get(name)
        return end + ((action.label if action else "") or self.name(name))

    def _of_members(self, doubt: tuple[str, ...], whether: str = "whether ") -> str:
        """What is not certain about members: which day an order means, or one membership."""
        if len(doubt) == 1:
            alone = ", or the members of its own day alone, which it does not say"
            rest = alone if whether else ""
            return f"{whether}{self.reference(doubt[0])} reaches whoever is a member{rest}"
        member, group, when = doubt
        if group in self.world.suits:
            return f"{whether}{self.name(member)} was a party to {self.name(group)} on {when}"
        return f"{whether}{self.name(member)} belonged to {self.name(group)} on {when}"

    def supposing(self, said: Iterable[str]) -> list[str]:
        """Suppositions with their days, by names instead of ids."""
        return [f"{self.supposed(each)}: {each.rpartition(': ')[2]}" for each in said]

    def targets(self, effect: Effect) -> str:
        """What an effect acts on: policies by name, effects and actions by what they are.

        Those that bear on no part of the question are counted, not named.
        """
        near = [name for name in effect.targets if self._near(name)] or list(effect.targets)
        more = len(effect.targets) - len(near)
        named = [self._target(name) for name in near]
        return listed(named + ([f"{more} more"] if more else []))

    def _near(self, name: str) -> bool:
        world = self.world
        known: tuple[Mapping[str, object], ...] = (world.policies, world.effects, world.actions)
        return name in self.labels or any(name in things for things in known)

    def _target(self, name: str) -> str:
        if name in self.world.effects:
            return self.reference(name)
        action = self.world.actions.get(name)
        return f"all that {action.label or name} did" if action else self.name(name)

    def _bars_of(self, action: str) -> list[Effect]:
        effects = self.world.effects.values()
        return [e for e in effects if e.action == action and e.kind.operation is Operation.BAR]

    def reason(self, reason: Reason) -> str:
        """A decision about an effect, as a phrase."""
        effect = self.effect(reason.effect)
        quiet = effect.kind.operation is Operation.NONE and not effect.kind.practice
        if quiet and reason.verdict is Verdict.OPERATIVE:
            return "changes no status"
        known = reason.about in self.world.effects
        about = self.reference(reason.about) if known else self.name(reason.about)
        by = listed([self.reference(name) for name in reason.by])
        if about and by:
            about += ", hit by"
        return " ".join(part for part in (reason.phrase, about, by) if part)


def _whose(scope: Scope) -> str:
    """The day whose members of a class a scope means, where it says so."""
    if scope.members_as_of is not None:
        return f" (members on {scope.members_as_of})"
    said = {True: " (whoever is a member)", False: " (members on the day of the order)", None: ""}
    return said[scope.later_members]


def _suspended(text: str, scope: Scope | None, words: Words) -> str:
    """Whom a bar still holds for under a stay that leaves some out."""
    if scope is None or not (scope.everyone or scope.exceptions):
        return f"{text}; suspended for {words.members(scope) if scope else 'everyone'}"
    return f"{words.left_out(scope)} (suspended for everyone else)"


def listed(items: list[str]) -> str:
    """Items as English lists them; semicolons part them where one has a comma of its own."""
    *most, last = items or [""]
    if len(most) > 1 and any(", " in item for item in items):
        return f"{'; '.join(most)}; and {last}"
    return f"{', '.join(most)} and {last}" if most else last


def _apart(origin: str) -> tuple[str, str]:
    """Whose date it is, and which of its dates if not its own day."""
    for suffix, words in _DATES.items():
        if origin.endswith(suffix):
            return origin.removesuffix(suffix), words
    return origin, ""


_DATES: Final = {
    UNTIL: "the end of ",
    NEW_START: "the start moved by ",
    NEW_END: "the end moved by ",
}
