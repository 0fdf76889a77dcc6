"""The store as a change would leave it, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, Store

from kg.rdf.change import Change
from kg.rdf.store import GraphName, Object, Quads, Subject


class Staged:
    """Quads of a store with a change laid over them."""

    def __init__(self, store: Quads, change: Change) -> None:
        self._below = store
        self._gone = frozenset(change.drop)
        self._deleted = frozenset(change.delete)
        self._added = Store()
        self._added.bulk_extend(change.insert)

    def quads(
        self,
        s: Subject | None = None,
        p: NamedNode | None = None,
        o: Object | None = None,
        g: GraphName | None = None,
    ) -> Iterator[Quad]:
        """The quads that match a pattern; one that was there and is put in again comes twice."""
        for quad in self._below.quads(s, p, o, g):
            if quad.graph_name not in self._gone and quad not in self._deleted:
                yield quad
        yield from self._added.quads_for_pattern(s, p, o, g)
