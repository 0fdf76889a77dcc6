"""Sources as plain dictionaries, in order of weight, and what they come to in one sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kg.records.evidence import Source, SourceKind
from kg.tell.document import Document, text_of


def by_weight(sources: Iterable[Source]) -> list[Source]:
    """The weightiest first, and of one rank the earliest; what has no kind or no day comes last."""
    return sorted(sources, key=_place)


def _place(source: Source) -> tuple[bool, int, dt.date, str]:
    rank = source.kind.rank if source.kind else 0
    day = source.published.first if source.published else dt.date.max
    return source.kind is None, rank, day, source.id


def source_document(source: Source) -> Document:
    """One source, as `kg sources --json` prints it."""
    return {
        "id": source.id,
        "label": source.label,
        "kind": source.kind.id if source.kind else None,
        "rank": source.kind.rank if source.kind else None,
        "published": text_of(source.published),
        "url": source.url or None,
        "archived": source.archived or None,
        "things": source.things,
    }


def sources_sentence(number: int, thing: str, kind: SourceKind | None) -> str:
    """How many sources there are, of everything or of one thing."""
    count = f"{number or 'no'} source{'' if number == 1 else 's'}"
    of_kind = f" of the kind {kind.id}" if kind else ""
    if thing:
        return f"For {thing} the record rests on {count}{of_kind}."
    return f"The record holds {count}{of_kind}."
