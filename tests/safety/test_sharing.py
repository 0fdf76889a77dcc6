"""One writer and many readers at once, as real processes: nobody meets half a state."""

import itertools
import json
import subprocess

import pytest
from pyoxigraph import Literal, Quad

from kg.errors import StoreLocked
from kg.rdf import disk, ns
from kg.rdf.change import Change
from kg.visits.load import load
from tests.safety.processes import data_folders, facts, kg, names, quads, started

GRAPH = ns.facts_graph("demo", "numbers")
SIZE = 300
WRITER = """
import sys
from pathlib import Path
from kg.rdf import disk
from kg.errors import KgError
from tests.safety.test_sharing import state

with disk.write(Path(sys.argv[1])) as writer:
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        writer.apply(state(int(sys.argv[2])))
        print("done", flush=True)
    except KgError as error:
        print(f"{error.code}: {error}", flush=True)
"""
READER = """
import json, sys
from pathlib import Path
from tests.safety.test_sharing import seen_until_told

seen = seen_until_told(Path(sys.argv[1]))
print(json.dumps(seen), flush=True)
"""


def state(number):
    """A change after which every one of many things has this number for a label, and no other."""
    label = Literal(str(number))
    put = [Quad(ns.thing(f"thing/{i}"), ns.LABEL, label, GRAPH) for i in range(SIZE)]
    return Change(drop=[GRAPH], insert=put)


def numbers(reader):
    """The numbers in the store, seen through each of its indexes."""
    by_graph = [quad.object.value for quad in reader.quads(g=GRAPH)]
    (number,) = set(by_graph)
    by_predicate = [quad.object.value for quad in reader.quads(p=ns.LABEL)]
    by_object = [quad.object.value for quad in reader.quads(o=Literal(number))]
    by_subject = [quad.object.value for quad in reader.quads(s=ns.thing("thing/7"))]
    assert by_graph == by_predicate == by_object == [number] * SIZE
    assert by_subject == [number]
    return int(number)


def seen_until_told(store):
    """Open the store again and again until a line comes in; the numbers in the order seen."""
    import select
    import sys

    seen = []
    print("ready", flush=True)
    while not select.select([sys.stdin], [], [], 0)[0]:
        with disk.read(store) as reader:
            seen.append(numbers(reader))
    return seen


def talking(script, *words):
    """A process that has said that it is ready."""
    process = started("-c", script, *words, stdin=subprocess.PIPE)
    assert process.stdout.readline() == "ready\n"
    return process


def told(process):
    """Tell a process to go on, and hear what it says."""
    out, err = process.communicate("go\n", timeout=120)
    assert err == ""
    return out.strip()


@pytest.fixture
def store(tmp_path):
    """A store in state 1."""
    with disk.write(tmp_path / "store") as writer:
        writer.apply(state(1))
    return tmp_path / "store"


def beside(writer, number):
    with writer.beside() as draft:
        draft.empty(GRAPH)
        draft.fill(state(number).insert)


def in_one_step(writer, number):
    writer.apply(state(number))


@pytest.mark.parametrize("way", [in_one_step, beside])
def test_each_of_many_readers_sees_whole_states_in_their_order(store, way):
    readers = [talking(READER, store) for _ in range(3)]
    for number in range(2, 14):
        with disk.write(store) as writer:
            way(writer, number)
    for reader in readers:
        seen = json.loads(told(reader))
        assert seen == sorted(seen)
        assert len(seen) > 3
    with disk.write(store):
        pass
    (data,) = data_folders(store)
    assert names(store) == ["current", data, "lock", "version"]


@pytest.mark.parametrize("way", [in_one_step, beside])
def test_a_reader_keeps_the_state_that_it_opened(store, way):
    with disk.read(store) as reader:
        for number in range(2, 8):
            with disk.write(store) as writer:
                way(writer, number)
        assert numbers(reader) == 1
        assert len(data_folders(store)) == 2  # the state that is read, and the present one
    with disk.write(store):
        assert len(data_folders(store)) == 1
    with disk.read(store) as reader:
        assert numbers(reader) == 7


def test_a_writer_sees_what_it_wrote_and_writes_again(store):
    with disk.write(store) as writer:
        for number in range(2, 5):
            in_one_step(writer, number)
            assert numbers(writer) == number
            beside(writer, -number)
            assert numbers(writer) == -number
    assert len(data_folders(store)) == 1


def test_a_draft_that_is_kept_in_hand_locks_nothing(store):
    with disk.write(store) as writer, writer.beside() as draft:
        draft.empty(GRAPH)
        draft.fill(state(2).insert)
    with disk.write(store) as writer, writer.beside() as draft:
        pass
    with disk.read(store) as reader:
        assert (numbers(reader), len(draft)) == (2, 0)


def test_a_draft_that_fails_or_is_discarded_leaves_no_trace(store):
    before = names(store)
    with disk.write(store) as writer:
        with pytest.raises(ZeroDivisionError), writer.beside() as draft:
            draft.empty(GRAPH)
            raise ZeroDivisionError
        with writer.beside() as draft:
            draft.empty(GRAPH)
            draft.discard()
        assert numbers(writer) == 1
    assert names(store) == before
    with disk.read(store) as reader:
        assert numbers(reader) == 1


def test_the_second_writer_is_told_and_the_first_is_unharmed(store, tmp_path):
    files = facts(tmp_path)
    first = talking(WRITER, store, 2)
    for more in ((), ("--dry-run",), ("--json",)):
        code, out, err = kg("load", files[0], "--store", store, *more)
        assert (code, out) == (4, "")
        said = json.loads(err)["error"] if more == ("--json",) else {"message": err}
        assert "another kg command is writing to it; wait until it ends" in said["message"]
        assert said.get("code", "store-locked") == "store-locked"
    assert kg("stats", "--store", store)[0] == 0
    assert told(first) == "done"
    with disk.read(store) as reader:
        assert numbers(reader) == 2
    assert kg("load", files[0], "--store", store)[0] == 0


def test_two_that_make_the_same_store(tmp_path):
    store = tmp_path / "deep" / "store"
    one, two = talking(WRITER, store, 1), talking(WRITER, store, 2)
    assert told(one) == "done"
    said = told(two)
    assert said.startswith("store-locked: ")
    assert said.endswith("was made by another kg command meanwhile; load once more")
    with disk.read(store) as reader:
        assert numbers(reader) == 1
    assert len(data_folders(store)) == 1


@pytest.mark.parametrize("_", range(3))
def test_two_loads_that_make_the_same_store_at_once(tmp_path, _):
    files = facts(tmp_path)
    other = tmp_path / "demo" / "other.yaml"
    other.write_text("things:\n  source/other: {type: Source, label: Another}\n")
    store = tmp_path / "store"
    both = [
        started("-m", "kg", "load", file, "--store", store, stdin=subprocess.DEVNULL)
        for file in (files[0], other)
    ]
    ended = [(process.communicate(), process.returncode) for process in both]
    assert {code for _, code in ended} <= {0, 4}
    assert any(code == 0 for _, code in ended)
    for (_, err), code in ended:
        assert ("load once more" in err or "wait until it ends" in err) == (code == 4)
    graphs = {quad.graph_name for quad in quads(store)}
    for name, (_, code) in zip(("chicago-v-sessions", "other"), ended, strict=True):
        assert (ns.facts_graph("demo", name) in graphs) == (code == 0)


def test_those_who_begin_and_fail_do_not_harm_one_who_succeeds(tmp_path):
    """One begins a store and gives up, many times, while another makes it."""
    store = tmp_path / "store"
    good = talking(WRITER, store, 1)
    for _ in range(20):
        try:
            with disk.write(store) as writer, writer.beside() as draft:
                draft.fill(state(3).insert)
                raise ZeroDivisionError
        except ZeroDivisionError:
            assert not store.exists()
    assert told(good) == "done"
    with disk.read(store) as reader:
        assert numbers(reader) == 1


def test_loads_one_after_the_other_stay_quick_and_small(tmp_path):
    """The files of the engine are merged as they grow in number."""
    store = tmp_path / "store"
    with disk.write(store) as writer:
        writer.apply(state(0))
    for number in range(1, 41):
        with disk.write(store) as writer:
            writer.apply(state(number))
    (data,) = data_folders(store)
    assert len(names(store / data)) < 150


def test_answers_while_another_process_loads(tmp_path):
    """Every answer is that of a whole state: before the narrowing, or after it."""
    files = facts(tmp_path)
    store = tmp_path / "store"
    with disk.write(store) as writer:
        load([files[0]], writer)
    process = started("-m", "kg", "load", files[1], "--store", store)
    answers = []
    while process.poll() is None or not answers:
        code, out, _ = kg(
            *("status", "The notice condition", "--on", "2018-09-01", "--json"),
            *("--store", store),
        )
        assert code == 0
        answers.append(json.loads(out)["exceptions"] != [])
    assert process.wait() == 0
    assert [each for each, _ in itertools.groupby(answers)] in ([False], [False, True], [True])


def test_opening_the_same_store_twice_in_one_process(store):
    with disk.write(store), pytest.raises(StoreLocked):
        disk.write(store)
    with disk.write(store) as writer:
        in_one_step(writer, 2)
