"""`kg query` and `kg queries`: what is asked, how it is told, and where it stops."""

import csv
import io
import json
import time

import pytest

S9A = ("status-on", "--set", "policy=EO 13768 s.9(a)", "--set", "on=2018-03-01")


@pytest.fixture
def ask(kg, tmp_path):
    """Asks what a text says, with options."""

    def asked(text, *options):
        path = tmp_path / "q.rq"
        path.write_text(text)
        return kg("query", path, *options)

    return asked


def test_a_named_query_is_told_as_a_table(kg):
    said = kg("query", *S9A, "--set", "subject=Chicago")
    assert said.code == 0
    head, row = said.out.splitlines()
    assert head.split() == "policy subject on status force enforceability because".split()
    assert row.split("  ")[0] == "EO 13768 s.9(a)"
    assert "City of Chicago  2018-03-01  enjoined  in-force  enjoined" in row
    assert row.endswith("docket/cand/3-17-cv-00574/2017-11-20#s9a")
    assert head.index("subject") == row.index("City of Chicago")


def test_every_format(ask):
    text = "SELECT ?s ?l ?n { VALUES ?s { <eo/13768> } ?s rdfs:label ?l . BIND(1 AS ?n) }"
    iri, integer = (
        "https://w3id.org/inforce/id/eo/13768",
        "http://www.w3.org/2001/XMLSchema#integer",
    )
    assert ask(text).out.splitlines() == ["s         l         n", "EO 13768  EO 13768  1"]
    assert ask(text, "--iris").out.splitlines()[1].startswith(iri)
    assert ask(text, "--format", "markdown").out.splitlines() == [
        "| s | l | n |",
        "| --- | --- | --- |",
        "| EO 13768 | EO 13768 | 1 |",
    ]
    for option in (["--csv"], ["--format", "csv"]):
        rows = list(csv.reader(io.StringIO(ask(text, *option).out)))
        assert rows == [["s", "l", "n"], [iri, "EO 13768", "1"]]
    assert ask(text, "--format", "tsv").out == (
        f'?s\t?l\t?n\n<{iri}>\t"EO 13768"\t"1"^^<{integer}>\n'
    )
    for option in (["--json"], ["--format", "json"]):
        assert ask(text, *option).json == {
            "head": {"vars": ["s", "l", "n"]},
            "results": {
                "bindings": [
                    {
                        "s": {"type": "uri", "value": iri},
                        "l": {"type": "literal", "value": "EO 13768"},
                        "n": {"type": "literal", "value": "1", "datatype": integer},
                    }
                ]
            },
        }


def test_yes_and_no(ask):
    assert ask("ASK { <eo/13768> a kg:ExecutiveOrder }").out == "yes\n"
    assert ask("ASK { <eo/13768> a kg:Statute }").out == "no\n"
    assert ask("ASK { ?s ?p ?o }", "--json").json == {"head": {}, "boolean": True}


def test_triples(ask):
    text = "CONSTRUCT { ?s rdfs:label ?l } { VALUES ?s { <eo/13768> } ?s rdfs:label ?l }"
    said = ask(text).out
    assert '<https://w3id.org/inforce/id/eo/13768> rdfs:label "EO 13768" .' in said
    for options in (["--json"], ["--format", "jsonld"]):
        (node,) = json.loads(ask(text, *options).out)
        assert node["@id"].endswith("eo/13768")
    described = ask("DESCRIBE <eo/13768>").out
    assert "a kg:ExecutiveOrder" in described
    assert ask("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER(1 = 2) }").out == (
        "# Nothing on record fits the query.\n"
    )


def test_an_empty_answer_says_so(kg, ask):
    assert ask("SELECT * { <nobody> ?p ?o }").out == "Nothing on record fits the query.\n"
    assert ask("SELECT ?p { <nobody> ?p ?o }", "--csv").out == "p\n"
    assert ask("SELECT ?p { <nobody> ?p ?o }", "--json").json["results"] == {"bindings": []}
    said = kg("query", "said-about", "--set", "about=EO 13993")
    assert said.out == "No statement about it is on record.\n"


def test_a_query_sees_facts_answers_and_the_ontology_and_each_graph_by_name(ask):
    text = """SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } FILTER(!STRSTARTS(STR(?g), CONCAT(
              "https://w3id.org/inforce/g/", "names"))) } ORDER BY ?g"""
    graphs = [row["g"]["value"] for row in ask(text, "--json").json["results"]["bindings"]]
    ends = [graph.removeprefix("https://w3id.org/inforce/g/").split("/")[0] for graph in graphs]
    assert set(ends) == {"facts", "derived", "ontology"}
    joined = """ASK { ?action kg:effect ?e . ?e kg:kind ?k . ?k kg:operation operation:bar .
                ?run kg:interval ?i . ?i kg:because ?e }"""
    assert ask(joined).out == "yes\n"


def test_things_of_one_name_are_told_apart(ask):
    text = "SELECT ?s { VALUES ?s { <us/il/chicago> } }"
    assert ask(text).out.splitlines() == ["s", "City of Chicago"]
    text = "SELECT ?s { VALUES ?s { <us/il/chicago> <us/il/chicago/territory> } }"
    assert ask(text).out.splitlines()[1:] == [
        "City of Chicago (us/il/chicago)",
        "City of Chicago (us/il/chicago/territory)",
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["status-onn"], "did you mean `status-on`"),
        (["status-on"], "status-on needs `policy`: the policy; give it with --set policy=…"),
        (["status-on", "--set", "polcy=x"], "no parameter 'polcy'; did you mean `policy`"),
        (["disputed", "--set", "x=y"], "disputed has no parameter 'x'; it takes none"),
        (["status-on", "--set", "policy"], "write it as NAME=VALUE"),
        (["status-on", "--set", "policy="], "write it as NAME=VALUE"),
        (["status-on", "--set", "on=today", "--set", "on=today"], "`on` is given twice"),
        (["status-on", "--set", "policy=EO 13769x"], "nothing known is called 'EO 13769x' as a"),
        (["status-on", "--set", "policy=Chicago"], "not a policy"),
        ([*S9A[:3], "--set", "on=2018-03"], "on: '2018-03' is not a day"),
        ([*S9A, "--set", "subject=Philadelphai"], "nothing known is called 'Philadelphai'"),
        (["status-at", "--set", "policy=EO 13768", "--set", "at=2018-03-01"], "is not an hour"),
        (["nowhere.rq"], "nowhere.rq cannot be read: No such file"),
        (["SELECT * { ?s ?p ?o }"], "a query is read from a file, or with - from standard input"),
        (["disputed", "--format", "xml"], "it can be table, csv, tsv, json, markdown"),
        (["disputed", "--format", "csv", "--json"], "leave out --json and --csv"),
        (["disputed", "--format", "turtle"], "the answer is rows; --format can be table, csv"),
        (["disputed", "--known-on", "soon"], "--known-on: 'soon' is not a day"),
        (["disputed", "--limit-time", "0"], "--limit-time"),
    ],
)
def test_what_is_not_understood(kg, words, says):
    said = kg("query", *words)
    assert (said.code, said.out) == (2, "")
    assert says in said.err


def test_what_reaches_beyond_the_store_is_refused_with_its_place(ask, tmp_path):
    said = ask("SELECT * {\n  SERVICE <http://localhost:1/> { ?s ?p ?o } }")
    assert (said.code, said.out) == (2, "")
    assert f"{tmp_path}/q.rq:2:3: SERVICE asks another server" in said.err
    assert "\n      SERVICE <http://localhost:1/> { ?s ?p ?o } }\n      ^\n" in said.err
    error = ask("DROP ALL", "--json").error
    assert error["code"] == "question"
    assert "would change the store" in error["message"]


def test_it_stops_when_its_time_is_over(ask):
    started = time.monotonic()
    said = ask("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--limit-time", "2")
    assert (said.code, said.out) == (5, "")
    assert "no answer within 2 seconds" in said.err
    assert time.monotonic() - started < 20


def test_it_stops_when_there_are_too_many_rows(ask):
    said = ask("SELECT * { ?s ?p ?o }", "--limit-rows", "10")
    assert (said.code, said.out) == (5, "")
    assert "more than 10 rows" in said.err
    assert len(ask("SELECT * { ?s ?p ?o } LIMIT 10", "--limit-rows", "10").out.splitlines()) == 11
    triples = ask("CONSTRUCT WHERE { ?s ?p ?o }", "--limit-rows", "10")
    assert (triples.code, "more than 10 triples" in triples.err) == (5, True)


def test_standard_input(kg, monkeypatch):
    class Given:
        buffer = io.BytesIO(b"ASK { <eo/13768> ?p ?o }")

    monkeypatch.setattr("sys.stdin", Given)
    assert kg("query", "-").out == "yes\n"


def test_a_file_with_a_header_takes_parameters(ask):
    text = (
        "# title: T\n# asks: What?\n# parameter: k (kind) a kind of order\n# none: None at all.\n"
    )
    text += "#\nSELECT (COUNT(DISTINCT ?e) AS ?n) { ?e kg:kind ?k }"
    assert int(ask(text, "--set", "k=preliminary injunction").out.splitlines()[1]) > 10
    assert "did you mean `preliminary-injunction`" in ask(text, "--set", "k=prelim-injunction").err
    number = "# title: T\n# parameter: n (number) a number\n#\nSELECT (?n * 2 AS ?m) {}"
    assert ask(number, "--set", "n=21").out == "m\n42\n"
    assert "is not a number" in ask(number, "--set", "n=many").err
    said = "# title: T\n# parameter: t (text) a text\n#\nSELECT ?t {}"
    assert ask(said, "--set", 't=" } UNION { ?a ?b "c').out == 't\n" } UNION { ?a ?b "c\n'


def test_a_file_that_is_no_text(kg, tmp_path):
    path = tmp_path / "q.rq"
    path.write_bytes(b"\xff\xfe")
    said = kg("query", path)
    assert (said.code, "is no text in UTF-8" in said.err) == (2, True)


def test_an_answer_cannot_write_to_a_terminal(ask):
    text = r'SELECT ?x { BIND("a\u001B[31mb\tc\u202Ed" AS ?x) }'
    assert ask(text).out == "x\na[31mb cd\n"
    assert ask(text, "--format", "tsv").out == '?x\n"a\\u001B[31mb\\tc\\u202Ed"\n'


def test_data_of_ones_own_have_answers_too(kg, tmp_path):
    facts = tmp_path / "f.yaml"
    facts.write_text(
        "file: f\nrecorded: 2026-11-24\nthings:\n  policy/p: {type: AgencyRule, label: P}\n"
        "  policy/p/made: {type: ExecutiveAction, label: Made, decided: 2020-01-01, "
        "enacts: policy/p, confidence: from-memory, effects: {s: {does: issued, to: policy/p}}}\n"
    )
    words = ("query", "status-on", "--set", "policy=P", "--set", "on=2020-01-01", "--data", facts)
    assert "in-force" in kg(*words).out
    assert kg(*words, "--store", "nowhere").code == 0


def test_queries_lists_what_can_be_asked(kg):
    said = kg("queries")
    assert said.code == 0
    assert "status-on: Is this policy in force for this subject on this day" in said.out
    assert "    on: the day, at whose end it is judged (else today)" in said.out
    listed = {each["name"]: each for each in kg("queries", "--json").json}
    assert listed["status-on"]["parameters"][0] == {
        "name": "policy",
        "type": "policy",
        "says": "the policy",
        "default": None,
    }
