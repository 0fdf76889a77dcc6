"""What a store answers to a query, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from kg.errors import LimitError
from kg.rdf import ns
from kg.rdf.store import Answer, Readable
from kg.records.rows import Rows, Term, Triples

#: How many things are asked at a time what they are called.
_AT_ONCE: Final = 500


def told(answer: Answer, most: int) -> Rows | bool | Triples:
    """The answer as plain values.

    Raises LimitError where it has more rows or triples than `most`.
    """
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    if isinstance(answer, QueryTriples):
        return _triples(answer, most)
    return _rows(answer, most)


def _rows(answer: QuerySolutions, most: int) -> Rows:
    names = tuple(variable.value for variable in answer.variables)
    rows: list[tuple[Term | None, ...]] = []
    for row in answer:
        _count(len(rows), most, "rows")
        rows.append(tuple(term(row[name]) for name in names))
    return Rows(names, tuple(rows))


def _triples(answer: QueryTriples, most: int) -> Triples:
    found: dict[Triple, None] = {}
    for triple in answer:
        _count(len(found), most, "triples")
        found[triple] = None
    ordered = sorted(found, key=str)
    return Triples(
        len(ordered), _written(ordered, RdfFormat.TURTLE), _written(ordered, RdfFormat.JSON_LD)
    )


def _count(number: int, most: int, what: str) -> None:
    if number >= most:
        raise LimitError(
            f"the answer has more than {most} {what}; ask for fewer with LIMIT, "
            "or allow more with --limit-rows"
        )


def _written(triples: Iterable[Triple], form: RdfFormat) -> str:
    text = serialize(triples, format=form, prefixes=ns.PREFIXES)
    return (text or b"").decode()


def term(node: object) -> Term | None:
    """A node as a plain value; None for what is not bound."""
    if isinstance(node, NamedNode):
        return Term("iri", node.value)
    if isinstance(node, BlankNode):
        return Term("blank", node.value)
    if isinstance(node, Literal):
        return Term("literal", node.value, node.datatype.value, node.language or "")
    return None if node is None else Term("literal", str(node), ns.XSD + "string")


def called(store: Readable, rows: Rows) -> dict[str, str]:
    """What the things in an answer are called, by their IRIs; several names, the first of them."""
    iris = {cell.value for row in rows.rows for cell in row if cell and cell.kind == "iri"}
    things = sorted(iri for iri in iris if iri.startswith(ns.ID))
    found: dict[str, str] = {}
    for start in range(0, len(things), _AT_ONCE):
        listed = " ".join(f"<{iri}>" for iri in things[start : start + _AT_ONCE])
        asked = f"SELECT ?s ?name {{ VALUES ?s {{ {listed} }} ?s {ns.LABEL} ?name }}"
        named = store.query(asked)
        assert isinstance(named, QuerySolutions)
        for row in named:
            iri, name = row["s"].value, row["name"].value
            found[iri] = min(found.get(iri, name), name)
    return found
