"""What every store must do, wherever it is: one test body over each."""

from __future__ import annotations

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
)

from kg.errors import QuestionError
from kg.rdf import ns
from kg.rdf.change import Change
from tests.rdf.conftest import Place

XSD = ns.XSD
A, B = ns.facts_graph("set", "a"), ns.facts_graph("set", "b")
ONE, TWO, THREE = (ns.thing(f"eo/{n}") for n in (1, 2, 3))
PART, LABEL = ns.term("partOf"), ns.LABEL
QUADS = [
    Quad(ONE, PART, TWO, A),
    Quad(ONE, LABEL, Literal("One"), A),
    Quad(TWO, PART, THREE, B),
    Quad(TWO, LABEL, Literal("Two"), B),
    Quad(ONE, LABEL, Literal("One"), B),
]


def filled(place: Place, *quads: Quad) -> Place:
    with place.write() as writer:
        writer.apply(Change(insert=quads or QUADS))
    return place


@pytest.mark.parametrize(
    ("s", "p", "o", "g"),
    [
        (None, None, None, None),
        (ONE, None, None, None),
        (ONE, LABEL, None, None),
        (ONE, LABEL, Literal("One"), B),
        (ONE, None, None, A),
        (None, PART, None, None),
        (None, PART, THREE, None),
        (None, None, TWO, None),
        (None, LABEL, Literal("Two"), None),
        (None, LABEL, None, B),
        (None, None, None, B),
        (None, ns.term("target"), ONE, None),
        (ns.thing("nobody"), None, None, None),
        (None, None, None, NamedNode(ns.FACTS + "set/none")),
        (A, None, None, None),
    ],
)
def test_the_quads_of_a_pattern(place: Place, s: object, p: object, o: object, g: object) -> None:
    given = (s, p, o, g)
    said = [(q.subject, q.predicate, q.object, q.graph_name) for q in QUADS]
    with filled(place).read() as reader:
        found = list(reader.quads(s, p, o, g))
    assert sorted(found, key=str) == sorted(
        (
            Quad(*each)
            for each in said
            if all(a is None or a == b for a, b in zip(given, each, strict=True))
        ),
        key=str,
    )


def test_a_query_for_rows(place: Place) -> None:
    with filled(place).read() as reader:
        rows = reader.query(f"SELECT ?a ?b WHERE {{ ?a {PART} ?b }} ORDER BY ?a")
        assert isinstance(rows, QuerySolutions)
        assert [variable.value for variable in rows.variables] == ["a", "b"]
        assert [(row["a"], row["b"]) for row in rows] == [(ONE, TWO), (TWO, THREE)]


def test_a_query_for_yes_or_no(place: Place) -> None:
    with filled(place).read() as reader:
        for asked, said in ((f"ASK {{ ?x {PART} {TWO} }}", True), ("ASK { ?x ?x ?x }", False)):
            answer = reader.query(asked)
            assert isinstance(answer, QueryBoolean)
            assert bool(answer) is said


def test_a_query_for_triples(place: Place) -> None:
    with filled(place).read() as reader:
        found = reader.query(f"CONSTRUCT {{ ?b {PART} ?a }} WHERE {{ ?a {PART} ?b }}")
        assert isinstance(found, QueryTriples)
        assert {(t.subject, t.object) for t in found} == {(TWO, ONE), (THREE, TWO)}


def test_a_query_sees_all_graphs_as_one_and_each_by_its_name(place: Place) -> None:
    with filled(place).read() as reader:
        joined = reader.query(f"SELECT ?x WHERE {{ ?x {PART} ?y . ?y {PART} ?z }}")
        assert [row["x"] for row in joined] == [ONE]
        named = reader.query(f"SELECT ?g WHERE {{ GRAPH ?g {{ {ONE} {LABEL} ?l }} }} ORDER BY ?g")
        assert [row["g"] for row in named] == [A, B]
        once = reader.query(f"SELECT DISTINCT ?l WHERE {{ {ONE} {LABEL} ?l }}")
        assert len(list(once)) == 1
        inside = reader.query(f"SELECT ?x WHERE {{ GRAPH {A} {{ ?x {PART} ?y }} }}")
        assert [row["x"] for row in inside] == [ONE]


def test_a_query_with_terms_given_from_outside(place: Place) -> None:
    with filled(place).read() as reader:
        asked = (
            f"SELECT ?x ?y WHERE {{ ?x {PART} ?y OPTIONAL {{ ?x {LABEL} ?l FILTER(?x = ?x) }} }}"
        )
        assert [row["x"] for row in reader.query(asked, {"x": TWO})] == [TWO]
        text = Literal('"} ; DROP ALL #')
        said = f"SELECT ?x ?l WHERE {{ ?x {LABEL} ?l }}"
        assert list(reader.query(said, {"l": text})) == []
        assert [row["x"] for row in reader.query(said, {"l": Literal("Two")})] == [TWO]


def test_a_query_that_is_none_is_refused_as_such(place: Place) -> None:
    with filled(place).read() as reader:
        for text in ("SELECT * {", "nonsense", f"DROP GRAPH {A}", "SELECT * {} ; DROP ALL"):
            with pytest.raises(SyntaxError):
                reader.query(text)
    with place.read() as reader:
        assert len(list(reader.quads(g=A))) == 2


TEXTS = [
    "",
    " ",
    "  with space around\n",
    'a "quote" \\ back\\nslash } ; DROP ALL \U0001f600',
    "lines\r\nof\rall\n\nkinds\t",
    "<b>&amp; ]]> </literal>",
    "\u2028\u00e9\u0301 Ελληνικά",
    "control \u0001 and \u000b",
    "long " * 4000,
]


def test_texts_come_back_as_they_were(place: Place) -> None:
    quads = [Quad(ns.thing(f"t/{i}"), LABEL, Literal(text), A) for i, text in enumerate(TEXTS)]
    with filled(place, *quads).read() as reader:
        assert set(reader.quads(p=LABEL)) == set(quads)
        assert set(reader.quads(g=A)) == set(quads)
        for quad in quads[:-1]:
            assert list(reader.quads(o=quad.object)) == [quad]


LITERALS = [
    Literal("true", datatype=NamedNode(XSD + "boolean")),
    Literal("false", datatype=NamedNode(XSD + "boolean")),
    Literal("2017", datatype=NamedNode(XSD + "gYear")),
    Literal("2017-05", datatype=NamedNode(XSD + "gYearMonth")),
    Literal("1789-07-14", datatype=NamedNode(XSD + "date")),
    Literal("2017-05-01T23:59:59-05:00", datatype=NamedNode(XSD + "dateTime")),
    Literal("2017-05-01T00:00:00Z", datatype=NamedNode(XSD + "dateTime")),
    Literal("30", datatype=NamedNode(XSD + "integer")),
    Literal("-1.5", datatype=NamedNode(XSD + "decimal")),
    Literal("http://example.org/a?b#c", datatype=NamedNode(XSD + "anyURI")),
    Literal("orden", language="es"),
    Literal("colour", language="en-gb"),
    Literal("30"),
    Literal("2017-05-01"),
]


@pytest.mark.parametrize("literal", LITERALS, ids=str)
def test_values_keep_their_types(place: Place, literal: Literal) -> None:
    quad = Quad(ONE, ns.term("decided"), literal, A)
    with filled(place, quad).read() as reader:
        assert list(reader.quads(ONE)) == [quad]
        assert list(reader.quads(g=A)) == [quad]
        rows = reader.query(f"SELECT ?o WHERE {{ {ONE} ?p ?o }}")
        assert [row["o"] for row in rows] == [literal]


def test_a_change_empties_takes_out_and_puts_in(place: Place) -> None:
    new = Quad(THREE, LABEL, Literal("Three"), A)
    gone = Quad(ONE, LABEL, Literal("One"), B)
    never = Quad(THREE, PART, ONE, B)
    with filled(place).write() as writer:
        writer.apply(Change(drop=[A], delete=[gone, never], insert=[new]))
        assert set(writer.quads()) == {QUADS[2], QUADS[3], new}
    with place.read() as reader:
        assert set(reader.quads()) == {QUADS[2], QUADS[3], new}


def test_a_change_may_empty_and_fill_the_same_graph_and_be_made_twice(place: Place) -> None:
    change = Change(drop=[A, B], insert=QUADS[:2])
    with filled(place).write() as writer:
        writer.apply(change)
        writer.apply(change)
    with place.read() as reader:
        assert set(reader.quads()) == set(QUADS[:2])


def test_a_change_of_nothing_is_no_change(place: Place) -> None:
    with filled(place).write() as writer:
        writer.apply(Change())
        assert len(list(writer.quads())) == len(QUADS)


def test_a_large_change_is_whole(place: Place) -> None:
    many = [
        Quad(ns.thing(f"many/{n}"), LABEL, Literal(f"Number {n}"), (A, B)[n % 2])
        for n in range(12_345)
    ]
    with filled(place, *many).read() as reader:
        assert len(set(reader.quads(p=LABEL))) == len(many)
        assert len(list(reader.quads(g=A))) == 6173
        rows = reader.query(f"SELECT DISTINCT ?x WHERE {{ ?x {LABEL} ?l }}")
        assert len({row["x"] for row in rows}) == len(many)
        triples = reader.query(f"CONSTRUCT {{ ?x {PART} ?l }} WHERE {{ ?x {LABEL} ?l }}")
        assert len(list(triples)) == len(many)
    with place.write() as writer:
        writer.apply(Change(delete=many[:10_001]))
    with place.read() as reader:
        assert set(reader.quads()) == set(many[10_001:])


def test_a_server_is_asked_for_nothing_beyond_it(place: Place) -> None:
    if place.name in ("memory", "folder"):
        pytest.skip("the embedded engine is guarded elsewhere")
    with filled(place).read() as reader, pytest.raises(QuestionError, match="another server"):
        reader.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_a_description_is_all_that_is_said_of_the_things(place: Place) -> None:
    expected = {(q.predicate, q.object) for q in QUADS if q.subject == ONE}
    with filled(place).read() as reader:
        for asked in (f"DESCRIBE {ONE}", f"DESCRIBE ?x {{ VALUES ?x {{ {ONE} }} }}"):
            found = list(reader.query(asked))
            assert {(each.predicate, each.object) for each in found} == expected
            assert {each.subject for each in found} == {ONE}
