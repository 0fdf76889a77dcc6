"""A query taken apart and put together again asks the same."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, Store

from kg.errors import QuestionError
from kg.rdf.server.sparql import count_of, read

A, B, C, P = (NamedNode(f"urn:{name}") for name in "abcp")
GRAPH = NamedNode("urn:g")
STORE = Store()
STORE.bulk_extend([Quad(A, P, B, GRAPH), Quad(B, P, C, GRAPH), Quad(A, P, C, GRAPH)])

QUERIES = [
    "SELECT ?x ?y { ?x <urn:p> ?y }",
    (
        "# a comment\nPREFIX u: <urn:> # another {\nSELECT DISTINCT ?x (COUNT(?y) AS ?n)\n"
        "WHERE { ?x u:p ?y . FILTER(BOUND(?x)) } GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 5"
    ),
    "BASE <urn:b> PREFIX select: <urn:> SELECT * { ?x select:p ?y }",
    "CONSTRUCT { ?y <urn:q> ?x } WHERE { ?x <urn:p> ?y }",
    "CONSTRUCT WHERE { ?x <urn:p> ?y }",
    "SELECT * { ?x <urn:p> ?y OPTIONAL { ?y <urn:p>? ?z FILTER(?x != ?z && ?y=?y) } }",
    "SELECT (EXISTS { ?x ?p ?o } AS ?e) ?x { ?x <urn:p> ?y }",
    "SELECT ?x { ?x <urn:p> ?y BIND('BOUND(?x) # } {' AS ?s) } VALUES ?y { <urn:b> }",
    'SELECT ?x ?s { ?x <urn:p> ?y BIND("""a "quoted" } \\""" #""" AS ?s) }',
    "SELECT ?x { ?x <urn:p> ?y { SELECT ?y { ?y <urn:p> ?z } } }",
    "SELECT ?x ?y { ?x <urn:p> ?y MINUS { ?y <urn:p> ?z } }",
    "SELECT ?x ?n { { SELECT ?x (COUNT(?x) AS ?n) { ?x <urn:p> ?y } GROUP BY ?x } }",
    "SELECT ?x { ?x <urn:p> ?y MINUS { ?x <urn:p> <urn:b> } }",
    "DESCRIBE ?x ?y { ?x <urn:p> ?y FILTER(?y != <urn:c>) }",
    "PREFIX u: <urn:> DESCRIBE * { ?y u:p ?z OPTIONAL { ?z <urn:q> ?w } }",
    "DESCRIBE <urn:a> <urn:b>",
    "PREFIX u: <urn:> DESCRIBE u:b ?z { ?z u:p ?w FILTER(?w != 'x'@en-service) }",
]


def rows(text: object, union: bool = True) -> list[str]:
    found = STORE.query(str(text), use_default_graph_as_union=union)
    assert not isinstance(found, QueryBoolean)
    return sorted(map(str, found))


@pytest.mark.parametrize("text", QUERIES)
def test_it_asks_the_same(text: str) -> None:
    query = read(text)
    assert rows(query) == rows(text)
    assert rows(query.over([GRAPH]), union=False) == rows(text)


@pytest.mark.parametrize("text", QUERIES)
def test_its_pages_are_the_whole(text: str) -> None:
    query = read(text)
    (one,) = STORE.query(str(query.counted()), use_default_graph_as_union=True)  # type: ignore[misc]
    (row,) = STORE.query(str(query.any_row()), use_default_graph_as_union=True)  # type: ignore[misc]
    found = STORE.query(text, use_default_graph_as_union=True)
    asked = found if query.form == "SELECT" else STORE.query(str(query.any_row()))
    names = [variable.value for variable in asked.variables]  # type: ignore[union-attr]
    pages = [rows(query.page(names, 1, start)) for start in range(count_of(one))]  # type: ignore[arg-type]
    assert sorted({each for page in pages for each in page}) == sorted(set(rows(text)))
    assert row


@pytest.mark.parametrize(
    "text", [text for text in QUERIES if "?x" in text and "DESCRIBE" not in text]
)
def test_a_term_stands_for_its_variable(text: str) -> None:
    bound = rows(read(text, {"x": A}))
    if text.startswith("CONSTRUCT"):
        assert bound == [each for each in rows(text) if str(A) in each]
    else:
        assert bound == [each for each in rows(text) if "x=<NamedNode value=urn:a>" in each]


def test_a_text_cannot_break_out() -> None:
    text = Literal('x" } UNION { ?a ?b ?c } #\n \\" {')
    found = read('SELECT ?x ?t { ?x <urn:p> ?y . ?x ?q ?t FILTER(?t != "y") }', {"t": text})
    assert rows(found) == []


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("SELECT ?x { BIND(1 AS ?x) }", QuestionError),
        ("SELECT ?x { VALUES ?x { 1 } }", QuestionError),
        ("SELECT * { SERVICE <urn:s> { ?x ?y ?z } }", QuestionError),
        ("DROP ALL", SyntaxError),
        ("SELECT * {} ; DROP ALL", SyntaxError),
        ("INSERT DATA { <urn:a> <urn:a> <urn:a> }", SyntaxError),
        ("", SyntaxError),
    ],
)
def test_what_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read(text, {"x": A})


def test_what_it_knows_of_itself() -> None:
    assert read("SELECT * { GRAPH ?g { ?s ?p ?o } }").enumerates
    assert not read("SELECT * { GRAPH <urn:g> { ?s ?p ?o } }").enumerates
    assert read("SELECT * { ?s ?p ?o } ORDER BY ?s").ordered
    assert not read("SELECT ?order { ?order ?p 'ORDER BY' }").ordered
    own = read("SELECT * FROM <urn:x> { ?s ?p ?o }")
    assert own.over([GRAPH]) == own
