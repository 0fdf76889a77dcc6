"""Names: how they are levelled, and what they mean."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import AmbiguousName, KgError, UnknownName
from kg.rdf.names import PLACES, POLICIES, SUBJECTS, fold, nearest, resolve
from kg.rdf.node import Nodes
from kg.rdf.parse import read
from kg.rdf.store import memory
from kg.visits.load import load

ALIKE = [
    "EO 13768 s.9(a) | Executive Order 13768 section 9(a) | E.O. 13768, § 9(a) | eo 13768 §9(a)",
    "EO 13768 s.9(a) | EO 13768 Section 9 (a) | EO 13768, sec. 9(a) | E. O. 13768 s 9(a)",
    "Executive-Order 13768 | Executive Order 13768",
    "FY2017 Byrne JAG | FY 2017 Byrne JAG | fiscal year 2017 Byrne JAG | the fy2017 byrne-jag",
    "Chicago v. Sessions | Chicago vs. Sessions | CHICAGO versus SESSIONS | Chicago v Sessions",
    "City of San José | city of san jose | The City of San Jose",
    "U.S. Department of Justice | US Department of Justice",
    "Research & Development | Research and Development",
    "264 F. Supp. 3d 933 | 264 F Supp 3d 933 | 264 f. supp. 3d 933",
]
APART = [
    "EO 13768 | EO 13786",
    "EO 13768 s.9(a) | EO 13768 s.9(b)",
    "EO 13768 s.9(a) | EO 13768",
    "FY2017 Byrne JAG | FY2018 Byrne JAG",
    "1:17-cv-05720 | 2:17-cv-05720",
    "Chicago v. Sessions | Sessions v. Chicago",
    "New York | New York City",
]


@pytest.mark.parametrize("names", ALIKE)
def test_spellings_of_one_name(names):
    assert len({fold(name) for name in names.split(" | ")}) == 1


@pytest.mark.parametrize("names", APART)
def test_names_that_are_not_the_same(names):
    assert len({fold(name) for name in names.split(" | ")}) == 2


@given(st.text())
@example("the the end")
@example("executive-order 1")
@example("㎆")
@example("ﬁ İ ß")
def test_a_folded_name_folds_to_itself(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_folded_name_is_plain(text):
    folded = fold(text)
    assert folded == folded.strip()
    assert "  " not in folded
    assert folded == folded.casefold()


@pytest.fixture(scope="module")
def nodes(story):
    return Nodes(story)


@pytest.mark.parametrize("name", ["Chicago", "City of Chicago", "city of chicago, illinois"])
def test_a_body_and_its_territory_are_not_two(nodes, name):
    assert resolve(nodes, name) == "us/il/chicago"
    assert resolve(nodes, name, SUBJECTS) == "us/il/chicago"
    assert resolve(nodes, name, PLACES) == "us/il/chicago/territory"


@pytest.mark.parametrize(
    ("name", "types", "found"),
    [
        ("82 FR 8799", POLICIES, "eo/13768"),
        ("EO 13768 § 9(a)", POLICIES, "eo/13768/s9/a"),
        ("FY 2017 Byrne JAG notice condition", POLICIES, "policy/byrne-jag/fy2017/notice"),
        ("https://w3id.org/inforce/id/eo/13768", POLICIES, "eo/13768"),
        ("  eo/13768  ", POLICIES, "eo/13768"),
        ("DOJ", SUBJECTS, "us/doj"),
        ("1:17-cv-05720", None, "docket/ilnd/1-17-cv-05720"),
    ],
)
def test_names_identifiers_and_ids(nodes, name, types, found):
    assert resolve(nodes, name, types) == found


@pytest.mark.parametrize(
    ("name", "types"),
    [
        ("", None),
        ("Atlantis", None),
        ("EO 13786", POLICIES),
        ("EO 1376", POLICIES),
        ("us/il/chicgo", None),
        ("https://w3id.org/inforce/id/", None),
        ("EO 13768", SUBJECTS),
        ("DOJ", PLACES),
        ("Chicago", POLICIES),
    ],
)
def test_what_has_no_such_name_is_never_guessed(nodes, name, types):
    with pytest.raises(UnknownName):
        resolve(nodes, name, types)


def test_a_misspelt_name_comes_with_the_nearest_of_its_kind(nodes):
    with pytest.raises(UnknownName) as refused:
        resolve(nodes, "Chicgo", PLACES, "place")
    assert "us/il/chicago/territory" in refused.value.message
    assert {choice.type for choice in refused.value.choices} <= PLACES


def test_nearest_ranks_a_misspelling_first(story):
    found = nearest(Nodes(story), "Pihladelphia")
    assert found[0][0].startswith("us/pa/philadelphia")
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert nearest(Nodes(story), "zzzzqqqq") == []
    assert nearest(Nodes(story), "") == []


JUDGES = """\
file: judges
recorded: 2026-11-24
things:
  person/orrick-ii: {type: Person, label: William H. Orrick Jr., aliases: [Judge Orrick]}
  person/orrick-iii: {type: Person, label: William H. Orrick III, aliases: [judge orrick]}
"""


@pytest.fixture
def judges(tmp_path):
    path = tmp_path / "judges.yaml"
    path.write_text(JUDGES)
    store = memory()
    load([path], store)
    return Nodes(store)


def test_two_judges_of_one_name_are_ambiguous(judges):
    with pytest.raises(AmbiguousName) as refused:
        resolve(judges, "Judge Orrick", SUBJECTS)
    assert [(each.id, each.label, each.type) for each in refused.value.choices] == [
        ("person/orrick-ii", "William H. Orrick Jr.", "Person"),
        ("person/orrick-iii", "William H. Orrick III", "Person"),
    ]


def test_the_whole_name_of_one_of_them_is_not(judges):
    assert resolve(judges, "William H. Orrick III", SUBJECTS) == "person/orrick-iii"


def test_names_are_indexed_beside_their_file_not_in_it(judges, tmp_path):
    (facts,) = read(tmp_path / "judges.yaml").graphs & {
        quad.graph_name for quad in judges.store.quads()
    }
    said = {quad.predicate.value for quad in judges.store.quads(g=facts)}
    assert not [word for word in said if word.endswith("nameKey")]


@given(st.one_of(st.text(), st.text("eo/13768#.:§ <>\"'{}|\\^`%")))
@pytest.mark.parametrize("types", [None, POLICIES, PLACES], ids=["any", "policies", "places"])
def test_any_text_names_one_thing_or_is_an_error_for_people(story, types, text):
    try:
        assert resolve(Nodes(story), text, types)
    except KgError as refused:
        assert refused.exit_code == 2
