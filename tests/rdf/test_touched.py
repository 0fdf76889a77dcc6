"""Which policies a thing bears on: policies alone, whatever else names it."""

from kg.rdf import ns
from kg.rdf.names import POLICIES
from kg.rdf.node import Nodes
from kg.rdf.touched import borne_on


def test_a_letter_is_touched_with_those_it_is_addressed_to_and_its_sending_is_no_policy(story):
    nodes = Nodes(story)
    found = borne_on(["us/il/chicago"], nodes)
    assert "policy/doj/letter-2018-01-24" in found
    assert "us/il/chicago" in nodes["policy/doj/letter-2018-01-24/2018-01-24"].ids("addressee")
    assert "policy/doj/letter-2018-01-24/2018-01-24" not in found


def test_only_policies_are_ever_touched(story):
    nodes = Nodes(story)
    things = {ns.short(quad.subject.value) for quad in story.quads(p=ns.TYPE)}
    found = borne_on(sorted(things), nodes)
    assert {nodes[name].type for name in found} <= POLICIES
