"""All of a load or nothing, and what is checked before anything is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import AlreadyLoaded, DataError, Problem
from kg.rdf import disk, ns, store
from kg.visits.load import Checked, checked, load
from tests.conftest import RIGHT

Put = Callable[[str, str | bytes], Path]
Spoil = Callable[..., list[Problem]]

GRAPH = ns.facts_graph("demo", "chicago-v-sessions")
LATER = """\
file: later
recorded: 2026-11-25
things:
  docket/d/narrowing:
    type: CourtAction
    label: Narrowing
    docket: docket/d
    decided: 2018-08-01
    evidence: {source: source/s061}
    effects:
      narrow: {does: narrowed, to: docket/d/ecf-78#notice, leaves: {parties: [us/il/chicago]}}
"""


def test_a_right_file_is_loaded_into_its_graph(put: Put) -> None:
    memory = store.memory()
    report = load([put("f.yaml", RIGHT)], memory)
    assert report.graphs == report.changed == (GRAPH.value,)
    assert report.triples == len(list(memory.quads(g=GRAPH))) > 30
    assert report.things == 8


def test_a_second_file_may_speak_of_things_in_the_store(put: Put) -> None:
    memory = store.memory()
    load([put("f.yaml", RIGHT)], memory)
    assert load([put("g.yaml", LATER)], memory).things == 1


def test_files_of_one_load_may_speak_of_each_other(put: Put, folder: Path) -> None:
    put("a.yaml", LATER)
    put("b.yaml", RIGHT)
    assert len(load([folder], store.memory()).files) == 2


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("to: [policy/p]", "to: [policy/pp]", 20, "did you mean `policy/p`?"),
        ("to: [policy/p]", "to: [p]", 20, "did you mean `policy/p`?"),
        ("case: case/c}", "case: case/cc}", 9, "did you mean `case/c`?"),
        ("{everyone: true}", "{subdivisions: true}", 21, "say whom the scope reaches"),
        ("        scope: {everyone: true}\n", "        until: 2017-09-01\n", 21, "ends before"),
        ("    decided: 2017-09-15\n", "", 11, "`decided:` is missing"),
        ("{type: Court, label", "{label", 7, "give it a type"),
    ],
)
def test_what_is_well_formed_and_wrong_is_refused_with_its_line(
    problems: Spoil, old: str, new: str, line: int, says: str
) -> None:
    found = problems(old, new)
    assert [each.line for each in found if says in str(each)] == [line], found


def test_a_bar_that_protects_nobody_known_is_refused(problems: Spoil) -> None:
    text = RIGHT.replace("        scope: {everyone: true}\n", "").replace(
        "plaintiffs: [us/il/chicago], ", ""
    )
    found = problems(content=text)
    assert any(each.key == "scope" and each.thing.endswith("#notice") for each in found)


def test_a_bar_without_a_scope_protects_the_plaintiffs_of_its_case(put: Put) -> None:
    text = RIGHT.replace("        scope: {everyone: true}\n", "")
    assert load([put("f.yaml", text)], store.memory()).things == 8


@pytest.mark.parametrize(
    ("turtle", "says"),
    [
        ("<docket/d> kg:taget <policy/p> .", "did you mean `kg:target`?"),
        ("<docket/d> a kg:Docet .", "did you mean `kg:Docket`?"),
        (
            "<docket/x> kg:effect <x#a> .\n<x#a> kg:kind <../list/effect-kinds/affirmed> .",
            "`to:` is missing",
        ),
        (
            "<docket/x#a> kg:target <policy/p> ; kg:kind <../list/effect-kinds/bloked> .",
            "`bloked`: this word is not in its list",
        ),
        (
            '<docket/d/2> a kg:CourtAction ; kg:decided "2018-02-30"^^xsd:date .',
            "`decided:` `2018-02-30` will not do",
        ),
    ],
)
def test_turtle_is_held_to_the_same_rules(put: Put, turtle: str, says: str) -> None:
    memory = store.memory()
    load([put("f.yaml", RIGHT)], memory)
    before = len(memory)
    text = f"PREFIX kg: <{ns.NS}>\nPREFIX xsd: <{ns.XSD}>\n{turtle}"
    with pytest.raises(DataError) as caught:
        load([put("g.ttl", text)], memory)
    assert says in str(caught.value)
    assert len(memory) == before


def test_one_wrong_file_keeps_all_files_out_and_each_wrong_file_is_named(put: Put) -> None:
    paths = [
        put("a.yaml", RIGHT),
        put("b.yaml", "things: {a: {tipe: Court}}"),
        put("c.ttl", "<a> <b"),
    ]
    memory = store.memory()
    with pytest.raises(DataError) as caught:
        load(paths, memory)
    assert {Path(each.file).name for each in caught.value.problems} == {"b.yaml", "c.ttl"}
    assert len(memory) == 0


def test_a_refused_load_leaves_no_store_behind(put: Put, tmp_path: Path) -> None:
    place = tmp_path / ".kg"
    with disk.write(place) as writer, pytest.raises(DataError):
        load([put("f.yaml", RIGHT.replace("[policy/p]", "[policy/q]"))], writer)
    with disk.write(place) as writer:
        load([put("f.yaml", RIGHT)], writer, dry_run=True)
    assert [each.name for each in tmp_path.iterdir()] == ["demo"]


def test_a_load_makes_a_store_that_readers_can_open(put: Put, tmp_path: Path) -> None:
    place = tmp_path / "deep" / ".kg"
    with disk.write(place) as writer:
        report = load([put("f.yaml", RIGHT)], writer)
    with disk.read(place) as reader:
        assert len(list(reader.quads(g=GRAPH))) == report.triples


def test_the_same_file_again_changes_nothing(put: Put) -> None:
    memory = store.memory()
    path = put("f.yaml", RIGHT)
    load([path], memory)
    assert load([path], memory).changed == ()


def test_other_content_needs_a_word_and_then_takes_the_place_of_the_old(put: Put) -> None:
    memory = store.memory()
    load([put("f.yaml", RIGHT)], memory)
    other = put("f.yaml", RIGHT.replace("City of Chicago", "Chicago"))
    with pytest.raises(AlreadyLoaded, match="--replace") as caught:
        load([other], memory)
    assert caught.value.exit_code == 3
    load([other], memory, replace=True)
    labels = {str(quad.object) for quad in memory.quads(p=ns.LABEL)}
    assert '"Chicago"' in labels
    assert '"City of Chicago"' not in labels


def test_a_new_version_may_not_drop_what_another_file_needs(put: Put) -> None:
    memory = store.memory()
    load([put("f.yaml", RIGHT), put("g.yaml", LATER)], memory)
    smaller = RIGHT.replace("      notice:\n", "      access:\n")
    with pytest.raises(DataError, match=r"docket/d/narrowing#narrow still names it"):
        load([put("f.yaml", smaller)], memory, replace=True)


def test_two_files_may_not_make_one_graph(put: Put) -> None:
    paths = [put("a.yaml", RIGHT), put("b.yaml", RIGHT)]
    with pytest.raises(DataError, match="same graph"):
        load(paths, store.memory())


def test_a_circle_of_orders_is_refused_with_its_line(put: Put) -> None:
    circle = RIGHT.replace(
        "        scope: {everyone: true}",
        """        scope: {everyone: true}
      first: {does: stay-pending-appeal, to: docket/d/ecf-78#second}
      second: {does: stay-pending-appeal, to: docket/d/ecf-78#first}
      third: {does: stay-pending-appeal, to: [docket/d/ecf-78#first, docket/d/ecf-78#notice]}""",
    )
    with pytest.raises(DataError, match=r"f\.yaml:22: docket/d/ecf-78#first `to:` .*circle"):
        load([put("f.yaml", circle)], store.memory())
    with pytest.raises(DataError, match="circle"):
        load([put("f.yaml", circle)], store.memory(), trusted=True)


def test_trusted_facts_skip_the_shapes_and_stay_in_their_graphs(put: Put) -> None:
    path = put("f.nt", f"<{ns.ID}a> <{ns.NS}partOf> <{ns.ID}b> .")
    assert load([path], store.memory(), trusted=True).triples == 1
    outside = put("g.nt", f"<{ns.NS}a> <{ns.NS}partOf> <{ns.ID}b> .")
    with pytest.raises(DataError, match="outside"):
        load([outside], store.memory(), trusted=True)


def test_checking_lists_problems_and_writes_nothing(put: Put) -> None:
    memory = store.memory()
    assert checked([put("f.yaml", RIGHT)], memory) == Checked()
    assert len(checked([put("f.yaml", RIGHT.replace("[policy/p]", "[q]"))], memory).problems) == 1
    assert len(memory) == 0


def test_text_with_quotes_lines_and_signs_comes_back_as_it_was(put: Put) -> None:
    said = 'a "quote" \\ back\u2028slash } ; DROP ALL \U0001f600'
    memory = store.memory()
    load([put("f.yaml", RIGHT.replace("The opinion", json.dumps(said)))], memory)
    assert said in {getattr(quad.object, "value", "") for quad in memory.quads(p=ns.LABEL)}
