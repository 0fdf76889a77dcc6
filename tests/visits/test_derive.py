"""The derived graph says what the engine says, whatever the order in which facts came in."""

import datetime as dt
import itertools
import os
import random
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.law.finding import find
from kg.law.index import Index
from kg.law.turns import breakpoints
from kg.rdf import derived, ns, resources
from kg.rdf.names import PLACES, SUBJECTS, all_policies
from kg.rdf.node import Nodes
from kg.rdf.read import Slice
from kg.records.answers import Question
from kg.visits.answer import answer

ON = (resources.root() / "queries" / "status-on.rq").read_text(encoding="utf-8")
ALL = os.environ.get("KG_ALL_RUNS")
SHARES = 24
DAY = NamedNode(ns.XSD + "date")


def by_sparql(store, policy, subject, day):
    given = {
        "policy": ns.thing(policy),
        "subject": ns.thing(subject or "nobody"),
        "on": Literal(day.isoformat(), datatype=DAY),
    }
    rows = store.query(ON, given)
    assert isinstance(rows, QuerySolutions)
    found = list(rows)
    words = {
        tuple(
            ns.short(row[name].value) if row[name] else None
            for name in ("status", "force", "enforceability")
        )
        for row in found
    }
    assert len(words) == 1, (policy, subject, day, words)
    return (*words.pop(), {ns.short(row["because"].value) for row in found if row["because"]})


def by_the_engine(store, nodes, policy, subject, day):
    place = subject is not None and nodes[subject].type in PLACES
    asked = {"place": subject} if place else {"subject": subject}
    found = answer(store, policy, day, **asked).finding
    return found.status, found.force, found.enforceability, set(found.because)


def known(store):
    types = SUBJECTS | PLACES
    quads = (quad for each in types for quad in store.quads(p=ns.TYPE, o=ns.term(each)))
    return sorted({ns.short(quad.subject.value) for quad in quads})


def questions(store, policies=None):
    """Each policy, for everyone and each known subject, on each day around a turn."""
    nodes = Nodes(store)
    subjects = [None, *known(store)]
    for policy in policies or sorted(all_policies(store)):
        index = Index(Slice(nodes).world(policy))
        days = {
            day + dt.timedelta(days=shift) for day in breakpoints(index) for shift in (-1, 0, 1)
        }
        yield from itertools.product([policy], subjects, sorted(days))


def test_sparql_answers_as_the_engine_does(story):
    nodes = Nodes(story)
    asked = list(questions(story))
    for policy, subject, day in random.Random(13768).sample(asked, 600):
        engine = by_the_engine(story, nodes, policy, subject, day)
        assert by_sparql(story, policy, subject, day) == engine, (policy, subject, day)
    assert len(asked) > 10_000


@pytest.mark.skipif(not ALL, reason="takes half an hour; KG_ALL_RUNS=1 asks every question")
@pytest.mark.parametrize("share", range(SHARES))
def test_sparql_answers_every_question_as_the_engine_does(story, share):
    nodes = Nodes(story)
    for policy in sorted(all_policies(story))[share::SHARES]:
        index = Index(Slice(nodes).known_world(policy)[0])
        for _, subject, day in questions(story, [policy]):
            place = subject is not None and nodes[subject].type in PLACES
            asked = Question(policy, day, None if place else subject, subject if place else None)
            found = find(index, asked)
            engine = found.status, found.force, found.enforceability, set(found.because)
            assert by_sparql(story, policy, subject, day) == engine, (policy, subject, day)


def test_the_derived_graph_names_its_engine(story):
    assert derived.stamped(story)


@pytest.mark.parametrize("path", sorted(Path(resources.root(), "queries").glob("*.rq")))
def test_a_query_has_a_title(path):
    assert path.read_text(encoding="utf-8").startswith("# title: ")
