"""The policies that an effect or an action bears on, found by following what each acts on."""

from __future__ import annotations

from collections.abc import Iterator

from kg.rdf.names import POLICIES
from kg.rdf.node import Nodes


def bears_on(nodes: Nodes, name: str) -> list[str]:
    """The policies under an effect or an action, and those that its words reach later."""
    waiting, seen = [name], set[str]()
    policies: set[str] = set()
    while waiting:
        thing = waiting.pop()
        if thing in seen:
            continue
        seen.add(thing)
        waiting += nodes[thing].ids("target")
        waiting += _done_by(nodes, thing)
        waiting += nodes.pointing("sameEndAs", thing)
        policies |= {thing} if nodes[thing].type in POLICIES else set()
    return sorted(policies)


def _done_by(nodes: Nodes, action: str) -> Iterator[str]:
    """What an action did, enacted, set going or ended, and the relief in a suit it disposed of."""
    node = nodes[action]
    for word in ("effect", "enacts", "triggers", "concludes"):
        yield from node.ids(word)
    for case in node.ids("disposesOf"):
        for filed in nodes.pointing("case", case):
            for other in (filed, *nodes.pointing("docket", filed)):
                yield from nodes[other].ids("effect")
