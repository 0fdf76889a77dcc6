"""Facts written in the formats of others, and read back without loss."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import DataError, MissingFile, QuestionError
from kg.rdf import ns, store
from kg.rdf.export import FORMATS, export
from kg.rdf.load import read_all
from kg.rdf.store import Quads, Reader, Writer
from kg.visits.load import load
from tests.conftest import EXAMPLES

HANDED = Path(__file__).parent / "handed"
ENDINGS = {"trig": "trig", "jsonld": "jsonld", "nquads": "nq", "rdf12": "trig", "nanopub": "trig"}
every_format = pytest.mark.parametrize("form", ENDINGS)


def written(held: Quads, form: str, *files: str) -> bytes:
    return b"".join(export(held, form, files).portions)


def loaded(*paths: Path, **how: Any) -> Writer:
    made = store.memory()
    load(paths, made, **how)
    return made


def facts(held: Quads) -> set[Quad]:
    return {quad for quad in held.quads() if str(quad.graph_name).startswith("<" + ns.FACTS)}


@pytest.fixture(scope="module")
def handed() -> Writer:
    return loaded(HANDED)


def test_each_format_is_tried() -> None:
    assert {*ENDINGS, "turtle"} == set(FORMATS)


@every_format
def test_what_is_read_back_is_the_same_in_every_graph(
    handed: Writer, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"any-name.{ENDINGS[form]}"
    path.write_bytes(written(handed, form))
    back = loaded(path)
    assert set(back.quads()) == set(handed.quads())  # the index and the answers too
    assert written(back, form) == path.read_bytes()


@every_format
def test_all_examples_come_back_and_answer_alike(
    examples: Writer, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"examples.{ENDINGS[form]}"
    path.write_bytes(written(examples, form))
    (back,) = [store.memory()]
    load([path], back)
    assert set(back.quads()) == set(examples.quads())
    assert written(back, form) == path.read_bytes()


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_each_file_of_an_example_comes_back_as_turtle(folder: Path, tmp_path: Path) -> None:
    held = loaded(folder, trusted=True, with_runs=False)
    set_ = tmp_path / folder.name
    set_.mkdir()
    for name in export(held, "trig").files:
        (tmp_path / f"{name}.ttl").write_bytes(written(held, "turtle", name))
    assert facts(loaded(set_, trusted=True, with_runs=False)) == facts(held)


def test_turtle_goes_under_the_name_of_its_file_and_no_other(handed: Writer, put: Any) -> None:
    text = written(handed, "turtle", "handed/news")
    with pytest.raises(DataError, match="is outside the facts"):
        read_all([put("news.ttl", text)])


def test_turtle_of_several_files_is_refused(handed: Writer) -> None:
    with pytest.raises(QuestionError, match=r"names of 2 files; name one of them, as handed/news"):
        export(handed, "turtle")


@every_format
def test_files_may_be_picked(handed: Writer, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"record.{ENDINGS[form]}"
    path.write_bytes(written(handed, form, "handed/record", str(HANDED / "record.yaml")))
    assert facts(loaded(path)) == {q for q in facts(handed) if "handed/record>" in str(q)}


def test_a_file_that_is_not_there_is_told_with_the_nearest(handed: Writer) -> None:
    with pytest.raises(MissingFile, match="holds no file 'handed/new'") as told:
        export(handed, "trig", ["handed/new"])
    assert told.value.near == ("handed/news",)


def test_a_format_that_is_not_there_is_told_with_the_nearest(handed: Writer) -> None:
    with pytest.raises(QuestionError, match="'json-ld' is no format") as told:
        export(handed, "json-ld")
    assert "jsonld" in told.value.near


def test_an_empty_store_is_said_to_be_empty() -> None:
    with pytest.raises(MissingFile, match="holds no facts"):
        export(store.memory(), "trig")


@pytest.mark.parametrize(
    ("form", "name"), [("trig", "trig"), ("jsonld", "json-ld"), ("nquads", "nquads")]
)
def test_other_readers_read_the_same(handed: Writer, form: str, name: str) -> None:
    from rdflib import Dataset

    judge = Dataset()
    judge.parse(data=written(handed, form).decode(), format=name)
    text = judge.serialize(format="nquads")
    assert set(parse(text, RdfFormat.N_QUADS)) == facts(handed)


def test_other_readers_read_nanopublications(handed: Writer) -> None:
    from rdflib import Dataset

    judge = Dataset()
    judge.parse(data=written(handed, "nanopub").decode(), format="trig")
    found = set(parse(judge.serialize(format="nquads"), RdfFormat.N_QUADS))
    assert found == set(parse(written(handed, "nanopub"), RdfFormat.TRIG))


def test_the_order_of_loading_changes_no_byte(handed: Writer) -> None:
    other = loaded(HANDED / "record.yaml")
    load([HANDED / "news.yaml"], other)
    for form in ENDINGS:
        assert written(other, form) == written(handed, form)


def test_nothing_derived_is_written(handed: Writer) -> None:
    assert next(handed.quads(g=NamedNode(ns.DERIVED)), None)
    for quad in parse(written(handed, "nquads"), RdfFormat.N_QUADS):
        assert str(quad.graph_name).startswith("<" + ns.FACTS)


# Facts that nobody thought of: read back from the text alone, before any check of what it says.

IDS = st.sampled_from(
    "eo/1 eo/1/s9/a statement/1 statement/2 a/b#c statement/3#x é/ü a.b./c.".split()
)
PREDICATES = st.sampled_from(
    [ns.TYPE, *(NamedNode(ns.RDF + each) for each in ("subject", "predicate", "object"))]
    + [
        ns.term(e)
        for e in "source quote speaker polarity count asOf forWhom recorded holds".split()
    ]
    + [NamedNode(ns.OA + each) for each in ("prefix", "suffix", "exact")]
    + [NamedNode("http://p.test/a/b#c"), NamedNode("urn:x:y"), NamedNode("kg:odd")]
)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
TYPES = [ns.XSD + each for each in "string integer decimal date gYearMonth boolean anyURI".split()]
LITERALS = st.one_of(
    TEXT.map(Literal),
    st.builds(lambda t: Literal(t, language="en-gb"), TEXT),
    st.builds(
        lambda value, type_: Literal(value, datatype=NamedNode(type_)),
        st.sampled_from(["1", "01", "1.50", "2017-01-25", "2017-01", "true", "x y"]),
        st.sampled_from(TYPES),
    ),
)
NODES = st.one_of(
    IDS.map(ns.thing),
    st.sampled_from([ns.term("Statement"), ns.term("issuer"), ns.listed("polarities", "denies")]),
    st.sampled_from([ns.listed("polarities", "asserts"), NamedNode("http://o.test/?a=b&c#d")]),
)
GRAPHS = st.sampled_from([ns.facts_graph("a", "b"), ns.facts_graph("a", "c.d")])
ANY = st.builds(Quad, IDS.map(ns.thing), PREDICATES, st.one_of(NODES, LITERALS), GRAPHS)


def _statement(
    id_: str, about: str, value: Any, more: set[tuple[Any, Any]], graph: Any
) -> list[Quad]:
    parts = zip(
        ("subject", "predicate", "object"), (ns.thing(about), ns.term("issuer"), value), strict=True
    )
    said = [(NamedNode(ns.RDF + name), each) for name, each in parts]
    said += [(ns.TYPE, ns.term("Statement")), *more]
    return [Quad(ns.thing(id_), predicate, each, graph) for predicate, each in said]


STATEMENTS = st.builds(
    _statement,
    IDS,
    IDS,
    st.one_of(NODES, LITERALS),
    st.sets(st.tuples(PREDICATES, st.one_of(NODES, LITERALS)), max_size=4),
    GRAPHS,
)


@given(st.lists(st.one_of(ANY.map(lambda quad: [quad]), STATEMENTS), min_size=1, max_size=6))
def test_any_facts_come_back(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[Quad]]
) -> None:
    held = _held(quad for part in parts for quad in part)
    for form, ending in ENDINGS.items():
        path = tmp_path_factory.getbasetemp() / f"any.{ending}"
        path.write_bytes(written(held, form))
        (back,) = read_all([path])
        assert set(back.quads) == facts(held), form
        assert written(_held(back.quads), form) == path.read_bytes(), form


def _held(quads: Any) -> Reader:
    """A store of these facts, each file with the digest by which it is known."""
    made = Store()
    made.extend(quads)
    graphs = {quad.graph_name for quad in made}
    made.extend(
        Quad(g, ns.term("digest"), Literal("x"), NamedNode(ns.GRAPHS + "x")) for g in graphs
    )
    return Reader(made)


def test_text_of_a_direction_is_no_json_ld(put: Callable[..., Path]) -> None:
    (read,) = read_all([put("f.ttl", '<eo/1> <p:a> "x"@en--ltr .')])
    with pytest.raises(QuestionError, match="write TriG"):
        written(_held(read.quads), "jsonld")
    assert b'"x"@en--ltr' in written(_held(read.quads), "trig")
