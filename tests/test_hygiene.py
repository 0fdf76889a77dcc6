"""Every hygiene rule finds what it should, and nothing in a right case."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, RdfFormat, Store, Triple

ONTOLOGY: Final = Path(__file__).parent.parent / "ontology"
CASES: Final = Path(__file__).parent / "hygiene"
SHORT: Final = {
    "https://w3id.org/inforce/id/": "",
    "https://w3id.org/inforce/ns#": "kg:",
    "https://w3id.org/inforce/list/": "list/",
    "http://www.w3.org/ns/org#": "org:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
}
HEADER: Final = re.compile(r"# title: [A-Z].*[^.]\n# message: [a-z].*[^.]\n")


def rules() -> list[str]:
    """The names of all hygiene rules."""
    return sorted(file.stem for file in (ONTOLOGY / "hygiene").glob("*.rq"))


@cache
def query(rule: str) -> str:
    """The text of a rule."""
    return (ONTOLOGY / "hygiene" / f"{rule}.rq").read_text()


def short(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    """Writes a term as the expected reports do, and nothing as a dash."""
    if term is None:
        return "-"
    assert not isinstance(term, Triple)
    for long, prefix in SHORT.items():
        if term.value.startswith(long):
            return prefix + term.value.removeprefix(long)
    return term.value


def findings(rule: str, data: str) -> list[str]:
    """What a rule finds in some facts beside the ontology, over all graphs together."""
    store = Store()
    for file in (*ONTOLOGY.glob("*.ttl"), *(ONTOLOGY / "lists").glob("*.ttl")):
        graph = NamedNode("https://w3id.org/inforce/g/ontology")
        store.load(file.read_text(), RdfFormat.TURTLE, to_graph=graph)
    facts = NamedNode("https://w3id.org/inforce/g/facts/test/case")
    store.load(data, RdfFormat.TURTLE, to_graph=facts)
    solutions = store.query(query(rule), use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    assert [variable.value for variable in solutions.variables] == ["thing", "path", "value"]
    return sorted(" ".join(short(row[i]) for i in range(3)) for row in solutions)


@pytest.mark.parametrize("rule", rules())
def test_right_case_has_no_findings(rule: str) -> None:
    assert findings(rule, (CASES / f"{rule}-pass.ttl").read_text()) == []


@pytest.mark.parametrize("rule", rules())
def test_wrong_case_is_found(rule: str) -> None:
    expected = (CASES / f"{rule}-fail.expected").read_text().splitlines()
    assert findings(rule, (CASES / f"{rule}-fail.ttl").read_text()) == expected


@pytest.mark.parametrize("rule", rules())
def test_rule_has_a_title_and_a_message_for_people(rule: str) -> None:
    assert HEADER.match(query(rule))


@pytest.mark.parametrize("rule", rules())
def test_rule_avoids_what_the_store_is_slow_at(rule: str) -> None:
    assert "NOT EXISTS" not in query(rule)


def test_every_case_belongs_to_a_rule() -> None:
    stems = {file.stem for file in CASES.iterdir()}
    assert stems == {f"{rule}-{verdict}" for rule in rules() for verdict in ("pass", "fail")}


def spelt(rule: str) -> set[str]:
    """The prefixed names and addresses in the body of a rule."""
    body = query(rule).partition("SELECT")[2]
    return set(re.findall(r"\b(?:kg|org|rdf):\w+|<https?://[^>]+>", body))


@cache
def context() -> dict[str, dict[str, str]]:
    """The keys of facts files that lead to a thing or to a word of a list, with what they mean."""
    keys = json.loads((ONTOLOGY / "context.jsonld").read_text())["@context"].values()
    return {key["@id"]: key for key in keys if isinstance(key, dict) and "@type" in key}


def test_every_answer_is_refused_as_a_fact() -> None:
    text = (ONTOLOGY / "answers.ttl").read_text()
    terms = set(re.findall(r"^(kg:\w+) a owl:", text, re.MULTILINE))
    assert spelt("derived-in-facts") == terms | {"rdf:type"}


def test_every_list_is_watched() -> None:
    lists = {
        (name, f"<{key['@context']['@vocab'].rstrip('/')}>")
        for name, key in context().items()
        if key["@type"] == "@vocab" and "/list/" in key["@context"]["@vocab"]
    }
    assert spelt("unlisted-value") == {name for name, _ in lists}
    body = query("misplaced-value")
    assert set(re.findall(r"\((kg:\w+) (<[^>]+>)\)", body)) == lists


def test_every_reference_is_watched() -> None:
    nested = {"kg:scope", "kg:leaves", "kg:adds"}
    named = {name for name, key in context().items() if key["@type"] == "@id"} - nested
    assert spelt("dangling-reference") - {"kg:kind"} == named | {"rdf:object"}
