"""What rests on each source agrees with SPARQL, which is asked in another way."""

from collections import Counter

from kg.rdf import ns
from kg.rdf.node import Nodes
from kg.rdf.sources import held, resting, source_kinds
from kg.rdf.words import listed

CITED = """
PREFIX kg: <https://w3id.org/inforce/ns#>
SELECT DISTINCT ?source ?thing WHERE {
  ?piece kg:source ?source .
  OPTIONAL { ?owner kg:evidence ?piece OPTIONAL { ?action kg:effect ?owner } }
  BIND(COALESCE(?action, ?owner, ?piece) AS ?thing)
}
"""


def test_what_rests_on_each_source_of_the_examples(examples):
    rows = examples.query(CITED)
    counted = Counter(ns.short(row["source"].value) for row in rows)
    found = {name: len(things) for name, things in resting(Nodes(examples)).items()}
    assert found == dict(counted)
    assert len(found) > 400


def test_every_source_is_held_once(examples):
    names = held(Nodes(examples))
    assert len(names) == len(set(names)) > 400


def test_the_kinds_are_those_of_the_list():
    assert source_kinds().keys() == listed("source-kinds")
    assert source_kinds()["court-record"].rank == 1
