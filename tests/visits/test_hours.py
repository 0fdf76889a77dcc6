"""At an hour the derived graph says what the engine says, from the files to SPARQL."""

import datetime as dt
import random
from contextlib import nullcontext

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.errors import DataError
from kg.law.finding import find
from kg.law.hours import index_for
from kg.law.index import Index
from kg.law.timed import timed
from kg.law.turns import breakpoints
from kg.rdf import derived, disk, ns, resources, stream
from kg.rdf.names import PLACES
from kg.rdf.node import Nodes
from kg.rdf.read import Slice
from kg.rdf.store import memory
from kg.records.answers import Question
from kg.visits.answer import answer
from kg.visits.load import checked, load
from tests.conftest import ROOT
from tests.visits.test_bulk import triples

AT = (resources.root() / "queries" / "status-at.rq").read_text(encoding="utf-8")
ON = (resources.root() / "queries" / "status-on.rq").read_text(encoding="utf-8")
TRAVEL = ROOT / "examples" / "travel-bans"
ONE_DAY = """\
file: one-day
recorded: 2026-11-24
things:
  source/s: {type: Source, label: A source}
  court/c: {type: Court, label: A court}
  us: {type: PublicBody, label: United States}
  us/early: {type: PublicBody, label: Early}
  us/late: {type: PublicBody, label: Late}
  case/k: {type: CaseFile, label: A suit, defendants: us}
  docket/d: {type: Docket, label: Docket, number: "1", court: court/c, case: case/k}
  order/o: {type: ExecutiveOrder, label: The order}
  order/o/signed:
    type: ExecutiveAction
    label: Signed
    decided: 2017-01-20
    enacts: order/o
    evidence: [{source: source/s}]
    effects:
      begins: {does: effective, to: order/o, from: "2017-01-28T16:42:00-05:00"}
  docket/d/hearing:
    type: CourtAction
    label: Restraining order
    docket: docket/d
    decided: "2017-01-28T20:30:00-05:00"
    evidence: [{source: source/s}]
    effects:
      tro: {does: temporary-restraining-order, to: order/o, scope: {everyone: true}}
  order/o/withdrawn:
    type: ExecutiveAction
    label: Withdrawn
    decided: "2017-01-28T20:00:00-08:00"
    evidence: [{source: source/s}]
    effects:
      gone: {does: revoked, to: order/o}
"""


def asked(store, query, word, policy, subject, moment):
    """The words of the rows that a query gives, and what they rest on; none without a row."""
    kind = "dateTime" if isinstance(moment, dt.datetime) else "date"
    given = {
        "policy": ns.thing(policy),
        "subject": ns.thing(subject or "nobody"),
        word: Literal(moment.isoformat(), datatype=NamedNode(ns.XSD + kind)),
    }
    rows = store.query(query, given)
    assert isinstance(rows, QuerySolutions)
    found = list(rows)
    names = ("status", "force", "enforceability")
    words = {tuple(ns.short(row[n].value) if row[n] else None for n in names) for row in found}
    assert len(words) < 2, (policy, subject, moment, words)
    because = {ns.short(row["because"].value) for row in found if row["because"]}
    return (*words.pop(), because) if words else None


def at(store, policy, instant, subject=None):
    return asked(store, AT, "at", policy, subject, instant)


def on(store, policy, day, subject=None):
    return asked(store, ON, "on", policy, subject, day)


@pytest.fixture
def one_day(put):
    store = memory()
    load([put("one-day.yaml", ONE_DAY)], store)
    return store


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("2017-01-19T12:00:00-05:00", "not-yet-issued"),
        # Of the day on which it was signed nobody knows the hour.
        ("2017-01-20T12:00:00-05:00", "unknown"),
        ("2017-01-21T00:00:00-05:00", "not-yet-effective"),
        ("2017-01-28T16:41:59-05:00", "not-yet-effective"),
        ("2017-01-28T16:42:00-05:00", "in-force"),
        ("2017-01-28T17:29:59-08:00", "in-force"),
        ("2017-01-28T17:30:00-08:00", "enjoined"),
        ("2017-01-29T03:59:59+00:00", "enjoined"),
        ("2017-01-29T04:00:00+00:00", "revoked"),
        ("2017-01-28", "revoked"),
        ("2017-01-27", "not-yet-effective"),
    ],
)
def test_three_statuses_in_one_day(one_day, moment, status):
    is_day = "T" not in moment
    asks = dt.date.fromisoformat(moment) if is_day else dt.datetime.fromisoformat(moment)
    assert answer(one_day, "order/o", asks).finding.status == status
    assert (on if is_day else at)(one_day, "order/o", asks)[0] == status


def test_a_policy_without_hours_has_days_alone(put):
    days = ONE_DAY
    for hour in ("T16:42:00-05:00", "T20:30:00-05:00", "T20:00:00-08:00"):
        days = days.replace(hour, "")
    store = memory()
    load([put("days.yaml", days)], store)
    noon = dt.datetime(2018, 1, 1, 12, tzinfo=dt.UTC)
    assert not any(store.quads(p=ns.term("timedInterval")))
    assert at(store, "order/o", noon) is None
    assert on(store, "order/o", noon.date())[0] == "revoked"


def test_an_instant_without_a_zone_is_no_question(one_day):
    assert at(one_day, "order/o", dt.datetime(2020, 1, 1, 12)) is None
    assert at(one_day, "order/o", dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC))[0] == "revoked"


def test_days_and_hours_are_never_mixed(one_day):
    by_day = {quad.object for quad in one_day.quads(p=ns.term("interval"))}
    by_hour = {quad.object for quad in one_day.quads(p=ns.term("timedInterval"))}
    assert by_day and by_hour and not by_day & by_hour
    for words, intervals in (
        (("fromDay", "untilDay"), by_day),
        (("fromTime", "untilTime"), by_hour),
    ):
        bounded = {quad.subject for word in words for quad in one_day.quads(p=ns.term(word))}
        assert bounded <= intervals


def test_one_can_differ_by_hours_alone(put):
    """Who is let out for an hour of the evening is told apart within that day, and not by days."""
    pause = """\
  docket/d/pause:
    type: CourtAction
    label: Pause for one
    docket: docket/d
    decided: "2017-01-28T21:00:00-05:00"
    evidence: [{source: source/s}]
    effects:
      e:
        does: narrowed
        to: docket/d/hearing#tro
        leaves: {everyone: true, except: [us/early]}
        until: "2017-01-28T22:00:00-05:00"
"""
    store = memory()
    load([put("pause.yaml", ONE_DAY[: ONE_DAY.index("  order/o/withdrawn")] + pause)], store)
    nine = dt.datetime.fromisoformat("2017-01-28T21:00:00-05:00")
    for after, early in ((-1, "enjoined"), (0, "in-force"), (30, "in-force"), (60, "enjoined")):
        minute = nine + dt.timedelta(minutes=after)
        assert at(store, "order/o", minute, "us/early")[0] == early
        assert at(store, "order/o", minute, "us/late")[0] == "enjoined"
    assert {on(store, "order/o", nine.date(), who)[0] for who in ("us/early", None)} == {"enjoined"}
    assert len(list(store.quads(p=ns.term("holdsFor")))) == 1


CIRCLE = """
  docket/d/judgment:
    type: CourtAction
    label: Judgment with a plan of its own
    docket: docket/d
    decided: "2017-01-28T22:00:00-08:00"
    disposesOf: case/k
    enacts: policy/plan
    evidence: [{source: source/s}]
    effects:
      plan: {does: issued, to: policy/plan}
  policy/plan: {type: PolicyInstrument, label: The plan}
  docket/d/injunction:
    type: CourtAction
    label: Injunction against the plan
    docket: docket/d
    decided: "2017-01-29T00:30:00-05:00"
    evidence: [{source: source/s}]
    effects:
      e: {does: preliminary-injunction, to: policy/plan, scope: {everyone: true}}
"""


def test_a_circle_by_hours_alone_is_refused(put):
    """By its date the injunction comes after the judgment that ends it, by the hours before."""
    later = CIRCLE.replace("T00:30:00-05:00", "T01:30:00-05:00")
    load([put("later.yaml", ONE_DAY + later)], memory())
    path = put("circle.yaml", ONE_DAY + CIRCLE)
    with pytest.raises(DataError) as refused:
        load([path], memory())
    found = [str(each) for each in refused.value.problems]
    assert found and all("circle" in each for each in found)
    assert [str(each) for each in checked([path], memory()).problems] == found


@pytest.mark.parametrize("kind", ["memory", "disk"])
def test_a_streamed_load_writes_the_same_hours(put, one_day, kind, monkeypatch, tmp_path):
    plain = put("one-day.nt", triples(put("one-day.yaml", ONE_DAY)))
    monkeypatch.setattr(stream, "SMALL", 0)
    opened = disk.write(tmp_path / "store") if kind == "disk" else nullcontext(memory())
    with opened as writer:
        load([plain], writer)
        assert set(writer.quads(g=derived.GRAPH)) == set(one_day.quads(g=derived.GRAPH))


def engine(nodes, world, policy, subject, instant):
    place = subject is not None and nodes[subject].type in PLACES
    who = (None, subject) if place else (subject, None)
    found = find(index_for(world, instant), Question(policy, instant, *who))
    return found.status, found.force, found.enforceability, set(found.because)


@pytest.fixture(scope="module")
def travel():
    store = memory()
    load([TRAVEL], store)
    return store


def test_sparql_answers_at_each_hour_as_the_engine_does(travel):
    nodes = Nodes(travel)
    policies = {ns.short(q.object.value) for q in travel.quads(p=ns.term("policy"))}
    questions = []
    for policy in sorted(policies):
        world, known = Slice(nodes).known_world(policy)
        for each in timed(world, Index(world), [policy]):
            moments = instants(each)
            questions += [(world, policy, who, m) for who in (None, *known) for m in moments]
    assert len(questions) > 10_000
    for world, policy, who, moment in random.Random(13769).sample(questions, 400):
        expected = engine(nodes, world, policy, who, moment)
        assert at(travel, policy, moment, who) == expected, (policy, who, moment)


def instants(each):
    """Around each breakpoint the seconds, and the hours of the day."""
    steps = [dt.timedelta(seconds=s) for s in (-1, 0, 1)]
    steps += [dt.timedelta(hours=h) for h in (1, 6, 12, 24)]
    found = [point.astimezone(each.zone) for point in breakpoints(each.index)]
    return [point + step for point in found for step in steps]
