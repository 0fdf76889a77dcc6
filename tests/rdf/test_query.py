"""What is a query, what is refused of it and where, and what no text can do."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QuestionError
from kg.rdf.query import read
from kg.rdf.server import sparql


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("ASK { <eo/13768> a kg:ExecutiveOrder }", "ASK"),
        ("CONSTRUCT WHERE { ?s kg:status status:enjoined }", "CONSTRUCT"),
        ("DESCRIBE <eo/13768>", "DESCRIBE"),
        ("SELECT * { ?s rdfs:label 'SERVICE <urn:x> {}' }", "SELECT"),
        ("SELECT * { ?s ?p ?o } # SERVICE FROM INSERT", "SELECT"),
        ("SELECT ?service ?from { ?service kg:from ?from . ?s <urn:SERVICE> ?o }", "SELECT"),
        ("PREFIX service: <urn:s> SELECT * { ?s service:from service:load }", "SELECT"),
        ("SELECT * { ?s ?p 'x'@en-service }", "SELECT"),
        ("PREFIX kg: <urn:other> ASK { ?x kg:y ?z }", "ASK"),
        ("BASE <urn:b/> SELECT * { GRAPH ?g { <a> ?p ?o } MINUS { ?s ?p 1 } }", "SELECT"),
        ("SELECT (COUNT(*) AS ?n) { ?s kg:partOf+/^kg:enacts ?o } GROUP BY ?o", "SELECT"),
    ],
)
def test_what_may_be_asked(text, form):
    assert read(text).form == form
    assert sparql.read(read(text).text)


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("SELECT * {\n  SERVICE <urn:x> { ?s ?p ?o } }", "2:3", "asks another server"),
        (
            "SELECT * { { { ?s ?p ?o OPTIONAL { SERVICE SILENT ?x { ?s ?p ?o } } } } }",
            "1:36",
            "ask",
        ),
        ("ASK { ?s ?p ?o FILTER NOT EXISTS { SERVICE <urn:x> { ?s ?p ?o } } }", "1:36", "another"),
        ("ASK { ?s ?p 'SERVICE' . service <urn:x> { ?s ?p ?o } }", "1:25", "another"),
        ("ASK { \\u0053ERVICE <urn:x> { ?s ?p ?o } }", "1:42", "another"),
        ("SELECT * FROM <urn:g> { ?s ?p ?o }", "1:10", "take one of them with GRAPH"),
        ("SELECT *\nFROM NAMED <urn:g> { ?s ?p ?o }", "2:1", "take one of them with GRAPH"),
        ("DESCRIBE <urn:x> FROM <urn:g>", "1:18", "take one of them with GRAPH"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "1:1", "would change the store"),
        ("# first\nPREFIX x: <urn:x>\n  DELETE WHERE { ?s x:p ?o }", "3:3", "would change"),
        ("WITH <urn:g> DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", "1:1", "change"),
        ("LOAD <http://example.org/x>", "1:1", "would change the store"),
        ("DROP ALL", "1:1", "would change the store"),
        ("ASK {} ; CLEAR ALL", "1:8", "not SPARQL, from here on"),
        ("SELEC * {}", "1:1", "not SPARQL, from here on"),
        ("SELECT * {\n ?s ?p ?o .\n FILTER(?s = ) }", "3:2", "not SPARQL, from here on"),
        ("SELECT * { ?s ?p ?o", "1:20", "it ends too early"),
        ("SELECT * { ?s a foo:Bar }", "1:24", "the prefix of the name that ends here"),
        ("SELECT (COUNT(?s) AS ?n) ?o { ?s ?p ?o }", "1:41", "grouped or aggregated"),
    ],
)
def test_what_is_refused_and_where(text, place, reason):
    with pytest.raises(QuestionError) as caught:
        read(text, "q.rq")
    message, line, mark = caught.value.message.split("\n")
    assert message.startswith(f"q.rq:{place}: ")
    assert reason in message
    row, column = map(int, place.split(":"))
    assert line == "    " + text.split("\n")[row - 1][:100]
    assert mark == " " * (3 + column) + "^"


@pytest.mark.parametrize("text", ["", "  \n", "# nothing\n"])
def test_nothing_is_no_query(text):
    with pytest.raises(QuestionError, match="there is no query in it"):
        read(text)


def test_what_is_nested_too_deeply_is_refused():
    with pytest.raises(QuestionError, match="nested too deeply"):
        read("SELECT * " + "{" * 500 + " ?s ?p ?o " + "}" * 500)


PLAIN = ["?s ?p ?o .", "?s kg:label ?l .", "<urn:a> a ?t .", "VALUES ?s { 1 'SERVICE' }"]
WRAPS = [
    "{ %s }",
    "OPTIONAL { %s }",
    "MINUS { %s }",
    "GRAPH ?g { %s }",
    "{ %s } UNION { ?a ?b ?c }",
    "{ ?a ?b ?c } UNION { %s }",
    "{ SELECT * { %s } }",
    "FILTER EXISTS { %s }",
    "FILTER(1 = 1 && NOT EXISTS { %s })",
    "BIND(IF(EXISTS { %s }, 1, 2) AS ?x)",
]
REACHING = st.sampled_from(["SERVICE <urn:x> { %s }", "service silent ?z { %s }"])


def nested(inner, wraps):
    for wrap in wraps:
        inner = wrap % inner
    return inner


@given(
    st.sampled_from(PLAIN),
    st.lists(st.sampled_from(WRAPS), max_size=4),
    st.lists(st.sampled_from(WRAPS), max_size=3),
    REACHING,
)
@settings(max_examples=150, deadline=None)
def test_a_service_is_refused_however_deep_it_stands(plain, outside, inside, service):
    wrapped = [wrap.replace("?x)", f"?x{n})") for n, wrap in enumerate(outside + inside)]
    without = nested(nested(plain, wrapped[len(outside) :]), wrapped[: len(outside)])
    assert read(f"SELECT * {{ {without} }}").form == "SELECT"
    inner = service % nested(plain, wrapped[len(outside) :])
    with pytest.raises(QuestionError, match=r"query:1:\d+: SERVICE"):
        read(f"SELECT * {{ {nested(inner, wrapped[: len(outside)])} }}")


WORDS = st.sampled_from(
    (
        "SELECT * ASK { } ( ) ?s ?p . ; FILTER SERVICE FROM <urn:x> <x y> 'a \" \\ kg:from kg: : "
        "\\u0053 # \n INSERT DATA GRAPH { OPTIONAL 1 @en ^^ + | ! a VALUES UNDEF \x00 \ud800 é"
    ).split(" ")
)


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=20).map(" ".join)))
@settings(max_examples=300, deadline=None)
def test_no_text_does_more_than_be_refused(text):
    try:
        found = read(text)
    except QuestionError as refused:
        assert re.match(r"query(:\d+:\d+)?: ", refused.message)
    else:
        assert found.form in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


@given(st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_a_word_in_a_text_or_a_comment_reaches_nothing(text):
    kept = re.sub(r"[\\'\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029\ud800-\udfff\x00]", "", text)
    assert read(f"SELECT * {{ ?s ?p '{kept} SERVICE <urn:x> {{}}' }} # {kept} FROM SERVICE")
