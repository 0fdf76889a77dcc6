"""A query put to a store: named or free, about all that is on record or less, or more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import QuestionError
from kg.rdf import derived, vocabulary
from kg.rdf.answered import called, told
from kg.rdf.copied import copied, whole
from kg.rdf.corrections import corrections
from kg.rdf.facts import Stored
from kg.rdf.names import all_policies
from kg.rdf.near import did_you_mean, nearest
from kg.rdf.node import Nodes
from kg.rdf.queries import NamedQuery, file_of, named_queries, named_query, parse
from kg.rdf.query import read
from kg.rdf.server import sparql
from kg.rdf.store import Object, Readable
from kg.records.basis import RECORD, Basis
from kg.records.rows import Answered, Rows
from kg.visits.basis import Record, record
from kg.visits.derive import judge
from kg.visits.open import open_facts
from kg.visits.values import value

#: So many rows an answer may have where nobody says otherwise.
MOST = 100_000


@dataclass(frozen=True, slots=True)
class Request:
    """A query with what it is asked of, in words as people write them, and what it may rest on."""

    query: NamedQuery
    given: Mapping[str, object] = field(default_factory=dict)
    basis: Basis = RECORD
    most: int = MOST
    named: bool = True


@dataclass(frozen=True, slots=True)
class Errand:
    """A request with the facts that it is put to: which store, or which files."""

    request: Request
    store: str | None = None
    data: tuple[str, ...] = ()


def meant(question: str | Path) -> NamedQuery:
    """The query that is meant: one with that name, one in a file, or the text itself.

    Raises UnknownName, MissingFile.
    """
    if isinstance(question, Path):
        return file_of(question, str(question))
    if question in named_queries() or re.fullmatch(r"[\w-]+", question):
        return named_query(question)
    return parse("query", question)


def run(errand: Errand) -> Answered:
    """Open the facts and answer.

    Raises StoreError, MissingFile, DataError; and as `answer` does.
    """
    facts = open_facts(errand.store, errand.data)
    with facts.reader as reader:
        return answer(reader, errand.request, facts.note)


def answer(store: Readable, request: Request, note: str = "") -> Answered:
    """The answer to a query, with the names of what is in it.

    Raises QuestionError for what is no query or reaches beyond the store, for a parameter that is
    missing or that there is not, UnknownName and AmbiguousName for names, LimitError for more rows
    than may be.
    """
    asked = request.query
    query = read(asked.text, asked.name)
    held = record(store, request.basis)
    given = _bound(asked, request.given, held.names)
    facts = readable(store, held, named=bool(asked.title))
    text = str(sparql.read(query.text, given)) if given else query.text
    found = told(facts.query(text), request.most)
    names = called(store, found) if isinstance(found, Rows) and request.named else {}
    none = {"none": asked.none} if asked.none else {}
    return Answered(found, names, note=note, **none)


def readable(store: Readable, held: Record, *, named: bool) -> Readable:
    """What a query reads: the store, or a copy in memory of what it may read of it.

    A named question asks about things as they stand corrected, as every other command does.
    Where this version did not write the answers, and where they may rest on less or more than
    the record, the copy has answers of its own.
    """
    written = held.basis == RECORD and derived.stamped(store) and vocabulary.current(store)
    changed = held.basis != RECORD or (named and corrections(store, Stored(store)) is not None)
    if written and not changed:
        return store
    copy = copied(held.facts) if changed else whole(store)
    if written:
        copy.fill(store.quads(g=derived.GRAPH))
        return copy
    policies = frozenset(all_policies(copy))
    for judged in judge(Nodes(copy), policies, ()):
        copy.fill(derived.written(judged.runs))
    copy.fill([derived.STAMP])
    return copy


def _bound(asked: NamedQuery, given: Mapping[str, object], names: Nodes) -> dict[str, Object]:
    """The terms for the parameters of a question.

    Raises QuestionError for one that is missing or that there is not; as `value` does.
    """
    known = {each.name: each for each in asked.parameters}
    for name in given:
        if name not in known:
            takes = f"it takes {', '.join(known)}" if known else "it takes none"
            near = did_you_mean(nearest(name, known))
            raise QuestionError(f"{asked.name} has no parameter {name!r}; {near or takes}")
    bound: dict[str, Object] = {}
    for name, each in known.items():
        said = given.get(name, each.default)
        if said == "":
            raise QuestionError(
                f"{asked.name} needs `{name}`: {each.says}; give it with --set {name}=…"
            )
        if said != "any":
            bound[name] = value(each, said, names)
    return bound
