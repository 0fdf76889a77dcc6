"""Large files of N-Triples and N-Quads: streamed into a draft of the store.

Nothing here holds a file in memory. Its lines are read some megabytes at a time, looked through
statement by statement, and handed as they stand to the storage engine, which is much faster
than taking each statement from us; only what needs a name or a graph goes in one by one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final, Protocol

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
)

from kg.errors import MissingFile, Problem, refused
from kg.rdf import ns
from kg.rdf.find import FORMATS, SMALL, own_graph
from kg.rdf.held import DIGEST
from kg.rdf.names import entries, names_graph
from kg.rdf.parse import faults_of
from kg.rdf.store import Draft

_STREAMED: Final = {"ox-nt": RdfFormat.N_TRIPLES, "ox-nquads": RdfFormat.N_QUADS}
_SHOWN: Final = 100
_PORTION: Final = 20_000_000
_LONGEST: Final = 10_000_000


def is_large(path: Path) -> bool:
    """True for a file that is streamed: N-Triples or N-Quads of more than 10 MB."""
    form = FORMATS.get(path.suffix.lower())
    return form in _STREAMED and path.is_file() and path.stat().st_size > SMALL


@dataclass(frozen=True, slots=True)
class _Portion:
    """Some whole lines of a file, and how many lines stand before them."""

    text: bytes
    before: int


class Taker(Protocol):
    """Whoever is shown each statement on its way, in its graph and without blank nodes."""

    def add(self, quad: Quad) -> None:
        """Take a statement."""


@dataclass
class Stream:
    """A large file on its way into the store; the counts grow as its statements pass."""

    path: Path
    triples: int = 0
    things: int = 0
    problems: dict[tuple[str, str], Problem] = field(default_factory=dict)

    def count(self) -> None:
        """Count what the file says, of which nothing is new."""
        for portion in self._portions():
            for quad in self._parsed(portion):
                self._counted(quad)

    @cached_property
    def form(self) -> str:
        """The format, as the parsers name it."""
        return FORMATS[self.path.suffix.lower()]

    @cached_property
    def own(self) -> NamedNode:
        """The graph of what the file says without naming one."""
        return own_graph(self.path)

    @cached_property
    def graphs(self) -> tuple[NamedNode, ...]:
        """The graphs that the file makes; those of N-Quads are found by reading it once."""
        if self.form == "ox-nt":
            return (self.own,)
        quads = (quad for portion in self._portions() for quad in self._parsed(portion))
        found = {_placed(quad, self.own).graph_name for quad in quads}
        return tuple(sorted((g for g in found if isinstance(g, NamedNode)), key=str))

    @cached_property
    def digest(self) -> str:
        """A digest of the bytes of the file."""
        try:
            with self.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise _unreadable(self.path, error) from None

    def pour(self, draft: Draft, takers: Sequence[Taker] = ()) -> None:
        """Put the facts into a draft, with the index of their names; problems are noted.

        Each taker is shown them too. Raises DataError where the file cannot be read.
        """
        draft.fill(self._poured(draft, takers))

    def _poured(self, draft: Draft, takers: Sequence[Taker]) -> Iterator[Quad]:
        """Hand on each portion that can go in as it is, and yield whatever must go in besides.

        One portion goes in while the next is looked through.
        """
        yield from self._digests()
        to = self.own if self.form == "ox-nt" else None
        with ThreadPoolExecutor(1) as aside:
            going: Future[None] = aside.submit(lambda: None)
            for portion in self._portions():
                plain = True
                for stated in self._parsed(portion):
                    quad = _placed(stated, self.own)
                    plain = plain and self._goes_in(stated)
                    self._look_at(quad, takers)
                    yield from entries(quad)
                going.result()
                if plain:
                    going = aside.submit(draft.load, portion.text, _STREAMED[self.form], to)
                else:
                    yield from (_placed(quad, self.own) for quad in self._parsed(portion))
            going.result()

    def _goes_in(self, stated: Quad) -> bool:
        """True for a statement without blank nodes that stands in a graph, or goes into ours."""
        if isinstance(stated.subject, BlankNode) or isinstance(stated.object, BlankNode):
            return False
        return self.form == "ox-nt" or not isinstance(stated.graph_name, DefaultGraph)

    def _look_at(self, quad: Quad, takers: Sequence[Taker]) -> None:
        self._counted(quad)
        for fault in faults_of(self.form, self.own, quad):
            self._note(*fault)
        for taker in takers:
            taker.add(quad)

    def _counted(self, quad: Quad) -> None:
        self.triples += 1
        self.things += quad.predicate == ns.TYPE

    def _digests(self) -> Iterator[Quad]:
        digest = Literal(self.digest)
        for graph in self.graphs:
            yield Quad(graph, DIGEST, digest, names_graph(graph.value))

    def _note(self, thing: str, message: str, mend: str) -> None:
        if len(self.problems) < _SHOWN:
            problem = Problem(str(self.path), None, thing, "", message, mend)
            self.problems.setdefault((thing, message), problem)

    def _parsed(self, portion: _Portion) -> Iterator[Quad]:
        """The statements of some lines, as they stand there."""
        try:
            yield from parse(input=portion.text, format=_STREAMED[self.form])
        except SyntaxError as error:
            line = portion.before + (error.lineno or 1)
            raise refused(str(self.path), line, f"cannot be read: {error.msg}") from None

    def _portions(self) -> Iterator[_Portion]:
        before = 0
        try:
            with self.path.open("rb") as file:
                while text := file.read(_PORTION):
                    text += self._rest(file.readline(_LONGEST), before + text.count(b"\n") + 1)
                    yield _Portion(text, before)
                    before += text.count(b"\n")
        except OSError as error:
            raise _unreadable(self.path, error) from None

    def _rest(self, line: bytes, number: int) -> bytes:
        """The rest of a line, unless it is too long to be held."""
        if len(line) < _LONGEST or line.endswith(b"\n"):
            return line
        said = f"has a line of more than {_LONGEST / 1e6:.0f} MB"
        raise refused(str(self.path), number, said, "write each statement on a line of its own")


def _unreadable(path: Path, error: OSError) -> MissingFile:
    return MissingFile(f"{path} cannot be read: {error.strerror or error}")


def _placed(quad: Quad, own: NamedNode) -> Quad:
    """A quad in its graph, its blank nodes named by their labels in the file."""
    graph = own if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name
    subject, node = quad.subject, quad.object
    if isinstance(subject, BlankNode):
        subject = NamedNode(f"{own.value}#b{subject.value}")
    if isinstance(node, BlankNode):
        node = NamedNode(f"{own.value}#b{node.value}")
    return Quad(subject, quad.predicate, node, graph)
