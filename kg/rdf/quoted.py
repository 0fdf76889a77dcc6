"""The quotes of facts files: whose words they are, and where they stand in their file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.errors import Problem
from kg.rdf import ns
from kg.rdf.parse import Facts
from kg.rdf.rules import iri
from kg.records.evidence import Quote

_QUOTE = ns.term("quote").value
_SOURCE = ns.term("source").value
_BEFORE, _AFTER = ns.OA + "prefix", ns.OA + "suffix"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote in a facts file, and the short id of the source that it names."""

    facts: Facts
    node: str
    source: str
    quote: Quote

    def problem(self, message: str, mend: str) -> Problem:
        """What is wrong with the quote, told with its file and line."""
        return self.facts.lines.problem(self.facts.file, self.node, "quote", message, mend)


def quoted(files: Sequence[Facts]) -> list[Quoted]:
    """Every quote of the files that names a source, on evidence and on statements."""
    said = _said(files)
    return [found for each in files for found in _in(each, said)]


def _said(files: Iterable[Facts]) -> dict[tuple[str, str], list[str]]:
    """What the files say of where quotes are from, by subject and property."""
    said: dict[tuple[str, str], list[str]] = {}
    for quad in (quad for each in files for quad in each.quads):
        if quad.predicate.value in (_SOURCE, _BEFORE, _AFTER):
            key = (iri(quad.subject), quad.predicate.value)
            said.setdefault(key, []).append(getattr(quad.object, "value", ""))
    return said


def _in(facts: Facts, said: dict[tuple[str, str], list[str]]) -> Iterator[Quoted]:
    for quad in facts.quads:
        if quad.predicate.value != _QUOTE:
            continue
        subject = iri(quad.subject)
        before, after = ("".join(said.get((subject, key), ())[:1]) for key in (_BEFORE, _AFTER))
        quote = Quote(getattr(quad.object, "value", ""), before, after)
        inner = subject.startswith(ns.FACTS)
        node = subject.removeprefix(facts.graph.value) if inner else ns.short(subject)
        for source in said.get((subject, _SOURCE), ()):
            yield Quoted(facts, node, ns.short(source), quote)
