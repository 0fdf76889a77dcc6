"""Facts in: files parsed and checked, the law's own refusals included, then written at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import DataError, Problem
from kg.law.cycles import CycleError
from kg.law.index import Index
from kg.law.refuse import refusals
from kg.rdf import load as loading
from kg.rdf.check import Fault
from kg.rdf.load import LoadReport
from kg.rdf.node import Nodes
from kg.rdf.read import Slice
from kg.rdf.store import Readable, Writable


def load(
    paths: Iterable[Path],
    store: Writable,
    *,
    replace: bool = False,
    dry_run: bool = False,
    trusted: bool = False,
) -> LoadReport:
    """Load the files: all of them, or none.

    Raises DataError with every problem found, MissingFile, StoreError.
    """
    return loading.load(paths, store, replace, dry_run, trusted, rules=(lawful,))


def problems(paths: Iterable[Path], store: Readable) -> list[Problem]:
    """Every problem of the files, as if they were loaded now."""
    return loading.problems_of(paths, store, rules=(lawful,))


def lawful(staged: Readable) -> Iterator[Fault]:
    """What the law refuses: circles, ends before beginnings, bars that protect nobody."""
    try:
        world = Slice(Nodes(staged)).whole_world()
    except DataError:  # an unknown kind: the hygiene rules name it with its line
        return
    found = list(refusals(world))
    yield from (Fault(each.effect, each.key, each.message) for each in found)
    if any(each.key == "partOf" for each in found):
        return  # a circle of parts has been told; no other is looked for through it
    try:
        Index(world)
    except CycleError as circle:
        yield Fault(circle.members[0], "to", str(circle), "take one of them out")
