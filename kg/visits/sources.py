"""Which sources the record rests on, as a document."""

from __future__ import annotations

from kg.errors import QuestionError
from kg.rdf import words
from kg.rdf.names import choice, resolve
from kg.rdf.near import did_you_mean, nearest
from kg.rdf.node import Nodes
from kg.rdf.sources import held, resting, rests_on, source, source_kinds
from kg.rdf.store import Quads
from kg.rdf.version import data_version
from kg.records.evidence import SourceKind
from kg.tell.document import Document
from kg.tell.sources import by_weight, source_document, sources_sentence
from kg.version import VERSION


def sources_document(
    store: Quads, thing: str | None = None, kind: str | None = None, note: str = ""
) -> Document:
    """The JSON of `kg sources`: of the whole record, or of one thing; of one kind or of all.

    Raises QuestionError, UnknownName, AmbiguousName.
    """
    wanted = _kind(kind) if kind is not None else None
    nodes = Nodes(store)
    about = resolve(nodes, thing) if thing is not None else None
    names = held(nodes) if about is None else rests_on(nodes, about)
    things = resting(nodes)
    found = [source(nodes, name, len(things.get(name, ()))) for name in names]
    told = [each for each in by_weight(found) if wanted in (None, each.kind)]
    return {
        "thing": choice(nodes, about).to_json() if about else None,
        "kind": wanted.id if wanted else None,
        "sources": [source_document(each) for each in told],
        "sentence": sources_sentence(len(told), nodes[about].label if about else "", wanted),
        "engine": f"inforce {VERSION}",
        "data": data_version(store),
        "note": note,
    }


def _kind(word: str) -> SourceKind:
    """The kind of source that is meant.

    Raises QuestionError with the nearest kinds, or with all where none is near.
    """
    known = source_kinds()
    if word in known:
        return known[word]
    other = words.also_called("source-kinds").get(word.casefold())
    near = (other,) if other else nearest(word, known)
    way_out = did_you_mean(near) or f"use one of {', '.join(sorted(known))}"
    raise QuestionError(f"--kind: {word[:80]!r} is no kind of source; {way_out}", near=near)
