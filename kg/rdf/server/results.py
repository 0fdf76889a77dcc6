"""Answers of a server as the embedded engine gives them, whole or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Final

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from kg.errors import StoreError

_END: Final = b"</sparql>"
_LITERAL: Final = b"</literal>"
_SPACE: Final = b" \t\r\n"
_BLANK: Final = re.compile(rb"<bnode>([^<]*)</bnode>")
_NOT_NAMES: Final = re.compile(rb"[^A-Za-z0-9]+")


def solutions(body: bytes, where: object) -> QuerySolutions:
    """The rows of a SELECT."""
    found = _parsed(body, where)
    if not isinstance(found, QuerySolutions):
        raise StoreError(f"{where} answered yes or no where rows were asked for")
    return found


def rows(body: bytes, where: object) -> list[QuerySolution]:
    """The same, read to the end, so that an answer that was cut off is known as such."""
    try:
        return list(solutions(body, where))
    except (SyntaxError, ValueError, OSError) as error:
        raise _not_whole(where) from error


def truth(body: bytes, where: object) -> QueryBoolean:
    """The answer to an ASK; Virtuoso gives it as a row, or as none."""
    found = _parsed(body, where)
    if isinstance(found, QueryBoolean):
        return found
    said = [row[0] for row in rows(body, where)]
    return _boolean(any(getattr(each, "value", "0") not in ("0", "false") for each in said))


def triples(bodies: Iterable[bytes], where: object) -> QueryTriples:
    """The triples of a CONSTRUCT."""
    store = Store()
    try:
        for body in bodies:
            store.bulk_extend(parse(body, RdfFormat.N_TRIPLES))
    except (SyntaxError, ValueError) as error:
        raise _not_whole(where) from error
    found = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(found, QueryTriples)
    return found


def joined(bodies: Iterable[bytes], where: object) -> QuerySolutions:
    """Several pages of rows as one answer."""
    pages = [json.loads(_as_json(solutions(body, where))) for body in bodies]
    bindings = [row for page in pages for row in page["results"]["bindings"]]
    whole = json.dumps({"head": pages[0]["head"], "results": {"bindings": bindings}})
    found = parse_query_results(whole, QueryResultsFormat.JSON)
    assert isinstance(found, QuerySolutions)
    return found


def _as_json(found: QuerySolutions) -> bytes:
    text = found.serialize(format=QueryResultsFormat.JSON)
    assert text is not None
    return text


def _parsed(body: bytes, where: object) -> QuerySolutions | QueryBoolean:
    xml = not body.lstrip().startswith(b"{")
    if xml and not body.rstrip().endswith(_END):
        raise _not_whole(where)
    form = QueryResultsFormat.XML if xml else QueryResultsFormat.JSON
    try:
        found = parse_query_results(_mended(body) if xml else body, form)
    except (SyntaxError, ValueError) as error:
        raise _not_whole(where) from error
    assert isinstance(found, QuerySolutions | QueryBoolean)
    return found


def _not_whole(where: object) -> StoreError:
    return StoreError(
        f"the answer of {where} is cut off or is no SPARQL result: the server met an error or "
        "a limit of time while it wrote; ask for less, or raise its limit"
    )


def _boolean(value: bool) -> QueryBoolean:
    text = json.dumps({"head": {}, "boolean": value})
    found = parse_query_results(text, QueryResultsFormat.JSON)
    assert isinstance(found, QueryBoolean)
    return found


def _mended(body: bytes) -> bytes:
    """Results as Virtuoso writes them, in the form that keeps what they mean.

    The space around a text is written so that no reader of XML takes it for layout, and
    its blank nodes get names that others read.
    """
    body = _LITERAL.join(map(_spaced, body.split(_LITERAL)))
    if b"<bnode>" not in body:
        return body
    return _BLANK.sub(lambda m: b"<bnode>%s</bnode>" % _NOT_NAMES.sub(b"", m[1]), body)


def _spaced(piece: bytes) -> bytes:
    """A piece of XML that ends with a text, with the space around the text written out."""
    start = piece.rfind(b">") + 1
    text = piece[start:]
    if not text or (text[0] not in _SPACE and text[-1] not in _SPACE):
        return piece
    inner = text.strip(_SPACE)
    before, _, after = text.partition(inner) if inner else (text, b"", b"")
    return b"".join((piece[:start], _written(before), inner, _written(after)))


def _written(space: bytes) -> bytes:
    return b"".join(b"&#%d;" % byte for byte in space)
