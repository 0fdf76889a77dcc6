"""The alignments: apart from the ontology, about its terms, and of matches alone."""

from pathlib import Path

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import SKOS

from kg.rdf import ns
from kg.rdf.rules import ontology

ALIGN = Path(__file__).parent.parent / "ontology" / "align"
FILES = sorted(ALIGN.glob("*.ttl"))
KG = Namespace(ns.NS)
MATCHES = {
    SKOS.exactMatch,
    SKOS.closeMatch,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    SKOS.relatedMatch,
}


def test_there_are_alignments():
    assert {path.stem for path in FILES} == {"eli", "lkif", "org", "prov", "schema"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_terms_of_ours_are_matched_with_terms_of_one_other_vocabulary(path):
    graph = Graph().parse(path)
    assert len(graph) >= 5
    theirs = set()
    for ours, match, other in graph:
        assert ours in KG
        assert ours.removeprefix(ns.NS) in ns.TERMS, ours
        assert match in MATCHES
        assert isinstance(other, URIRef)
        theirs.add(other.rpartition("#")[0] or other.rpartition("/")[0])
    assert len(theirs) == 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_none_of_it_is_part_of_the_ontology(path):
    stated = {(str(s), str(p), str(o)) for s, p, o in Graph().parse(path)}
    held = {
        (q.subject.value, q.predicate.value, getattr(q.object, "value", ""))
        for q in ontology()
        if hasattr(q.subject, "value")
    }
    assert not stated & held
