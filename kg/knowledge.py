"""The knowledge graph as a Python object: a facade over the visits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypedDict, Unpack

from kg.rdf.export import export
from kg.records.basis import Basis
from kg.tell.rows import as_document
from kg.visits.answer import Answer, answer
from kg.visits.change_documents import changes_document
from kg.visits.changes import changes
from kg.visits.documents import blocks_document, compare_document, revision_document
from kg.visits.open import open_facts
from kg.visits.order_documents import any_status_document
from kg.visits.orders import Told, answer_any
from kg.visits.query import Request, meant
from kg.visits.query import answer as put
from kg.visits.reasons import reasons_document
from kg.visits.revise import reconsider
from kg.visits.sources import sources_document
from kg.visits.statement_documents import conflicts_document, statements_document
from kg.visits.statements import statements
from kg.visits.weigh import stats

if TYPE_CHECKING:
    from kg.rdf.load import LoadReport
    from kg.rdf.store import OpenStore
    from kg.records.answers import Finding
    from kg.tell.document import Document


class Resting(TypedDict, total=False):
    """What an answer rests on.

    What was public on a day, or recorded by one; files supposed; orders and sources left out.
    """

    known_on: dt.date | None
    recorded_by: dt.date | None
    suppose: str | Path | Iterable[str | Path] | None
    without: str | Iterable[str] | None
    without_source: str | Iterable[str] | None


class Whom(Resting, total=False):
    """Whom, where and against whom a question is about, as people write it; and its reading."""

    subject: str | None
    place: str | None
    enforcer: str | None
    reading: str


class Asked(Whom, total=False):
    """Also the day that a question is about; today where it is left out."""

    on: dt.date | None


class KnowledgeGraph:
    """Facts about policies and what courts did to them, ready to be asked."""

    def __init__(self, reader: OpenStore, note: str = "") -> None:
        self._reader = reader
        self.note = note

    def ask_about(self, policy: str, **question: Unpack[Asked]) -> Answer:
        """Put a question about a policy, in names as people write them; about today by default."""
        return answer(self._reader, policy, *_whom(question), _basis(question))

    def _told(self, name: str, **question: Unpack[Asked]) -> Told:
        return answer_any(self._reader, name, *_whom(question), _basis(question))

    def status(self, policy: str, **question: Unpack[Asked]) -> Finding:
        """Is it in force: the finding, with its reasons. Keywords as in `ask_about`."""
        return self.ask_about(policy, **question).finding

    def explain(self, name: str, **question: Unpack[Asked]) -> Document:
        """The finding as `kg status --json` prints it: of a policy, effect, action or award."""
        return any_status_document(self._told(name, **question), self.note)

    def blocks(self, policy: str, **question: Unpack[Asked]) -> Document:
        """The operative bars, as `kg blocks --json` prints them."""
        return blocks_document(self.ask_about(policy, **question), self.note)

    def why(
        self,
        name: str,
        *,
        free: bool = False,
        not_word: str | None = None,
        **question: Unpack[Asked],
    ) -> Document:
        """Every decision behind the finding, as `kg why --json` prints it.

        With `free` the smallest sets of orders that would have to fall, with `not_word` why the
        status is not that word. Raises QuestionError where no status has it.
        """
        told = self._told(name, **question)
        return reasons_document(told, self.note, free=free, not_word=not_word)

    def compare(
        self, policy: str, before: dt.date, after: dt.date, **whom: Unpack[Whom]
    ) -> Document:
        """The answers on two days and what happened between, as `kg compare --json` prints them.

        Raises ValueError where the second day is the earlier.
        """
        asked = self.ask_about(policy, on=before, **whom)
        return compare_document(asked, after, self.note)

    def compare_known(
        self, policy: str, before: dt.date, after: dt.date, **question: Unpack[Asked]
    ) -> Document:
        """The answers as known on two days, as `kg compare --known-on --json` prints them."""
        on, *whom, reading = _whom(question)
        basis = _basis(question)
        bases = (replace(basis, known_on=before), replace(basis, known_on=after))
        asked = (str(policy), (on, on), bases, (whom[0], whom[1], whom[2]), str(reading))
        return revision_document(reconsider(self._reader, *asked), self.note)

    def changes(
        self,
        on: dt.date | None = None,
        *,
        since: dt.date | None = None,
        known_since: dt.date | None = None,
    ) -> Document:
        """Every policy whose status changed, as `kg changes --json` prints it."""
        found = changes(self._reader, on or dt.date.today(), since, known_since)
        return changes_document(found, self.note)

    def sources(self, thing: str | None = None, *, kind: str | None = None) -> Document:
        """The sources of everything or of a thing, as `kg sources --json` prints them.

        Raises QuestionError for a kind that there is not.
        """
        return sources_document(self._reader, thing, kind, self.note)

    def statements(self, thing: str | None = None, *, source: str | None = None) -> Document:
        """What sources say, with the record beside it, as `kg statements --json` prints it."""
        return statements_document(statements(self._reader, thing, source), self.note)

    def conflicts(self, thing: str | None = None, *, source: str | None = None) -> Document:
        """What the record contradicts, as `kg conflicts --json` prints it."""
        return conflicts_document(statements(self._reader, thing, source), self.note)

    def query(
        self,
        question: str | Path,
        given: Mapping[str, object] | None = None,
        **basis: Unpack[Resting],
    ) -> Any:
        """The answer to a named query, to one in a file (a path), or to SPARQL itself.

        It is what `kg query --json` prints: SPARQL 1.1 Query Results, or JSON-LD where triples
        are made. `given` are the parameters of a named query. The time it takes has no limit.
        """
        _keywords(basis, Resting)
        found = put(self._reader, Request(meant(question), given or {}, _basis(basis)))
        return as_document(found)

    def stats(self) -> Document:
        """How much is held, as `kg stats --json` prints it."""
        return stats(self._reader, self._reader.where, self.note)

    def export(self, form: str = "trig", *files: str) -> str:
        """All facts, or those of these files (set/file), as `kg export --format` writes them.

        Raises QuestionError for an unknown format, MissingFile for an unknown file.
        """
        return b"".join(export(self._reader, form, files).portions).decode()

    def close(self) -> None:
        """Let go of the store."""
        self._reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _whom(
    question: Asked,
) -> tuple[dt.date, str | None, str | None, str | None, str]:
    """When, for whom, where, against whom, and in which reading.

    Raises TypeError for a keyword that there is not: one left unread would change the answer.
    """
    _keywords(question, Asked)
    on = question.get("on") or dt.date.today()
    whom = (question.get("subject"), question.get("place"), question.get("enforcer"))
    return on, *whom, question.get("reading", "strict")


def _keywords(given: Mapping[str, object], known: type) -> None:
    if unknown := given.keys() - known.__annotations__.keys():
        raise TypeError(f"{min(unknown)!r} is no keyword of a question")


def _basis(question: Resting) -> Basis:
    return Basis(
        question.get("known_on"),
        question.get("recorded_by"),
        _several(question.get("suppose")),
        _several(question.get("without")),
        _several(question.get("without_source")),
    )


def _several(given: str | Path | Iterable[str | Path] | None) -> tuple[str, ...]:
    """Names or paths one by one; one given alone is one, not its letters."""
    return tuple(map(str, [given] if isinstance(given, str | Path) else given or ()))


def open(store: str | Path | None = None, data: Iterable[str | Path] = ()) -> KnowledgeGraph:
    """Open a store, files read into memory, or (with neither) the built-in examples.

    Raises StoreError, MissingFile or DataError.
    """
    facts = open_facts(str(store) if store else None, [str(path) for path in data])
    return KnowledgeGraph(facts.reader, facts.note)


def load(paths: Sequence[str | Path], store: str | Path, *, replace: bool = False) -> LoadReport:
    """Load facts files into a store, in a folder or on a server: all of them, or none.

    Raises DataError with every problem found, StoreError.
    """
    from kg.rdf import stores
    from kg.visits.load import load as load_into

    with stores.write(stores.locate(str(store))) as writer:
        return load_into([Path(path) for path in paths], writer, replace=replace)
