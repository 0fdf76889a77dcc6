"""Members who come and go, from a facts file to the engine's answer and to that of SPARQL."""

import datetime as dt

import pytest
from test_derive import by_sparql, by_the_engine, questions

from kg.errors import DataError
from kg.rdf.node import Nodes
from kg.rdf.store import memory
from kg.visits.answer import answer
from kg.visits.load import load

FACTS = """\
file: mayors
recorded: 2026-11-24
things:
  source/s: {type: Source, label: A source}
  us/xx/evanston: {type: PublicBody, label: Evanston, memberOf: [class/mayors]}
  us/xx/springfield: {type: PublicBody, label: Springfield}
  us/xx/springfield/police: {type: Agency, label: Springfield police, unitOf: us/xx/springfield}
  us/xx/ogdenville: {type: PublicBody, label: Ogdenville, memberOf: [class/small]}
  court/c: {type: Court, label: A court}
  case/k: {type: CaseFile, label: A suit, plaintiffs: [us/xx/evanston]}
  docket/k: {type: Docket, label: Docket, number: "1", court: court/c, case: case/k}
  class/mayors: {type: AgentClass, label: Members of the conference}
  class/small: {type: AgentClass, label: Small towns, subClassOf: [class/mayors]}
  membership/springfield:
    {type: Membership, member: us/xx/springfield, group: class/mayors, from: 2018-09-09,
     evidence: [{source: source/s}]}
  membership/ogdenville:
    {type: Membership, member: us/xx/ogdenville, group: class/small, from: 2018-01-01,
     until: 2018-12, evidence: [{source: source/s}]}
"""
POLICY = """\
  policy/{name}: {{type: GrantCondition, label: Condition {name}}}
  act/{name}:
    type: ExecutiveAction
    label: Issue of {name}
    decided: 2018-01-01
    enacts: policy/{name}
    evidence: [{{source: source/s}}]
    effects: {{start: {{does: issued, to: policy/{name}}}}}
  order/{name}:
    type: CourtAction
    docket: docket/k
    label: Order on {name}
    decided: 2018-08-09
    evidence: [{{source: source/s}}]
    effects:
      bar: {{does: class-injunction, to: policy/{name}, scope: {{classes: [class/mayors]{more}}}}}
"""
SAYS = {
    "silent": "",
    "later": ", laterMembers: true",
    "then": ", laterMembers: false",
    "dated": ", membersAsOf: 2018-09-30",
}


def mayors(tmp_path, facts=FACTS, **says):
    policies = (POLICY.format(name=name, more=more) for name, more in (says or SAYS).items())
    path = tmp_path / "mayors.yaml"
    path.write_text(facts + "".join(policies), encoding="utf-8")
    store = memory()
    load([path], store)
    return store


@pytest.mark.parametrize(
    ("policy", "who", "day", "status"),
    [
        ("silent", "Evanston", "2018-10-01", "enjoined"),
        ("silent", "Springfield", "2018-09-08", "in-force"),
        ("silent", "Springfield", "2018-09-09", "unknown"),
        ("silent", "Springfield police", "2018-09-09", "unknown"),
        ("silent", "Ogdenville", "2018-11-30", "enjoined"),
        ("silent", "Ogdenville", "2018-12-01", "unknown"),
        ("silent", "Ogdenville", "2019-01-01", "unknown"),
        ("later", "Springfield", "2018-09-08", "in-force"),
        ("later", "Springfield", "2018-09-09", "enjoined"),
        ("later", "Ogdenville", "2018-12-15", "unknown"),
        ("later", "Ogdenville", "2019-01-01", "in-force"),
        ("then", "Springfield", "2018-09-09", "in-force"),
        ("then", "Ogdenville", "2019-01-01", "enjoined"),
        ("dated", "Springfield", "2018-08-09", "enjoined"),
    ],
)
def test_the_order_says_which_members_count(tmp_path, policy, who, day, status):
    store = mayors(tmp_path)
    found = answer(store, f"policy/{policy}", dt.date.fromisoformat(day), subject=who).finding
    assert found.status == status


def test_sparql_answers_as_the_engine_does(tmp_path):
    store = mayors(tmp_path)
    nodes, asked = Nodes(store), list(questions(store))
    assert any(subject == "us/xx/springfield/police" for _, subject, _ in asked)
    for policy, subject, day in asked:
        engine = by_the_engine(store, nodes, policy, subject, day)
        assert by_sparql(store, policy, subject, day) == engine, (policy, subject, day)


@pytest.mark.parametrize(
    ("was", "wrong", "message"),
    [
        ("from: 2018-09-09", "from: 2018-09-09, until: 2018-09-01", "ends before it has begun"),
        ("group: class/mayors", "group: us/xx/place", "agents belong to classes"),
        ("member: us/xx/springfield", "member: us/xx/place", "another type"),
        ("member: us/xx/springfield", "members: us/xx/springfield", "member"),
        ("group: class/mayors, ", "", "name the one class or association"),
        (
            ",\n     evidence: [{source: source/s}]}\n  membership/ogdenville",
            "}\n  membership/ogdenville",
            "which source",
        ),
    ],
)
def test_a_membership_that_cannot_be(tmp_path, was, wrong, message):
    place = "  us/xx/place: {type: Jurisdiction, label: A place}\n"
    assert was in FACTS
    with pytest.raises(DataError, match=message):
        mayors(tmp_path, FACTS.replace(was, wrong, 1) + place)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (", laterMembers: true, membersAsOf: 2018-01-01", "say one of them"),
        (", membersAsOf: soon", "2018-01-24"),
        (", laterMembers: some", "true or false"),
    ],
)
def test_a_scope_whose_members_cannot_be_told(tmp_path, said, message):
    with pytest.raises(DataError, match=message):
        mayors(tmp_path, silent=said)
