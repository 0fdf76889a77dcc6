"""`kg stats`: how much is held."""

import pytest

from kg.visits.weigh import stats


def test_the_json_of_stats(kg, story_store):
    found = kg("stats", "--json").json
    keys = "store graphs triples things classes policies actions effects sources dates".split()
    assert list(found) == [*keys, "checked_through", "engine", "data", "note"]
    assert found["store"] == str(story_store)
    assert found["graphs"]["facts"] == found["graphs"]["names"] > 10
    assert found["things"] == sum(found["classes"].values())
    for group, part in (("policies", "by_type"), ("actions", "by_type")):
        assert found[group]["total"] == sum(found[group][part].values())
        assert set(found[group][part]) <= set(found["classes"])
    assert found["effects"]["total"] == sum(found["effects"]["by_operation"].values())
    assert found["effects"]["total"] == sum(found["effects"]["by_kind"].values())
    courts = found["actions"]["by_court"]
    assert sum(row["actions"] for row in courts) == found["actions"]["by_type"]["CourtAction"]
    assert {"court": {"id": "court/cand", "label": "N.D. Cal."}}.items() <= courts[0].items()
    assert found["sources"] == found["classes"]["Source"]
    assert found["dates"]["first"] < "2017-01-25" <= found["dates"]["last"]
    assert found["checked_through"]["latest"] == "2026-06-24"
    assert found["data"] == kg("status", "EO 13768", "--json").json["data"]


def test_what_the_engine_derived_is_no_thing_that_was_stated(kg):
    classes = kg("stats", "--json").json["classes"]
    assert not {"Run", "RunInterval", "Finding"} & set(classes)


def test_the_text_of_stats(kg):
    said = kg("stats")
    assert (said.code, said.err) == (0, "")
    names = [line.split()[0] for line in said.out.splitlines() if not line.startswith(" ")]
    wanted = "graphs triples things policies actions effects sources dates checked".split()
    assert names == [*wanted, "data", "engine", "store"]
    assert "checked    through 2026-06-24" in said.out


SMALL = """\
file: small
recorded: 2026-11-24
things:
  source/notes: {type: Source, label: My notes}
  policy/curfew: {type: LocalMeasure, label: The curfew}
  policy/curfew/2025:
    type: LegislativeAction
    label: Curfew passed
    decided: 2025
    enacts: policy/curfew
    evidence: [{source: source/notes}]
    effects:
      start: {does: issued, to: policy/curfew}
"""


def test_of_files(kg, tmp_path):
    (tmp_path / "small.yaml").write_text(SMALL)
    found = kg("stats", "--data", "small.yaml", "--json").json
    assert (found["store"], found["things"]) == ("memory", 3)
    assert found["classes"] == {
        "LegislativeAction": 1,
        "LocalMeasure": 1,
        "Source": 1,
    }
    assert found["actions"]["by_court"] == []
    assert found["effects"]["by_operation"] == {"commence": 1}
    assert found["dates"] == {"first": "2025", "last": "2025"}
    assert found["checked_through"] is None
    said = kg("stats", "--data", "small.yaml")
    assert "no one has said how far the facts go" in said.out


def test_of_an_empty_store():
    from kg.rdf.store import memory

    found = stats(memory(), "memory")
    assert found["triples"] == found["graphs"] == {"total": 0}
    assert (found["things"], found["classes"]) == (0, {})
    assert found["effects"] == {"total": 0, "by_operation": {}, "by_kind": {}}
    assert (found["dates"], found["checked_through"]) == (None, None)


def test_an_empty_store_says_how_it_is_filled(capsys):
    from kg.cli.stats import show_stats
    from kg.rdf.store import memory

    show_stats(stats(memory(), "memory"))
    said = capsys.readouterr().out
    assert "dates      none\n" in said
    assert said.endswith("The store holds nothing yet; `kg load` fills it.\n")


def test_the_examples_are_counted_where_there_is_no_store_and_that_is_said(
    kg, monkeypatch, tmp_path
):
    monkeypatch.delenv("KG_STORE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    said = kg("stats")
    assert said.code == 0
    assert "built-in examples" in said.err


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (["--store", "nowhere"], 4, "store-missing"),
        (["--data", "nothing.yaml"], 2, "missing-file"),
        (["EO 13768"], 2, "question"),
    ],
)
def test_what_cannot_be_counted(kg, words, code, error):
    said = kg("stats", *words, "--json")
    assert (said.code, said.error["code"]) == (code, error)
