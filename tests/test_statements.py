"""What an article and a release say, as assessed by reading: the table, facts and rule agree."""

import csv

import pytest

import kg
from tests.conftest import STORY
from tests.test_sources import rows

FILES = ("article-2018-01-24", "article-2018-01-24-orders", "press-release-2018-01-24")
#: What may be made of a statement by what comes of holding it against the record.
WORDS = {
    "confirmed": {"accurate"},
    "contradicted": {"wrong", "loose", "incomplete"},
    "silent": {"accurate", "not-checked"},
    "not-comparable": {"accurate", "loose", "not-checked"},
}
JUDGED = {
    "accurate": "accepted",
    "loose": "disputed",
    "incomplete": "disputed",
    "wrong": "rejected",
    "not-checked": "unreviewed",
}


@pytest.fixture(scope="module")
def table():
    """How each statement was assessed, by statement."""
    with (STORY / "statements.csv").open(newline="", encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    assert len({row["statement"] for row in found}) == len(found)
    return {row["statement"]: row for row in found}


@pytest.fixture(scope="module")
def judgements(story):
    """The judgement that is written down on each statement of the article and the release."""
    held = " ".join(f"'{name}'" for name in FILES)
    found = rows(
        story,
        "SELECT ?s ?j WHERE { GRAPH ?g { ?f kg:holds ?s . ?s a kg:Statement ; kg:judgement ?j } "
        f"VALUES ?name {{ {held} }} FILTER(STRENDS(STR(?g), CONCAT('/', ?name))) }}",
    )
    return {statement: word.rpartition("/")[2] for statement, word in found}


def test_every_statement_is_assessed(table, judgements):
    assert table.keys() == judgements.keys()


def test_the_judgement_is_the_assessment(table, judgements):
    told = {name: JUDGED[row["assessed"]] for name, row in table.items()}
    assert told == judgements


def test_the_rule_finds_what_reading_found(table, story_store):
    with kg.open(story_store) as graph:
        found = {each["id"]: each["record"] for each in graph.statements()["statements"]}
    told = {name: found[name]["agreement"] for name in table}
    assert told == {name: row["expected"] for name, row in table.items()}


def test_nothing_accurate_is_contradicted_and_all_that_is_wrong_is(table):
    for row in table.values():
        assert (row["expected"] == "contradicted") >= (row["assessed"] == "wrong"), row
        assert row["expected"] != "contradicted" or row["assessed"] != "accurate", row


def test_an_assessment_goes_with_what_is_expected(table):
    for row in table.values():
        assert row["assessed"] in WORDS[row["expected"]], row


def test_loose_wording_and_nothing_else_is_not_comparable(story, table):
    loose = {
        name
        for [name] in rows(
            story,
            "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
            "SELECT ?s WHERE { ?s rdf:predicate skos:note }",
        )
    }
    assert {name for name, row in table.items() if row["expected"] == "not-comparable"} == (
        loose & table.keys()
    )


def test_every_conflict_is_settled_and_somebody_lost(story):
    conflicts = {name for [name] in rows(story, "SELECT ?c WHERE { ?c a kg:StatementConflict }")}
    settled = {name for [name] in rows(story, "SELECT ?c WHERE { ?c kg:settledBy ?b }")}
    lost = {
        name
        for [name] in rows(
            story,
            "SELECT DISTINCT ?c WHERE { ?c kg:between/kg:judgement ?j "
            "FILTER(!STRENDS(STR(?j), '/accepted')) }",
        )
    }
    assert conflicts
    assert conflicts == settled == lost
