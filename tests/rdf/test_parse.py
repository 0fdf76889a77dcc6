"""Files of every format into quads, and what no file may do."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, serialize

from kg.errors import DataError, KgError, LimitError, MissingFile, Problem, QuestionError
from kg.rdf import find, ns, parse
from tests.conftest import RIGHT

Put = Callable[[str, str | bytes], Path]
Spoil = Callable[..., list[Problem]]

TURTLE = f"PREFIX kg: <{ns.NS}>\n<eo/1> a kg:ExecutiveOrder ; kg:partOf <eo/2> .\n"
RDF_XML = f"""<rdf:RDF xmlns:rdf="{ns.RDF}" xmlns:kg="{ns.NS}">
<kg:ExecutiveOrder rdf:about="eo/1"><kg:partOf rdf:resource="eo/2"/></kg:ExecutiveOrder>
</rdf:RDF>"""
TRIPLES = f"""<{ns.ID}eo/1> <{ns.RDF}type> <{ns.NS}ExecutiveOrder> .
<{ns.ID}eo/1> <{ns.NS}partOf> <{ns.ID}eo/2> .
"""
JSON_LD = json.dumps(
    {
        "@context": f"{ns.BASE}context.jsonld",
        "@id": "eo/1",
        "type": "ExecutiveOrder",
        "partOf": "eo/2",
    }
)
OWN = json.dumps(
    {
        "@context": {"kg": ns.NS},
        "@id": "eo/1",
        "@type": "kg:ExecutiveOrder",
        "kg:partOf": {"@id": "eo/2"},
    }
)
BIG = b"# " + b"x" * find.SMALL


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("f.ttl", TURTLE),
        ("f.trig", TURTLE),
        ("f.nt", TRIPLES),
        ("f.nq", TRIPLES),
        ("f.rdf", RDF_XML),
        ("f.jsonld", JSON_LD),
        ("f.json", OWN),
        ("f.ttl", b"\xef\xbb\xbf" + TURTLE.replace("\n", "\r\n").encode()),
        ("f.nt", TRIPLES.replace("\n", "\r\n")),
    ],
)
def test_every_format_says_the_same_in_the_graph_of_its_file(
    put: Put, name: str, content: str | bytes
) -> None:
    facts = parse.read(put(name, content))
    said = {(ns.short(q.subject.value), ns.short(q.object.value)) for q in facts.quads}  # type: ignore[union-attr]
    assert said == {("eo/1", "kg:ExecutiveOrder"), ("eo/1", "eo/2")}
    assert facts.graphs == {ns.facts_graph("demo", "f")}


def test_the_name_in_the_file_names_its_graph(put: Put) -> None:
    facts = parse.read(put("f.yaml", RIGHT))
    assert facts.graphs == {ns.facts_graph("demo", "chicago-v-sessions")}
    assert facts.graph in {quad.subject for quad in facts.quads}


def test_yaml_is_the_json_ld_that_the_context_makes_of_it(put: Put) -> None:
    from rdflib import Graph
    from rdflib.compare import isomorphic

    from kg.rdf import yamlld

    facts = parse.read(put("f.yaml", RIGHT))
    triples = serialize((quad.triple for quad in facts.quads), format=RdfFormat.N_TRIPLES)
    body = {**yamlld.read(RIGHT, "f").body, "file": facts.graph.value}
    judge = Graph().parse(data=json.dumps(body), format="json-ld")
    assert isomorphic(judge, Graph().parse(data=triples, format="nt"))


def test_a_graph_of_facts_may_be_named(put: Put) -> None:
    text = f"PREFIX kg: <{ns.NS}>\nGRAPH <{ns.FACTS}a/b> {{ <eo/1> a kg:ExecutiveOrder }}"
    assert parse.read(put("f.trig", text)).graphs == {ns.facts_graph("a", "b")}


def test_blank_nodes_become_the_same_ids_in_whatever_order_they_stand(put: Put) -> None:
    first = "<eo/1> <p:a> [ <p:b> 1 ; <p:c> [ <p:b> 3 ] ], [ <p:b> 2 ] ."
    other = "<eo/1> <p:a> [ <p:b> 2 ], [ <p:c> [ <p:b> 3 ] ; <p:b> 1 ] ."
    one, two = (set(parse.read(put("f.ttl", text)).quads) for text in (first, other))
    assert one == two
    assert {str(q.subject) for q in one} >= {f"<{ns.FACTS}demo/f#b{i}>" for i in (1, 2, 3)}


def test_a_blank_node_takes_no_name_that_the_file_uses(put: Put) -> None:
    text = f"<{ns.FACTS}demo/f#b1> <p:a> 1 . _:x <p:a> 2 ; <p:b> <{ns.FACTS}demo/f#b2> ."
    said = {(q.subject.value[-2:], q.predicate.value) for q in parse.read(put("f.ttl", text)).quads}
    assert said == {("b1", "p:a"), ("b3", "p:a"), ("b3", "p:b")}


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("other/file#b1", True),
        ("demo/f#bx.y", True),
        ("other/file#c1", False),
        ("other#b1", False),
        ("other/file", False),
    ],
)
def test_a_thing_without_an_id_keeps_the_name_that_another_file_gave_it(
    put: Put, problems: Spoil, name: str, right: bool
) -> None:
    text = f"<{ns.FACTS}{name}> <p:a> 1 ."
    if right:
        assert parse.read(put("f.ttl", text)).quads
    else:
        assert "is outside the facts" in str(problems(content=text, name="f.ttl")[0])


def test_blank_nodes_that_all_look_alike_cost_no_time(put: Put) -> None:
    pairs = [f"_:n{a} <p:a> _:n{b} ." for a in range(30) for b in range(30) if a != b]
    assert len(parse.read(put("f.nt", "\n".join(pairs))).quads) == 870


@pytest.mark.parametrize(
    ("name", "content", "line", "says"),
    [
        ("f.ttl", "<eo/1> <p:a>\n <eo/2 .", 2, "cannot be read"),
        ("f.nt", "<eo/1> <p:a> .", 1, "cannot be read"),
        ("f.jsonld", '{"a":\n b}', 2, "is not JSON"),
        ("f.jsonld", '{"@id": "a", "@id": "b"}', None, "stands twice"),
        ("f.jsonld", "[" * 100_000, None, "not JSON"),
        ("f.rdf", "<rdf:RDF", None, "cannot be read"),
        ("f.rdf", '<!DOCTYPE x [<!ENTITY a "b">]>' + RDF_XML, None, "has a DOCTYPE"),
        ("f.rdf", "<!doctype x>" + RDF_XML, None, "has a DOCTYPE"),
        ("f.ttl", f"<{ns.NS}target> <p:a> 1 .", None, "is outside the facts"),
        ("f.ttl", "<../ns#target> <p:a> 1 .", None, "is outside the facts"),
        ("f.ttl", f"@base <{ns.NS}> . <#x> <p:a> 1 .", None, "is outside the facts"),
        ("f.nt", "<http://example.org/a> <p:a> <p:b> .", None, "is outside the facts"),
        ("f.nt", f"<{ns.ID}eo//1> <p:a> <p:b> .", None, "is no id"),
        ("f.trig", "GRAPH <http://example.org/g> { <eo/1> <p:a> 1 }", None, "into the graph"),
        ("f.trig", f"GRAPH <{ns.ONTOLOGY}> {{ <eo/1> <p:a> 1 }}", None, "into the graph"),
        ("f.trig", f"GRAPH <{ns.FACTS}x> {{ <eo/1> <p:a> 1 }}", None, "into the graph"),
        ("f.trig", "GRAPH _:g { <eo/1> <p:a> 1 }", None, "into the graph"),
        ("f.nq", f"<{ns.ID}a> <p:a> <p:b> <{ns.DERIVED}> .", None, "into the graph"),
        ("f.ttl", "<eo/1> <p:a> <<( <a> <p:b> <c> )>> .", None, "about a triple"),
        ("f.ttl", "# nothing", None, "holds no facts"),
        ("f.ttl", "", None, "is empty"),
        ("f.yaml", "  \n", None, "is empty"),
        ("f.ttl", b"\x89PNG\r\n\x1a\n\xff\xfe", 1, "is not text in UTF-8"),
        ("f.yaml", b"things:\n  a\x00b: {}", 2, "NUL"),
    ],
)
def test_what_no_file_may_do_is_refused(
    problems: Spoil, name: str, content: str | bytes, line: int | None, says: str
) -> None:
    if not content:
        content = b" "
    found = problems(content=content, name=name)
    assert says in str(found[0])
    assert found[0].line == line


REMOTE = "http://example.org/context"


@pytest.mark.parametrize(
    "context",
    [
        REMOTE,
        [REMOTE],
        [f"{ns.BASE}context.jsonld", REMOTE],
        {"@import": REMOTE},
        {"a": {"@id": "p:a", "@context": REMOTE}},
        "file:///etc/passwd",
        "../context.jsonld",
        {"@vocab": ns.NS},
        {"@base": ns.NS},
    ],
)
@pytest.mark.parametrize("deep", [False, True])
def test_a_context_from_elsewhere_is_refused_before_anything_is_read(
    problems: Spoil, monkeypatch: pytest.MonkeyPatch, context: object, deep: bool
) -> None:
    monkeypatch.setattr(parse, "_load", lambda *_: pytest.fail("was read"))
    inner = {"@context": context, "@id": "eo/1"}
    document = {"@id": "eo/2", "p:a": [inner]} if deep else inner
    assert "context" in str(problems(content=json.dumps(document), name="f.jsonld")[0])


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"@id": "eo/1", "partOff": "eo/2"}, "did you mean `partOf`?"),
        ({"@id": "eo 1", "partOf": "eo/2"}, "is no id"),
        ({"@id": "eo/1", "partOf": "eo 2"}, "is no id"),
        ({"@id": "eo/1", "effects": {"eo/1 bar": {"to": "eo/2"}}}, "is no id"),
        ({"@id": "eo/1", "effects": {"eo/1#bar": {"too": "eo/2"}}}, "`too` is not defined"),
    ],
)
def test_json_ld_that_would_be_lost_in_silence_is_refused(
    problems: Spoil, body: dict[str, object], says: str
) -> None:
    text = json.dumps({"@context": "context.jsonld", **body})
    assert says in str(problems(content=text, name="f.jsonld")[0])


@pytest.mark.parametrize("name", ["f.yaml", "f.jsonld"])
def test_a_large_yaml_or_json_file_is_sent_to_n_triples(put: Put, name: str) -> None:
    with pytest.raises(LimitError, match="N-Triples"):
        parse.read(put(name, BIG))


def test_a_large_n_triples_file_has_no_such_limit(put: Put) -> None:
    assert parse.read(put("f.nt", BIG + b"\n" + TRIPLES.encode())).quads


def test_what_is_not_there_or_no_file_is_said_so(put: Put, folder: Path) -> None:
    os.mkfifo(folder / "pipe.ttl")
    for path in (folder / "none.ttl", folder / "pipe.ttl", Path("/dev/zero"), Path("a\0b.ttl")):
        with pytest.raises(MissingFile):
            parse.read(path)
    with pytest.raises(QuestionError, match=r"\.ttl"):
        parse.read(put("f.docx", "x"))


def test_a_folder_is_its_facts_files_in_order(put: Put, folder: Path) -> None:
    for name in ("b.yaml", "a.ttl", "README.md", "status.csv", ".hidden.ttl"):
        put(name, TURTLE)
    assert [path.name for path in find.find([folder])] == ["a.ttl", "b.yaml"]


def test_a_folder_without_facts_is_said_so(folder: Path) -> None:
    with pytest.raises(MissingFile, match="no facts files"):
        find.find([folder])


def test_a_folder_of_sets_is_all_of_them(tmp_path):
    for name in ("one", "two", ".hidden", "empty"):
        (tmp_path / name).mkdir()
    for name in ("one/a.yaml", "two/a.yaml", "two/notes.txt", ".hidden/b.yaml"):
        (tmp_path / name).write_text("x")
    (tmp_path / "read.me").write_text("x")
    found = find.find([tmp_path])
    assert [str(path.relative_to(tmp_path)) for path in found] == ["one/a.yaml", "two/a.yaml"]
    (tmp_path / "own.yaml").write_text("x")
    assert [path.name for path in find.find([tmp_path])] == ["own.yaml"]


@given(st.sampled_from(sorted(find.FORMATS)), st.one_of(st.binary(), st.text().map(str.encode)))
def test_any_bytes_in_any_format_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    try:
        parse.read(path)
    except KgError as error:
        assert isinstance(error, DataError)


_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=6)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["@id", "@type", "@context", "@graph", "@value", "@list", "to", "p:a", "x"]
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=10,
)


@given(_JSON)
def test_any_json_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, document: object
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonld"
    path.write_text(json.dumps(document), encoding="utf-8")
    try:
        facts = parse.read(path)
    except KgError as error:
        assert isinstance(error, DataError)
    else:
        assert all(str(graph).startswith("<" + ns.FACTS) for graph in facts.graphs)
