"""Files of a store that were cut, overwritten or lost: said in one sentence, never made worse."""

import os
import random
import resource
import shutil

import pytest

from kg.cli.main import run
from kg.rdf import disk
from kg.visits.load import load
from tests.safety.processes import facts, kg, names, quads

ALL = bool(os.environ.get("KG_ALL_SAFETY"))
ASKED = ("status", "The notice condition", "--on", "2018-09-01")


def cut(content):
    return content[: len(content) // 2]


def emptied(_):
    return b""


def overwritten(_):
    return b"garbage"


def scrambled(content):
    """As long as before, with one byte in some two hundred another."""
    chance, changed = random.Random(1), bytearray(content)
    for _ in range(1 + len(changed) // 200):
        if changed:
            changed[chance.randrange(len(changed))] ^= 0xFF
    return bytes(changed)


def lost(_):
    return None


HARMS = (cut, emptied, overwritten, scrambled, lost)
KINDS = (
    *("version", "current", "lock", "data-*/CURRENT", "data-*/MANIFEST-*", "data-*/IDENTITY"),
    *("data-*/OPTIONS-*", "data-*/*.log", "data-*/*.sst", "data-*"),
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A sound store that has been written to three times, and the files it came from."""
    folder = tmp_path_factory.mktemp("sound")
    files = facts(folder)
    third = folder / "demo" / "third.yaml"
    third.write_text("things:\n  source/third: {type: Source, label: A third}\n")
    for file in files:
        with disk.write(folder / "store") as writer:
            load([file], writer)
    return folder / "store", third


@pytest.fixture
def asked(capsys, monkeypatch):
    """Runs the command, and gives the exit code, what was said, and the one sentence if refused."""
    monkeypatch.delenv("KG_STORE", raising=False)

    def call(*words):
        capsys.readouterr()
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        assert code in (0, 4), said.err
        if code == 4:
            (line,) = said.err.splitlines()
            assert line.startswith("kg: ")
            assert said.out == ""
        return code, said.out, said.err

    return call


def harmed(store, kind, harm):
    """Harm every file of a kind."""
    found = sorted(store.glob(kind))
    for path in found:
        content = harm(path.read_bytes()) if path.is_file() else None
        if content is None and path.is_dir():
            shutil.rmtree(path)
        elif content is None:
            path.unlink()
        else:
            path.write_bytes(content)
    return bool(found)


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
@pytest.mark.parametrize("kind", KINDS)
def test_a_harmed_file(sound, asked, tmp_path, kind, harm):
    whole, third = sound
    store = tmp_path / "store"
    shutil.copytree(whole, store)
    right = asked(*ASKED, "--store", whole)
    if not harmed(store, kind, harm):
        return
    left = {path: names(path) for path in (store, *store.glob("data-*"))}
    found = asked(*ASKED, "--store", store)
    assert found == right or found[0] == 4, "an answer from a harmed store differs"
    code, _, err = asked("load", third, "--store", store)
    if code == 4:
        assert str(store) in err
        assert {path: names(path) for path in (store, *store.glob("data-*"))} == left
    elif harm is not scrambled:
        assert quads(store) > quads(whole)


@pytest.mark.parametrize("point", range(200 if ALL else 10))
def test_a_byte_of_the_data_that_is_another(sound, asked, tmp_path, point):
    """The engine checks what it reads: the answer is right, or there is none."""
    whole, _ = sound
    store = tmp_path / "store"
    shutil.copytree(whole, store)
    chance = random.Random(point)
    path = chance.choice(sorted(store.glob("data-*/*.sst")))
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    found = asked(*ASKED, "--store", store)
    assert found == asked(*ASKED, "--store", whole) or found[0] == 4


def test_counting_a_store_whose_data_cannot_be_read_comes_to_an_end(tmp_path, story_store):
    """Whichever file is damaged, within its blocks and not in its length."""
    ended = set()
    for name in names(story_store / "data-1"):
        if name.endswith(".sst"):
            store = tmp_path / name
            shutil.copytree(story_store, store)
            content = bytearray((store / "data-1" / name).read_bytes())
            for at in range(0, len(content) * 8 // 10, 1000):
                content[at] ^= 0xFF
            (store / "data-1" / name).write_bytes(content)
            code, _, err = kg("stats", "--store", store, preexec_fn=with_little_memory)
            assert (code, "cannot be read" in err) in ((0, False), (4, True)), err
            ended.add(code)
    assert ended == {0, 4}


def with_little_memory():
    """What would fill the memory fails, before it disturbs others."""
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
