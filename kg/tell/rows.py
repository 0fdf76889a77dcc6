"""The answer to a query as it is told: as a table, and in the formats of SPARQL 1.1."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kg.records.rows import Answered, Rows, Term, Triples
from kg.tell.document import Document

#: How a name is written short: the id of a thing, the word of a list, a prefixed name.
Short = Callable[[str], str]


def results(answer: Rows | bool) -> Document:
    """Rows, or yes or no, as SPARQL 1.1 Query Results JSON."""
    if isinstance(answer, bool):
        return {"head": {}, "boolean": answer}
    bindings = [
        {name: _json(cell) for name, cell in zip(answer.variables, row, strict=True) if cell}
        for row in answer.rows
    ]
    return {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}


def _json(cell: Term) -> dict[str, str]:
    kind = {"iri": "uri", "blank": "bnode", "literal": "literal"}[cell.kind]
    said = {"type": kind, "value": cell.value}
    if cell.language:
        return {**said, "xml:lang": cell.language}
    if cell.kind == "literal" and not _is_text(cell):
        return {**said, "datatype": cell.datatype}
    return said


def as_document(found: Answered) -> Any:
    """The answer as JSON: SPARQL 1.1 Query Results, or JSON-LD where it is of triples."""
    if isinstance(found.answer, Triples):
        return json.loads(found.answer.jsonld)
    return results(found.answer)


def tsv(answer: Rows) -> Iterable[str]:
    """The lines of SPARQL 1.1 Query Results TSV."""
    yield "\t".join(f"?{name}" for name in answer.variables)
    for row in answer.rows:
        yield "\t".join(_turtle(cell) if cell else "" for cell in row)


def _turtle(cell: Term) -> str:
    if cell.kind == "iri":
        return f"<{cell.value}>"
    if cell.kind == "blank":
        return f"_:{cell.value}"
    text = cell.value.replace("\\", "\\\\").replace('"', '\\"')
    for sign, word in (("\n", "n"), ("\r", "r"), ("\t", "t")):
        text = text.replace(sign, "\\" + word)
    if cell.language:
        return f'"{text}"@{cell.language}'
    return f'"{text}"' if _is_text(cell) else f'"{text}"^^<{cell.datatype}>'


def _is_text(cell: Term) -> bool:
    return cell.datatype.endswith("#string")


def plain(answer: Rows) -> list[list[str]]:
    """The cells of each row as they are, without what kind of value they have."""
    return [[_plain(cell) for cell in row] for row in answer.rows]


def _plain(cell: Term | None) -> str:
    return "" if cell is None else f"_:{cell.value}" if cell.kind == "blank" else cell.value


def readable(answer: Rows, called: Mapping[str, str], short: Short) -> list[list[str]]:
    """The cells of each row for people: things by what they are called, else by their short ids.

    Where two things in the answer are called the same, each has its id beside it.
    """
    shared = {name for name, count in Counter(called.values()).items() if count > 1}

    def shown(cell: Term | None) -> str:
        if cell is None or cell.kind != "iri":
            return " ".join(_plain(cell).split())
        name = called.get(cell.value)
        if name is None:
            return short(cell.value)
        return f"{name} ({short(cell.value)})" if name in shared else name

    return [[shown(cell) for cell in row] for row in answer.rows]


def columns(head: Iterable[str], rows: Iterable[list[str]]) -> Iterable[str]:
    """Lines in which the cells stand under each other."""
    lines = [list(head), *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(cells).rstrip()


def markdown(head: Iterable[str], rows: Iterable[list[str]]) -> Iterable[str]:
    """The lines of a table in Markdown."""
    names = list(head)
    yield _bars(names)
    yield "|" + " --- |" * len(names)
    for row in rows:
        yield _bars(row)


def _bars(cells: Iterable[str]) -> str:
    escaped = (" ".join(cell.replace("\\", "\\\\").replace("|", "\\|").split()) for cell in cells)
    return "| " + " | ".join(escaped) + " |"
