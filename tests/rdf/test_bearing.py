"""The policies that effects and actions bear on."""

import pytest

from kg.rdf.bearing import bears_on
from kg.rdf.node import Nodes

CONDITIONS = {"policy/byrne-jag/fy2017/access", "policy/byrne-jag/fy2017/notice"}


@pytest.mark.parametrize(
    ("name", "policies"),
    [
        ("docket/cand/3-17-cv-00574/2017-11-20#s9a", {"eo/13768/s9/a"}),
        ("docket/cand/3-17-cv-00574/2017-11-20#merger", {"eo/13768/s9/a"}),
        ("docket/cand/3-17-cv-00574/2017-11-20", {"eo/13768/s9/a"}),
        ("docket/ca7/17-2991/2018-06-26#stay", CONDITIONS),
        ("eo/13993/2021-01-20#revokes-13768", {"eo/13768"}),
        ("eo/13993/2021-01-20", {"eo/13768", "eo/13993"}),
        ("court/cand", set()),
        ("nothing/here", set()),
    ],
)
def test_what_is_borne_on(story, name, policies):
    assert policies <= set(bears_on(Nodes(story), name))
    if not policies:
        assert bears_on(Nodes(story), name) == []


def test_an_effect_on_an_action_bears_on_what_the_action_hit(story):
    mandate = "docket/ca9/17-17480/mandate#mandate"
    assert "eo/13768/s9/a" in bears_on(Nodes(story), mandate)
