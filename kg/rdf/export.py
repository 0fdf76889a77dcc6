"""The facts of a store in the formats of others, file by file, so that a load gives them back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg.errors import MissingFile, QuestionError
from kg.rdf import ns
from kg.rdf.held import held, meant
from kg.rdf.near import nearest
from kg.rdf.publish import published
from kg.rdf.reifiers import reified
from kg.rdf.store import Quads, Subject

#: The quads of one facts file, in order.
Graph = Sequence[Quad]

_OURS: Final = {
    prefix: long for prefix, long in ns.PREFIXES.items() if long not in (ns.PROV, ns.NANOPUB)
}


@dataclass(frozen=True, slots=True)
class Export:
    """What is to be written: the facts files, each in a graph, and the text in portions."""

    files: tuple[str, ...]
    portions: Iterator[bytes]


def export(store: Quads, form: str, names: Iterable[str] = ()) -> Export:
    """All facts of a store, or those of the files named, each as set/file.

    The same facts give the same bytes. Nothing is written that is derived or indexed. Raises
    QuestionError for a format that there is not, MissingFile for a file that is not held.
    """
    if form not in FORMATS:
        near = nearest(form, FORMATS)
        known = ", ".join(FORMATS)
        raise QuestionError(f"{form!r} is no format of an export; there are {known}", near=near)
    known_files = held(store)
    files = tuple(sorted({meant(name, known_files) for name in names} or known_files))
    if not files:
        raise MissingFile("the store holds no facts; `kg load` puts some in")
    if form == "turtle" and len(files) > 1:
        raise QuestionError(
            f"Turtle has no place for the names of {len(files)} files; name one of them, "
            f"as {files[0]}, or write TriG"
        )
    graphs = (_quads(store, NamedNode(ns.FACTS + name)) for name in files)
    return Export(files, FORMATS[form](graphs))


def _quads(store: Quads, graph: NamedNode) -> Graph:
    return sorted(store.quads(g=graph), key=str)


def _trig(graphs: Iterable[Graph]) -> Iterator[bytes]:
    return _without_heads(_text(quads) for quads in graphs)


def _turtle(graphs: Iterable[Graph]) -> Iterator[bytes]:
    for quads in graphs:
        triples = (quad.triple for quad in quads)
        yield serialize(triples, format=RdfFormat.TURTLE, prefixes=_OURS, base_iri=ns.ID) or b""


def _nquads(graphs: Iterable[Graph]) -> Iterator[bytes]:
    for quads in graphs:
        yield serialize(quads, format=RdfFormat.N_QUADS) or b""


def _rdf12(graphs: Iterable[Graph]) -> Iterator[bytes]:
    yield b'VERSION "1.2"\n'
    yield from _trig(sorted(reified(quads), key=str) for quads in graphs)


def _nanopub(graphs: Iterable[Graph]) -> Iterator[bytes]:
    """Each nanopublication by itself, then what remains of its facts file as a plain graph."""
    taken: set[Subject] = set()

    def texts() -> Iterator[bytes]:
        for quads in graphs:
            found = published(quads, taken)
            taken.update(found.publications)
            for publication in found.publications.values():
                yield _text(publication, ns.PREFIXES)
            if found.rest:
                yield _text(found.rest, ns.PREFIXES)

    return _without_heads(texts())


def _jsonld(graphs: Iterable[Graph]) -> Iterator[bytes]:
    """Expanded JSON-LD, which says the same to whoever reads it, without any context."""
    before = "[\n"
    for quads in graphs:
        _readable_without_context(quads)
        text = serialize(quads, format=RdfFormat.JSON_LD) or b"[]"
        for each in json.loads(text):
            yield (before + json.dumps(each, ensure_ascii=False, indent=1)).encode()
            before = ",\n"
    yield b"\n]\n"


def _readable_without_context(quads: Iterable[Quad]) -> None:
    """Refuse text of a direction, for which JSON-LD has no word that all readers understand."""
    for quad in quads:
        if isinstance(quad.object, Literal) and quad.object.direction is not None:
            raise QuestionError(f"JSON-LD cannot write {quad.object} as it is; write TriG")


def _text(quads: Iterable[Quad], prefixes: dict[str, str] = _OURS) -> bytes:
    return serialize(quads, format=RdfFormat.TRIG, prefixes=prefixes, base_iri=ns.ID) or b""


def _without_heads(texts: Iterable[bytes]) -> Iterator[bytes]:
    """Texts with the prefixes, which are the same for all, at the top of the first alone."""
    for number, text in enumerate(texts):
        lines = text.splitlines(keepends=True)
        yield b"".join(line for line in lines if not (number and line.startswith(b"@")))


FORMATS: Final[dict[str, Callable[[Iterable[Graph]], Iterator[bytes]]]] = {
    "trig": _trig,
    "jsonld": _jsonld,
    "nquads": _nquads,
    "turtle": _turtle,
    "rdf12": _rdf12,
    "nanopub": _nanopub,
}
