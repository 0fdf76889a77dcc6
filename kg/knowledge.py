"""The knowledge graph as a Python object: a facade over the visits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypedDict, Unpack

from kg.visits.answer import Answer, answer
from kg.visits.documents import blocks_document, status_document, why_document
from kg.visits.open import open_facts

if TYPE_CHECKING:
    from kg.rdf.load import LoadReport
    from kg.rdf.store import Reader
    from kg.records.answers import Finding
    from kg.tell.document import Document


class Asked(TypedDict, total=False):
    """Whom, where, against whom and when a question is about; names as people write them."""

    subject: str | None
    place: str | None
    enforcer: str | None
    on: dt.date | None


class KnowledgeGraph:
    """Facts about policies and what courts did to them, ready to be asked."""

    def __init__(self, reader: Reader, note: str = "") -> None:
        self._reader = reader
        self.note = note

    def ask_about(
        self,
        policy: str,
        *,
        subject: str | None = None,
        place: str | None = None,
        enforcer: str | None = None,
        on: dt.date | None = None,
    ) -> Answer:
        """Put a question about a policy, in names as people write them; about today by default."""
        return answer(self._reader, policy, on or dt.date.today(), subject, place, enforcer)

    def status(self, policy: str, **question: Unpack[Asked]) -> Finding:
        """Is it in force: the finding, with its reasons. Keywords as in `ask_about`."""
        return self.ask_about(policy, **question).finding

    def explain(self, policy: str, **question: Unpack[Asked]) -> Document:
        """The finding as `kg status --json` prints it."""
        return status_document(self.ask_about(policy, **question), self.note)

    def blocks(self, policy: str, **question: Unpack[Asked]) -> Document:
        """The operative bars, as `kg blocks --json` prints them."""
        return blocks_document(self.ask_about(policy, **question), self.note)

    def why(self, policy: str, **question: Unpack[Asked]) -> Document:
        """Every decision behind the finding, as `kg why --json` prints it."""
        return why_document(self.ask_about(policy, **question), self.note)

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


def open(store: str | Path | None = None, data: Iterable[str | Path] = ()) -> KnowledgeGraph:
    """Open a store, files read into memory, or (with neither) the built-in examples.

    Raises StoreError, MissingFile or DataError.
    """
    facts = open_facts(str(store) if store else None, [str(path) for path in data])
    return KnowledgeGraph(facts.reader, facts.note)


def load(paths: Sequence[str | Path], store: str | Path, *, replace: bool = False) -> LoadReport:
    """Load facts files into a store on disk: all of them, or none.

    Raises DataError with every problem found, StoreError.
    """
    from kg.rdf import disk as stores
    from kg.visits.load import load as load_into

    with stores.write(Path(store)) as writer:
        return load_into([Path(path) for path in paths], writer, replace=replace)
