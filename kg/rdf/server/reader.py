"""A store on a server, to read from: the same questions as the embedded one answers."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Final, Self

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolution, Store

from kg.errors import StoreError, StoreMissing
from kg.rdf import ns
from kg.rdf.server import sparql
from kg.rdf.server.address import Address
from kg.rdf.server.ahead import Ahead, is_thing
from kg.rdf.server.asking import Asking
from kg.rdf.server.http import Connection
from kg.rdf.server.mark import GRAPH, Mark, State, foremost, word
from kg.rdf.server.sparql import Query
from kg.rdf.store import Answer, GraphName, Object, Subject

_WAIT: Final = 5.0
_PAUSE: Final = 0.2
_TRIES: Final = 5
_OURS: Final = f'FILTER(STRSTARTS(STR(?g), "{ns.GRAPHS}"))'
_NONE: Final = NamedNode(f"{ns.STORE}/none")
_HEAD: Final = "?s ?p ?o ?g ?state"


class ServerReader:
    """A store on a server to read from; it has no way to write.

    Everything read belongs to one state of the store. Where a writer finishes meanwhile,
    nothing is mixed: the reader takes the new state if it has told nothing of the old
    one, and otherwise says that the facts have changed.
    """

    def __init__(self, address: Address) -> None:
        self.where = str(address)
        self._asking = Asking(Connection(address))
        self._ahead = Ahead(self._fetch)
        self._told = False
        self._unites: bool | None = None
        self._listed: tuple[State | None, list[NamedNode], bool] | None = None
        self._state = self._opened()

    def _opened(self) -> State | None:
        try:
            mark = self._asking.opening()
            if mark is not None:
                mark.check(self.where)
        except BaseException:
            self.close()
            raise
        self._tidy = mark.tidy if mark else True
        return mark.state if mark else None

    def quads(
        self,
        s: Subject | None = None,
        p: NamedNode | None = None,
        o: Object | None = None,
        g: GraphName | None = None,
    ) -> Iterator[Quad]:
        """The quads that match a pattern; None matches anything."""
        if self._state is None or isinstance(g, DefaultGraph):
            return iter(())
        if isinstance(s, NamedNode) and is_thing(s.value):
            found = self._ahead.about(s.value)
        elif s is None and p and isinstance(o, NamedNode) and is_thing(o.value):
            found = self._ahead.leading(p.value, o.value)
        else:
            return iter(self._direct(s, p, o, g))
        return (quad for quad in list(found) if _matches(quad, p, o, g))

    def query(self, sparql_: str, bindings: Mapping[str, Object] | None = None) -> Answer:
        """The answer to a SPARQL query over all graphs as one, and over named graphs."""
        query = sparql.read(sparql_, bindings)
        if self._state is None:
            return Store().query(str(query))
        for _ in range(_TRIES):
            before, union = self._state, self._may_unite(query)
            answer = self._answer(query if union else query.over(self._graphs()[0]), union)
            mark = self._marked()
            self._tidy = mark.tidy
            if self._settled(mark.states) and (not union or (mark.tidy and self._state == before)):
                self._told = True
                return answer
        raise self._changed()

    @property
    def fresh(self) -> bool:
        """True when the server holds no store yet."""
        return self._state is None

    def __len__(self) -> int:
        if self._state is None:
            return 0
        return self._asking.count(Query("SELECT", "*", f"{{ GRAPH ?g {{ ?s ?p ?o }} {_OURS} }}"))

    def close(self) -> None:
        """Let go of the server."""
        self._asking.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _direct(
        self,
        s: Subject | None,
        p: NamedNode | None,
        o: Object | None,
        g: GraphName | None,
    ) -> list[Quad]:
        """The quads of a pattern that reading ahead does not know."""
        terms = [
            str(term) if term else f"?{name}" for name, term in zip("spo", (s, p, o), strict=True)
        ]
        graph, ours = (str(g), "") if g else ("?g", _OURS)
        given = {name: term for name, term in zip("spog", (s, p, o, g), strict=True) if term}
        found = self._fetch(f"GRAPH {graph} {{ {' '.join(terms)} }} {ours}", given)
        self._ahead.meet(found)
        return found

    def _fetch(self, pattern: str, given: Mapping[str, object] | None = None) -> list[Quad]:
        """The quads of a pattern over ?s ?p ?o ?g, all of one state of the store."""
        state = f"GRAPH {GRAPH} {{ {GRAPH} {word('state')} ?state }}"
        query = Query("SELECT", _HEAD, f"{{ {{ {pattern} }} UNION {{ {state} }} }}")
        for _ in range(_TRIES):
            found = self._asking.rows(query)
            states = [State.parse(row["state"].value) for row in found if row["state"]]
            if self._settled([each for each in states if each]):
                self._told = True
                return list(_quads((row for row in found if not row["state"]), given or {}))
        raise self._changed()

    def _settled(self, states: Iterable[State]) -> bool:
        """True when what was just read belongs to the state that this reader tells of."""
        now = foremost(states)
        if now is None:
            raise StoreError(f"{self.where} has lost the mark of its store; was it emptied?")
        assert self._state is not None
        if now.phase == "moving":
            now = self._moved()
        elif now.generation == self._state.generation:
            self._state = now
            return True
        if self._told and now.generation != self._state.generation:
            raise self._changed()
        self._state = now
        return False

    def _moved(self) -> State:
        """The state once a change that is being made has been made; it is waited for a while."""
        end = time.monotonic() + _WAIT
        while (state := self._marked().state).phase == "moving":
            if time.monotonic() > end:
                raise StoreError(
                    f"{self.where} holds a change that is only half made; it is being written to, "
                    "or its writer died: any `kg load` into it finishes the change"
                )
            time.sleep(_PAUSE)
        return state

    def _marked(self) -> Mark:
        return self._asking.mark() or Mark()

    def _changed(self) -> StoreError:
        return StoreError(f"the facts at {self.where} changed while they were read; ask again")

    def _answer(self, query: Query, union: bool) -> Answer:
        if query.form == "ASK":
            return self._asking.truth(query, union)
        if query.form == "CONSTRUCT":
            return self._asking.construct(query, union)
        return self._asking.select(query, union)

    def _may_unite(self, query: Query) -> bool:
        """True when all that the server holds is the store, so that its graphs need no naming.

        The mark is beside it always; it shows where graphs are enumerated, and nowhere else.
        """
        _, others = self._graphs()
        return self._tidy and not others and not query.enumerates and self._sees_all()

    def _sees_all(self) -> bool:
        """True when the server can be asked over all its graphs as one without naming them."""
        if self._unites is None:
            known = Query("ASK", "", f"{{ {GRAPH} {word('version')} ?v }}")
            self._unites = bool(self._asking.truth(known, union=True))
            if not self._unites and not self._asking.truth(known.over([GRAPH])):
                raise StoreError(
                    f"{self.where} cannot be asked over all its graphs at once; start it so that "
                    "its default graph is the union of all (as oxigraph --union-default-graph)"
                )
        return self._unites

    def _graphs(self) -> tuple[list[NamedNode], bool]:
        """The graphs of the store, and whether the server holds others that are not its own."""
        if self._listed is None or self._listed[0] != self._state:
            # Grouped, not DISTINCT, over which Virtuoso loses itself.
            asked = Query("SELECT", "?g", "{ GRAPH ?g { ?s ?p ?o } }", tail="GROUP BY ?g")
            named = [row["g"] for row in self._asking.rows(asked)]
            graphs = [each for each in named if isinstance(each, NamedNode)]
            ours = [graph for graph in graphs if graph.value.startswith(ns.GRAPHS)]
            others = any(not graph.value.startswith(ns.BASE) for graph in graphs)
            self._listed = self._state, ours or [_NONE], others
        return self._listed[1:]


def read(address: Address) -> ServerReader:
    """Open a store on a server to read from.

    Raises StoreMissing where the server holds none, StoreError.
    """
    reader = ServerReader(address)
    if reader.fresh:
        reader.close()
        raise StoreMissing(
            f"there is no store at {address} yet; `kg load FILE --store {address}` makes one"
        )
    return reader


def _matches(quad: Quad, p: NamedNode | None, o: Object | None, g: GraphName | None) -> bool:
    given = ((p, quad.predicate), (o, quad.object), (g, quad.graph_name))
    return all(asked is None or asked == said for asked, said in given)


def _quads(found: Iterable[QuerySolution], given: Mapping[str, object]) -> Iterator[Quad]:
    """Rows as quads of our graphs; others may share the server."""
    for row in found:
        s, p, o, g = (given.get(name) or row[name] for name in "spog")
        if isinstance(g, NamedNode) and g.value.startswith(ns.GRAPHS):
            yield Quad(s, p, o, g)  # type: ignore[arg-type]
