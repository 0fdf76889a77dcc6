"""Statements as nanopublications, ours and those of others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad, RdfFormat
from pyoxigraph import parse as oxigraph

from kg.errors import Problem
from kg.rdf import ns, parse
from kg.rdf.export import export
from kg.rdf.store import memory
from kg.visits.load import load

Put = Callable[[str, str | bytes], Path]
Spoil = Callable[..., list[Problem]]

HEAD = f"""@base <{ns.ID}> . @prefix rdf: <{ns.RDF}> . @prefix kg: <{ns.NS}> .
@prefix np: <{ns.NANOPUB}> . @prefix prov: <{ns.PROV}> . @prefix oa: <{ns.OA}> .
@prefix dcterms: <{ns.DCTERMS}> . @prefix this: <https://np.test/RA1> .
@prefix sub: <https://np.test/RA1#> .
"""
LINKS = """sub:Head { this: a np:Nanopublication ; np:hasAssertion sub:assertion ;
    np:hasProvenance sub:provenance ; np:hasPublicationInfo sub:pubinfo . }
"""
ASSERTION = "sub:assertion { <eo/1> kg:issuer <us> . }\n"
PROVENANCE = """sub:provenance { sub:assertion prov:hadPrimarySource <source/a> ;
    prov:wasAttributedTo <org/b> ; prov:wasDerivedFrom <statement/1> .
    <statement/1> a kg:Statement ; oa:hasSelector [ a oa:TextQuoteSelector ;
        oa:exact "words" ; oa:prefix "the " ] . }
"""
INFO = 'sub:pubinfo { this: dcterms:creator <https://o.test/me> . sub:sig <p:of> "ab" . }\n'
WHOLE = HEAD + LINKS + ASSERTION + PROVENANCE + INFO


@pytest.fixture(scope="module")
def publications() -> dict[str, dict[str, set[Quad]]]:
    """The graphs of each nanopublication, by its statement."""
    held = memory()
    load([Path(__file__).parent / "handed"], held)
    found: dict[str, dict[str, set[Quad]]] = {}
    for quad in oxigraph(b"".join(export(held, "nanopub").portions), RdfFormat.TRIG):
        graph = ns.short(quad.graph_name.value)  # type: ignore[union-attr]
        if graph.startswith("statement/"):
            statement, _, part = graph.partition("#")
            found.setdefault(statement, {}).setdefault(part, set()).add(quad)
    return found


def test_each_statement_is_well_formed(publications: dict[str, dict[str, set[Quad]]]) -> None:
    assert len(publications) == 7
    for statement, graphs in publications.items():
        assert set(graphs) == {"head", "assertion", "provenance", "pubinfo"}
        assert len(graphs["head"]) == 4
        mark = ns.ID + statement + "#"
        assert any(mark + "assertion>" in str(q.subject) for q in graphs["provenance"])
        assert {q.subject.value for q in graphs["pubinfo"]} == {mark + "nanopub"}
        recorded = "2026-11-26" if statement == "statement/court" else "2026-11-25"
        assert any(recorded in str(q.object) for q in graphs["pubinfo"])


@pytest.mark.parametrize(
    ("statement", "triple"),
    [
        ("court", True),
        ("day", True),  # that it asserts is said of every statement
        ("loose", True),
        ("of-an-effect", False),
        ("for", False),  # said for one, of a day
        ("denial", False),
        ("count", False),
    ],
)
def test_only_what_its_triple_says_is_asserted_as_one(
    publications: dict[str, dict[str, set[Quad]]], statement: str, triple: bool
) -> None:
    asserted = publications[f"statement/{statement}"]["assertion"]
    about = {ns.short(quad.subject.value) for quad in asserted}  # type: ignore[union-attr]
    if statement == "of-an-effect":
        assert about == {"docket/d/ecf-78#notice"}
    elif triple:
        assert len(asserted) == 1
        assert not about & {f"statement/{statement}"}
    else:
        assert about == {f"statement/{statement}"}


def told(put: Put, text: str) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for quad in parse.read(put("f.trig", text)).quads:
        subject: Any = quad.subject
        value: Any = quad.object
        pair = (ns.short(quad.predicate.value), ns.short(value.value))
        found.setdefault(ns.short(subject.value), set()).add(pair)
    return found


SAID = {
    ("rdf:type", "kg:Statement"),
    ("rdf:subject", "eo/1"),
    ("rdf:predicate", "kg:issuer"),
    ("rdf:object", "us"),
    ("kg:source", "source/a"),
    ("kg:speaker", "org/b"),
    ("kg:quote", "words"),
    ("oa:prefix", "the "),
}


def test_a_nanopublication_of_others_is_a_statement(put: Put) -> None:
    assert told(put, WHOLE) == {"statement/1": SAID}
    assert parse.read(put("f.trig", WHOLE)).graphs == {ns.facts_graph("demo", "f")}


def test_one_that_tells_of_no_statement_goes_by_its_own_name(put: Put) -> None:
    provenance = "sub:provenance { sub:assertion prov:hadPrimarySource <source/a> . }\n"
    ((name, pairs),) = told(put, HEAD + LINKS + ASSERTION + provenance + INFO).items()
    assert name.endswith("/demo/f#b1")
    left_out = {("kg:speaker", "org/b"), ("kg:quote", "words"), ("oa:prefix", "the ")}
    assert pairs == SAID - left_out | {("kg:identifier", "https://np.test/RA1")}


def test_it_stands_in_the_file_that_it_is_part_of(put: Put) -> None:
    text = WHOLE.replace("dcterms:creator", f"dcterms:isPartOf <{ns.FACTS}a/b> ; dcterms:creator")
    assert parse.read(put("f.trig", text)).graphs == {ns.facts_graph("a", "b")}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("np:hasProvenance sub:provenance ;", "", "is not well formed"),
        ("np:hasProvenance sub:provenance", "np:hasProvenance sub:assertion", "not well formed"),
        ("np:hasAssertion sub:assertion", "np:hasAssertion sub:assertion, sub:x", "not well"),
        ("np:hasAssertion sub:assertion", 'np:hasAssertion "a"', "is not well formed"),
        ("a np:Nanopublication ;", "a np:Nanopublication ; <p:x> 1 ;", "is not well formed"),
        (ASSERTION, "", "asserts 0 triples"),
        ("<eo/1> kg:issuer <us>", "<eo/1> kg:issuer <us>, <eu>", "asserts 2 triples"),
        ("<eo/1> kg:issuer <us>", "[] kg:issuer <us>", "of what has no id"),
        ("a kg:Statement ;", "a kg:Statement ; rdf:object <eu> ;", "says in its provenance what"),
        (
            "a kg:Statement ;",
            f"a kg:Statement ; kg:polarity <{ns.LIST}polarities/denies> ;",
            "says in its provenance what it asserts: kg:polarity",
        ),
        ("a kg:Statement ;", "a kg:Statement ; kg:forWhom <us/il> ;", "asserts: kg:forWhom"),
        ('oa:exact "words" ;', "", "selects no words of its source"),
        ("prov:wasDerivedFrom <statement/1>", "prov:wasDerivedFrom <eo/9>", "prov:wasDerivedFrom"),
        ("prov:hadPrimarySource", "prov:wasInvalidatedBy", "of which no statement can be made"),
        (
            "<statement/1> a kg:Statement",
            "<eo/3> a kg:Letter . <statement/1> a kg:Statement",
            "made",
        ),
        (
            "<statement/1> a kg:Statement",
            "<s/2> a kg:Statement . <statement/1> a kg:Statement",
            "sev",
        ),
        ("<statement/1>", "<https://o.test/1>", "is outside the facts"),
        ("dcterms:creator", f"dcterms:isPartOf <{ns.DERIVED}> ; dcterms:creator", "into the graph"),
        ("dcterms:creator", "dcterms:isPartOf <a>, <b> ; dcterms:creator", "part of several"),
        (INFO, INFO + "sub:else { <eo/2> kg:issuer <us> }", "writes into the graph"),
        (
            INFO,
            INFO + LINKS.replace("this:", "<x>").replace("sub:Head", "sub:H2"),
            "shares a graph",
        ),
        (
            INFO,
            INFO + f"GRAPH <{ns.FACTS}a/b> {{ <eo/2> kg:issuer <<( <a> <b> <c> )>> }}",
            "triple",
        ),
    ],
)
def test_what_no_nanopublication_may_do(problems: Spoil, old: str, new: str, says: str) -> None:
    assert old in WHOLE
    text = WHOLE.replace(old, new)
    assert says in str(problems(content=text, name="f.trig")[0])


def test_none_stands_in_the_graph_of_a_facts_file(problems: Spoil) -> None:
    text = WHOLE.replace("sub:assertion", f"<{ns.FACTS}a/b>")
    assert "stands in graphs of facts files" in str(problems(content=text, name="f.trig")[0])
