"""The answer to a query: rows of terms, yes or no, or triples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Term:
    """A name or a text in an answer; `kind` is iri, blank or literal."""

    kind: str
    value: str
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """What a SELECT gives: a value, or none, for each variable."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Triples:
    """What a CONSTRUCT or a DESCRIBE gives, in the formats in which it can be told."""

    count: int
    turtle: str
    jsonld: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a query, with what its names are called and what to say where it is empty."""

    answer: Rows | bool | Triples
    called: Mapping[str, str] = field(default_factory=dict)
    none: str = "Nothing on record fits the query."
    note: str = ""
