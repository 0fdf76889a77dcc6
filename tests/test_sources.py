"""Every fact of the examples has its source, and every source says what it is."""

from urllib.parse import urlsplit

import pytest
from pyoxigraph import QuerySolutions

PREFIXES = """
PREFIX kg: <https://w3id.org/inforce/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
#: What is no fact by itself: what a class is, it defines; identity and order of offices, bodies
#: and places rests on the lists they come from.
STANDING = {
    "Agency",
    "AgentClass",
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
    "Statement",  # is evidence itself
    "StatementConflict",  # rests on its statements
}
#: Where the press publishes, and nobody else.
NEWSPAPERS = {
    "ajc.com",
    "axios.com",
    "bloomberglaw.com",
    "breitbart.com",
    "cbsnews.com",
    "courthousenews.com",
    "denverpost.com",
    "elpasotimes.com",
    "hindustantimes.com",
    "kxan.com",
    "latimes.com",
    "law360.com",
    "mynorthwest.com",
    "newsmax.com",
    "oregonlive.com",
    "politico.com",
    "providencejournal.com",
    "sfexaminer.com",
    "sun-sentinel.com",
    "suntimes.com",
    "tampabay.com",
    "texastribune.org",
    "theguardian.com",
    "thehill.com",
    "washingtonexaminer.com",
    "washingtonpost.com",
    "wbur.org",
}


def rows(store, body):
    found = store.query(PREFIXES + body)
    assert isinstance(found, QuerySolutions)
    return [[value.value.rpartition("/id/")[2] for value in row] for row in found]


@pytest.fixture(scope="module")
def things(examples):
    pairs = rows(
        examples,
        "SELECT DISTINCT ?thing ?type WHERE { ?thing a ?type . FILTER(STRSTARTS(STR(?thing), "
        "'https://w3id.org/inforce/id/') && !CONTAINS(STR(?thing), '#')) }",
    )
    return {thing: kind.rpartition("#")[2] for thing, kind in pairs}


@pytest.fixture(scope="module")
def sourced(examples):
    return {name for [name] in rows(examples, "SELECT DISTINCT ?t WHERE { ?t kg:evidence ?e }")}


@pytest.fixture(scope="module")
def kinds(examples):
    pairs = rows(examples, "SELECT DISTINCT ?s ?k WHERE { ?s kg:sourceKind ?k }")
    return {source: kind.rpartition("/")[2] for source, kind in pairs}


def test_what_is_said_of_the_world_has_evidence(things, sourced):
    assert not {name for name, kind in things.items() if kind not in STANDING} - sourced
    assert len(sourced) > 600


def test_who_is_in_a_class_has_evidence(examples, things, sourced):
    body = "SELECT DISTINCT ?class WHERE { ?one kg:memberOf ?class }"
    listed = {name for [name] in rows(examples, body) if things[name] == "AgentClass"}
    assert listed
    assert not listed - sourced


def test_every_effect_belongs_to_a_fact_that_has_evidence(examples, sourced):
    effects = {name for [name] in rows(examples, "SELECT DISTINCT ?e WHERE { ?e kg:kind ?k }")}
    body = "SELECT DISTINCT ?action ?e WHERE { ?action kg:effect ?e }"
    made = {effect for action, effect in rows(examples, body) if action in sourced}
    assert effects == made


def test_every_piece_of_evidence_names_a_source_that_is_described(examples, things):
    cited = {name for [name] in rows(examples, "SELECT DISTINCT ?s WHERE { ?e kg:source ?s }")}
    assert {things.get(name) for name in cited} == {"Source"}


def test_every_source_says_what_it_is(things, kinds):
    assert kinds.keys() == {name for name, kind in things.items() if kind == "Source"}
    assert len(set(kinds.values())) == 11


def test_what_a_newspaper_prints_is_no_record(examples, kinds):
    at = dict(rows(examples, "SELECT DISTINCT ?s ?u WHERE { ?s kg:url ?u }"))
    hosts = {source: f".{urlsplit(url).hostname}" for source, url in at.items()}
    printed = {s for s, host in hosts.items() if any(host.endswith(f".{n}") for n in NEWSPAPERS)}
    assert len(printed) > 50
    records = {"court-record", "official-publication", "filing"}
    assert not {source for source in printed if kinds[source] in records}


def test_an_opinion_is_a_court_record_wherever_a_copy_stands(examples, kinds):
    at = dict(rows(examples, "SELECT DISTINCT ?s ?u WHERE { ?s kg:url ?u }"))
    held = {
        urlsplit(at[s]).hostname for s, kind in kinds.items() if kind == "court-record" and s in at
    }
    assert {"casetext.com", "case-law.vlex.com", "assets.documentcloud.org"} <= held
    assert kinds["source/s061"] == kinds["source/s060"] == "court-record"  # Casetext and Scribd


def test_quotes_are_short(examples):
    quotes = [text for [text] in rows(examples, "SELECT DISTINCT ?q WHERE { ?e kg:quote ?q }")]
    assert quotes
    assert max(len(text.split()) for text in quotes) < 25
