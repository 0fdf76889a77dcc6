"""`kg load` and `kg check`: facts in, all or nothing, and what is said when they are refused."""

import subprocess
import sys

import pytest

from kg.rdf import disk

RIGHT = """\
file: my-facts
recorded: 2026-11-24
things:
  source/notes: {type: Source, label: My notes}
  policy/curfew: {type: LocalMeasure, label: The curfew}
  policy/curfew/2025-03-01:
    type: LegislativeAction
    label: Curfew passed
    decided: 2025-03-01
    enacts: policy/curfew
    evidence: [{source: source/notes}]
    effects:
      start: {does: issued, to: policy/curfew}
"""
REPEALED = """\
  policy/curfew/2026-01-01:
    type: LegislativeAction
    label: Curfew repealed
    decided: 2026-01-01
    evidence: [{source: source/notes}]
    effects:
      end: {does: repealed, to: policy/curfew}
"""


@pytest.fixture
def facts(tmp_path):
    """A facts file that is right."""
    path = tmp_path / "facts.yaml"
    path.write_text(RIGHT)
    return path


@pytest.fixture
def kg(kg, monkeypatch):
    """The command, with no store named: the one in the working folder is used."""
    monkeypatch.delenv("KG_STORE")
    return kg


def asked(kg):
    return kg("status", "The curfew", "--on", "2026-02-01", "--json").json["status"]


def test_load_makes_a_store_here_that_answers_from_then_on(kg, facts, tmp_path):
    said = kg("load", facts)
    assert said.code == 0
    assert said.out.startswith("loaded 1 file: 3 things, ")
    assert (tmp_path / ".kg").is_dir()
    assert asked(kg) == "in-force"
    assert kg("status", "EO 13768").code == 2  # the examples are not mixed in


def test_load_as_json(kg, facts):
    found = kg("load", facts, "--json").json
    assert set(found) == {"files", "things", "triples", "changed", "store", "dry_run"}
    assert (found["files"], found["things"], found["dry_run"]) == (1, 3, False)
    (graph,) = [name for name in found["changed"] if "/g/facts/" in name]
    assert graph.endswith("/my-facts")


def test_the_store_is_found_from_a_folder_below(kg, facts, tmp_path, monkeypatch):
    kg("load", facts)
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert asked(kg) == "in-force"


def test_loading_the_same_again_changes_nothing(kg, facts):
    kg("load", facts)
    said = kg("load", facts)
    assert (said.code, said.out.rstrip().endswith("nothing in them is new")) == (0, True)


def test_changed_facts_are_refused_without_replace(kg, facts):
    kg("load", facts)
    facts.write_text(RIGHT + REPEALED)
    said = kg("load", facts, "--json")
    assert (said.code, said.error["code"]) == (3, "already-loaded")
    assert "--replace" in said.error["message"]
    assert asked(kg) == "in-force"


def test_replace_puts_them_in_the_place_of_the_old(kg, facts):
    facts.write_text(RIGHT + REPEALED)
    kg("load", facts)
    assert asked(kg) == "revoked"
    facts.write_text(RIGHT)
    assert kg("load", facts, "--replace").code == 0
    assert asked(kg) == "in-force"


def test_a_dry_run_writes_nothing(kg, facts, tmp_path):
    said = kg("load", facts, "--dry-run")
    assert (said.code, said.out[:17]) == (0, "would load 1 file")
    assert not (tmp_path / ".kg").exists()


def test_a_dry_run_refuses_what_a_load_refuses(kg, facts):
    facts.write_text(RIGHT.replace("issued", "isued"))
    assert kg("load", facts, "--dry-run").code == 3


@pytest.mark.parametrize(
    ("old", "new", "line", "thing", "key", "words"),
    [
        ("label: The", "lable: The", 5, "policy/curfew", "lable", "label"),
        ("does: issued", "does: isued", 13, "policy/curfew/2025-03-01#start", "does", "issued"),
        ("source: source/notes", "source: source/note", 11, "", "evidence.source", "source/note"),
        ("decided: 2025-03-01", "decided: 2025-02-30", 9, "", "decided", "2025-02-30"),
        ("to: policy/curfew", "to: policy/curfw", 13, "", "to", "policy/curfw"),
        ("file: my-facts", "file: ../my-facts", 1, "", "file", "city-v-state"),
    ],
)
def test_wrong_facts_are_refused_with_line_thing_and_key(
    kg, facts, tmp_path, old, new, line, thing, key, words
):
    facts.write_text(RIGHT.replace(old, new))
    for command in ("check", "load"):
        said = kg(command, facts, "--json")
        assert (said.code, said.error["code"]) == (3, "data")
        problem = next(p for p in said.error["problems"] if p["key"] == key)
        assert problem["file"].endswith("facts.yaml")
        assert problem["line"] == line
        assert problem["thing"].startswith(thing)
        assert words in problem["message"] + problem["mend"]
    assert not (tmp_path / ".kg").exists()


def test_every_problem_is_told_at_once(kg, facts):
    facts.write_text(RIGHT.replace("does: issued", "does: isued").replace("note}", "n}"))
    other = facts.with_name("other.yaml")
    other.write_text("file: other\nrecorded: 2026-11-24\nthings:\n  a/b: {type: Sauce}\n")
    problems = kg("check", facts, other, "--json").error["problems"]
    assert {problem["file"].rpartition("/")[2] for problem in problems} == {
        "facts.yaml",
        "other.yaml",
    }


def test_one_bad_file_keeps_out_the_good_one(kg, facts):
    bad = facts.with_name("bad.yaml")
    bad.write_text("file: bad\nrecorded: 2026-11-24\nthings:\n  a b: {type: Source, label: X}\n")
    assert kg("load", facts, bad).code == 3
    assert kg("load", facts).code == 0
    assert kg("show", "My notes").code == 0
    assert kg("show", "X").code == 2


def test_check_finds_nothing_wrong(kg, facts, tmp_path):
    said = kg("check", facts)
    assert (said.code, said.out) == (0, "no problems found\n")
    assert kg("check", facts, "--json").json == {"problems": [], "remarks": []}
    assert not (tmp_path / ".kg").exists()


def test_check_remarks_on_what_no_source_tells_of(kg, facts):
    bare = facts.with_name("bare.yaml")
    bare.write_text("things:\n  eo/1: {type: ExecutiveOrder, label: EO 1}\n")
    said = kg("check", bare)
    assert (said.code, said.out) == (0, "no problems found\n")
    assert said.err.startswith(f"remark: {bare}:2: eo/1 has no evidence")
    (remark,) = kg("check", bare, "--json").json["remarks"]
    assert (remark["thing"], remark["line"]) == ("eo/1", 2)


def test_check_knows_what_the_store_holds(kg, facts):
    kg("load", facts)
    more = facts.with_name("more.yaml")
    more.write_text("file: more\nrecorded: 2026-11-24\nthings:\n" + REPEALED)
    assert kg("check", more).code == 0
    assert kg("check", more, "--store", "elsewhere").code == 4


def test_facts_that_hang_in_the_air_are_refused(kg, facts):
    facts.write_text("file: more\nrecorded: 2026-11-24\nthings:\n" + REPEALED)
    said = kg("check", facts, "--json")
    assert said.code == 3
    assert {"to", "evidence.source"} <= {problem["key"] for problem in said.error["problems"]}


@pytest.mark.parametrize("command", ["load", "check"])
def test_nothing_to_read_is_exit_2(kg, tmp_path, command):
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("notes")
    for path in ("nothing.yaml", "empty"):
        said = kg(command, path, "--json")
        assert (said.code, said.error["code"]) == (2, "missing-file")
    assert kg(command, "notes.txt").code in (2, 3)
    assert kg(command).code == 2


def test_a_file_is_no_store(kg, facts):
    for words in (("load", facts), ("status", "The curfew")):
        said = kg(*words, "--store", facts, "--json")
        assert (said.code, said.error["code"]) == (4, "store-damaged")
    assert facts.read_text() == RIGHT


def test_a_folder_of_something_else_is_left_alone(kg, facts, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "me.jpg").write_text("me")
    assert kg("load", facts, "--store", "photos").code == 4
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["me.jpg"]


def test_a_store_of_a_newer_version_is_refused(kg, facts, tmp_path):
    kg("load", facts)
    (tmp_path / ".kg" / "version").write_text("999\n")
    for words in (("load", facts), ("status", "The curfew")):
        said = kg(*words, "--json")
        assert (said.code, said.error["code"]) == (4, "store-version")


def test_two_writers_at_once_the_second_is_told(kg, facts, tmp_path):
    kg("load", facts)
    facts.write_text(RIGHT + REPEALED)
    with disk.write(tmp_path / ".kg"):
        command = [sys.executable, "-m", "kg", "load", str(facts), "--replace"]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (4, "")
    assert ran.stderr.startswith("kg: ")
    assert asked(kg) == "in-force"


@pytest.fixture
def two(kg, facts):
    """Two loaded files, of which the second names what the first holds."""
    more = facts.with_name("more.yaml")
    more.write_text("file: more\nrecorded: 2026-11-24\nthings:\n" + REPEALED)
    assert kg("load", facts, more).code == 0
    return f"{facts.parent.name}/my-facts", f"{facts.parent.name}/more"


def test_what_a_file_put_in_is_taken_out(kg, two, tmp_path):
    assert asked(kg) == "revoked"
    said = kg("load", "--remove", two[1])
    assert (said.code, said.err) == (0, "")
    assert said.out == f"removed 1 file: 1 thing, 10 triples, from {tmp_path / '.kg'}\n"
    assert asked(kg) == "in-force"
    assert kg("load", "--remove", two[0]).code == 0
    assert kg("status", "The curfew").code == 2


def test_all_is_taken_out_at_once_however_the_files_are_named(kg, two, tmp_path):
    path = tmp_path / "more.yaml"
    found = kg("load", "--remove", f"https://w3id.org/inforce/g/facts/{two[0]}", path, "--json")
    assert set(found.json) == {"files", "things", "triples", "changed", "store", "dry_run"}
    assert (found.json["files"], found.json["things"]) == (2, 4)
    assert {name.rpartition("/")[2] for name in found.json["changed"]} == {"my-facts", "more"}
    assert kg("stats").out.startswith("graphs     2: 1 derived, 1 ontology")


def test_what_others_name_is_not_taken_out(kg, two):
    said = kg("load", "--remove", two[0], "--json")
    assert (said.code, said.error["code"]) == (3, "data")
    for problem in said.error["problems"]:
        assert problem["file"] == two[0]
        assert "would be gone, but policy/curfew/2026-01-01#" in problem["message"]
        assert problem["mend"] == f"keep it, or change {two[1]} first"
    assert asked(kg) == "revoked"


def test_taking_out_can_be_tried_first(kg, two):
    said = kg("load", "--remove", two[1], "--dry-run")
    assert said.out.startswith("would remove 1 file: 1 thing,")
    assert asked(kg) == "revoked"
    assert kg("load", "--remove", two[0], "--dry-run").code == 3


@pytest.mark.parametrize(
    "name", ["mores", "SET/moor", "nothing like it at all", "a b/c<d>", "", "/"]
)
def test_a_file_that_was_never_loaded_is_not_taken_out(kg, two, name):
    said = kg("load", "--remove", name.replace("SET", two[0].partition("/")[0]), "--json")
    assert (said.code, said.error["code"]) == (2, "missing-file")
    assert f"a file goes by its set and its name, as {two[1]}" in said.error["message"]
    if name == "SET/moor":
        assert said.error["near"][0] == two[1]
    assert asked(kg) == "revoked"


def test_taking_out_and_putting_in_are_two_things(kg, two):
    for other in ("--replace", "--trusted"):
        said = kg("load", "--remove", two[1], other)
        assert (said.code, said.out) == (2, "")
        assert other in said.err


def test_nothing_is_taken_out_of_no_store(kg, tmp_path):
    said = kg("load", "--remove", "set/file", "--json")
    assert (said.code, said.error["code"]) == (4, "store-missing")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words", [["facts.yaml"], ["facts.yaml", "--replace"], ["--remove", "SET/more"]], ids=str
)
@pytest.mark.usefixtures("two")
def test_a_dry_run_changes_no_byte_of_a_store(kg, facts, tmp_path, words):
    facts.write_text(RIGHT.replace("Curfew passed", "The curfew was passed"))
    before = {path: path.read_bytes() for path in (tmp_path / ".kg").rglob("*") if path.is_file()}
    said = kg("load", *(word.replace("SET", tmp_path.name) for word in words), "--dry-run")
    assert said.code == (3 if words == ["facts.yaml"] else 0)
    after = {path: path.read_bytes() for path in (tmp_path / ".kg").rglob("*") if path.is_file()}
    assert after == before


def test_a_file_that_is_too_large_is_refused_before_any_is_read(kg, facts, tmp_path, monkeypatch):
    """The limit is told at once, however much there is to read."""
    monkeypatch.setattr("kg.rdf.find.content", lambda path: pytest.fail(f"{path} was read"))
    large = tmp_path / "large.yaml"
    with large.open("w") as file:
        file.truncate(10_000_001)
    for command in ("load", "check"):
        said = kg(command, facts, large, "--json")
        assert (said.code, said.error["code"]) == (5, "limit")
        assert "large.yaml has 10.1 MB, and YAML and JSON-LD may have 10 MB" in said.err
        assert "N-Triples" in said.err


def test_a_file_that_is_missing_is_told_before_any_is_read(kg, facts, tmp_path, monkeypatch):
    monkeypatch.setattr("kg.rdf.find.content", lambda path: pytest.fail(f"{path} was read"))
    said = kg("load", facts, tmp_path / "gone.yaml", "--json")
    assert (said.code, said.error["code"]) == (2, "missing-file")
