"""What changed, over the examples: as the difference of two full evaluations has it."""

import datetime as dt
from xml.etree import ElementTree

import pytest

from kg.rdf import store as stores
from kg.rdf.names import all_policies
from kg.rdf.node import Nodes
from kg.records.answers import Status
from kg.records.basis import RECORD, Basis
from kg.tell.atom import feed
from kg.visits.answer import answer
from kg.visits.change_documents import changes_document
from kg.visits.changes import changes
from kg.visits.load import load
from tests.test_story import FOLDERS

DAY = dt.date.fromisoformat
#: Everyone, and some whom orders name.
ASKED = (None, "us/il/chicago", "us/ca/san-francisco", "us/ny/new-york-city")
#: Of what was not yet issued on the day, nothing that had happened by then was learned.
NOTHING_DONE = {Status.NOT_YET_ISSUED}
WEEKS = [
    ("2017-04-20", "2017-04-27"),
    ("2017-09-10", "2018-06-30"),
    ("2018-07-01", "2018-12-31"),
    ("2020-01-26", "2020-02-25"),
    ("2025-01-01", "2025-08-31"),
]


@pytest.fixture(scope="module")
def examples():
    """All the examples in one store, with their runs."""
    writer = stores.memory()
    load(FOLDERS, writer)
    return writer


def statuses(store, day, basis=RECORD):
    """The status of every policy for those asked about: a full evaluation."""
    return {
        (policy, who): answer(store, policy, day, who, basis=basis).finding.status
        for policy in all_policies(store)
        for who in ASKED
    }


def differing(was, now):
    return {key: (was[key], now[key]) for key in was if was[key] is not now[key]}


def told(found):
    """The changes in the same form; of those who share one with everyone, none is named."""
    pairs = {}
    for change, _ in found:
        if change.before is change.after:
            continue
        pair = change.before, change.after
        named = change.holds_for or [who for who in ASKED if who not in change.apart_from]
        pairs.update({(change.policy, who): pair for who in named if who in ASKED})
    return pairs


@pytest.mark.parametrize(("since", "on"), WEEKS)
def test_changes_are_the_difference_of_two_full_evaluations(examples, since, on):
    expected = differing(statuses(examples, DAY(since)), statuses(examples, DAY(on)))
    assert told(changes(examples, DAY(on), DAY(since)).found) == expected
    assert expected


@pytest.mark.parametrize(
    ("known", "on"), [("2018-07-31", "2018-12-31"), ("2025-04-30", "2025-07-01")]
)
def test_what_was_learned_is_the_difference_of_two_states_of_the_record(examples, known, on):
    was = statuses(examples, DAY(on), Basis(known_on=DAY(known)))
    expected = differing(was, statuses(examples, DAY(on)))
    found = changes(examples, DAY(on), known_since=DAY(known)).found
    assert told(found) == expected
    assert all(change.learned for change, _ in found if change.after not in NOTHING_DONE)


def test_a_store_without_runs_answers_alike(examples):
    bare = stores.memory()
    load(FOLDERS, bare, with_runs=False)
    since, on = DAY("2018-07-01"), DAY("2018-12-31")
    assert told(changes(bare, on, since).found) == told(changes(examples, on, since).found)


def test_each_turn_says_what_brought_it(examples):
    found = changes(examples, DAY("2017-04-26"), DAY("2017-04-24")).found
    (change,) = [each for each, _ in found if each.policy == "eo/13768/s9/a"]
    (turn,) = change.turns
    assert (turn.day, turn.before, turn.after) == (
        DAY("2017-04-25"),
        Status.IN_FORCE,
        Status.ENJOINED,
    )
    assert "docket/cand/3-17-cv-00574/2017-04-25#s9a" in {each.effect for each in turn.changes}


def test_what_turned_and_came_back_is_told_apart(examples):
    said = changes_document(changes(examples, DAY("2018-09-01"), DAY("2018-07-01")))
    assert all(each["before"] != each["after"] for each in said["changes"])
    assert all(each["before"] == each["after"] and each["turns"] for each in said["returned"])


def test_nothing_changed(examples):
    said = changes_document(changes(examples, DAY("2016-01-08")))
    assert (said["changes"], said["returned"]) == ([], [])
    assert said["since"] == "2016-01-01"
    assert "the status of no policies changed" in said["sentence"]


def test_the_feed_is_atom(examples):
    said = changes_document(changes(examples, DAY("2018-12-31"), DAY("2018-07-01")))
    top = ElementTree.fromstring(feed(said, "https://example.org/"))
    atom = "{http://www.w3.org/2005/Atom}"
    entries = top.findall(f"{atom}entry")
    assert len(entries) == len(said["changes"]) + len(said["returned"]) > 0
    ids = [entry.findtext(f"{atom}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in (top, *entries):
        assert all(entry.findtext(f"{atom}{name}") for name in ("id", "title", "updated"))
    assert top.findtext(f"{atom}author/{atom}name")
    again = changes_document(changes(examples, DAY("2019-12-31"), DAY("2018-07-01")))
    assert feed(again, "https://example.org/") != feed(said, "https://example.org/")


def test_a_label_cannot_break_the_feed():
    hostile = "</title><script>\x00\x1b\ufffe & ]]>"
    thing = {"id": "p", "label": hostile, "type": ""}
    change = {
        "policy": thing,
        "for": [thing],
        "before": "in-force",
        "after": "enjoined",
        "turns": [],
        "learned": [],
        "sentence": hostile,
    }
    said = {"changes": [change], "returned": [], "on": "2018-01-01", "engine": "e", "sentence": "s"}
    top = ElementTree.fromstring(feed(said, "https://example.org/"))
    title = top.findtext(".//{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}title")
    assert title.startswith("</title><script> & ]]>")


def test_nodes_named_in_changes_are_known(examples):
    nodes = Nodes(examples)
    for change, _ in changes(examples, DAY("2018-12-31"), DAY("2018-07-01")).found:
        assert all(nodes[name].known for name in (*change.holds_for, *change.apart_from))
