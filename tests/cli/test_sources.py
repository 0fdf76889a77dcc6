"""`kg sources`: what the record rests on, of what kind, the weightiest first."""

import csv
import io

import pytest

from kg.rdf.sources import source_kinds

FACTS = """\
file: small
recorded: 2026-11-24
things:
  source/order: {type: Source, label: The order, sourceKind: court-record, published: 2025-05-20}
  source/law: {type: Source, label: The law, sourceKind: official-publication, published: 2025-03}
  source/page: {type: Source, label: A page, sourceKind: press, published: 2025-05-21}
  source/later: {type: Source, label: A later page, sourceKind: press, published: 2025-06}
  source/undated:
    type: Source
    label: An old page
    sourceKind: press
    url: https://news.example/a
    archived: https://archive.example/a
  source/notes: {type: Source, label: My notes, published: 2025-01-01}
  source/stay: {type: Source, label: The stay, sourceKind: court-record, published: 2025-06-01}

  body/city: {type: PublicBody, label: Springfield}
  body/owls: {type: PrivateOrganization, label: Night Owls}
  court/x: {type: Court, label: Court X}
  case/x: {type: CaseFile, label: Owls v. Springfield, plaintiffs: body/owls, defendants: body/city}
  docket/x: {type: Docket, label: The docket, number: "1", court: court/x, case: case/x}

  policy/curfew:
    type: LocalMeasure
    label: The curfew
    evidence: [{source: source/law}, {source: source/notes}]
  policy/curfew/s1: {type: Provision, label: The curfew s.1, partOf: policy/curfew}
  policy/curfew/s2:
    type: Provision
    label: The curfew s.2
    partOf: policy/curfew
    evidence: [{source: source/later}]
  policy/curfew/2025:
    type: LegislativeAction
    label: Curfew passed
    decided: 2025-03-01
    enacts: policy/curfew
    evidence: [{source: source/law, quote: Be it ordained}, {source: source/law, quote: So passed}]
    effects:
      start: {does: issued, to: policy/curfew}
  docket/x/order:
    type: CourtAction
    label: The injunction
    docket: docket/x
    decided: 2025-05-20
    evidence: [{source: source/order}]
    effects:
      bar: {does: preliminary-injunction, to: policy/curfew/s1, evidence: [{source: source/page}]}
  docket/x/stay:
    type: CourtAction
    label: The stay
    docket: docket/x
    decided: 2025-06-01
    evidence: [{source: source/stay}, {source: source/order}]
    effects:
      stay: {does: stay-pending-appeal, to: "docket/x/order#bar"}
  statement/one:
    type: Statement
    about: policy/curfew
    says: issuer
    object: body/city
    source: source/page
    quote: the city's curfew
"""


@pytest.fixture
def told(kg, tmp_path):
    """The sources of some facts by their ids, in the order in which they are told."""
    (tmp_path / "small.yaml").write_text(FACTS)

    def call(*words):
        said = kg("sources", *words, "--data", "small.yaml", "--json")
        assert (said.code, said.err) == (0, "")
        return [row["id"].removeprefix("source/") for row in said.json["sources"]]

    return call


def test_the_weightiest_come_first_then_the_earliest(told):
    assert told() == ["law", "order", "stay", "page", "later", "undated", "notes"]


def test_of_a_kind(told):
    assert told("--kind", "press") == ["page", "later", "undated"]
    assert told("--kind", "filing") == []


@pytest.mark.parametrize(
    ("thing", "sources"),
    [
        ("docket/x/stay", ["order", "stay"]),
        ("The injunction", ["order", "page"]),  # its effect's among them
        ("docket/x/order#bar", ["order", "page"]),  # its action's among them
        ("case/x", []),
        ("source/page", ["page"]),
        ("statement/one", ["page"]),
        # The whole, what was done to the part, and what was done to that; another part's not.
        ("The curfew s.1", ["law", "order", "stay", "page", "notes"]),
        ("The curfew s.2", ["law", "later", "notes"]),
        ("The curfew", ["law", "order", "stay", "page", "later", "notes"]),
    ],
)
def test_of_a_thing(told, thing, sources):
    assert told(thing) == sources


def test_how_much_rests_on_each(kg, tmp_path):
    (tmp_path / "small.yaml").write_text(FACTS)
    rows = kg("sources", "--data", "small.yaml", "--json").json["sources"]
    things = {row["id"].removeprefix("source/"): row["things"] for row in rows}
    # The act is one thing, though it cites the ordinance twice; the effect is a part of its act.
    assert things == {
        "law": 2,
        "order": 2,
        "stay": 1,
        "page": 2,  # an effect, and what it is quoted for
        "later": 1,
        "undated": 0,
        "notes": 1,
    }


CORRECTED = """\
file: mended
recorded: 2026-11-25
things:
  source/stay/2:
    type: Source
    label: The stay as entered
    sourceKind: court-record
    published: 2025-06-02
    corrects: source/stay
  docket/x/stay/2:
    type: CourtAction
    label: The stay
    docket: docket/x
    decided: 2025-06-01
    corrects: docket/x/stay
    evidence: [{source: source/stay}]
    effects:
      stay: {does: stay-pending-appeal, to: "docket/x/order#bar"}
"""


def test_as_they_stand_corrected(kg, tmp_path):
    (tmp_path / "small.yaml").write_text(FACTS)
    (tmp_path / "mended.yaml").write_text(CORRECTED)
    both = ("--data", "small.yaml", "--data", "mended.yaml", "--json")
    rows = {row["id"]: row for row in kg("sources", *both).json["sources"]}
    assert "source/stay/2" not in rows
    assert rows["source/stay"]["label"] == "The stay as entered"
    assert rows["source/stay"]["published"] == "2025-06-02"
    assert (rows["source/stay"]["things"], rows["source/order"]["things"]) == (1, 1)
    found = kg("sources", "docket/x/stay", *both).json["sources"]
    assert [row["id"] for row in found] == ["source/stay"]


def test_the_json(kg, tmp_path):
    (tmp_path / "small.yaml").write_text(FACTS)
    said = kg("sources", "The curfew", "--kind", "press", "--data", "small.yaml", "--json").json
    assert list(said) == ["thing", "kind", "sources", "sentence", "engine", "data", "note"]
    assert said["thing"] == {"id": "policy/curfew", "label": "The curfew", "type": "LocalMeasure"}
    assert said["kind"] == "press"
    assert said["sources"][0] == {
        "id": "source/page",
        "label": "A page",
        "kind": "press",
        "rank": source_kinds()["press"].rank,
        "published": "2025-05-21",
        "url": None,
        "archived": None,
        "things": 2,
    }
    assert said["sentence"] == "For The curfew the record rests on 2 sources of the kind press."


def test_the_text(kg, tmp_path):
    (tmp_path / "small.yaml").write_text(FACTS)
    said = kg("sources", "--data", "small.yaml").out.splitlines()
    assert said[0] == "The record holds 7 sources."
    assert said[1] == "1 official-publication 2025-03     The law  (source/law)"
    assert said[2] == "  2 things"
    assert "  0 things  <https://news.example/a>  archived <https://archive.example/a>" in said
    assert said[-2] == "- no kind              2025-01-01  My notes  (source/notes)"


def test_none_is_an_answer(kg, tmp_path):
    (tmp_path / "small.yaml").write_text(FACTS)
    said = kg("sources", "case/x", "--data", "small.yaml")
    assert (said.code, said.out) == (
        0,
        "For Owls v. Springfield the record rests on no sources.\n",
    )


def test_as_csv(kg):
    said = kg("sources", "EO 13768 s.9(a)", "--csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    columns = ["id", "label", "kind", "rank", "published", "url", "archived", "things"]
    assert list(rows[0]) == columns
    assert {"source/s030", "source/s043"} <= {row["id"] for row in rows}
    ranks = [int(row["rank"]) for row in rows]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("words", "error", "near"),
    [
        (["--kind", "court-recrod"], "question", ["court-record"]),
        (["--kind", "blog"], "question", ["self-published"]),
        (["--kind", "Press Release"], "question", ["agency-statement"]),
        (["--kind", "xyzzy"], "question", []),
        (["--kind", ""], "question", []),
        (["Atlantis"], "unknown-name", None),
        (["82 Fed. Reg. 8799"], "ambiguous-name", None),
        (["--csv"], "question", None),
    ],
)
def test_what_is_not_understood(kg, words, error, near):
    said = kg("sources", *words, "--json")
    assert (said.code, said.error["code"]) == (2, error)
    if near is not None:
        assert said.error["near"] == near
