"""Where bodies, places and classes stand: what each lies in, and what lies in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.rdf.names import SUBJECTS
from kg.rdf.node import Nodes
from kg.records.things import PLACES, Membership, Surroundings, Tenure

_UP = {
    "unit_of": "unitOf",
    "post_in": "postIn",
    "governs": "governs",
    "within": "within",
    "partly_within": "partlyWithin",
    "member_of": "memberOf",
    "sub_class_of": "subClassOf",
}


def reached(nodes: Nodes, names: Iterable[str]) -> list[str]:
    """The bodies, places and classes known that lie inside the named, they themselves included."""
    waiting, seen = list(names), set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += nodes.remembered("inside", name, _inside)
    return sorted(name for name in seen if nodes[name].type in SUBJECTS | PLACES)


def _inside(nodes: Nodes, name: str) -> list[str]:
    """What is declared to lie in a thing, or to be governed by it, in one step."""
    lying = (other for link in _UP.values() for other in nodes.pointing(link, name))
    members = (who for each in nodes.pointing("group", name) for who in nodes[each].ids("member"))
    return [*nodes[name].ids("governs"), *lying, *members]


def _above(nodes: Nodes, name: str) -> list[tuple[str, tuple[str, ...]]]:
    """What a thing is declared to lie in, by the way in which it does."""
    dated = {each.group for each in nodes.remembered("memberships", name, _memberships)}
    found = ((link, tuple(nodes[name].ids(word))) for link, word in _UP.items())
    undated = (
        (link, tuple(other for other in others if link != "member_of" or other not in dated))
        for link, others in found
    )
    return [(link, others) for link, others in undated if others]


def surroundings(nodes: Nodes, starts: Iterable[str]) -> Surroundings:
    """Where the given bodies, places and classes stand, and what they are called."""
    links: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    tenures: dict[str, tuple[Tenure, ...]] = {}
    memberships: dict[str, tuple[Membership, ...]] = {}
    types: dict[str, str] = {}
    labels: dict[str, str] = {}
    waiting, seen = list(starts), set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        node = nodes[name]
        types[name], labels[name] = node.type, node.label
        for link, above in nodes.remembered("above", name, _above):
            links[link][name] = above
            waiting += above
        if belonged := nodes.remembered("memberships", name, _memberships):
            memberships[name] = belonged
            waiting += (each.group for each in belonged)
        if node.type == "Person" and (held := tuple(_tenures(nodes, name))):
            tenures[name] = held
            waiting += (tenure.post for tenure in held)
    return Surroundings(
        unit_of=links["unit_of"],
        post_in=links["post_in"],
        governs=links["governs"],
        within=links["within"],
        partly_within=links["partly_within"],
        member_of=links["member_of"],
        sub_class_of=links["sub_class_of"],
        memberships=memberships,
        tenures=tenures,
        types=types,
        labels=labels,
    )


def _memberships(nodes: Nodes, member: str) -> tuple[Membership, ...]:
    """The classes and associations to which one belonged for a time."""
    found = ((nodes[name], nodes[name].ids("group")) for name in nodes.pointing("member", member))
    return tuple(
        Membership(member, group, node.day("from"), node.day("until"))
        for node, groups in found
        for group in groups
    )


def _tenures(nodes: Nodes, person: str) -> Iterator[Tenure]:
    """The posts that a person held, each for its interval."""
    for name in nodes.pointing("holder", person):
        node = nodes[name]
        for post in node.ids("post"):
            yield Tenure(post, node.day("from"), node.day("until"))
