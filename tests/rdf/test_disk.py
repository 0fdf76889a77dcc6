"""One writer, many readers, and a clear word for every way in which a store can be unusable."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Quad, QueryBoolean

from kg.errors import (
    StoreDamaged,
    StoreError,
    StoreLocked,
    StoreMissing,
    StoreUnwritable,
    StoreVersion,
)
from kg.rdf import disk, ns, store
from kg.rdf.change import Change

GRAPH = ns.facts_graph("a", "b")


def of(short: str) -> Change:
    """A change that puts in one triple."""
    return Change(insert=[Quad(ns.thing(short), ns.term("partOf"), ns.thing("eo/2"), GRAPH)])


class Broken(Change):
    """A change that fails after its first step."""

    def sparql(self) -> str:
        return f"{super().sparql()} ; DROP GRAPH <{ns.FACTS}none/none>"


ONE, TWO = of("eo/1"), of("eo/3")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The folder of a store that holds one triple."""
    folder = tmp_path / ".kg"
    with disk.write(folder) as writer:
        writer.apply(ONE)
    return folder


def test_what_is_written_is_read_in_memory_and_on_disk(made: Path) -> None:
    memory = store.memory()
    memory.apply(ONE)
    with disk.read(made) as reader:
        for each in (memory, reader):
            assert [ns.short(str(q.subject)[1:-1]) for q in each.quads(p=ns.term("partOf"))] == [
                "eo/1"
            ]
            assert isinstance(each.query(f"ASK {{ <{ns.ID}eo/1> ?p ?o }}"), QueryBoolean)


def test_a_query_sees_all_graphs_as_one(made: Path) -> None:
    with disk.read(made) as reader:
        assert len(list(reader.query("SELECT ?s WHERE { ?s ?p ?o }"))) == 1  # type: ignore[arg-type]


def test_a_reader_has_no_way_to_write(made: Path) -> None:
    with disk.read(made) as reader:
        assert not hasattr(reader, "apply")


def test_a_reader_sees_the_old_state_while_a_writer_works(made: Path) -> None:
    with disk.write(made) as writer, disk.read(made) as reader:
        writer.apply(TWO)
        assert (len(reader), len(writer)) == (1, 2)
    with disk.read(made) as reader:
        assert len(reader) == 2


def test_an_update_that_fails_changes_nothing(made: Path) -> None:
    with disk.write(made) as writer:
        with pytest.raises((StoreError, RuntimeError)):
            writer.apply(Broken(insert=TWO.insert))
        assert len(writer) == 1


def test_a_second_writer_is_told_to_wait(made: Path) -> None:
    code = f"from kg.rdf import disk; from pathlib import Path; disk.write(Path({str(made)!r}))"
    with disk.write(made):
        with pytest.raises(StoreLocked, match="wait"):
            disk.write(made)
        seen = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
    assert "StoreLocked" in seen.stderr


@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST*", "*.sst"])
@pytest.mark.parametrize("opening", [disk.read, disk.write])
def test_a_damaged_store_is_said_so(made: Path, name: str, opening: object) -> None:
    files = list((made / "data-1").glob(name))
    for file in files:
        file.write_bytes(b"garbage")
    assert files
    with pytest.raises(StoreDamaged, match="cannot be read"):
        opening(made)  # type: ignore[operator]


def test_a_store_that_lost_its_files_is_said_so(made: Path) -> None:
    shutil.rmtree(made / "data-1")
    with pytest.raises(StoreDamaged):
        disk.read(made)


@pytest.mark.parametrize(
    ("mark", "error", "says"),
    [
        ("3", StoreVersion, "newer"),
        ("9" * 400, StoreVersion, "newer"),
        ("one", StoreDamaged, "no version"),
        ("²", StoreDamaged, "no version"),
    ],
)
def test_a_store_of_another_version_is_refused(
    made: Path, mark: str, error: type[StoreError], says: str
) -> None:
    (made / "version").write_text(mark, encoding="utf-8")
    for opening in (disk.read, disk.write):
        with pytest.raises(error, match=says):
            opening(made)


def test_a_folder_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    for opening in (disk.read, disk.write):
        with pytest.raises(StoreDamaged, match="not a store"):
            opening(tmp_path)
    with pytest.raises(StoreDamaged):
        disk.write(tmp_path / "mine.txt")
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


def test_there_is_nothing_to_read_before_the_first_load(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="kg load"):
        disk.read(tmp_path / ".kg")
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_is_never_written_to_is_never_made(tmp_path: Path) -> None:
    with disk.write(tmp_path / ".kg"):
        pass
    with disk.write(tmp_path / ".kg") as writer, pytest.raises(TypeError):
        writer.apply(Change(insert=["no quad"]))  # type: ignore[list-item]
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_to_is_said_so() -> None:
    with disk.write(Path("/proc/kg")) as writer, pytest.raises(StoreUnwritable):
        writer.apply(ONE)


def test_the_nearest_store_upward_is_meant(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KG_STORE", raising=False)
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert disk.locate(start=deep) == made
    monkeypatch.setenv("KG_STORE", "elsewhere")
    assert disk.locate(start=deep) == Path("elsewhere")
    assert disk.locate("given", deep) == Path("given")
