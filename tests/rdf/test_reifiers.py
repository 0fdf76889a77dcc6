"""Statements as RDF 1.2 writes them, ours and those of others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple
from pyoxigraph import parse as oxigraph

from kg.errors import Problem
from kg.rdf import ns, parse
from kg.rdf.export import export
from kg.rdf.store import memory
from kg.visits.load import load

Put = Callable[[str, str | bytes], Path]
Spoil = Callable[..., list[Problem]]

HEAD = f'VERSION "1.2"\nPREFIX rdf: <{ns.RDF}>\nPREFIX kg: <{ns.NS}>\n'
TRIPLE = "<<( <eo/1> kg:issuer <us> )>>"
PARTS = {
    ("rdf:type", "kg:Statement"),
    ("rdf:subject", "eo/1"),
    ("rdf:predicate", "kg:issuer"),
    ("rdf:object", "us"),
    ("kg:source", "source/a"),
}


def said(put: Put, text: str, name: str = "f.trig") -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for quad in parse.read(put(name, text)).quads:
        pair = (ns.short(quad.predicate.value), ns.short(quad.object.value))  # type: ignore[union-attr]
        found.setdefault(ns.short(quad.subject.value), set()).add(pair)  # type: ignore[union-attr]
    return found


def test_a_statement_is_a_reifier_of_what_it_states_and_a_count_is_not() -> None:
    held = memory()
    load([Path(__file__).parent / "handed"], held)
    text = b"".join(export(held, "rdf12").portions)
    assert text.startswith(b'VERSION "1.2"\n')
    reifying = {
        ns.short(quad.subject.value): quad.object
        for quad in oxigraph(text, RdfFormat.TRIG)
        if quad.predicate.value == ns.RDF + "reifies"
    }
    assert reifying["statement/court"] == Triple(
        ns.thing("policy/p"), ns.term("barredBy"), ns.thing("court/ilnd")
    )
    assert len(reifying) == 6
    assert "statement/count" not in reifying


@pytest.mark.parametrize(
    "text",
    [
        f"<statement/1> rdf:reifies {TRIPLE} ; a kg:Statement ; kg:source <source/a> .",
        f"<statement/1> rdf:reifies {TRIPLE} ; kg:source <source/a> .",  # its type goes with it
        "<< <eo/1> kg:issuer <us> ~ <statement/1> >> kg:source <source/a> .",
    ],
)
@pytest.mark.parametrize("name", ["f.trig", "f.ttl"])
def test_reifiers_of_others_are_statements(put: Put, text: str, name: str) -> None:
    assert said(put, HEAD + text, name) == {"statement/1": PARTS}


def test_an_annotated_triple_is_a_fact_and_a_statement(put: Put) -> None:
    text = "<eo/1> kg:issuer <us> {| kg:source <source/a> |} ."
    found = said(put, HEAD + text)
    assert found.pop("eo/1") == {("kg:issuer", "us")}
    assert list(found.values()) == [PARTS]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"<s/1> rdf:reifies {TRIPLE} , <<( <eo/2> kg:issuer <us> )>> .", "more than one triple"),
        (f"<s/1> rdf:reifies {TRIPLE} ; rdf:subject <eo/1> .", "says twice what it states"),
        ("<s/1> rdf:reifies <eo/1> .", "reifies what is no triple"),
        (f"<s/1> kg:source {TRIPLE} .", "a triple about a triple"),
        (f"<s/1> rdf:reifies <<( <eo/1> kg:issuer {TRIPLE} )>> .", "a triple about a triple"),
        (f"<http://o.test/1> rdf:reifies {TRIPLE} .", "is outside the facts"),
        (f"GRAPH <{ns.DERIVED}> {{ <s/1> rdf:reifies {TRIPLE} }}", "writes into the graph"),
        ("<s/1> rdf:reifies <<( <eo/1> kg:issuer )>> .", "cannot be read"),
    ],
)
def test_what_no_reifier_may_do(problems: Spoil, text: str, says: str) -> None:
    assert says in str(problems(content=HEAD + text, name="f.trig")[0])
