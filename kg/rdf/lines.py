"""The line of everything in a facts file, so that a refusal can name it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.errors import Problem


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands in a file: the thing it belongs to, the key under which, the line."""

    thing: str
    under: str
    line: int


@dataclass(slots=True)
class Lines:
    """The line of each node and of each of its keys, by short id."""

    nodes: dict[str, Place] = field(default_factory=dict)
    keys: dict[tuple[str, str], int] = field(default_factory=dict)

    def problem(self, file: str, node: str, key: str, message: str, mend: str = "") -> Problem:
        """A problem with one key of a node, told in the words of the file."""
        place = self.nodes.get(node, Place(node, "", 0))
        line = self.keys.get((node, key)) or place.line or None
        path = ".".join(part for part in (place.under, key) if part)
        return Problem(file, line, place.thing, path, message, mend)
