"""Every fact of the example stories has its source, and every source is used."""

import pytest
from pyoxigraph import QuerySolutions

PREFIXES = """
PREFIX kg: <https://w3id.org/inforce/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
#: Identity and order of offices, bodies and places rests on the lists they come from.
STANDING = {
    "Agency",
    "Court",
    "Docket",
    "JudicialDistrict",
    "Jurisdiction",
    "Person",
    "Post",
    "PrivateOrganization",
    "PublicBody",
    "Run",  # an answer
    "Source",
}


def rows(story, body):
    found = story.query(PREFIXES + body)
    assert isinstance(found, QuerySolutions)
    return [[value.value.rpartition("/id/")[2] for value in row] for row in found]


@pytest.fixture(scope="module")
def things(story):
    pairs = rows(
        story,
        "SELECT DISTINCT ?thing ?type WHERE { ?thing a ?type . FILTER(STRSTARTS(STR(?thing), "
        "'https://w3id.org/inforce/id/') && !CONTAINS(STR(?thing), '#')) }",
    )
    return {thing: kind.rpartition("#")[2] for thing, kind in pairs}


def test_what_is_said_of_the_world_has_evidence(story, things):
    sourced = {name for [name] in rows(story, "SELECT DISTINCT ?t WHERE { ?t kg:evidence ?e }")}
    bare = {name for name, kind in things.items() if kind not in STANDING} - sourced
    assert not bare
    assert len(sourced) > 300


def test_every_piece_of_evidence_names_a_source_that_is_described(story, things):
    cited = {name for [name] in rows(story, "SELECT DISTINCT ?s WHERE { ?e kg:source ?s }")}
    assert {things.get(name) for name in cited} == {"Source"}


def test_quotes_are_short(story):
    quotes = [text for [text] in rows(story, "SELECT DISTINCT ?q WHERE { ?e kg:quote ?q }")]
    assert quotes
    assert max(len(text.split()) for text in quotes) < 25
