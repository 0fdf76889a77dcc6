"""Every shape has a right and a wrong example, and two validators agree about each."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

import pyshacl
import pytest
import shacl
from rdflib import OWL, RDF, SH, Graph, URIRef

ONTOLOGY: Final = Path(__file__).parent.parent / "ontology"
CASES: Final = Path(__file__).parent / "shapes"
KINDS: Final = (ONTOLOGY / "lists" / "effect-kinds.ttl").read_text()
SHORT: Final = {
    "https://w3id.org/inforce/id/": "",
    "https://w3id.org/inforce/ns#": "kg:",
    "http://www.w3.org/ns/org#": "org:",
    "http://www.w3.org/ns/oa#": "oa:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/ns/shacl#": "",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
    "http://purl.org/dc/terms/": "dcterms:",
}

Line: TypeAlias = tuple[str, str]


def short(iri: str | None) -> str:
    """Writes an IRI as the expected reports do, and nothing as a dash."""
    if iri is None:
        return "-"
    for long, prefix in SHORT.items():
        if iri.startswith(long):
            return prefix + iri.removeprefix(long)
    return iri


def line(focus: str, path: str | None, component: str, message: str) -> Line:
    """One line of an expected report, with the message that a person reads."""
    return f"{short(focus)} {short(path)} {short(component)}", message


@cache
def shapes_text() -> str:
    """All shape files as one text."""
    files = sorted((ONTOLOGY / "shapes").glob("*.ttl"))
    return "\n".join(file.read_text() for file in files)


@cache
def compiled() -> shacl.Shapes:
    """The shapes as the Rust validator keeps them."""
    return shacl.Shapes.from_text(shapes_text(), "turtle")


@cache
def shapes_graph() -> Graph:
    """The shapes as pySHACL reads them."""
    return Graph().parse(data=shapes_text(), format="turtle")


@cache
def kinds_graph() -> Graph:
    """The list of effect kinds, which one shape looks into."""
    return Graph().parse(data=KINDS, format="turtle")


def stems(pattern: str) -> list[str]:
    """The names of the example files that match a pattern, without their ending."""
    return sorted(file.stem for file in CASES.glob(pattern))


def fast_report(data: str) -> list[Line]:
    """What the Rust validator says."""
    results = compiled().validate_text(KINDS + data, "turtle").results
    return sorted(
        line(r.focus_node.strip("<>"), r.path and r.path.strip("<>"), r.component, r.message or "")
        for r in results
    )


def judge_report(data: str) -> list[Line]:
    """What pySHACL says; the details inside a result are not results."""
    graph = Graph().parse(data=data, format="turtle") + kinds_graph()
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes_graph(), inplace=True)
    assert isinstance(report, Graph)
    whole = report.value(predicate=RDF.type, object=SH.ValidationReport)
    return sorted(
        line(
            str(report.value(result, SH.focusNode)),
            None if (path := report.value(result, SH.resultPath)) is None else str(path),
            str(report.value(result, SH.sourceConstraintComponent)),
            str(report.value(result, SH.resultMessage)),
        )
        for result in report.objects(whole, SH.result)
    )


@pytest.mark.parametrize("name", stems("*-pass.ttl"))
def test_right_example_conforms(name: str) -> None:
    data = (CASES / f"{name}.ttl").read_text()
    assert fast_report(data) == []
    assert judge_report(data) == []


@pytest.mark.parametrize("name", stems("*-fail.ttl"))
def test_wrong_example_is_reported_as_expected(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", "rdflib.term")  # an impossible day is the point of some examples
    data = (CASES / f"{name}.ttl").read_text()
    expected = (CASES / f"{name}.expected").read_text().splitlines()
    fast, judge = fast_report(data), judge_report(data)
    assert fast == judge
    assert [report for report, _ in fast] == expected


def kebab(name: str) -> str:
    """ExecutiveOrder as the example files spell it: executive-order."""
    return "".join("-" + c.lower() if c.isupper() else c for c in name).lstrip("-")


def context_classes() -> list[str]:
    """The classes that a facts file may name as a type."""
    context = json.loads((ONTOLOGY / "context.jsonld").read_text())["@context"]
    return [key for key, value in context.items() if key[0].isupper() and value == f"kg:{key}"]


@pytest.mark.parametrize("name", context_classes())
def test_class_has_a_right_and_a_wrong_example(name: str) -> None:
    assert stems(f"{kebab(name)}-[0-9]-pass.ttl")
    assert stems(f"{kebab(name)}-[0-9]-fail.ttl")


def test_every_property_shape_says_what_to_write() -> None:
    graph = shapes_graph()
    for shape in graph.objects(predicate=SH.property):
        messages = [str(message) for message in graph.objects(shape, SH.message)]
        assert len(messages) == 1, graph.value(shape, SH.path)
        assert messages[0].strip().removesuffix(".") == messages[0]
        assert not [word for word in ("://", "IRI", "kg:") if word in messages[0]]


def test_shapes_are_shacl_core() -> None:
    beyond = {SH.sparql, SH.js, SH.rule, SH.target, SH.select}
    used = set(shapes_graph().predicates())
    assert not beyond & used
    assert OWL.imports not in used


def test_shapes_speak_only_of_defined_terms() -> None:
    terms = Graph()
    for file in ONTOLOGY.glob("*.ttl"):
        terms.parse(file)
    kg = "https://w3id.org/inforce/ns#"
    used = {node for triple in shapes_graph() for node in triple if str(node).startswith(kg)}
    assert {node for node in used if (URIRef(str(node)), RDF.type, None) not in terms} == set()
