"""What is said of each thing, and what points to it, written down beside a draft of the store.

The storage engine keeps every term of a statement by its digest, and goes to the disk for each;
whoever reads a large store thing by thing waits for little else. Here a thing is one row.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, Self

from pyoxigraph import NamedNode, Quad

from kg.rdf import ns
from kg.rdf.scratch import no_room, scratch

_MADE: Final = (
    # Nobody reads it before it is whole, and nobody wants it after a fall.
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "CREATE TABLE property (number INTEGER PRIMARY KEY, iri TEXT)",
    "CREATE TABLE said (thing TEXT, stated TEXT)",
    "CREATE TABLE points (to_thing TEXT, property INTEGER, thing TEXT)",
)
_FOUND_BY: Final = (
    "CREATE INDEX said_of ON said (thing)",
    "CREATE INDEX pointing_to ON points (to_thing, property, thing)",
)
_SAID: Final = "SELECT stated FROM said WHERE thing = ?"
_POINTING: Final = "SELECT thing FROM points WHERE to_thing = ? AND property = ?"
_AT_ONCE: Final = 20_000


class Ledger:
    """A ledger being written; statements of one thing take one row where they come together."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(path, isolation_level=None)
        for statement in (*_MADE, "BEGIN"):
            self._file.execute(statement)
        self._numbers: dict[str, int] = {}
        self._thing = ""
        self._stated: list[int | str] = []
        self._said: list[tuple[str, str]] = []
        self._points: list[tuple[str, int, str]] = []

    def add(self, quad: Quad) -> None:
        """Write down a statement, without its graph."""
        thing, value = getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")
        if thing != self._thing:
            self._turn_to(thing)
        number = self._numbers.setdefault(quad.predicate.value, len(self._numbers))
        self._stated += (number, value)
        if isinstance(quad.object, NamedNode) and quad.predicate != ns.TYPE:
            self._points.append((ns.short(value), number, ns.short(thing)))

    def _turn_to(self, thing: str) -> None:
        if self._stated:
            self._said.append((ns.short(self._thing), json.dumps(self._stated)))
        self._thing, self._stated = thing, []
        if len(self._said) > _AT_ONCE:
            self._write()

    def _write(self) -> None:
        self._file.executemany("INSERT INTO said VALUES (?, ?)", self._said)
        self._file.executemany("INSERT INTO points VALUES (?, ?, ?)", self._points)
        self._said, self._points = [], []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with closing(self._file):
            if kind is None:
                self._finish()

    def _finish(self) -> None:
        """Write down the last of it, and make it ready to be read."""
        self._turn_to("")
        self._write()
        properties = ((number, iri) for iri, number in self._numbers.items())
        self._file.executemany("INSERT INTO property VALUES (?, ?)", properties)
        for statement in (*_FOUND_BY, "COMMIT"):
            self._file.execute(statement)


@contextmanager
def ledger() -> Iterator[Path]:
    """A place for a ledger; it is gone when the block ends.

    Raises StoreUnwritable where there is no room for it.
    """
    with scratch() as folder:
        try:
            yield folder / "ledger"
        except sqlite3.Error as error:
            raise no_room(folder, error) from error


class LedgerReader:
    """A ledger that is whole, to read from."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        self._iris: dict[int, str] = dict(self._file.execute("SELECT number, iri FROM property"))
        self._numbers = {iri: number for number, iri in self._iris.items()}

    def said(self, id_: str) -> dict[str, list[str]]:
        """The values by the IRI of their property that are said of a thing."""
        values: dict[str, list[str]] = defaultdict(list)
        for (stated,) in self._file.execute(_SAID, (id_,)):
            pairs = iter(json.loads(stated))
            for number, value in zip(pairs, pairs, strict=True):
                values[self._iris[number]].append(value)
        return values

    def pointing(self, property_: str, id_: str) -> list[str]:
        """The short ids of what points to a thing by a property."""
        number = self._numbers.get(property_)
        if number is None:
            return []
        return [thing for (thing,) in self._file.execute(_POINTING, (id_, number))]
