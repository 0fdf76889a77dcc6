"""The facts files that a store holds, and which of them is meant."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from kg.errors import MissingFile
from kg.rdf import find, ns
from kg.rdf.near import nearest_id
from kg.rdf.store import Quads

DIGEST: Final = ns.term("digest")


def held(store: Quads) -> frozenset[str]:
    """The names of all files that the store holds, each as set/file."""
    subjects = (quad.subject for quad in store.quads(p=DIGEST))
    return frozenset(
        subject.value.removeprefix(ns.FACTS)
        for subject in subjects
        if isinstance(subject, NamedNode)
    )


def meant(name: str, known: frozenset[str]) -> str:
    """The loaded file that is meant: by its name, its IRI, or the path that it was loaded from.

    Raises MissingFile where there is none.
    """
    by_path = find.own_graph(Path(name)).value
    spelt = [each.removeprefix(ns.FACTS) for each in (name, by_path)]
    for each in spelt:
        if each in known:
            return each
    example = f", as {min(known)}" if known else ""
    message = f"the store holds no file {name!r}; a file goes by its set and its name{example}"
    raise MissingFile(message, near=nearest_id(spelt[0], known))
