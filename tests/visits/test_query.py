"""A query put to less than the record, or to more, sees what every other command does."""

import datetime as dt
import random

import pytest

import kg as library
from kg.errors import MissingFile, QuestionError, UnknownName
from kg.rdf import derived, ns
from kg.rdf import store as stores
from kg.rdf.copied import copied, whole
from kg.rdf.node import Nodes
from kg.rdf.queries import NamedQuery, named_query
from kg.records.basis import RECORD, Basis
from kg.records.things import PLACES
from kg.visits.answer import answer as engine
from kg.visits.apart import apart
from kg.visits.basis import record
from kg.visits.load import load
from kg.visits.query import Request, answer, readable
from tests.cli.test_known import CORRECTION, FACTS
from tests.visits.test_derive import questions

STATUS = named_query("status-on")


def rows(store, query, given=None, basis=RECORD):
    asked = query if isinstance(query, NamedQuery) else NamedQuery("query", query)
    found = answer(store, Request(asked, given or {}, basis)).answer
    return [tuple(ns.short(cell.value) if cell else None for cell in row) for row in found.rows]


@pytest.fixture(scope="module")
def rulings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rulings")
    (folder / "rulings.yaml").write_text(FACTS)
    (folder / "corrections.yaml").write_text(CORRECTION)
    return folder


@pytest.fixture
def store(rulings):
    writer = stores.memory()
    load([rulings / "rulings.yaml"], writer)
    return writer


@pytest.fixture
def corrected(store, rulings):
    load([rulings / "corrections.yaml"], store)
    return store


@pytest.mark.parametrize("known_on", ["2017-05-01", "2018-07-01", "2019-12-31"])
def test_the_status_as_known_is_that_of_the_engine(story, known_on):
    basis = Basis(known_on=dt.date.fromisoformat(known_on))
    asked = random.Random(known_on).sample(list(questions(story)), 60)
    copy = readable(story, record(story, basis), named=True)
    for policy, subject, day in asked:
        given = {"policy": policy, "subject": subject or "everyone", "on": day.isoformat()}
        place = subject is not None and Nodes(story)[subject].type in PLACES
        whom = {"place": subject} if place else {"subject": subject}
        told = engine(story, policy, day, **whom, basis=basis).finding
        found = rows(copy, STATUS, given)
        assert {row[3] for row in found} <= {told.status}, (policy, subject, day)
        if not found:
            assert told.status == "unknown"
            continue
        assert {row[6] for row in found if row[6]} == set(told.because), (policy, subject, day)


SPRING = {"policy": "The curfew", "on": "2018-03-15"}
AUTUMN = {"policy": "The curfew", "on": "2018-09-15"}


@pytest.mark.parametrize(
    ("given", "basis", "status"),
    [
        (SPRING, RECORD, "enjoined"),
        (SPRING, Basis(known_on=dt.date(2018, 2, 28)), "in-force"),
        (SPRING, Basis(known_on=dt.date(2018, 3, 1)), "enjoined"),
        (AUTUMN, RECORD, "in-force"),
        (AUTUMN, Basis(known_on=dt.date(2018, 12, 31)), "enjoined"),
        (SPRING, Basis(recorded_by=dt.date(2026, 10, 1)), "enjoined"),
        (SPRING, Basis(without=("The injunction",)), "in-force"),
        (AUTUMN, Basis(without=("The reversal",)), "enjoined"),
        (AUTUMN, Basis(without_sources=("Late paper",)), "enjoined"),
    ],
)
def test_the_status_by_what_it_rests_on(store, given, basis, status):
    assert [row[3] for row in rows(store, STATUS, given, basis)] == [status]


def test_what_nothing_was_known_of_has_no_answer(store):
    basis = Basis(recorded_by=dt.date(2026, 9, 30))
    assert [row[3] for row in rows(store, STATUS, SPRING, basis)] in ([], ["unknown"])


def test_supposing_is_as_loading(store, rulings):
    supposed = Basis(supposed=(str(rulings / "corrections.yaml"),))
    assert [row[3] for row in rows(store, STATUS, SPRING, supposed)] == ["in-force"]
    load([rulings / "corrections.yaml"], store)
    assert [row[3] for row in rows(store, STATUS, SPRING)] == ["in-force"]


ORDERS = "SELECT ?order ?decided { ?order kg:effect ?e ; kg:decided ?decided } ORDER BY ?decided"
ALL = [("policy/curfew/2018-01-01", "2018-01-01"), ("ruling/bar", "2018-02-01")]
REVERSAL = ("ruling/reversal", "2018-08-01")


def test_a_free_query_sees_only_what_was_known(store):
    known = Basis(known_on=dt.date(2018, 12, 31))
    assert rows(store, ORDERS, basis=known) == ALL
    assert rows(store, ORDERS) == [*ALL, REVERSAL]
    leading = "SELECT ?s ?p { ?s ?p <ruling/reversal> }"
    assert rows(store, leading)
    assert rows(store, leading, basis=known) == []


def test_nobody_had_looked_further_than_the_day(store):
    text = "SELECT DISTINCT ?day { ?file kg:checkedThrough ?day }"
    known = Basis(known_on=dt.date(2018, 12, 31))
    assert rows(store, text) == [("2026-09-30",)]
    assert rows(store, text, basis=known) == [("2018-12-31",)]
    assert rows(store, text + " # typed", basis=known) == [("2018-12-31",)]
    typed = "SELECT DISTINCT ?t { ?file kg:checkedThrough ?day BIND(DATATYPE(?day) AS ?t) }"
    assert rows(store, typed, basis=known) == rows(store, typed) == [("xsd:date",)]


def test_a_free_query_sees_a_correction_beside_what_it_corrects(corrected):
    found = rows(corrected, ORDERS)
    assert ("ruling/bar", "2018-02-01") in found
    assert ("ruling/bar-corrected", "2018-04-01") in found


def test_a_named_query_sees_things_as_they_stand_corrected(corrected):
    named = NamedQuery("orders", ORDERS, title="Orders")
    expected = [ALL[0], ("ruling/bar", "2018-04-01"), REVERSAL]
    assert rows(corrected, named) == expected
    yesterday = Basis(recorded_by=dt.date(2026, 11, 19))
    assert rows(corrected, named, basis=yesterday) == [*ALL, REVERSAL]
    assert rows(corrected, ORDERS, basis=Basis(recorded_by=dt.date(2026, 11, 20))) == expected


def test_a_copy_without_limits_is_the_store(story):
    facts = {quad for quad in story.quads() if quad.graph_name != derived.GRAPH}
    assert set(copied(record(story, RECORD).facts).quads()) == facts
    assert set(whole(story).quads()) == facts


def test_answers_that_were_not_written_are_derived(rulings, story):
    writer = stores.memory()
    load([rulings / "rulings.yaml", rulings / "corrections.yaml"], writer, with_runs=False)
    assert [row[3] for row in rows(writer, STATUS, SPRING)] == ["in-force"]
    assert ("ruling/bar", "2018-02-01") in rows(writer, ORDERS)
    assert rows(writer, "SELECT ?l { kg:Policy rdfs:label ?l }")
    assert readable(story, record(story, RECORD), named=True) is story


# From Python


def test_the_answers_in_python(rulings, tmp_path):
    with library.open(data=[rulings / "rulings.yaml"]) as graph:
        found = graph.query("SELECT ?l { <policy/curfew> rdfs:label ?l }")
        assert found["results"]["bindings"] == [{"l": {"type": "literal", "value": "The curfew"}}]
        assert graph.query("ASK { <policy/curfew> a kg:LocalMeasure }")["boolean"] is True
        path = tmp_path / "q.rq"
        path.write_text("ASK { <policy/curfew> a kg:Statute }")
        assert graph.query(path)["boolean"] is False
        (made,) = graph.query("CONSTRUCT WHERE { <policy/curfew> rdfs:label ?l }")
        assert made["@id"] == "https://w3id.org/inforce/id/policy/curfew"
        (row,) = graph.query("status-on", SPRING)["results"]["bindings"]
        assert row["status"]["value"].endswith("/enjoined")
        known = graph.query("without-quote", known_on=dt.date(2018, 12, 31))
        assert len(known["results"]["bindings"]) == 2
        for wrong, error in (
            ("status-onn", UnknownName),
            (tmp_path / "no.rq", MissingFile),
            ("DROP ALL", QuestionError),
            ("status-on", QuestionError),
        ):
            with pytest.raises(error):
                graph.query(wrong)
        with pytest.raises(TypeError, match="'subject' is no keyword"):
            graph.query("ASK {}", subject="Chicago")


def test_the_status_of_the_examples_in_python(story_store):
    with library.open(story_store) as graph:
        given = {"policy": "EO 13768 s.9(a)", "subject": "Chicago", "on": dt.date(2018, 3, 1)}
        (row,) = graph.query("status-on", given)["results"]["bindings"]
        assert row["status"]["value"].endswith("/enjoined")


# Apart


def dies(_):
    import os

    os.abort()


def fails(_):
    raise OSError(5, "a disk that is ill")


def test_a_process_that_dies_is_told_of():
    with pytest.raises(QuestionError, match=r"more than the engine can take \(SIGABRT\)"):
        apart(dies, None, 30)


def test_what_goes_wrong_there_is_raised_here():
    with pytest.raises(OSError, match="a disk that is ill"):
        apart(fails, None, 30)
