"""Large files of N-Triples and N-Quads: streamed into a draft of the store, and checked there.

Nothing here holds a file in memory: quads pass one by one, shapes see some things at a time,
and the hygiene rules are asked of the draft itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    parse,
)

from kg.errors import MissingFile, Problem, refused
from kg.rdf import ns, resources
from kg.rdf.load import DIGEST
from kg.rdf.names import entries, names_graph
from kg.rdf.parse import FORMATS, SMALL, faults_of, own_graph
from kg.rdf.rules import Fault, broken, ontology, shapes, unknown_terms
from kg.rdf.spool import Spool
from kg.rdf.store import Quads, Readable, Subject

_STREAMED: Final = {"ox-nt": RdfFormat.N_TRIPLES, "ox-nquads": RdfFormat.N_QUADS}
_SHOWN: Final = 100


def is_large(path: Path) -> bool:
    """True for a file that is streamed: N-Triples or N-Quads of more than 10 MB."""
    form = FORMATS.get(path.suffix.lower())
    return form in _STREAMED and path.is_file() and path.stat().st_size > SMALL


@dataclass
class Stream:
    """A large file on its way into the store; the counts grow as its quads pass."""

    path: Path
    triples: int = 0
    things: int = 0
    problems: dict[tuple[str, str], Problem] = field(default_factory=dict)

    def count(self) -> None:
        """Count what the file says, of which nothing is new."""
        for quad in self._parsed():
            self._counted(quad)

    @property
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
        found = {quad.graph_name for quad in self._parsed()}
        return tuple(sorted((g for g in found if isinstance(g, NamedNode)), key=str))

    @cached_property
    def digest(self) -> str:
        """A digest of the bytes of the file."""
        try:
            with self.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise _unreadable(self.path, error) from None

    def quads(self, spooled: Spool | None = None) -> Iterator[Quad]:
        """The facts with the index of their names, each in its graph; problems are noted.

        The facts are spooled too, if wanted.
        """
        yield from self._digests()
        for quad in self._parsed():
            self._counted(quad)
            for fault in faults_of(self.form, self.own, quad):
                self._note(*fault)
            if spooled:
                spooled.add(quad)
            yield quad
            yield from entries(quad)

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

    def _parsed(self) -> Iterator[Quad]:
        try:
            for quad in parse(path=str(self.path), format=_STREAMED[self.form]):
                yield _placed(quad, self.own)
        except SyntaxError as error:
            said = f"cannot be read: {error.msg}"
            raise refused(str(self.path), error.lineno, said) from None
        except OSError as error:
            raise _unreadable(self.path, error) from None


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


class Everything:
    """Contains all there is."""

    def __contains__(self, _: object) -> bool:
        return True


def checks(
    spooled: Iterable[Path], beside: bool
) -> Iterator[tuple[Callable[..., list[Fault]], object]]:
    """What to ask of a draft that holds the ontology too: functions, and what each is about.

    The shapes are asked of what was spooled, `beside` other facts where the draft holds such;
    the rest of the whole draft.
    """
    yield from ((rule_faults, path) for path in resources.files("hygiene", ".rq"))
    yield from ((shape_faults, (path, beside)) for path in spooled)
    yield (term_faults, None)


def shape_faults(draft: Quads, spooled: tuple[Path, bool]) -> list[Fault]:
    """What the shapes find in spooled facts; of many faults the first ones."""
    path, beside = spooled
    said = [Quad(*triple) for triple in parse(path=str(path), format=RdfFormat.N_TRIPLES)]
    subjects = {quad.subject for quad in said}
    named = {subject.value for subject in subjects if isinstance(subject, NamedNode)}
    if beside:
        said += (quad for subject in subjects for quad in _facts(draft, subject))
    return list(islice(shapes((*said, *ontology()), named), _SHOWN))


def _facts(draft: Quads, subject: Subject) -> Iterator[Quad]:
    """What the facts say of a thing, in whichever graph."""
    for quad in draft.quads(subject):
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(ns.FACTS):
            yield quad


def rule_faults(draft: Readable, rule: Path) -> list[Fault]:
    """What a hygiene rule finds; of many faults the first ones."""
    return list(islice(broken(rule, draft, Everything(), lambda _: ()), _SHOWN))


def term_faults(draft: Readable, _: None) -> list[Fault]:
    """The terms of ours that the ontology lacks."""
    return list(islice(unknown_terms(_each_term(draft)), _SHOWN))


def _each_term(draft: Readable) -> Iterator[Quad]:
    """One quad for each property and for each class that the draft uses."""
    for pattern, found in (("?s ?term ?o", "p"), ("?s a ?term", "o")):
        rows = draft.query(f"SELECT DISTINCT ?term WHERE {{ {pattern} }}")
        assert isinstance(rows, QuerySolutions)
        for row in rows:
            yield from islice(draft.quads(**{found: row["term"]}), 1)
