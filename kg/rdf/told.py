"""What of the records is taken from accepted statements, so that an answer can say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.rdf import ns
from kg.rdf.names import called
from kg.rdf.node import Nodes
from kg.records.evidence import Told
from kg.records.things import World

if TYPE_CHECKING:
    from kg.rdf.sayings import Said


def told(nodes: Nodes, world: World) -> Mapping[str, tuple[Told, ...]]:
    """What is taken from accepted statements, by what the records tell of."""
    if nodes.accepted is None or not nodes.accepted.giving:
        return {}
    found = ((owner, _taken(nodes, things)) for owner, things in _owners(nodes, world))
    return {owner: taken for owner, taken in found if taken}


def _owners(nodes: Nodes, world: World) -> Iterator[tuple[str, list[str]]]:
    """Each record with the things that it is read from."""
    for name in world.policies:
        yield name, [name]
    for name in world.effects:
        node = nodes[name]
        yield name, [name, *node.ids("scope"), *node.ids("leaves"), *node.ids("adds")]
    for name in world.actions:
        yield name, [name, *nodes[name].ids("docket")]
    for case in world.suits:
        yield case, [case, *nodes.pointing("case", case)]
    for name in world.around.types:
        yield name, [name, *nodes.pointing("member", name), *nodes.pointing("holder", name)]


def _taken(nodes: Nodes, things: Iterable[str]) -> tuple[Told, ...]:
    found = {each.statement: each for thing in things for each in nodes.taken(thing)}
    return tuple(_told(nodes, said) for _, said in sorted(found.items()))


def _told(nodes: Nodes, said: Said) -> Told:
    node, value = nodes[said.statement], ns.short(said.value)
    source = nodes[node.one("source")]
    return Told(
        said.statement,
        said.about,
        called(nodes, said.about),
        said.word.name,
        value,
        called(nodes, value) if said.value.startswith(ns.ID) else value,
        source.id,
        source.label,
        node.first("quote") or "",
    )
