"""What facts must obey: the terms of the ontology, the shapes, and the hygiene rules."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, parse, serialize
from pyoxigraph import Triple as Statement

from kg.rdf import ns, resources, words
from kg.rdf.near import did_you_mean, nearest
from kg.rdf.store import Readable

if TYPE_CHECKING:
    import shacl

Near = Callable[[str], Iterable[str]]

_LOOKS_UP: Final = ("dangling-reference",)
_SAID: Final = {
    "MinCountConstraintComponent": "is missing",
    "MaxCountConstraintComponent": "has too many values",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a node, before it is known which file and line it stands on."""

    node: str
    key: str
    message: str
    mend: str = ""


@cache
def ontology() -> tuple[Quad, ...]:
    """The ontology and its lists, in the graph where the store keeps them."""
    graph = NamedNode(ns.ONTOLOGY)
    paths = (*resources.files(".", ".ttl"), *resources.files("lists", ".ttl"))
    return tuple(
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for path in paths
        for quad in parse(path=str(path), format=RdfFormat.TURTLE)
    )


def unknown_terms(quads: Iterable[Quad]) -> Iterator[Fault]:
    """Properties and classes in the namespace of the ontology that the ontology lacks."""
    for quad in quads:
        node = quad.object if quad.predicate == ns.TYPE else quad.predicate
        if not isinstance(node, NamedNode) or not node.value.startswith(ns.NS):
            continue
        name = node.value.removeprefix(ns.NS)
        if name not in ns.TERMS:
            mend = did_you_mean(f"kg:{near}" for near in nearest(name, ns.TERMS))
            yield Fault(iri(quad.subject), "", f"`kg:{name}` is no term of the ontology", mend)


def shapes(quads: Iterable[Quad], concerned: Container[str]) -> Iterator[Fault]:
    """What the shapes say of the nodes concerned; of the others nothing."""
    quads = tuple(quads)
    triples = (Statement(quad.subject, quad.predicate, quad.object) for quad in quads)
    text = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert text is not None
    for result in _compiled().validate_text(text.decode(), "ntriples").results:
        node = result.focus_node.strip("<>")
        if node not in concerned:
            continue
        path = result.path.strip("<>") if result.path else ""
        value = ns.short(result.value_plain or "") if path and result.value_plain else ""
        said = _SAID.get(result.component) or (f"`{value}` will not do" if value else "is wrong")
        if result.component == "MaxCountConstraintComponent":
            said += ": " + " and ".join(_values(quads, node, path))
        yield Fault(node, words.key_of(path) if path else "", said, result.message or "")


def _values(quads: Iterable[Quad], node: str, path: str) -> list[str]:
    found = {q.object for q in quads if iri(q.subject) == node and q.predicate.value == path}
    return sorted(f"`{ns.short(getattr(each, 'value', str(each)))}`" for each in found)


@cache
def _compiled() -> shacl.Shapes:
    from shacl import Shapes

    texts = (path.read_text(encoding="utf-8") for path in resources.files("shapes", ".ttl"))
    return Shapes.from_text("\n".join(texts), "turtle")


def hygiene(store: Readable, concerned: Container[str], near: Near) -> Iterator[Fault]:
    """What the hygiene rules find in the nodes concerned; the store holds the ontology too."""
    for path in resources.files("hygiene", ".rq"):
        yield from broken(path, store, concerned, near)


def broken(rule: Path, store: Readable, concerned: Container[str], near: Near) -> Iterator[Fault]:
    """What one hygiene rule finds in the nodes concerned."""
    text = rule.read_text(encoding="utf-8")
    rows = store.query(text)
    assert isinstance(rows, QuerySolutions)
    for row in rows:
        node = iri(row["thing"])
        if node in concerned:
            yield _found(rule, text, node, iri(row["path"]), row["value"], near)


def _found(rule: Path, text: str, node: str, key: str, value: object, near: Near) -> Fault:
    if value is None:
        return Fault(node, words.key_of(key), _message(text))
    said = value.value if isinstance(value, Literal) else ns.short(iri(value))
    mend = did_you_mean(near(said)) if rule.stem in _LOOKS_UP else _fitting(rule.stem, key)
    return Fault(node, words.key_of(key), f"`{said}`: {_message(text)}", mend)


_FITS: Final = {
    "misplaced-reference": ("range", "name a thing of type"),
    "misplaced-property": ("domain", "it belongs on a thing of type"),
}


def _fitting(rule: str, path: str) -> str:
    """The types that a word leads to, or stands on, where a rule is about these."""
    word, advice = _FITS.get(rule, ("", ""))
    waiting = [q.object for q in ontology() if iri(q.subject) == path and _is(q, word)]
    fitting = set[object]()
    while waiting:
        if (each := waiting.pop()) not in fitting:
            fitting.add(each)
            waiting += [q.subject for q in ontology() if q.object == each and _is(q, "subClassOf")]
    names = sorted({iri(each).removeprefix(ns.NS) for each in fitting} & words.types())
    return f"{advice} {' or '.join(names)}" if names else ""


def _is(quad: Quad, word: str) -> bool:
    return quad.predicate.value == ns.RDFS + word


def _message(text: str) -> str:
    """The header line of a rule that speaks to people."""
    lines = (line for line in text.splitlines() if line.startswith("# message:"))
    return next(lines, "# message: breaks a rule").removeprefix("# message:").strip()


def iri(node: object) -> str:
    """The IRI of a node, or how any other node is written."""
    return node.value if isinstance(node, NamedNode) else str(node)
