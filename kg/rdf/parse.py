"""A file of any format into quads, refused before it is read if it could reach outside."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store, Triple

from kg.errors import DataError, LimitError, MissingFile, Problem, QuestionError, refused
from kg.rdf import jsonld, ns, yamlld
from kg.rdf.ids import fault_of_id
from kg.rdf.lines import Lines

SMALL: Final = 10_000_000
FORMATS: Final = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".yamlld": "yaml",
    ".jsonld": "ox-json-ld",
    ".json": "ox-json-ld",
    ".ttl": "ox-turtle",
    ".trig": "ox-trig",
    ".nt": "ox-nt",
    ".nq": "ox-nquads",
    ".rdf": "ox-xml",
    ".xml": "ox-xml",
    ".owl": "ox-xml",
}
_NAMED: Final = frozenset(("ox-trig", "ox-nquads", "ox-json-ld"))
_LIMITED: Final = frozenset(("yaml", "ox-json-ld"))
_DOCTYPE: Final = re.compile(rb"<!\s*DOCTYPE", re.IGNORECASE)
_GRAPH: Final = re.compile(
    re.escape(ns.FACTS) + r"[A-Za-z0-9_~-][\w.~-]*/[A-Za-z0-9_~-][\w.~-]*\Z", re.ASCII
)
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._~-]+")
_ROUNDS: Final = 8


@dataclass(frozen=True, slots=True)
class Facts:
    """What one file says: its quads, each in its graph, and the lines of a hand-written file."""

    file: str
    graph: NamedNode
    quads: tuple[Quad, ...]
    lines: Lines = field(default_factory=Lines)

    @property
    def graphs(self) -> frozenset[NamedNode]:
        """The graphs that the file makes."""
        named = (quad.graph_name for quad in self.quads)
        return frozenset(graph for graph in named if isinstance(graph, NamedNode))


def find(paths: Iterable[Path]) -> list[Path]:
    """The facts files under the paths: files as given, folders by what they hold, sorted.

    A folder that holds none itself is one of sets, each in a folder of its own.
    """
    return [file for path in paths for file in (_inside(path) if path.is_dir() else [path])]


def _inside(folder: Path) -> list[Path]:
    listing = _listing(folder)
    found = _facts_among(listing)
    if not found:
        sets = (each for each in listing if each.is_dir())
        found = [file for each in sets for file in _facts_among(_listing(each))]
    if not found:
        raise MissingFile(f"{folder} holds no facts files; they end in {_endings()}")
    return found


def _listing(folder: Path) -> list[Path]:
    """What a folder shows, sorted."""
    try:
        return sorted(each for each in folder.iterdir() if not each.name.startswith("."))
    except OSError as error:
        raise MissingFile(f"{folder} cannot be read: {error.strerror}") from None


def _facts_among(listing: Iterable[Path]) -> list[Path]:
    return [each for each in listing if each.suffix.lower() in FORMATS and each.is_file()]


def fitting(path: Path) -> str:
    """The format of a file that can be read: it is there, of a known format, and not too large.

    Raises MissingFile, QuestionError, LimitError.
    """
    size = size_of(path, "a facts file or a folder of them")
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise QuestionError(f"{path} is of no known format; facts files end in {_endings()}")
    if form in _LIMITED and size > SMALL:
        raise LimitError(
            f"{path} has {math.ceil(size / 1e5) / 10} MB, and YAML and JSON-LD may have "
            f"{SMALL / 1e6:.0f} MB; write large facts as N-Triples (.nt), which are streamed"
        )
    return form


def size_of(path: Path, wanted: str) -> int:
    """How many bytes a file has that is there and can be read; `wanted` is what should be named.

    Raises MissingFile.
    """
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise MissingFile(f"{path} is not there; name {wanted}") from None
    except (OSError, ValueError) as error:
        raise MissingFile(f"{path} cannot be read: {_reason(error)}") from None
    if not path.is_file():
        raise MissingFile(f"{path} is not a file that can be read")
    return size


def read(path: Path) -> Facts:
    """Everything one file says, in its own graph, checked for what no facts file may do."""
    form = fitting(path)
    data = content(path)
    if not data.strip():
        raise refused(str(path), None, "is empty", "write facts into it or leave it out")
    return _parsed(path, form, data)


def _parsed(path: Path, form: str, data: bytes) -> Facts:
    file, name, lines = str(path), _safe(path.stem), Lines()
    text = as_text(file, data)
    if form == "yaml":
        document = yamlld.read(text, file, name)
        name, lines = document.name, document.lines
    graph = own_graph(path, name)
    if form == "yaml":
        text = json.dumps({**document.body, "file": graph.value}, ensure_ascii=False)
    elif form == "ox-json-ld":
        text = jsonld.safe(text, file)
    elif form == "ox-xml" and _DOCTYPE.search(data):
        raise refused(file, None, "has a DOCTYPE", "leave it out and write names in full")
    staged = _load(text, "ox-json-ld" if form == "yaml" else form, file)
    quads = tuple(_placed(_named(staged, graph), graph))
    _police(file, form, graph, quads)
    return Facts(file, graph, quads, lines)


def own_graph(path: Path, name: str = "") -> NamedNode:
    """The graph of a file: its folder and its name, or the name that it gives itself."""
    return ns.facts_graph(_safe(path.absolute().parent.name), name or _safe(path.stem))


def content(path: Path) -> bytes:
    """The bytes of a file; raises MissingFile."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise MissingFile(f"{path} cannot be read: {_reason(error)}") from None


def _reason(error: Exception) -> object:
    return getattr(error, "strerror", None) or error


def as_text(file: str, data: bytes) -> str:
    """What the bytes of a file say in UTF-8; raises DataError where they are no text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refused(file, line, "is not text in UTF-8", "save it as UTF-8") from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise refused(file, line, "is not text: it holds a NUL", "save it as UTF-8")
    return text


def _load(text: str, form: str, file: str) -> Store:
    """Parse into a store of its own with Oxigraph's readers, through rdflib."""
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    staged = Store()
    try:
        dataset = Dataset(store=OxigraphStore(store=staged))
        dataset.parse(data=text, format=form, publicID=ns.ID)
    except SyntaxError as error:
        what = str(error.msg).strip() or "syntax error"
        raise refused(file, error.lineno, f"cannot be read: {what}") from None
    except (ValueError, RecursionError, OSError, RuntimeError) as error:
        raise refused(file, None, f"cannot be read: {str(error)[:200]}") from None
    return staged


def _placed(quads: Iterable[Quad], graph: NamedNode) -> Iterator[Quad]:
    """Quads without a graph of their own go into the file's."""
    for quad in quads:
        if isinstance(quad.graph_name, DefaultGraph):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
        else:
            yield quad


def _named(quads: Iterable[Quad], graph: NamedNode) -> Iterable[Quad]:
    """Blank nodes become IRIs that are the same whenever the same facts are read."""
    listed = list(quads)
    names = _names_of_blanks(listed, graph)
    if not names:
        return listed

    def named(node: Any) -> Any:
        return names[node] if isinstance(node, BlankNode) else node

    return [Quad(named(q.subject), q.predicate, named(q.object), q.graph_name) for q in listed]


def _names_of_blanks(quads: list[Quad], graph: NamedNode) -> dict[BlankNode, NamedNode]:
    """Number the blank nodes by what is said of them, not by the order of the file.

    Each takes a digest of what surrounds it, refined until no more of them can be
    told apart; those that stay alike say the same things, so their order is free.
    """
    blanks = {n for q in quads for n in (q.subject, q.object) if isinstance(n, BlankNode)}
    about = [
        q for q in quads if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)
    ]
    marks: dict[object, str] = dict.fromkeys(blanks, "")
    apart = 0
    for _ in range(_ROUNDS):
        marks = _refined(about, marks)
        if (now := len(set(marks.values()))) in (apart, len(blanks)):
            break
        apart = now
    ordered = sorted(blanks, key=lambda node: marks[node])
    return {node: NamedNode(f"{graph.value}#b{i}") for i, node in enumerate(ordered, 1)}


def _refined(quads: list[Quad], marks: dict[object, str]) -> dict[object, str]:
    seen: dict[object, list[str]] = {node: [mark] for node, mark in marks.items()}
    for q in quads:
        subject = marks.get(q.subject, str(q.subject))
        object_ = marks.get(q.object, str(q.object))
        if q.subject in seen:
            seen[q.subject].append(f"> {q.predicate} {object_}")
        if q.object in seen:
            seen[q.object].append(f"< {q.predicate} {subject}")
    return {
        node: hashlib.sha256("\n".join([said[0], *sorted(said[1:])]).encode()).hexdigest()
        for node, said in seen.items()
    }


def _police(file: str, form: str, own: NamedNode, quads: tuple[Quad, ...]) -> None:
    """Refuse what would write outside the facts; a file of nothing is refused too."""
    if not quads:
        raise refused(file, None, "holds no facts", "write facts into it or leave it out")
    wrong: Counter[tuple[str, str, str]] = Counter()
    for quad in quads:
        wrong.update(faults_of(form, own, quad))
    if wrong:
        raise DataError(
            Problem(file, None, thing, "", message, mend) for thing, message, mend in wrong
        )


def faults_of(form: str, own: NamedNode, quad: Quad) -> tuple[tuple[str, str, str], ...]:
    """The thing, the fault and its mending, where a quad would write outside the facts."""
    graph, subject = quad.graph_name, quad.subject
    if isinstance(subject, Triple) or isinstance(quad.object, Triple):
        mend = "give the statement an id of its own"
        return (("", "states a triple about a triple", mend),)
    named = graph.value if isinstance(graph, NamedNode) else ""
    return _misplaced(form, own.value, named or str(graph), subject.value)


@lru_cache(maxsize=1024)  # a file says many things of one subject before it goes on to the next
def _misplaced(form: str, own: str, graph: str, subject: str) -> tuple[tuple[str, str, str], ...]:
    found = []
    if not _GRAPH.match(graph) or (form not in _NAMED and graph != own):
        found.append(("", f"writes into the graph {graph}", f"facts go below {ns.FACTS}"))
    if subject.startswith(ns.ID):
        if fault := fault_of_id(subject[len(ns.ID) :]):
            found.append((ns.short(subject), f"is no id: it {fault}", "write it as agency/rule"))
    elif subject != graph and not subject.startswith(f"{own}#b"):
        mend = f"things of facts files have ids below {ns.ID}"
        found.append((subject, "is outside the facts", mend))
    return tuple(found)


def _safe(name: str) -> str:
    return _UNSAFE.sub("-", name).strip("-.") or "facts"


def _endings() -> str:
    return ", ".join(FORMATS)
