"""A load that is killed, at any moment, leaves the old state or the new one, whole.

A few points by default; with KG_ALL_SAFETY=1 fifty for each way of writing, and every
system call that makes, writes, names, links, syncs or removes a file.
"""

import os
import random
import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kg.rdf import disk
from kg.visits.load import load
from tests.safety import processes
from tests.safety.processes import data_folders, facts, names, quads

ALL = bool(os.environ.get("KG_ALL_SAFETY"))
ANY, WRITING, CALLS = (50, 50, None) if ALL else (1, 2, 3)
WAYS = ("first", "change", "older", "beside")
#: Builds a copy, changes it with both of its verbs, and puts it in the place of the store.
BESIDE = """
import sys
from pathlib import Path
from kg.rdf import disk
from kg.visits.load import load
from kg.rdf.store import memory

store, *files = map(Path, sys.argv[1:])
whole = memory()
load(files, whole)
with disk.write(store) as writer, writer.beside() as draft:
    for graph in {quad.graph_name for quad in writer.quads()}:
        draft.empty(graph)
    draft.fill(whole.quads())
"""


@dataclass(frozen=True)
class Way:
    """One way of writing: what stands before, the process that writes, what stands after."""

    name: str
    folder: Path
    files: tuple[Path, ...]
    old: frozenset | None
    new: frozenset
    lasts: float = 0.0
    writes: float = 0.0

    @property
    def store(self):
        return self.folder / "store"

    @property
    def words(self):
        """The process."""
        if self.name == "beside":
            script = self.folder / "beside.py"
            script.write_text(BESIDE)
            return (script, self.store, *self.files)
        return (*processes.LOAD, self.files[self.old is not None], "--store", self.store)

    def ready(self):
        """The store as it stands before."""
        shutil.rmtree(self.store, ignore_errors=True)
        if self.old is not None:
            shutil.copytree(self.folder / "before", self.store)
        return self.store

    def timed(self):
        """The same, with the time that the process takes, and that the writing in it takes."""
        before, begun = set(data_folders(self.ready())), None
        start = time.monotonic()
        process = processes.started(*self.words)
        while process.poll() is None:
            if begun is None and set(data_folders(self.store)) > before:
                begun = time.monotonic()
            time.sleep(0.001)
        end = time.monotonic()
        assert process.communicate()[1] == ""
        assert quads(self.store) == self.new
        return replace(self, lasts=end - start, writes=end - begun)


def made(store, files):
    """A store that was given the files one after the other, by nobody who was killed."""
    with disk.write(store) as writer:
        for file in files:
            load([file], writer)
    return quads(store)


@pytest.fixture(scope="module", params=WAYS)
def way(request, tmp_path_factory):
    """A way of writing, measured once without any harm."""
    folder = tmp_path_factory.mktemp(request.param)
    files = facts(folder)
    one, both = made(folder / "before", files[:1]), made(folder / "after", files)
    assert one != both
    if request.param == "older":
        processes.older(folder / "before")
    if request.param == "first":
        return Way(request.param, folder, files, None, one).timed()
    return Way(request.param, folder, files, one, both).timed()


def assert_whole(way):
    """The store holds one of two whole states; it can be loaded into, and is tidy then."""
    if disk.exists(way.store):
        assert quads(way.store) in (way.old, way.new)
    else:
        assert way.old is None
    with disk.write(way.store) as writer:
        load(way.files, writer)
    (data,) = data_folders(way.store)
    assert names(way.store) == ["current", data, "lock", "version"]
    assert quads(way.store) == quads(way.folder / "after")


@pytest.mark.parametrize("point", range(ANY))
def test_killed_at_a_random_moment(way, point):
    way.ready()
    processes.killed_after(random.Random(f"any {point}").random() * way.lasts, *way.words)
    assert_whole(way)


@pytest.mark.parametrize("point", range(WRITING))
def test_killed_at_a_random_moment_of_the_writing(way, point):
    moment = random.Random(f"writing {point}").random() * way.writes
    processes.killed_in_writing(moment, way.ready(), *way.words)
    assert_whole(way)


@pytest.mark.skipif(not processes.can_trace(), reason="needs strace, allowed to trace")
def test_killed_when_about_to_make_write_name_link_sync_or_remove_a_file(way, tmp_path):
    way.ready()
    calls = processes.traced(tmp_path / "log", *way.words)
    assert {"mkdir", "rename", "fsync"} < {call for call, _ in calls}
    assert len(calls) > 20
    for call, number in random.Random(13768).sample(calls, CALLS or len(calls)):
        way.ready()
        processes.killed_at(call, number, *way.words)
        assert_whole(way)


def test_the_store_answers_before_the_next_load_too(way):
    processes.killed_in_writing(0, way.ready(), *way.words)
    code, out, err = processes.kg("status", "The notice condition", "--store", way.store)
    if disk.exists(way.store):
        assert (code, err) == (0, "")
    else:
        assert (code, out, way.old) == (4, "", None)
        assert "there is no store" in err
