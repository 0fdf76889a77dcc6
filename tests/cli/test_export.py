"""`kg export`: the facts of a store in the formats of others."""

import pytest

from kg.rdf import stores


def test_one_file_on_standard_output(kg):
    said = kg("export", "sanctuary-cities/grants", "--format", "turtle")
    assert said.code == 0
    assert said.out.startswith("@base <https://w3id.org/inforce/id/> .\n@prefix ")


def test_all_of_it_to_a_file_and_back(kg, tmp_path, story_store):
    said = kg("export", "-o", "facts.trig")
    assert said.code == 0
    assert said.out.startswith("wrote ") and said.out.endswith(" as trig to facts.trig\n")
    assert [each.name for each in tmp_path.iterdir()] == ["facts.trig"]
    assert kg("load", "facts.trig", "--store", "copy").code == 0
    assert kg("load", "facts.trig").out.endswith("; nothing in them is new\n")
    with stores.read(tmp_path / "copy") as copy, stores.read(story_store) as held:
        assert set(copy.quads()) == set(held.quads())


def test_the_json_tells_what_was_written(kg, tmp_path):
    said = kg("export", "sanctuary-cities/grants", "-o", "f.nq", "--format", "nquads", "--json")
    size = (tmp_path / "f.nq").stat().st_size
    assert said.json == {"format": "nquads", "files": 1, "bytes": size, "output": "f.nq"}


def test_facts_given_for_one_call(kg, tmp_path):
    (tmp_path / "a.ttl").write_text(
        '<source/x> a <../ns#Source> ; <http://www.w3.org/2000/01/rdf-schema#label> "Ü" .'
    )
    said = kg("export", "--data", "a.ttl", "--format", "jsonld")
    assert '"@value": "Ü"' in said.out


@pytest.mark.parametrize(
    ("words", "code", "near", "message"),
    [
        (["--format", "rdf-12"], 2, "rdf12", "'rdf-12' is no format of an export; there are trig"),
        (["sanctuary-cities/grant"], 2, "sanctuary-cities/grants", "the store holds no file"),
        (["--format", "turtle"], 2, "", "Turtle has no place for the names of"),
        (["-o", "nowhere/f.trig"], 4, "", "nowhere/f.trig cannot be written"),
        (["--store", "none"], 4, "", "there is no store"),
    ],
)
def test_what_cannot_be_written(kg, tmp_path, words, code, near, message):
    said = kg("export", *words)
    assert (said.code, said.out) == (code, "")
    assert message in said.err and near in said.err
    assert list(tmp_path.iterdir()) == []


def test_json_without_a_file_is_refused(kg):
    assert "say where with `-o FILE`" in kg("export", "--json").error["message"]


def test_a_file_that_stood_there_stays_when_nothing_can_be_written(kg, tmp_path):
    (tmp_path / "f.ttl").write_text("mine")
    assert kg("export", "--format", "turtle", "-o", "f.ttl").code == 2
    assert (tmp_path / "f.ttl").read_text() == "mine"
