"""Facts checked, and their quotes of one source held against a copy of its text."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kg.errors import AmbiguousName, DataError, LimitError, Problem, QuestionError
from kg.evidence.quotes import Text
from kg.rdf import find, ns, progress
from kg.rdf.load import plan
from kg.rdf.names import choice, resolve
from kg.rdf.node import Nodes
from kg.rdf.quoted import Quoted, quoted
from kg.rdf.staged import Staged
from kg.rdf.store import Quads
from kg.rdf.stream import is_large
from kg.records.evidence import Misquote
from kg.tell.document import Document
from kg.visits.load import problems_of, remarks_on

_LARGEST: Final = 10_000_000
_OFFERED: Final = 10


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that someone has: its file, what it says, and the digest of its bytes."""

    path: Path
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Quotes of one source held against a copy: how many stand in it, and which do not.

    `same` says whether it is the copy that was read; None where nobody wrote down which that was.
    """

    copy: Copy
    source: str
    label: str
    same: bool | None
    verified: int
    not_judged: int
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...] = ()

    def document(self) -> Document:
        """The comparison as `kg check --against --json` prints it."""
        return {
            "file": str(self.copy.path),
            "sha256": self.copy.sha256,
            "source": {"id": self.source, "label": self.label},
            "same_copy": self.same,
            "verified": self.verified,
            "not_judged": self.not_judged,
        }


def against(paths: Iterable[Path], store: Quads, text: Path, source: str | None = None) -> Compared:
    """Check the files as `checked` does, then their quotes of the source that the text copies.

    The source is the one named, else the one whose recorded digest is that of the text. Raises
    DataError for facts that are refused, QuestionError where it is not clear which source is
    meant, MissingFile, LimitError.
    """
    copy = copy_of(text)
    files = list(dict.fromkeys(find.find(paths)))
    for large in filter(is_large, files):
        raise LimitError(
            f"{large} is streamed, and quotes are compared of files of at most "
            f"{find.SMALL / 1e6:.0f} MB; check it in parts"
        )
    planned = plan(files, store, replace=True)
    if found := problems_of(planned, store):
        raise DataError(found)
    nodes = Nodes(Staged(store, planned.change()))
    compared = _compared(copy, nodes, quoted(planned.facts), source)
    return replace(compared, remarks=remarks_on(planned, store))


def copy_of(path: Path) -> Copy:
    """The copy of a text in a file.

    Raises MissingFile, LimitError beyond 10 MB, DataError where it is no text in UTF-8.
    """
    size = find.size_of(path, "a text file")
    if size > _LARGEST:
        raise LimitError(
            f"{path} has {math.ceil(size / 1e5) / 10} MB, and a text may have "
            f"{_LARGEST / 1e6:.0f} MB; compare with the part that is quoted"
        )
    data = find.content(path)
    return Copy(path, find.as_text(str(path), data), hashlib.sha256(data).hexdigest())


def _compared(copy: Copy, nodes: Nodes, quotes: list[Quoted], named: str | None) -> Compared:
    if named is None:
        source = _recognised(copy, nodes, quotes)
    else:
        source = resolve(nodes, named, frozenset({"Source"}), "source")
    judged = [each for each in quotes if nodes.canonical(each.source) == source]
    problems = tuple(sorted(_problems(copy, judged), key=lambda one: (one.file, one.line or 0)))
    recorded = nodes[source].all("sha256")
    return Compared(
        copy,
        source,
        nodes[source].label,
        copy.sha256 in recorded if recorded else None,
        len(judged) - len(problems),
        len(quotes) - len(judged),
        problems,
    )


def _recognised(copy: Copy, nodes: Nodes, quotes: list[Quoted]) -> str:
    """The source of which this copy was read, by its digest; it is never guessed."""
    holding = nodes.store.quads(p=ns.term("sha256"))
    ids = {nodes.canonical(ns.short(getattr(quad.subject, "value", ""))) for quad in holding}
    found = sorted(id_ for id_ in ids if copy.sha256 in nodes[id_].all("sha256"))
    if len(found) == 1:
        return found[0]
    way_out = "say with `--source` of which source it is a copy"
    if found:
        raise AmbiguousName(
            f"{copy.path} is the copy that was read of {len(found)} sources; {way_out}",
            choices=[choice(nodes, each) for each in found],
        )
    cited = sorted({nodes.canonical(each.source) for each in quotes})
    raise QuestionError(
        f"no source has the `sha256:` of {copy.path} ({copy.sha256}); {way_out}"
        + ("" if cited else ", though these files quote none"),
        choices=[choice(nodes, each) for each in cited[:_OFFERED]],
    )


def _problems(copy: Copy, judged: list[Quoted]) -> Iterator[Problem]:
    text = Text(copy.text)
    for number, each in enumerate(judged):
        progress.step("comparing", number, len(judged))
        if fault := text.misquote(each.quote):
            yield each.problem(*_told(fault, copy.path))


def _told(fault: Misquote, path: Path) -> tuple[str, str]:
    """What is wrong with a quote, and how to mend it."""
    words = f"`{fault.quoted}`"
    if fault.stands:
        place = f"stands in {path}, but not between the words of `prefix:` and `suffix:`"
        mend = "write the words just before and just after it, or leave them out"
        return f"{words} {place}: there it is `{fault.nearest}`", mend
    mend = "write the exact words of the source"
    if fault.nearest:
        return f"{words} stands nowhere in {path}: the nearest there is `{fault.nearest}`", mend
    return f"{words} stands nowhere in {path}, nor anything like it that was found", mend
