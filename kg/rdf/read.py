"""One policy's slice of the store, as records: all that can bear on it and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.errors import DataError, Problem
from kg.rdf.around import reached, surroundings
from kg.rdf.kinds import kinds
from kg.rdf.names import POLICIES
from kg.rdf.node import Node, Nodes
from kg.rdf.told import told
from kg.records.things import (
    Action,
    Effect,
    Kind,
    Participation,
    Policy,
    World,
)
from kg.values.day import Day
from kg.values.scope import Scope


class Slice:
    """Gathers, from one policy outward, the records that its status can depend on.

    Without evidence it leaves out sources and quotes, on which no status depends.
    """

    def __init__(self, nodes: Nodes, *, with_evidence: bool = True) -> None:
        self._with_evidence = with_evidence
        self.nodes = nodes
        self.policies: dict[str, Policy] = {}
        self.effects: dict[str, Effect] = {}
        self.actions: dict[str, Action] = {}
        self.cases: set[str] = set()

    def world(self, policy: str, *askers: str) -> World:
        """The world of a policy, with the surroundings of those who are asked about."""
        return self.world_of([policy], askers)

    def world_of(
        self, policies: Iterable[str], askers: Iterable[str], actions: Iterable[str] = ()
    ) -> World:
        """The world of several policies, and of actions with their effects, whatever they hit."""
        world = self._records(policies, actions)
        asked = {asker for asker in askers if asker}
        asked |= {ruler for asker in asked for ruler in self.nodes.pointing("governs", asker)}
        whom = world.names | world.bound | asked
        world = replace(world, around=surroundings(self.nodes, whom))
        return replace(world, told=told(self.nodes, world))

    def _records(self, policies: Iterable[str], actions: Iterable[str] = ()) -> World:
        """The world without its surroundings."""
        self._add_policies(list(policies))
        for action in actions:
            self._add_policies(self._add_action(action))
            for effect in self.nodes[action].ids("effect"):
                self._add_policies(self._add_effect(effect))
        participations = tuple(self._participations())
        return World(self.policies, self.effects, self.actions, participations)

    def known_world(self, policy: str) -> tuple[World, list[str]]:
        """The world of a policy, and everyone and everywhere known that its names can hold."""
        world = self._records([policy])
        known = reached(self.nodes, world.names)
        around = surroundings(self.nodes, world.names.union(world.bound, known))
        return replace(world, around=around), known

    def around_effect(self, effect: str) -> World:
        """The world of an effect that hits no policy: all that acts on it, and on that."""
        self._add_policies(self._add_effect(effect))
        return World(self.policies, self.effects, self.actions, tuple(self._participations()))

    def widened(self, world: World) -> World:
        """The world with the records of what its effects and actions only name."""
        policies, effects, actions = dict(world.policies), dict(world.effects), dict(world.actions)
        for name in _spoken_of(world):
            node = self.nodes[name]
            if node.one("kind"):
                effects[name] = _effect(self.nodes, node, self.nodes.pointing("effect", name))
            elif node.type in POLICIES:
                policies[name] = _policy(node, None)
            elif node.known:
                actions[name] = _action(self.nodes, node, self._with_evidence)
        return replace(world, policies=policies, effects=effects, actions=actions)

    def _add_policies(self, waiting: list[str]) -> None:
        """Add policies with all that is around them, and the effects that hit them."""
        while waiting:
            name = waiting.pop()
            if name in self.policies:
                continue
            node = self.nodes[name]
            self.policies[name] = _policy(node, self._looked_at(node))
            waiting += node.ids("partOf") + self.nodes.pointing("partOf", name)
            waiting += node.ids("sameEndAs") + node.ids("implements")
            for action in self.nodes.pointing("enacts", name):
                waiting += self._add_action(action)
            for effect in self.nodes.pointing("target", name):
                waiting += self._add_effect(effect)

    def _looked_at(self, node: Node) -> Day | None:
        """The day through which someone looked at the policy: its own, else its file's."""
        files = (self.nodes[name] for name in self.nodes.pointing("holds", node.id))
        days = (day for file in files if (day := file.day("checkedThrough")))
        return node.day("checkedThrough") or max(days, default=None)

    def _add_effect(self, first: str) -> list[str]:
        """Add an effect and all that acts on it; return the instruments met on the way."""
        waiting, instruments = [first], list[str]()
        while waiting:
            name = waiting.pop()
            if name in self.effects:
                continue
            makers = self.nodes.pointing("effect", name)
            self.effects[name] = _effect(self.nodes, self.nodes[name], makers)
            waiting += self.nodes.pointing("target", name)
            waiting += self.nodes[name].ids("conflictsWith")
            waiting += self.nodes.pointing("conflictsWith", name)
            for word in ("lastsWhile", "beginsWhenEnds"):
                for other in self.nodes[name].ids(word):
                    (waiting if self.nodes[other].one("kind") else instruments).append(other)
            for word in ("triggers", "concludes"):
                for action in self.nodes.pointing(word, name):
                    instruments += self._add_action(action)
            for action in makers:
                instruments += self._add_action(action)
                waiting += self.nodes.pointing("target", action)
        return instruments

    def _add_action(self, name: str) -> list[str]:
        """Add an action, and those that dispose of its suit; return what it enacts."""
        if name in self.actions:
            return []
        action = _action(self.nodes, self.nodes[name], self._with_evidence)
        self.actions[name] = action
        instruments = list(action.enacts)
        if action.case and action.case not in self.cases:
            self.cases.add(action.case)
            for other in self.nodes.pointing("disposesOf", action.case):
                instruments += self._add_action(other)
        return instruments

    def _participations(self) -> Iterator[Participation]:
        for case in sorted(self.cases):
            dated = list(self._dated(case))
            yield from dated
            known = {(who.party, who.role) for who in dated}
            for role in ("plaintiff", "defendant"):
                for party in self.nodes[case].ids(role):
                    if (party, role) not in known:
                        yield Participation(case, party, role)

    def _dated(self, case: str) -> Iterator[Participation]:
        """The parties whose joining or leaving is dated."""
        for name in self.nodes.pointing("case", case):
            node = self.nodes[name]
            for party in node.ids("participant"):
                role = node.one("role") or ""
                yield Participation(case, party, role, node.day("from"), node.day("until"))


def _spoken_of(world: World) -> set[str]:
    """What is named as a target, as interpreted, triggered or concluded, and not in the world."""
    named = {target for effect in world.effects.values() for target in effect.targets}
    named |= {effect.interprets for effect in world.effects.values() if effect.interprets}
    named |= {e for action in world.actions.values() for e in action.triggers + action.concludes}
    return named - world.policies.keys() - world.effects.keys() - world.actions.keys()


def _policy(node: Node, checked_through: Day | None) -> Policy:
    addressees = node.ids("addressee")
    return Policy(
        node.id,
        node.label,
        node.type,
        node.one("partOf"),
        node.true("partsComplete"),
        frozenset(addressees) if addressees else None,
        tuple(node.ids("implements")),
        tuple(node.ids("sameEndAs")),
        checked_through,
    )


def _kind(node: Node) -> Kind:
    kind = kinds().get(node.one("kind") or "")
    if kind is None:
        word = node.one("kind")
        message = f"`{word}` is no kind of effect that this version knows" if word else "is missing"
        raise DataError([Problem("the store", None, node.id, "does", message)])
    return kind


def _effect(nodes: Nodes, node: Node, makers: list[str]) -> Effect:
    leaves, leaves_span = _reshaped(nodes, node.one("leaves"))
    adds, adds_span = _reshaped(nodes, node.one("adds"))
    stated = node.one("scope")
    return Effect(
        id=node.id,
        kind=_kind(node),
        action=makers[0] if makers else "",
        targets=tuple(node.ids("target")),
        scope=_scope(nodes[stated]) if stated else None,
        begins=node.day("from"),
        until=node.day("until"),
        leaves=leaves,
        adds=adds,
        leaves_span=leaves_span,
        adds_span=adds_span,
        awaits=node.one("awaits") or "",
        ends_with=node.one("endsWith") or "",
        lasts_while=node.one("lastsWhile") or "",
        begins_when_ends=node.one("beginsWhenEnds") or "",
        begins_by_opinion=node.day("fromByOpinion"),
        conflicts_with=tuple(node.ids("conflictsWith")),
        disputed=node.one("confidence") == "disputed",
        interprets=node.one("interprets"),
        reaches_later=node.true("reachesLater"),
        inseverable=node.true("inseverable"),
        label=node.label,
    )


def _reshaped(nodes: Nodes, name: str | None) -> tuple[Scope | None, tuple[Day | None, Day | None]]:
    if name is None:
        return None, (None, None)
    node = nodes[name]
    return _scope(node), (node.day("from"), node.day("until"))


def _scope(node: Node) -> Scope:
    return Scope(
        node.true("everyone"),
        frozenset(node.ids("party")),
        frozenset(node.ids("territory")),
        frozenset(node.ids("agentClass")),
        frozenset(node.ids("except")),
        node.true("subdivisions"),
        frozenset(node.ids("binds")),
        node.day("membersAsOf"),
        node.true("laterMembers") if node.first("laterMembers") else None,
    )


def _action(nodes: Nodes, node: Node, with_evidence: bool) -> Action:
    docket = nodes[node.one("docket")] if node.one("docket") else None
    case = docket.one("case") if docket else node.one("case")
    court = docket.one("court") if docket else None
    evidence = [nodes[name] for name in node.ids("evidence")] if with_evidence else []
    return Action(
        id=node.id,
        decided=node.day("decided"),
        label=node.label,
        type=node.type,
        case=case,
        case_label=nodes[case].label if case else "",
        court=(nodes[court].first("shortName") or nodes[court].label) if court else "",
        docket_number=(docket.first("docketNumber") or "") if docket else "",
        enacts=tuple(node.ids("enacts")),
        disposes_of=node.one("disposesOf"),
        triggers=tuple(node.ids("triggers")),
        concludes=tuple(node.ids("concludes")),
        cites=tuple(node.all("citation")),
        sources=tuple(dict.fromkeys(s for item in evidence for s in item.ids("source"))),
        quotes=tuple(quote for item in evidence for quote in item.all("quote")),
        confidence=node.one("confidence") or "",
    )
