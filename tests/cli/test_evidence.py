"""`kg statements`, `kg conflicts`: who says what, and what the record makes of it."""

from pathlib import Path

import pytest

RECORD = Path(__file__).parent.parent / "visits" / "ruritania.yaml"
NEWS = """\
file: news
recorded: 2026-11-25
things:
  source/news: {type: Source, label: The Herald, published: 2018-01-24, sourceKind: press}
  source/blog: {type: Source, label: A blog, published: 2018-01-25, sourceKind: self-published}
  source/later: {type: Source, label: The reporter, published: 2019-01-01, sourceKind: court-record}
  person/clerk: {type: Person, label: a clerk who gave no name}
  statement/appeals:
    type: Statement
    about: order
    says: barredBy
    object: class/appeals
    source: source/news
    speaker: [person/clerk]
    quote: "=swiftly blocked by a federal appeals court"
    judgement: rejected
  statement/day:
    {type: Statement, about: order, says: decided, object: 2017-01, source: source/news}
  statement/loose:
    {type: Statement, about: order, says: note, object: a battle, source: source/news}
  statement/court:
    type: Statement
    about: docket/a/injunction
    says: court
    object: court/appeals
    source: source/later
  statement/blog:
    {type: Statement, about: letter, says: issuer, object: us/grants, source: source/blog}
  statement/news:
    {type: Statement, about: letter, says: issuer, object: person/bob, source: source/news}
  statement/denial:
    type: Statement
    about: order
    says: barredBy
    object: class/appeals
    polarity: denies
    source: source/blog
  conflict/issuer:
    type: StatementConflict
    label: Who sent the letter
    between: [statement/blog, statement/news]
    settledBy: [letter]
    note: The letter names its office.
"""


@pytest.fixture
def evidence(kg, tmp_path):
    """Calls a command over the record and the news."""
    (tmp_path / "news.yaml").write_text(NEWS)

    def call(*words):
        return kg(*words, "--data", RECORD, "--data", tmp_path / "news.yaml")

    return call


def test_what_the_record_contradicts_comes_first(evidence):
    said = evidence("conflicts")
    assert said.code == 0
    assert said.first_line == (
        "7 statements: 3 contradicted by the record, 3 confirmed, 1 not comparable. "
        "Sources disagree in 2 places."
    )
    assert "contradicted: The order, barred by: courts of appeals" in said.out
    assert "“=swiftly blocked by a federal appeals court”" in said.out
    assert "a clerk who gave no name, in The Herald (press, 2018-01-24)" in said.out
    assert "The record has the preliminary injunction of 2017-04-25 (D.)." in said.out
    assert "of the kinds of sources, court record outweighs press" in said.out
    assert "sources disagree: Who sent the letter" in said.out
    assert "Settled by The letter. The letter names its office." in said.out
    assert "Found by rule; nobody has settled it." in said.out
    assert "4 more that the record does not contradict: --all" in said.out
    assert "a battle" not in said.out


def test_everything_with_all_and_of_one_source(evidence):
    assert "not-comparable: The order, note: a battle" in evidence("conflicts", "--all").out
    said = evidence("conflicts", "--source", "The Herald")
    assert "confirmed: The order, decided: 2017-01" in said.out
    assert "A blog" not in said.out.partition("sources disagree")[0]


def test_a_weightier_source_is_not_overruled(evidence):
    said = evidence("conflicts", "docket/a/injunction").out
    assert "contradicted: The injunction (D.), court: Court of Appeals" in said
    assert "Open: the record rests on a source that weighs no more (court record)." in said


def test_the_json_of_conflicts(evidence):
    said = evidence("conflicts", "The order", "--json").json
    keys = "thing source against_the_record between_sources others sentence engine data note"
    assert list(said) == keys.split()
    (wrong,) = [each for each in said["against_the_record"] if each["about"]["id"] == "order"]
    assert (wrong["says"], wrong["judgement"]) == ("barredBy", "rejected")
    assert wrong["object"] == {"id": "class/appeals", "label": "courts of appeals"}
    assert wrong["record"]["agreement"] == "contradicted"
    assert [each["id"] for each in wrong["record"]["values"]] == ["docket/a/injunction#bar"]
    assert wrong["record"]["sources"][0]["kind"] == "court-record"
    (between,) = said["between_sources"]
    assert between["id"] is None
    assert {each["polarity"] for each in between["statements"]} == {"asserts", "denies"}


def test_a_table_disarms_what_a_spreadsheet_would_run(evidence):
    said = evidence("statements", "--csv")
    header, *rows = said.out.splitlines()
    assert header == "id,says,source,published,quote,judgement,record,on_record"
    (row,) = [each for each in rows if each.startswith("statement/appeals,")]
    assert "'=swiftly" in row and ",rejected,contradicted," in row


def test_who_says_what_about_a_thing_or_by_whom(evidence):
    assert evidence("statements", "The letter").first_line.startswith("2 statements")
    spoken = evidence("statements", "person/clerk", "--json").json["statements"]
    assert [each["id"] for each in spoken] == ["statement/appeals"]
    of_source = evidence("statements", "A blog", "--json").json["statements"]
    assert [each["id"] for each in of_source] == ["statement/blog", "statement/denial"]


def test_nothing_is_said_of_it(evidence):
    said = evidence("statements", "City A")
    assert (said.code, said.out) == (0, "No statements. Sources disagree in 0 places.\n")


def test_a_page_tells_what_is_said_of_the_thing(evidence):
    said = evidence("show", "The letter").out
    assert "The Herald says: The letter, issuer: Bob  (contradicted; statement/news)" in said


def test_misspelt_names(evidence):
    said = evidence("conflicts", "The ordre", "--json")
    assert (said.code, said.error["code"]) == (2, "unknown-name")
    assert "The order" in said.error["near"]
    assert evidence("statements", "--source", "The Heralt").code == 2
    of_another_kind = evidence("conflicts", "--source", "The order")
    assert of_another_kind.code == 2
    assert "not a source" in of_another_kind.err
