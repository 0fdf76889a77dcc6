"""Grant awards of the store as records."""

from __future__ import annotations

from kg.rdf.node import Node
from kg.records.awards import Award


def award_of(node: Node) -> Award:
    """A grant award as a record."""
    return Award(
        node.id,
        node.label,
        node.one("grant"),
        node.one("recipient"),
        node.day("awarded"),
        node.first("amount"),
        tuple(node.ids("condition")),
    )
