"""What a store can be asked and told, and the store in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from types import TracebackType
from typing import Final, Protocol, Self

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
)

from kg.rdf.change import Change

VERSION: Final = 2
_PORTION: Final = 200_000
_BYTES: Final = 16_000_000

Subject = NamedNode | BlankNode | Triple
Object = NamedNode | BlankNode | Literal | Triple
GraphName = NamedNode | BlankNode | DefaultGraph
Answer = QuerySolutions | QueryBoolean | QueryTriples


class Quads(Protocol):
    """Whatever can be asked for quads."""

    def quads(
        self,
        s: Subject | None = None,
        p: NamedNode | None = None,
        o: Object | None = None,
        g: GraphName | None = None,
    ) -> Iterator[Quad]:
        """The quads that match a pattern; None matches anything."""


class Readable(Quads, Protocol):
    """Whatever can be asked for quads and for answers."""

    def __len__(self) -> int:
        """How many quads there are."""

    def query(self, sparql: str, bindings: Mapping[str, Object] | None = None) -> Answer:
        """The answer to a SPARQL query over all graphs as one, and over named graphs."""


class OpenStore(Readable, Protocol):
    """A store that can be read until it is closed; `where` says which it is."""

    where: str

    def close(self) -> None:
        """Let go of the store."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class Writable(Readable, Protocol):
    """Whatever can also be changed, all of a change or nothing."""

    def apply(self, change: Change) -> None:
        """Make a change: the whole of it, or nothing when it fails."""


class Reader:
    """A store to read from; it has no way to write."""

    def __init__(self, store: Store, where: str = "memory") -> None:
        self._inner = store
        self.where = where

    def quads(
        self,
        s: Subject | None = None,
        p: NamedNode | None = None,
        o: Object | None = None,
        g: GraphName | None = None,
    ) -> Iterator[Quad]:
        """The quads that match a pattern; None matches anything."""
        return self._inner.quads_for_pattern(s, p, o, g)

    def query(self, sparql: str, bindings: Mapping[str, Object] | None = None) -> Answer:
        """The answer to a SPARQL query over all graphs as one, and over named graphs."""
        from pyoxigraph import Variable

        given = {Variable(name): term for name, term in (bindings or {}).items()}
        return self._inner.query(sparql, use_default_graph_as_union=True, substitutions=given)

    def __len__(self) -> int:
        return len(self._inner)

    def close(self) -> None:
        """Let go of the store; whatever is asked of it afterwards finds nothing."""
        self._inner = Store()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Draft(Reader):
    """A store being built beside another, whose place it takes when it is whole."""

    kept = True

    @contextmanager
    def view(self) -> Iterator[str | None]:
        """A folder where other processes can read the draft as it is now; None for memory."""
        yield None

    def fill(self, quads: Iterable[Quad]) -> None:
        """Put in quads, however many, without holding them all.

        In portions, since the storage engine holds all of one portion in memory.
        """
        waiting = iter(quads)
        while portion := list(islice(waiting, _PORTION)):
            self._inner.bulk_extend(portion)

    def load(self, text: bytes, form: RdfFormat, graph: NamedNode | None = None) -> None:
        """Put in what is written in a format, and where it is of triples, in which graph."""
        self._inner.bulk_load(input=text, format=form, to_graph=graph)

    def fill_from(self, texts: Iterable[bytes]) -> None:
        """Put in quads that are written as N-Quads.

        Many at once, since the storage engine makes a file of each time and joins them later.
        """
        waiting: list[bytes] = []
        for text in texts:
            waiting.append(text)
            if sum(map(len, waiting)) > _BYTES:
                self._inner.bulk_load(input=b"".join(waiting), format=RdfFormat.N_QUADS)
                waiting = []
        self._inner.bulk_load(input=b"".join(waiting), format=RdfFormat.N_QUADS)

    def discard(self) -> None:
        """Let the other store stay as it is after all."""
        self.kept = False

    def empty(self, graph: NamedNode) -> None:
        """Take out a graph."""
        self._inner.remove_graph(graph)

    def apply(self, change: Change) -> None:
        """Make a change: the whole of it, or nothing when it fails."""
        self._inner.update(change.sparql())

    def flush(self) -> None:
        """Have the disk keep what was put in."""
        self._inner.flush()


class Writer(Reader):
    """A store to read from and to change."""

    def apply(self, change: Change) -> None:
        """Make a change: the whole of it, or nothing when it fails."""
        self._inner.update(change.sparql())

    @contextmanager
    def beside(self) -> Iterator[Draft]:
        """A copy to change freely; it takes the store's place when the block ends well."""
        copy = Store()
        copy.bulk_extend(self._inner)
        draft = Draft(copy)
        yield draft
        if draft.kept:
            self._inner = copy


def memory() -> Writer:
    """An empty store in memory."""
    return Writer(Store())


def draft() -> Draft:
    """An empty store in memory, to be filled and asked."""
    return Draft(Store())
