"""Counts over a store agree with the store counted by hand."""

from collections import Counter

from kg.rdf import ns
from kg.rdf.sizes import sizes
from kg.rdf.store import memory


def test_counts_agree_with_the_quads(story):
    found = sizes(story)
    graphs = {quad.graph_name.value for quad in story.quads()}
    assert sum(found.graphs.values()) == len(graphs)
    assert sum(found.triples.values()) == len(list(story.quads()))
    facts = [quad for quad in story.quads() if quad.graph_name.value.startswith(ns.FACTS)]
    assert found.triples["facts"] == len(facts)
    typed = {(q.subject, q.object) for q in facts if q.predicate == ns.TYPE}
    classes = Counter(ns.short(type_.value).removeprefix("kg:") for _, type_ in typed)
    assert dict(found.classes) == dict(classes)
    kinds = Counter(ns.short(q.object.value) for q in facts if q.predicate == ns.term("kind"))
    assert dict(found.kinds) == dict(kinds)


def test_counts_stand_with_the_largest_first(story):
    counts = list(sizes(story).classes.values())
    assert counts == sorted(counts, reverse=True)


def test_nothing_is_held_in_an_empty_store():
    found = sizes(memory())
    assert not found.graphs
    assert not found.classes
    assert found.decided is found.checked is None
