"""What is wrong with large files that were streamed into a draft of the store.

Nothing here holds a file in memory: shapes see some things at a time, and the hygiene rules
are asked of the draft itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from pyoxigraph import (
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    parse,
)

from kg.rdf import ns, resources
from kg.rdf.node import Desk
from kg.rdf.rules import Fault, broken, ontology, shapes, unknown_terms
from kg.rdf.store import Quads, Readable, Subject

_SHOWN: Final = 100


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


def shape_faults(desk: Desk, spooled: tuple[Path, bool]) -> list[Fault]:
    """What the shapes find in spooled facts; of many faults the first ones."""
    path, beside = spooled
    said = [Quad(*triple) for triple in parse(path=str(path), format=RdfFormat.N_TRIPLES)]
    subjects = {quad.subject for quad in said}
    named = {subject.value for subject in subjects if isinstance(subject, NamedNode)}
    if beside:
        said += (quad for subject in subjects for quad in _facts(desk.store, subject))
    return list(islice(shapes((*said, *ontology()), named), _SHOWN))


def _facts(draft: Quads, subject: Subject) -> Iterator[Quad]:
    """What the facts say of a thing, in whichever graph."""
    for quad in draft.quads(subject):
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(ns.FACTS):
            yield quad


def rule_faults(desk: Desk, rule: Path) -> list[Fault]:
    """What a hygiene rule finds; of many faults the first ones."""
    return list(islice(broken(rule, desk.store, Everything(), lambda _: ()), _SHOWN))


def term_faults(desk: Desk, _: None) -> list[Fault]:
    """The terms of ours that the ontology lacks."""
    return list(islice(unknown_terms(_each_term(desk.store)), _SHOWN))


def _each_term(draft: Readable) -> Iterator[Quad]:
    """One quad for each property and for each class that the draft uses."""
    for pattern, found in (("?s ?term ?o", "p"), ("?s a ?term", "o")):
        rows = draft.query(f"SELECT DISTINCT ?term WHERE {{ {pattern} }}")
        assert isinstance(rows, QuerySolutions)
        for row in rows:
            yield from islice(draft.quads(**{found: row["term"]}), 1)
