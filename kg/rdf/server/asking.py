"""Asking a server so that every answer is whole: what is cut is noticed, counted and paged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import QueryBoolean, QuerySolution, QuerySolutions, QueryTriples

from kg.errors import LimitError, StoreError
from kg.rdf.server import results
from kg.rdf.server.http import RESULTS, TRIPLES, Connection
from kg.rdf.server.mark import GRAPH, Mark, mark
from kg.rdf.server.sparql import Query, count_of

_DIGITS: Final = " ".join(f'"{digit}"' for digit in range(10))
_TESTED: Final = 1000
_FEWEST: Final = 100
_OPENING: Final = f"""SELECT ?s ?p ?o (NOW() AS ?now) ?a WHERE {{
{{ GRAPH {GRAPH} {{ ?s ?p ?o }} }}
UNION
{{ VALUES ?a {{ {_DIGITS} }} VALUES ?b {{ {_DIGITS} }} VALUES ?c {{ {_DIGITS} }} }}
}}"""


class Asking:
    """Questions to one server.

    No server says how many rows it gives at most, and some cut an answer without a word.
    So the first question asks for a thousand rows made of nothing, which proves that
    answers below that number are whole; a larger one is compared with its count.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.where = connection.address
        self._proven = 0

    def opening(self) -> Mark | None:
        """The mark of the store, and with it how many rows are sure to come."""
        found = results.rows(self.connection.ask(_OPENING).body, self.where)
        self._proven = sum(row["a"] is not None for row in found)
        if not _FEWEST <= self._proven <= _TESTED:
            raise StoreError(
                f"{self.where} gives {self._proven} rows where {_TESTED} were asked for; "
                "it must give at least a hundred at a time"
            )
        return _mark(found)

    def mark(self) -> Mark | None:
        """The mark of the store."""
        asked = f"SELECT ?s ?p ?o (NOW() AS ?now) WHERE {{ GRAPH {GRAPH} {{ ?s ?p ?o }} }}"
        return _mark(results.rows(self.connection.ask(asked).body, self.where))

    def truth(self, query: Query, union: bool = False) -> QueryBoolean:
        """The answer to an ASK."""
        return results.truth(self.connection.ask(str(query), union=union).body, self.where)

    def count(self, query: Query, union: bool = False) -> int:
        """How many rows the answer to a query is made of."""
        found = results.rows(
            self.connection.ask(str(query.counted()), union=union).body, self.where
        )
        return count_of(found[0])

    def rows(self, query: Query, union: bool = False) -> list[QuerySolution]:
        """The whole answer to a SELECT, row by row."""
        return self._whole(query, union)[1]

    def select(self, query: Query, union: bool = False) -> QuerySolutions:
        """The same, as the embedded engine gives it."""
        bodies, _ = self._whole(query, union)
        one = len(bodies) == 1
        return (
            results.solutions(bodies[0], self.where) if one else results.joined(bodies, self.where)
        )

    def _whole(self, query: Query, union: bool) -> tuple[list[bytes], list[QuerySolution]]:
        body = self.connection.ask(str(query), union=union).body
        found = results.rows(body, self.where)
        got = len(found)
        if got < self._proven or got == (total := self.count(query, union)):
            return [body], found
        if query.ordered:
            raise LimitError(
                f"{self.where} gives {got} of the {total} rows; ask for fewer with LIMIT, "
                "or raise the server's limit"
            )
        bodies = list(self._pages(query, self._variables(body), got, total, RESULTS, union))
        paged = [row for each in bodies for row in results.rows(each, self.where)]
        self._complete(len(paged), total)
        return bodies, paged

    def construct(self, query: Query, union: bool = False) -> QueryTriples:
        """The whole answer to a CONSTRUCT."""
        body = self.connection.ask(str(query), TRIPLES, union).body
        few = body.count(b"\n") < self._proven
        if few or (total := self.count(query, union)) < self._proven:
            return results.triples([body], self.where)
        row = self.connection.ask(str(query.any_row()), union=union).body
        size = self._proven - 1
        pages = self._pages(query, self._variables(row), size, total, TRIPLES, union)
        return results.triples(pages, self.where)

    def _variables(self, body: bytes) -> list[str]:
        return [variable.value for variable in results.solutions(body, self.where).variables]

    def _pages(
        self, query: Query, names: list[str], size: int, total: int, accept: str, union: bool
    ) -> Iterator[bytes]:
        if size <= 0:
            raise StoreError(f"{self.where} has {total} rows to give, and gives none of them")
        for start in range(0, total, size):
            page = query.page(names, size, start)
            yield self.connection.ask(str(page), accept, union).body

    def _complete(self, got: int, all_: int) -> None:
        if got != all_:
            raise StoreError(
                f"{self.where} gave {got} of {all_} rows: the facts changed, or it cut them; "
                "ask again"
            )


def _mark(found: list[QuerySolution]) -> Mark | None:
    return mark((row["s"], row["p"], row["o"], row["now"]) for row in found if row["s"])
