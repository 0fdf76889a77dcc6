"""A policy's slice: all that can bear on it, and nothing else."""

from pathlib import Path

import pytest

from kg.rdf import store as stores
from kg.rdf.node import Nodes
from kg.rdf.read import Slice
from kg.visits.load import load

UNRELATED = 200
STORY = Path(__file__).parents[2] / "examples" / "sanctuary-cities"


def world(store, policy, *askers):
    return Slice(Nodes(store)).world(policy, *askers)


@pytest.fixture(scope="module")
def order(story):
    return world(story, "eo/13768/s9/a", "us/il/chicago")


def test_a_part_brings_its_whole_and_its_sisters(order):
    assert {"eo/13768", "eo/13768/s2/c", "eo/13768/s9/a", "eo/13768/s9/b"} <= set(order.policies)
    assert order.policies["eo/13768/s9/a"].part_of == "eo/13768"
    assert order.policies["eo/13768/s9/a"].label == "EO 13768 s.9(a)"


def test_what_ended_it_brings_the_instrument_that_did(order):
    assert "eo/13993/2021-01-20#revokes-13768" in order.effects
    assert "eo/13993" in order.policies


def test_other_policies_stay_outside(order):
    assert not [name for name in order.policies if name.startswith("policy/byrne-jag")]
    assert not [name for name in order.effects if name.startswith("docket/ilnd/1-17-cv-05720")]


def test_an_effect_brings_all_that_acts_on_it(order):
    bar = order.effects["docket/cand/3-17-cv-00574/2017-11-20#s9a"]
    assert bar.kind.label == "permanent injunction"
    assert bar.scope
    assert bar.scope.everyone
    acting = [effect for effect in order.effects.values() if bar.id in effect.targets]
    assert "narrowing" in {effect.kind.label for effect in acting}
    assert {effect.action for effect in acting} <= set(order.actions)


def test_an_action_knows_court_case_citations_and_sources(order):
    action = order.actions["docket/cand/3-17-cv-00574/2017-11-20"]
    assert (action.court, action.case_label) == ("N.D. Cal.", "County of Santa Clara v. Trump")
    assert str(action.decided) == "2017-11-20"
    assert action.cites == ("275 F. Supp. 3d 1196",)
    assert action.sources
    assert action.quotes


def test_the_asker_brings_where_it_stands(order):
    assert order.around.governs["us/il/chicago"] == ("us/il/chicago/territory",)
    assert "us/il/territory" in order.around.within["us/il/chicago/territory"]
    assert order.around.labels["us/il/chicago"] == "City of Chicago"
    assert order.around.types["us/il/chicago/territory"] == "Jurisdiction"


def test_a_bystander_is_not_read(story):
    found = world(story, "policy/byrne-jag/fy2017/notice")
    assert "us/ky/louisville-metro" not in found.around.types
    asked = world(story, "policy/byrne-jag/fy2017/notice", "us/ky/louisville-metro")
    assert "us/ky/louisville-metro" in asked.around.types


def test_the_parties_of_every_case_that_touches_it(story):
    found = world(story, "policy/byrne-jag/fy2017/compliance")
    assert ("us/pa/philadelphia", "plaintiff") in {(p.party, p.role) for p in found.participations}
    assert "us/doj" in {p.party for p in found.participations if p.role == "defendant"} | {
        name for bodies in found.around.unit_of.values() for name in bodies
    }


def test_a_policy_that_nothing_is_said_of_is_alone(story):
    found = world(story, "policy/nothing-known")
    assert set(found.policies) == {"policy/nothing-known"}
    assert (found.effects, found.actions, found.participations) == ({}, {}, ())


def unrelated():
    """Policies that have nothing to do with the story, each with an act, a suit and an order."""
    yield "file: unrelated\nrecorded: 2026-11-24\nthings:\n"
    yield "  source/other: {type: Source, label: Another source}\n"
    for n in range(UNRELATED):
        yield f"""\
  policy/other/{n}: {{type: AgencyRule, label: Other rule {n}, issuer: us/doj}}
  case/other/{n}: {{type: CaseFile, label: C{n}, plaintiffs: us/il/chicago, defendants: us/doj}}
  docket/other/{n}:
    type: Docket
    label: Docket {n}
    number: "9:{n}"
    court: court/ilnd
    case: case/other/{n}
  policy/other/{n}/issued:
    type: ExecutiveAction
    label: Other rule {n} issued
    decided: 2017-06-01
    enacts: policy/other/{n}
    evidence: [{{source: source/other}}]
    effects: {{start: {{does: issued, to: policy/other/{n}}}}}
  docket/other/{n}/1:
    type: CourtAction
    label: Order {n}
    docket: docket/other/{n}
    decided: 2017-09-15
    evidence: [{{source: source/other}}]
    effects: {{bar: {{does: preliminary-injunction, to: policy/other/{n}}}}}
"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """The story among many facts that do not bear on it."""
    path = tmp_path_factory.mktemp("crowd") / "unrelated.yaml"
    path.write_text("".join(unrelated()))
    store = stores.memory()
    load([STORY], store)
    load([path], store, trusted=True)
    return store


@pytest.mark.parametrize(
    "policy", ["eo/13768/s9/a", "policy/byrne-jag/fy2017/notice", "eo/14159/s17"]
)
def test_a_slice_does_not_grow_with_what_is_unrelated(story, crowded, policy):
    read = []
    for store in (story, crowded):
        nodes = Nodes(store)
        found = Slice(nodes).world(policy, "us/il/chicago")
        read.append((len(nodes._nodes), len(nodes._inverse), len(found.effects)))
    assert read[0] == read[1]
    assert len(crowded) > len(story) + 5_000
