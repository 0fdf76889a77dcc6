"""`kg show` and `kg search`: one page about a thing, and things by name."""

import csv
import io

import pytest


@pytest.mark.parametrize(
    ("name", "id_", "type_"),
    [
        ("1:17-cv-05720", "docket/ilnd/1-17-cv-05720", "Docket"),
        ("No. 1:17-cv-05720 (N.D. Ill.)", "docket/ilnd/1-17-cv-05720", "Docket"),
        ("264 F. Supp. 3d 933", "docket/ilnd/1-17-cv-05720/ecf-78", "CourtAction"),
        ("82 FR 8799", "eo/13768", "ExecutiveOrder"),
        ("N.D. Ill.", "court/ilnd", "Court"),
        ("Chicago", "us/il/chicago", "PublicBody"),
        ("city of chicago", "us/il/chicago", "PublicBody"),
        ("us/il/chicago/territory", "us/il/chicago/territory", "Jurisdiction"),
        ("City of San Jose", "us/ca/san-jose", "PublicBody"),
        ("City of San José", "us/ca/san-jose", "PublicBody"),
    ],
)
def test_a_thing_goes_by_its_id_its_names_and_its_identifiers(kg, name, id_, type_):
    found = kg("show", name, "--json").json
    assert (found["id"], found["type"]) == (id_, type_)


def test_a_page_says_what_is_known_and_what_points_here(kg):
    found = kg("show", "Byrne JAG notice condition", "--json").json
    head = {"id", "label", "type", "corrections", "facts", "statements", "mentioned_by"}
    assert set(found) == head
    facts = {row["property"]: row["values"] for row in found["facts"]}
    assert facts["label"] == ["FY2017 Byrne JAG notice condition"]
    assert facts["partOf"][0]["id"] == "policy/byrne-jag/fy2017"
    pointing = {(row["property"], row["id"]) for row in found["mentioned_by"]}
    assert ("target", "docket/ilnd/1-17-cv-05720/ecf-78#notice-access") in pointing


def test_what_belongs_to_a_thing_is_shown_inside_it(kg):
    said = kg("show", "264 F. Supp. 3d 933")
    assert said.first_line == (
        "Preliminary injunction, City of Chicago v. Sessions"
        "  (CourtAction, docket/ilnd/1-17-cv-05720/ecf-78)"
    )
    assert "      kind: preliminary-injunction" in said.out
    assert "      target: FY2017 Byrne JAG notice condition" in said.out


def test_what_has_no_name_of_its_own_is_called_after_what_it_belongs_to(kg):
    said = kg("show", "264 F. Supp. 3d 933").out
    bar = "docket/ilnd/1-17-cv-05720/ecf-78#notice-access"
    assert f"  effect: preliminary injunction ({bar})\n" in said
    assert "  evidence:\n" in said
    stay = "docket/ca7/17-2991/2018-06-26#stay.scope"
    label = "scope of stay pending appeal, Stay for all but Chicago pending rehearing en banc"
    assert f"  ← except of {label}, City of Chicago v. Sessions (7th Cir.) ({stay})" in (
        kg("show", "Chicago").out
    )


def test_the_lists_of_a_page_are_sorted_by_name(kg):
    found = kg("show", "us/il/chicago", "--json").json
    facts = {row["property"]: row["values"] for row in found["facts"]}
    assert facts["altLabel"] == sorted(facts["altLabel"], key=str.casefold)
    (effect,) = [
        fact["values"][0]["facts"]
        for fact in kg("show", "docket/ilnd/1-17-cv-05720/ecf-78", "--json").json["facts"]
        if fact["property"] == "effect"
    ]
    targets = next(fact["values"] for fact in effect if fact["property"] == "target")
    assert [each["label"] for each in targets] == sorted(each["label"] for each in targets)
    pointing = [(row["property"], row["label"]) for row in found["mentioned_by"]]
    assert [word for word, _ in pointing] == sorted(word for word, _ in pointing)


@pytest.mark.parametrize("name", ["Atlantis", "", "2:17-cv-05720", "us/il/chicgo", "a b <c>"])
def test_an_unknown_thing_is_exit_2(kg, name):
    said = kg("show", name, "--json")
    assert (said.code, said.error["code"]) == (2, "unknown-name")


def test_a_citation_that_an_order_shares_with_its_signing_is_ambiguous(kg):
    said = kg("show", "82 Fed. Reg. 8799", "--json")
    assert (said.code, said.error["code"]) == (2, "ambiguous-name")
    assert {choice["id"] for choice in said.error["choices"]} == {
        "eo/13768",
        "eo/13768/2017-01-25",
    }


def test_search_ranks_the_best_first(kg):
    found = kg("search", "byrne notice", "--json").json
    assert set(found[0]) == {"id", "label", "type", "score"}
    assert found[0]["id"] == "policy/byrne-jag/fy2017/notice"
    scores = [row["score"] for row in found]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Leinenweber", "person/harry-leinenweber"),
        ("chicgo", "us/il/chicago"),
        ("eo 13768", "eo/13768"),
        ("1:17-cv-05720", "docket/ilnd/1-17-cv-05720"),
    ],
)
def test_search_forgives(kg, text, first):
    assert kg("search", text, "--json").json[0]["id"] == first


def test_search_that_finds_nothing_is_an_answer(kg):
    said = kg("search", "zzzzqqqq")
    assert (said.code, said.out) == (0, "Nothing is called anything like 'zzzzqqqq'.\n")
    assert kg("search", "zzzzqqqq", "--json").json == []


def test_search_as_csv(kg):
    said = kg("search", "chicago", "--csv", "--limit", "3")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert len(rows) == 3
    assert list(rows[0]) == ["id", "label", "type", "score"]


@pytest.mark.parametrize("limit", ["0", "-1", "many"])
def test_a_limit_is_a_number_of_at_least_one(kg, limit):
    said = kg("search", "chicago", "--limit", limit, "--json")
    assert (said.code, said.error["code"]) == (2, "question")


EVIL = """\
file: evil
recorded: 2026-11-24
things:
  policy/evil: {type: LocalMeasure, label: "=cmd()\\e[31m"}
"""


def test_names_cannot_command_a_spreadsheet_or_a_terminal(kg, tmp_path):
    (tmp_path / "evil.yaml").write_text(EVIL)
    sheet = kg("search", "cmd", "--csv", "--data", "evil.yaml").out
    assert "policy/evil" in sheet
    assert not [row for row in csv.reader(io.StringIO(sheet)) if row[1].startswith("=")]
    assert "\x1b" not in kg("show", "policy/evil", "--data", "evil.yaml").out
