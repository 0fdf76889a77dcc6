"""A file of any format into quads, refused before it is read if it could reach outside."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any, Final

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store, Triple

from kg.errors import DataError, Problem, refused
from kg.rdf import find, jsonld, nanopubs, ns, reifiers, yamlld
from kg.rdf.ids import fault_of_id
from kg.rdf.lines import Lines

_NAMED: Final = frozenset(("ox-trig", "ox-nquads", "ox-json-ld"))
_DOCTYPE: Final = re.compile(rb"<!\s*DOCTYPE", re.IGNORECASE)
_FILE: Final = re.escape(ns.FACTS) + r"[A-Za-z0-9_~-][\w.~-]*/[A-Za-z0-9_~-][\w.~-]*"
_GRAPH: Final = re.compile(_FILE + r"\Z", re.ASCII)
#: A thing without an id, named when its file was read: of this file, or of one that is handed on.
_UNNAMED: Final = re.compile(_FILE + r"#b.+\Z", re.ASCII)
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


def read(path: Path) -> Facts:
    """Everything one file says, in its own graph, checked for what no facts file may do."""
    form = find.fitting(path)
    data = find.content(path)
    if not data.strip():
        raise refused(str(path), None, "is empty", "write facts into it or leave it out")
    return _parsed(path, form, data)


def _parsed(path: Path, form: str, data: bytes) -> Facts:
    file, name, lines = str(path), find.safe(path.stem), Lines()
    text = find.as_text(file, data)
    if form == "yaml":
        document = yamlld.read(text, file, name)
        name, lines = document.name, document.lines
    graph = find.own_graph(path, name)
    if form == "yaml":
        text = json.dumps({**document.body, "file": graph.value}, ensure_ascii=False)
    elif form == "ox-json-ld":
        text = jsonld.safe(text, file)
    elif form == "ox-xml" and _DOCTYPE.search(data):
        raise refused(file, None, "has a DOCTYPE", "leave it out and write names in full")
    staged = _load(text, "ox-json-ld" if form == "yaml" else form, file)
    told = staged if form == "yaml" else nanopubs.plain(reifiers.plain(staged, file), file)
    quads = tuple(_placed(_named(told, graph), graph))
    _police(file, form, graph, quads)
    return Facts(file, graph, quads, lines)


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
    taken = {node for q in quads for node in (q.subject, q.object) if isinstance(node, NamedNode)}
    numbered = (NamedNode(f"{graph.value}#b{i}") for i in count(1))
    free = (name for name in numbered if name not in taken)
    return dict(zip(ordered, free, strict=False))


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
    elif subject != graph and not _UNNAMED.match(subject):
        mend = f"things of facts files have ids below {ns.ID}"
        found.append((subject, "is outside the facts", mend))
    return tuple(found)
