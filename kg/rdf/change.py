"""What a write does to the store, as one thing that happens whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import DefaultGraph, NamedNode, Quad


@dataclass(frozen=True, slots=True)
class Change:
    """Graphs to empty, then quads to take out, then quads to put in."""

    drop: Sequence[NamedNode] = ()
    delete: Sequence[Quad] = ()
    insert: Sequence[Quad] = ()

    def __bool__(self) -> bool:
        return bool(self.drop or self.delete or self.insert)

    def __len__(self) -> int:
        """The quads that go in or out one by one."""
        return len(self.delete) + len(self.insert)

    def sparql(self) -> str:
        """The change as one SPARQL update; no quad may hold a blank node."""
        steps = [f"DROP SILENT GRAPH {graph}" for graph in self.drop]
        if self.delete:
            steps.append(f"DELETE DATA {{\n{written(self.delete)}\n}}")
        if self.insert:
            steps.append(f"INSERT DATA {{\n{written(self.insert)}\n}}")
        return " ;\n".join(steps)


def written(quads: Iterable[Quad]) -> str:
    """Quads as SPARQL writes them, neighbours of one graph in one block."""
    blocks: list[str] = []
    for graph, group in groupby(quads, key=lambda quad: quad.graph_name):
        lines = "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in group)
        named = not isinstance(graph, DefaultGraph)
        blocks.append(f"GRAPH {graph} {{\n{lines}\n}}" if named else lines)
    return "\n".join(blocks)
