"""Facts written by hand: YAML into JSON-LD after two rewrites, and the line of everything in it.

A short name under `effects`, `scope`, `leaves`, `adds` or `evidence` becomes an id
that starts with its parent's, and a day gets its type from its form. Every wrong
word is collected, so that one reading names them all.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import DataError
from kg.rdf import resources, yamltree
from kg.rdf.lines import Lines
from kg.rdf.yamlfacts import Rewriter
from kg.rdf.yamlvalues import Json


@dataclass(frozen=True, slots=True)
class Document:
    """A facts file as JSON-LD, with the name it gives itself and the line of everything."""

    name: str
    body: dict[str, Json]
    lines: Lines


def read(text: str, file: str, name: str = "") -> Document:
    """Turn the text of a facts file into JSON-LD; raises DataError with every problem found."""
    top = yamltree.parse(text, file)
    writer = Rewriter(file)
    body = writer.file(top)
    if writer.problems:
        raise DataError(writer.problems)
    given = body.pop("file", name)
    document: dict[str, Json] = {"@context": resources.context(), **body}
    return Document(str(given), document, writer.lines)
