"""Every term is defined, shown by a real example, used, and within OWL 2 RL."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import owlrl  # type: ignore[import-untyped]
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.rdf import ns
from kg.rdf.names import POLICIES, SUBJECTS
from kg.records.things import PLACES

ONTOLOGY: Final = Path(__file__).parent.parent / "ontology"
KG: Final = Namespace("https://w3id.org/inforce/ns#")
HOME: Final = URIRef("https://w3id.org/inforce/ns")
LISTS: Final = "https://w3id.org/inforce/list/"
ORG: Final = Namespace("http://www.w3.org/ns/org#")
XSD: Final = Namespace("http://www.w3.org/2001/XMLSchema#")
ERROR: Final = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")

#: Properties of the list of effect kinds and of the derived index, which no facts file uses.
INNER: Final = (
    "EffectKind",
    "citedWithTarget",
    "digest",
    "exhaustive",
    "expectsEnd",
    "standsAlone",
    "flag",
    "holds",
    "interlocutory",
    "lapsesAfterDays",
    "nameKey",
    "operation",
    "phrase",
    "practice",
    "rank",
    "resultsIn",
)

#: Words that RDF and RDFS themselves define.
BUILT_IN: Final = {RDFS.label, RDF.subject, RDF.predicate, RDF.object}

RL_CLASS_AXIOMS: Final = {RDFS.subClassOf, RDFS.domain, RDFS.range}
RL_NAMES: Final = ("string", "boolean", "integer", "decimal", "dateTime", "anyURI")
RL_DATATYPES: Final = {RDFS.Literal, *map(XSD.term, RL_NAMES)}
RL_RESTRICTION: Final = {RDF.type, OWL.onProperty, OWL.someValuesFrom, OWL.hasValue}
RL_TYPES: Final = {
    OWL.Restriction,
    OWL.Ontology,
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.FunctionalProperty,
    OWL.TransitiveProperty,
    OWL.AllDisjointClasses,
}


@cache
def ontology() -> Graph:
    """All modules as one graph."""
    graph = Graph()
    for file in sorted(ONTOLOGY.glob("*.ttl")):
        graph.parse(file)
    return graph


@cache
def lists() -> Graph:
    """All lists of words as one graph."""
    graph = Graph()
    for file in sorted((ONTOLOGY / "lists").glob("*.ttl")):
        graph.parse(file)
    return graph


def context_terms() -> set[URIRef]:
    """Every IRI that a facts file can mean, but for the keywords and the prefixes."""
    context = json.loads((ONTOLOGY / "context.jsonld").read_text())["@context"]
    prefixes = {key: value for key, value in context.items() if str(value).endswith(("#", "/"))}
    meanings = (value["@id"] if isinstance(value, dict) else value for value in context.values())
    curies = (str(meaning).split(":", 1) for meaning in meanings if ":" in str(meaning))
    return {URIRef(prefixes[left] + right) for left, right in curies if left in prefixes}


def own_terms() -> list[URIRef]:
    """The terms that this ontology defines."""
    return sorted({s for s in ontology().subjects(RDF.type) if isinstance(s, URIRef) and s in KG})


def answers() -> set[URIRef]:
    """The terms of the derived graph, which the engine alone writes."""
    graph = Graph().parse(ONTOLOGY / "answers.ttl")
    return {s for s in graph.subjects(RDF.type) if isinstance(s, URIRef) and s in KG}


def missing(terms: set[URIRef]) -> set[URIRef]:
    """The terms that no module declares."""
    return {term for term in terms - BUILT_IN if (term, RDF.type, None) not in ontology()}


def test_every_term_of_the_context_is_defined() -> None:
    assert context_terms() >= {KG.Effect, KG.kind, ORG.unitOf, SKOS.altLabel}
    assert missing(context_terms()) == set()


def test_every_term_of_the_lists_is_defined() -> None:
    used = {URIRef(str(p)) for p in lists().predicates() if str(p).startswith(KG)} | {KG.EffectKind}
    assert missing(used | {KG[name] for name in INNER}) == set()


def test_the_code_knows_exactly_the_terms_that_are_defined() -> None:
    assert {KG[name] for name in ns.TERMS} == set(own_terms())


def subclasses(name: str) -> set[str]:
    """A class and all below it, by their last words."""
    below = ontology().transitive_subjects(RDFS.subClassOf, KG[name])
    return {str(term).removeprefix(KG) for term in below}


def test_the_code_knows_exactly_the_classes_of_policies_and_of_subjects() -> None:
    writable = {str(term).removeprefix(KG) for term in context_terms() if term in KG}
    assert subclasses("Policy") & writable == POLICIES
    agents = subclasses("Agent") | subclasses("Post") | subclasses("AgentClass")
    assert agents & writable == SUBJECTS
    assert subclasses("Jurisdiction") & writable == PLACES


def test_no_term_is_defined_that_nothing_uses() -> None:
    parents = {
        parent
        for relation in (RDFS.subClassOf, RDFS.domain, RDFS.range)
        for parent in ontology().objects(predicate=relation)
    }
    used = context_terms() | {KG[name] for name in INNER} | parents | answers()
    assert set(own_terms()) - used == set()


@pytest.mark.parametrize("term", own_terms(), ids=lambda term: term.removeprefix(str(KG)))
def test_term_is_described(term: URIRef) -> None:
    graph = ontology()
    assert [getattr(text, "language", None) for text in graph.objects(term, RDFS.label)] == ["en"]
    (definition,) = graph.objects(term, SKOS.definition)
    assert str(definition).endswith(".") and len(str(definition).split()) >= 4
    examples = list(graph.objects(term, SKOS.example))
    assert examples and all(str(example).strip() for example in examples)
    assert list(graph.objects(term, RDFS.isDefinedBy)) == [HOME]


def test_labels_are_unique() -> None:
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        own = [term for term in own_terms() if (term, RDF.type, kind) in ontology()]
        labels = [str(ontology().value(term, RDFS.label)) for term in own]
        assert len(labels) == len(set(labels))


def concepts() -> list[URIRef]:
    """The words of all lists."""
    return sorted({URIRef(str(s)) for s in lists().subjects(SKOS.inScheme)})


@pytest.mark.parametrize("concept", concepts(), ids=lambda c: c.removeprefix(LISTS))
def test_concept_is_described(concept: URIRef) -> None:
    graph = lists()
    (scheme,) = graph.objects(concept, SKOS.inScheme)
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
    assert str(concept).startswith(f"{scheme}/")
    assert len(list(graph.objects(concept, SKOS.prefLabel))) == 1
    assert len(list(graph.objects(concept, SKOS.definition))) == 1
    assert {SKOS.Concept, KG.EffectKind, KG.Ground} & set(graph.objects(concept, RDF.type))


def test_no_word_of_a_list_is_a_key_of_the_context() -> None:
    context = json.loads((ONTOLOGY / "context.jsonld").read_text())["@context"]
    words = {str(concept).rsplit("/", 1)[1] for concept in concepts()}
    assert words & set(context) == set()  # JSON-LD would take the word for the key


def test_every_kind_names_one_operation_that_exists() -> None:
    graph = lists()
    kinds = list(graph.subjects(RDF.type, KG.EffectKind))
    assert len(kinds) > 50
    for kind in kinds:
        (operation,) = graph.objects(kind, KG.operation)
        assert (operation, SKOS.inScheme, URIRef(f"{LISTS}operations")) in graph, kind


def test_the_ten_operations_are_each_named_by_a_kind() -> None:
    graph = lists()
    operations = set(graph.subjects(SKOS.inScheme, URIRef(f"{LISTS}operations")))
    assert len(operations) == 10
    assert operations == set(graph.objects(predicate=KG.operation))


def test_every_kind_of_source_has_a_rank_and_an_example() -> None:
    graph = lists()
    kinds = set(graph.subjects(SKOS.inScheme, URIRef(f"{LISTS}source-kinds")))
    assert kinds == set(graph.subjects(KG.rank))
    ranks = {str(kind).rpartition("/")[2]: graph.value(kind, KG.rank).toPython() for kind in kinds}
    assert set(ranks.values()) == set(range(1, max(ranks.values()) + 1))
    assert ranks["court-record"] < ranks["filing"] < ranks["press"] < ranks["self-published"]
    assert all(len(list(graph.objects(kind, SKOS.example))) == 1 for kind in kinds)


def test_version_and_imports() -> None:
    graph = ontology()
    assert list(graph.objects(HOME, OWL.versionIRI)) == [URIRef(f"{HOME}/0.1.0")]
    modules = set(graph.subjects(RDF.type, OWL.Ontology)) - {HOME}
    assert {str(m).removeprefix(f"{HOME}/") for m in modules} == {
        file.stem for file in ONTOLOGY.glob("*.ttl")
    } - {"kg"}
    assert set(graph.objects(HOME, OWL.imports)) == modules
    assert set(graph.subjects(OWL.imports)) == {HOME}


def classes_outside_the_profile() -> Iterator[str]:
    """What is said of classes and not in OWL 2 RL, in structural terms."""
    graph = ontology()
    for subject, kind in graph.subject_objects(RDF.type):
        if kind not in RL_TYPES:
            yield f"{subject} is a {kind}"
    for relation in RL_CLASS_AXIOMS:
        for subject, value in graph.subject_objects(relation):
            if not isinstance(value, URIRef) or value == OWL.Thing:
                yield f"{subject} {relation} {value}"
    for restriction in graph.subjects(RDF.type, OWL.Restriction):  # as a subclass, never above one
        if not set(graph.predicates(restriction)) <= RL_RESTRICTION | {RDFS.subClassOf}:
            yield f"{restriction} restricts in a way that the profile lacks"


def properties_outside_the_profile() -> Iterator[str]:
    """What is said of properties and not in OWL 2 RL, in structural terms."""
    graph = ontology()
    for term in graph.subjects(RDF.type, OWL.DatatypeProperty):
        if not set(graph.objects(term, RDFS.range)) <= RL_DATATYPES:
            yield f"the range of {term} is no datatype of the profile"
    for term in graph.subjects(RDF.type, OWL.ObjectProperty):
        types = set(graph.objects(term, RDF.type))
        if {OWL.TransitiveProperty, OWL.FunctionalProperty} <= types:
            yield f"{term} is both transitive and functional"


def test_profile_is_owl_2_rl() -> None:
    assert list(classes_outside_the_profile()) == []
    assert list(properties_outside_the_profile()) == []


def test_every_class_and_property_it_mentions_is_declared() -> None:
    graph = ontology()
    classes = {o for p in RL_CLASS_AXIOMS for o in graph.objects(predicate=p)} - RL_DATATYPES
    for group in graph.objects(predicate=OWL.members):
        classes |= set(Collection(graph, group))
    assert {name for name in classes if (name, RDF.type, OWL.Class) not in graph} == set()


SAMPLE: Final = """
@base <https://w3id.org/inforce/id/> .
@prefix kg: <https://w3id.org/inforce/ns#> .
@prefix kind: <https://w3id.org/inforce/list/effect-kinds/> .
@prefix org: <http://www.w3.org/ns/org#> .

<docket/ca7/17-2991/2018-06-26> kg:docket <docket/ca7/17-2991> ;
    kg:effect <docket/ca7/17-2991/2018-06-26#stay> .
<docket/ca7/17-2991> kg:court <court/ca7> ; kg:case <case/ilnd/1-17-cv-05720> .
<case/ilnd/1-17-cv-05720> kg:plaintiff <us/il/chicago> .
<docket/ca7/17-2991/2018-06-26#stay> kg:kind kind:stay-pending-appeal ;
    kg:target <docket/ilnd/1-17-cv-05720/ecf-78#notice> ; kg:scope [ kg:except <us/il/chicago> ] .
<us/il/chicago> a kg:PublicBody ; org:unitOf <us/il> ; kg:governs <us/il/chicago/territory> .
<us/il/chicago/territory> kg:within <us/il/territory> .
<us/il/territory> kg:within <us/territory> .
<eo/13768/s9/a> kg:partOf <eo/13768> .
"""


def closure(text: str, words: Graph | None = None) -> Graph:
    """The OWL 2 RL closure of the ontology with some facts, and with lists of words."""
    graph = ontology() + (words or Graph()) + Graph().parse(data=text, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def errors(graph: Graph) -> list[Node]:
    """What the closure found to contradict itself."""
    return list(graph.subjects(RDF.type, ERROR))


def test_closure_is_consistent_and_infers() -> None:
    graph = closure(SAMPLE)
    assert errors(graph) == []
    data = Namespace("https://w3id.org/inforce/id/")
    assert (data["us/il/chicago/territory"], KG.within, data["us/territory"]) in graph
    assert (data["docket/ca7/17-2991/2018-06-26#stay"], RDF.type, KG.Effect) in graph
    assert (data["court/ca7"], RDF.type, KG.PublicBody) in graph
    assert (data["eo/13768"], RDF.type, KG.Policy) in graph


def test_closure_knows_a_stated_practice_by_its_kind() -> None:
    notice = "<us/doj/notice#practice> kg:kind kind:stated-practice ."
    graph = closure(SAMPLE + notice, lists())
    data = Namespace("https://w3id.org/inforce/id/")
    assert list(graph.subjects(RDF.type, KG.StatedPractice)) == [data["us/doj/notice#practice"]]


def test_closure_finds_a_body_taken_for_its_territory() -> None:
    wrong = "<us/il/chicago> kg:within <us/il> . <us/il> kg:governs <us/il/territory> ."
    assert errors(closure(SAMPLE + wrong))


def reasoner(file: Path) -> list[str]:
    """The command that reasons over a file with HermiT; where there is none the test is skipped."""
    if shutil.which("java") is None:
        pytest.skip("no java on this machine")
    if (robot := Path(os.environ.get("KG_ROBOT_JAR", ""))).is_file():
        return ["java", "-jar", str(robot), "reason", "--reasoner", "HermiT", "--input", str(file)]
    if (bundle := find_spec("owlready2")) and bundle.origin:
        home = Path(bundle.origin).parent / "hermit"
        path = os.pathsep.join((str(home), str(home / "HermiT.jar")))
        main = "org.semanticweb.HermiT.cli.CommandLine"
        return ["java", "-cp", path, main, "-k", "-U", file.as_uri()]
    pytest.skip("KG_ROBOT_JAR names no jar, and owlready2, which has HermiT inside, is not here")


def test_reasoner_finds_no_contradiction(tmp_path: Path) -> None:
    graph = Graph() + ontology()
    graph.remove((HOME, OWL.imports, None))  # the modules are merged already
    merged = tmp_path / "merged.rdf"
    graph.serialize(merged, format="xml")
    result = subprocess.run(reasoner(merged), capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"{KG}" not in result.stdout and "kg:" not in result.stdout, result.stdout


def test_dates_are_left_to_the_shapes() -> None:
    ranges = set(ontology().objects(predicate=RDFS.range))
    assert not {XSD["date"], XSD["gYear"], XSD["gYearMonth"]} & ranges
    assert not any(
        isinstance(o, Literal) and o.datatype == XSD["date"] for o in ontology().objects()
    )
