"""Large files are streamed, and come to the same as small ones, right and wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, serialize

from kg.errors import AlreadyLoaded, DataError, MissingFile, StoreError
from kg.rdf import derived, disk, ns, store, stream
from kg.rdf.held import DIGEST
from kg.rdf.store import Reader, Writer
from kg.visits.bulk import report
from kg.visits.crew import crew
from kg.visits.load import checked, load
from tests.conftest import RIGHT, STORY

Put = Callable[[str, str | bytes], Path]
TYPED = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


@pytest.fixture
def streaming(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file of N-Triples or N-Quads counts as large."""
    monkeypatch.setattr(stream, "SMALL", 0)


@pytest.fixture(params=["memory", "disk"])
def writer(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Writer]:
    """An empty store, in memory and in a folder, where several processes work."""
    if request.param == "memory":
        yield store.memory()
    else:
        with disk.write(tmp_path / "store") as opened:
            yield opened


@pytest.fixture
def right(put: Put) -> Path:
    """The right file as N-Triples."""
    return put("right.nt", triples(put("right.yaml", RIGHT)))


def triples(*paths: Path) -> bytes:
    """What YAML files say, as N-Triples without its graphs."""
    memory = store.memory()
    load(paths, memory, trusted=True)
    stated = (quad.triple for quad in facts(memory) if quad.subject != quad.graph_name)
    return serialize(stated, format=RdfFormat.N_TRIPLES) or b""


def facts(reader: Reader) -> list[Quad]:
    """The facts alone, without index and runs."""
    return [quad for quad in reader.quads() if quad.graph_name.value.startswith(ns.FACTS)]


def everything(reader: Reader) -> set[Quad]:
    """All that a store holds but how the digest of a file was counted."""
    return {quad for quad in reader.quads() if quad.predicate != DIGEST}


@pytest.mark.usefixtures("streaming")
def test_a_streamed_file_comes_to_the_same_as_one_read_whole(writer: Writer, right: Path) -> None:
    streamed = load([right], writer)
    stream.SMALL = 10_000_000
    whole = store.memory()
    read = load([right], whole)
    assert everything(writer) == everything(whole)
    assert (streamed.triples, streamed.things) == (read.triples, read.things)
    assert streamed.changed == read.changed
    assert set(streamed.seconds) == {"write", "validate", "derive", "put in place"}


@pytest.fixture
def bit_by_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file counts as large, and is read a few lines at a time."""
    monkeypatch.setattr(stream, "SMALL", 0)
    monkeypatch.setattr(stream, "_PORTION", 500)


@pytest.mark.usefixtures("bit_by_bit")
def test_however_little_is_read_at_a_time_it_comes_to_the_same(writer: Writer, right: Path) -> None:
    read = load([right], writer)
    whole = store.memory()
    stream.SMALL = 10_000_000
    assert load([right], whole).triples == read.triples
    assert everything(writer) == everything(whole)


@pytest.mark.usefixtures("bit_by_bit")
def test_blank_nodes_are_one_node_though_they_stand_far_apart(writer: Writer, put: Put) -> None:
    lines = [f'<{ns.ID}eo/{n}> <{ns.LABEL.value}> "Order {n}" .' for n in range(50)]
    lines[3:3] = [f"<{ns.ID}eo/3> <{ns.term('effect').value}> _:first ."]
    lines += [f"_:first <{ns.term('kind').value}> <{ns.ID}x> ."]
    with writer.beside() as draft:
        draft.discard()
        stream.Stream(put("blank.nt", "\n".join(lines) + "\n")).pour(draft)
        (named,) = {quad.object for quad in draft.quads(p=ns.term("effect"))}
        assert [quad.subject for quad in draft.quads(p=ns.term("kind"))] == [named]
        assert len(facts(draft)) == 52


@pytest.mark.usefixtures("bit_by_bit")
def test_a_fault_is_told_by_its_line_in_the_whole_file(
    writer: Writer, right: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = right.read_text().splitlines()
    lines[20] = lines[20].replace("<", "<<>", 1)
    with pytest.raises(DataError, match=r"broken\.nt:21: cannot be read"):
        load([put("broken.nt", "\n".join(lines))], writer)
    monkeypatch.setattr(stream, "_LONGEST", 2_000)
    lines[20] = f'<{ns.ID}eo/1> <{ns.LABEL.value}> "{"long " * 1_000}" .'
    with pytest.raises(DataError, match=r"long\.nt:21: has a line of more than"):
        load([put("long.nt", "\n".join(lines))], writer)


@pytest.mark.usefixtures("streaming")
def test_the_story_streamed_is_the_story(put: Put, story: Reader, tmp_path: Path) -> None:
    streamed = put("story.nt", triples(STORY))
    with disk.write(tmp_path / "store") as writer:
        load([streamed], writer, trusted=True)
        runs = {quad for quad in writer.quads(g=derived.GRAPH) if quad != derived.STAMP}
    unlooked = {quad for quad in story.quads(g=derived.GRAPH) if quad != derived.STAMP}
    assert runs == unlooked


@pytest.mark.usefixtures("streaming")
def test_a_small_load_after_a_large_one_derives_only_what_it_touches(
    writer: Writer, put: Put, right: Path
) -> None:
    load([right], writer)
    later = put(
        "later.yaml",
        "file: later\nrecorded: 2026-11-25\nthings:\n"
        "  policy/q: {type: GrantCondition, label: Another}\n",
    )
    load([later], writer)
    stream.SMALL = 10_000_000
    whole = store.memory()
    load([right, later], whole)
    assert everything(writer) == everything(whole)


@pytest.mark.usefixtures("streaming")
@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("policy/p>", "policy/p p>", "cannot be read"),
        ("ns#decided", "ns#dated", "`kg:dated` is no term"),
        ("id/policy/p> .", "id/policy/pp> .", "no file describes the thing named here"),
        (
            "<https://w3id.org/inforce/id/us/il/chicago> <",
            "<https://example.org/chicago> <",
            "is outside the facts",
        ),
        ("kinds/preliminary-injunction", "kinds/injunctive-ban", "injunctive-ban"),
    ],
)
def test_a_wrong_large_file_changes_nothing(
    writer: Writer, put: Put, right: Path, old: str, new: str, says: str
) -> None:
    text = right.read_text()
    assert old in text
    wrong = put("wrong.nt", text.replace(old, new))
    with pytest.raises(DataError) as refused:
        load([wrong], writer)
    assert says in str(refused.value)
    assert str(wrong) in str(refused.value)
    assert not list(writer.quads())
    assert says in "\n".join(map(str, checked([wrong], writer).problems))


@pytest.mark.usefixtures("streaming")
def test_what_the_law_refuses_is_refused(writer: Writer, put: Put, right: Path) -> None:
    bar = f"{ns.ID}docket/d/ecf-78#notice"
    circle = f"<{bar}> <{ns.NS}target> <{bar}> .\n"
    with pytest.raises(DataError):
        load([put("circle.nt", right.read_text() + circle)], writer)
    assert not list(writer.quads())


@pytest.mark.usefixtures("streaming")
def test_other_content_needs_to_be_put_in_its_place(writer: Writer, put: Put, right: Path) -> None:
    load([right], writer)
    before = everything(writer)
    assert not load([right], writer).changed
    put("right.nt", right.read_text().replace("The notice condition", "Notice"))
    with pytest.raises(AlreadyLoaded):
        load([right], writer)
    assert everything(writer) == before
    assert load([right], writer, replace=True, dry_run=True).changed
    assert everything(writer) == before
    assert load([right], writer, replace=True).changed
    labels = {quad.object.value for quad in writer.quads(ns.thing("policy/p"), ns.LABEL)}
    assert labels == {"Notice"}


@pytest.mark.usefixtures("streaming")
def test_blank_nodes_get_names_of_their_file(writer: Writer, put: Put, right: Path) -> None:
    said = (
        f"<{ns.ID}docket/d/ecf-78> <{ns.NS}evidence> _:e .\n"
        f'_:e <{ns.NS}quote> "in part" .\n'
        f"_:e <{ns.NS}source> <{ns.ID}source/s061> .\n"
    )
    load([put("right.nt", right.read_text() + said)], writer)
    (quoted,) = [q for q in writer.quads(p=ns.term("quote")) if q.object.value == "in part"]
    assert quoted.subject.value == f"{ns.FACTS}demo/right#be"


@pytest.mark.usefixtures("streaming")
def test_named_graphs_stay_apart(writer: Writer, put: Put, right: Path) -> None:
    lines = right.read_text().splitlines()
    graphs = [f"<{ns.FACTS}demo/{name}>" for name in ("one", "two")]
    quads = [f"{line[:-1]}{graphs[n % 2]} ." for n, line in enumerate(lines)]
    loaded = load([put("both.nq", "\n".join(quads) + "\n")], writer)
    assert loaded.graphs == (f"{ns.FACTS}demo/one", f"{ns.FACTS}demo/two")
    outside = put("outside.nq", "\n".join(quads).replace("demo/two", "/../derived") + "\n")
    with pytest.raises(DataError):
        load([outside], writer, replace=True)


def test_a_job_that_fails_is_told_in_a_line(tmp_path: Path) -> None:
    with disk.write(tmp_path / "store") as writer:
        load([STORY], writer, with_runs=False)
        with writer.beside() as draft:
            draft.discard()
            with draft.view() as folder, crew(draft, folder) as working:
                (found,) = working.each([(report, ["eo/13768"])])
                assert found[2].startswith(b"<")
                with pytest.raises(StoreError, match="ended early: AttributeError"):
                    list(working.each([(getattr, "nothing")]))
    assert sorted(each.name for each in (tmp_path / "store").iterdir()) == [
        "current",
        "data-1",
        "lock",
        "version",
    ]


@pytest.mark.usefixtures("streaming")
def test_for_one_call_nothing_is_derived_of_large_files_either(writer: Writer, right: Path) -> None:
    load([right], writer, with_runs=False)
    assert facts(writer)
    assert not list(writer.quads(g=derived.GRAPH))


def test_a_file_that_is_gone_meanwhile_is_told(tmp_path: Path) -> None:
    gone = stream.Stream(tmp_path / "gone.nt")
    with pytest.raises(MissingFile, match=r"gone\.nt cannot be read: No such file"):
        _ = gone.digest
    with pytest.raises(MissingFile, match=r"gone\.nt cannot be read"):
        stream.Stream(tmp_path / "gone.nt").count()
