"""A disk that is full, folders that may not be written to or read, and stores of other versions."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.rdf import disk
from kg.visits.load import load
from tests.safety.processes import ENVIRONMENT, data_folders, facts, kg, names, older, quads

ON_ITS_OWN_DISK = ("unshare", "--map-root-user", "--mount", "sh", "-c")
MOUNTED = 'mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@"'
#: What takes from the superuser the power to ignore what a folder allows.
AS_ANYONE = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")


def works(*words):
    """True where a command can be run here."""
    if not shutil.which(words[0]):
        return False
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def can_mount():
    return works(*ON_ITS_OWN_DISK, "mount -t tmpfs tmpfs /mnt")


needs_a_disk = pytest.mark.skipif(not can_mount(), reason="may not mount a disk here")
needs_rights = pytest.mark.skipif(
    os.geteuid() == 0 and not works(*AS_ANYONE, "true"), reason="cannot put off the superuser here"
)


def on_a_disk(size, place, script, *words):
    """Run a script with a small disk of its own at the place; its last line, as JSON."""
    place.mkdir(exist_ok=True)
    command = [*ON_ITS_OWN_DISK, MOUNTED, "sh", str(size), str(place), sys.executable, "-c"]
    ran = subprocess.run(
        [*command, script, str(place), *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])


def said_in_one_sentence(err):
    """The message, which is alone on its line and has no traceback beside it."""
    (line,) = err.splitlines()
    assert line.startswith("kg: ")
    return line


@pytest.fixture
def files(tmp_path):
    return facts(tmp_path / "in")


@pytest.fixture
def store(tmp_path, files):
    """A store with the first file in it."""
    with disk.write(tmp_path / "store") as writer:
        load(files[:1], writer)
    return tmp_path / "store"


FIRST_LOADS = """
import json, sys
from pathlib import Path
from tests.safety.processes import kg, names, quads

place, file = map(Path, sys.argv[1:])
seen = []
filler = place / "filler"
filler.write_bytes(b"x" * (3 << 20))
for room in (0, 4, 12, 32, 80, 140, 200, 260, 2800):
    with filler.open("r+b") as file_:
        file_.truncate((3 << 20) - (room << 10))
    code, _, err = kg("load", file, "--store", place / "a" / "store")
    seen.append([room, code, err, names(place), code == 0 and len(quads(place / "a" / "store"))])
    if code == 0:
        break
print(json.dumps(seen))
"""


@needs_a_disk
def test_a_first_load_on_a_full_disk(tmp_path, files):
    seen = on_a_disk("3m", tmp_path / "disk", FIRST_LOADS, files[0])
    *failed, (_, code, _, _, size) = seen
    assert len(failed) > 3
    for room, ended, err, left, _ in failed:
        assert (ended, left) == (4, ["filler"]), room
        assert said_in_one_sentence(err).endswith(
            "store cannot be written to: the disk is full; nothing was changed"
        )
    assert (code, size > 50) == (0, True)


LARGE_LOADS = """
import json, os, sys
from pathlib import Path
place, store = map(Path, sys.argv[1:])
os.environ["TMPDIR"] = str(place)
from kg.rdf import ns
from tests.safety.processes import kg, names

file = store.parent / "large.nt"
note = f"<{ns.SKOS}note>"
with file.open("w") as out:
    for number in range(12_000):
        out.write(f'<{ns.ID}eo/{number}> {note} "{"It goes on. " * 100}" .\\n')
how = [("--trusted",), ()]
print(json.dumps([[kg("load", file, *said, "--store", store)[::2], names(place)] for said in how]))
"""


@needs_a_disk
def test_a_large_load_with_no_room_for_what_it_writes_down_meanwhile(tmp_path):
    for (code, err), left in on_a_disk("2m", tmp_path / "disk", LARGE_LOADS, tmp_path / "store"):
        assert (code, left) == (4, [])
        assert said_in_one_sentence(err).endswith("let TMPDIR name a folder with more room")
    assert not (tmp_path / "store").exists()


LATER_LOADS = """
import json, sys
from pathlib import Path
from tests.safety.processes import kg, names, quads

place, *files = map(Path, sys.argv[1:])
store, filler = place / "store", place / "filler"
assert kg("load", files[0], "--store", store)[0] == 0
before = quads(store)
kept = names(store)
filler.write_bytes(b"")
seen = []
for left in (0, 4, 12, 32, 100, 140, 220, 260, 3000):
    stat = __import__("os").statvfs(place)
    free = stat.f_bavail * stat.f_frsize
    size = filler.stat().st_size + free - (left << 10)
    with filler.open("wb") as file:
        file.write(b"x" * size)
    code, _, err = kg("load", files[1], "--store", store)
    if code == 0:
        break
    whole = quads(store) == before and names(store) == kept
    answered = kg("status", "The notice condition", "--store", store)[0]
    seen.append([left, code, err, whole, answered])
print(json.dumps([seen, len(quads(store)) > len(before)]))
"""


@needs_a_disk
def test_a_load_into_a_store_on_a_full_disk(tmp_path, files):
    failed, in_the_end = on_a_disk("4m", tmp_path / "disk", LATER_LOADS, *files)
    assert in_the_end
    assert len(failed) > 3
    for left, code, err, whole, answered in failed:
        assert (code, whole, answered) == (4, True, 0), left
        assert said_in_one_sentence(err).endswith(
            "store cannot be written to: the disk is full; nothing was changed"
        )


READ_ONLY = """
import json, subprocess, sys
from pathlib import Path
from tests.safety.processes import kg, names

place, *files = map(Path, sys.argv[1:])
assert kg("load", files[0], "--store", place / "store")[0] == 0
subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
said = [
    kg("status", "The notice condition", "--store", place / "store"),
    kg("check", files[1], "--store", place / "store"),
    kg("load", files[1], "--store", place / "store"),
    kg("load", files[0], "--store", place / "new"),
]
print(json.dumps([said, names(place)]))
"""


@needs_a_disk
def test_a_disk_that_may_only_be_read(tmp_path, files):
    (status, check, later, first), left = on_a_disk("9m", tmp_path / "disk", READ_ONLY, *files)
    assert status[0] == check[0] == 0
    for code, _, err in (later, first):
        assert code == 4
        assert said_in_one_sentence(err).endswith("is read-only; nothing was changed")
    assert left == ["store"]


def as_anyone(*words):
    """The command, run by someone who must keep to what folders allow."""
    before = AS_ANYONE if os.geteuid() == 0 else ()
    ran = subprocess.run(
        [*before, sys.executable, "-m", "kg", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT,
    )
    assert "Traceback" not in ran.stderr
    return ran.returncode, ran.stderr


@pytest.fixture
def allowing():
    """Changes what folders and files allow, and back again at the end."""
    changed = []

    def change(place, folders, plain):
        changed.extend((each, each.stat().st_mode) for each in (place, *sorted(place.rglob("*"))))
        for each, _ in reversed(changed):
            each.chmod(folders if each.is_dir() else plain)

    yield change
    for each, mode in changed:
        each.chmod(mode)


@needs_rights
def test_a_folder_that_may_only_be_read(store, files, allowing):
    before = quads(store)
    allowing(store, 0o555, 0o444)
    assert as_anyone("status", "The notice condition", "--store", store) == (0, "")
    code, err = as_anyone("load", files[1], "--store", store)
    assert code == 4
    assert said_in_one_sentence(err) == f"kg: {store} cannot be used: permission denied"
    assert quads(store) == before


@needs_rights
@pytest.mark.parametrize(("folders", "plain"), [(0o000, 0o000), (0o555, 0o000), (0o444, 0o444)])
def test_a_store_that_may_not_be_read(store, files, allowing, folders, plain):
    allowing(store, folders, plain)
    for words in (("status", "The notice condition"), ("load", files[1]), ("check", files[1])):
        code, err = as_anyone(*words, "--store", store)
        assert code == 4
        assert "ermission denied" in said_in_one_sentence(err)


@needs_rights
def test_a_store_that_may_not_be_made(tmp_path, files, allowing):
    home = tmp_path / "home"
    home.mkdir()
    allowing(home, 0o555, 0o444)
    code, err = as_anyone("load", files[0], "--store", home / "a" / "store")
    assert (code, names(home)) == (4, [])
    assert "permission denied" in said_in_one_sentence(err)


@needs_rights
def test_a_facts_file_that_may_not_be_read(tmp_path, files, allowing):
    allowing(files[0].parent, 0o555, 0o000)
    code, err = as_anyone("load", files[0], "--store", tmp_path / "store")
    assert (code, said_in_one_sentence(err)) == (
        2,
        f"kg: {files[0]} cannot be read: Permission denied",
    )
    assert not (tmp_path / "store").exists()


def test_an_older_store_is_read_and_becomes_a_new_one_with_the_first_load(store, files):
    before = quads(store)
    older(store)
    assert quads(store) == before
    assert kg("status", "The notice condition", "--store", store)[0] == 0
    assert (store / "version").read_text() == "1\n"
    assert kg("load", files[1], "--store", store)[0] == 0
    assert names(store) == ["current", "data-1", "lock", "version"]
    assert (store / "version").read_text() == "2\n"
    assert quads(store) > before


def test_a_newer_store_is_refused_and_left_alone(store, files):
    (store / "version").write_text("3\n")
    before = names(store)
    for words in (("status", "The notice condition"), ("load", files[1]), ("stats",)):
        code, _, err = kg(*words, "--store", store)
        assert code == 4
        assert "newer version (store version 3, this one reads 2); upgrade with" in err
        said_in_one_sentence(err)
    assert names(store) == before


@pytest.mark.parametrize(
    "name", ["with space", "Straße 1 — naïve", "法律", "it's", 'a "b"', "%20", "a\nb", "--x", "~"]
)
def test_any_name_will_do_for_a_store(tmp_path, files, name):
    store = tmp_path / name / "store"
    assert kg("load", files[0], "--store", store)[0] == 0
    code, out, _ = kg("status", "The notice condition", "--store", store)
    assert (code, out.split(":")[0]) == (0, "unknown")
    assert kg("load", files[1], "--store", "store", cwd=tmp_path / name)[0] == 0
    assert len(data_folders(store)) == 1


def test_a_name_that_is_not_in_utf_8(tmp_path, files):
    store = tmp_path / os.fsdecode(b"caf\xe9")
    for words in (("load", files[0]), ("status", "The notice condition")):
        code, _, err = kg(*words, "--store", store)
        assert code == 4
        assert "is not a path in UTF-8" in said_in_one_sentence(err)
    assert not store.exists()


def test_a_name_that_is_too_long(tmp_path, files):
    code, _, err = kg("load", files[0], "--store", tmp_path / ("x" * 300))
    assert code == 4
    assert "too long" in said_in_one_sentence(err)


def test_a_link_to_a_store_is_a_store(tmp_path, store, files):
    link = tmp_path / "link"
    link.symlink_to(store)
    assert kg("load", files[1], "--store", link)[0] == 0
    assert link.is_symlink()
    assert quads(link) == quads(store)
    assert len(data_folders(store)) == 1


def test_a_link_to_an_empty_folder_is_where_a_store_is_made(tmp_path, files):
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "elsewhere")
    assert kg("load", files[0], "--store", link)[0] == 0
    assert len(data_folders(tmp_path / "elsewhere")) == 1


def test_a_link_that_leads_nowhere_or_in_a_circle_is_said_so(tmp_path, files):
    link, circle = tmp_path / "link", tmp_path / "circle"
    link.symlink_to(tmp_path / "nothing")
    circle.symlink_to(circle)
    for each in (link, circle):
        code, _, err = kg("load", files[0], "--store", each)
        assert code == 4
        assert "link" in said_in_one_sentence(err)
        assert kg("status", "The notice condition", "--store", each)[0] == 4
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("below", ["", "store", "a/store"])
def test_a_file_is_no_store_and_none_can_be_made_in_it(tmp_path, files, below):
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    for words in (("load", files[0]), ("status", "The notice condition")):
        code, _, err = kg(*words, "--store", file / below)
        assert code == 4
        assert str(file) in said_in_one_sentence(err)
    assert file.read_text() == "mine"


@pytest.mark.parametrize(
    "mine",
    [
        {"data-2024/notes.txt": "mine"},
        {"data-2024/notes.txt": "mine", "lock": ""},
        {"data-1/table.sst": "mine", "lock": ""},
        {"current": "mine", "lock": ""},
        {"oxigraph/notes.txt": "mine"},
        {"database/x": "mine", "data-x": "mine"},
        {"versions/1": "mine"},
        {"current": "mine"},
        {"lock": "mine", "notes.txt": "mine"},
    ],
    ids=str,
)
def test_a_folder_of_something_else_is_never_touched(tmp_path, files, mine):
    folder = tmp_path / "folder"
    for name, text in mine.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    code, _, err = kg("load", files[0], "--store", folder)
    left = {str(p.relative_to(folder)): p.read_text() for p in folder.rglob("*") if p.is_file()}
    assert (code, left) == (4, mine)
    assert "is not a store" in said_in_one_sentence(err)


def test_the_working_folder_may_change_between_opening_and_writing(tmp_path, files, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    with disk.write(Path("made")) as writer:
        monkeypatch.chdir(tmp_path / "elsewhere")
        load(files, writer)
    assert names(tmp_path / "elsewhere") == []
    assert len(quads(tmp_path / "made")) > 50
