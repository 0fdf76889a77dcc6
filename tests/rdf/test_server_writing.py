"""Changes on a server are whole or nothing, whoever dies on the way and whoever else writes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError, StoreLocked
from kg.rdf import ns, stores
from kg.rdf.change import Change
from kg.rdf.server import reader as reading
from kg.rdf.server import turns
from kg.rdf.server.http import Connection
from kg.rdf.server.mark import GRAPH, word
from tests.rdf import servers
from tests.rdf.servers import Answer, Asked, Proxy, Server

A, B = ns.facts_graph("set", "a"), ns.facts_graph("set", "b")
MANY = 9_000


def numbered(tag: str, count: int = MANY, graph: NamedNode = A) -> list[Quad]:
    return [Quad(ns.thing(f"n/{n}"), ns.LABEL, Literal(tag), graph) for n in range(count)]


OLD, NEW = numbered("old", 10), numbered("new")
CHANGE = Change(drop=[A], insert=[*NEW, *numbered("beside", 5, B)])


def write(change: Change, query: str | None = None) -> None:
    with stores.write(stores.locate(query)) as writer:
        writer.apply(change)


def tags(query: str | None = None) -> dict[str, int]:
    """How many things carry each label."""
    with stores.read(stores.locate(query)) as reader:
        found = [quad.object.value for quad in reader.quads(p=ns.LABEL)]  # type: ignore[union-attr]
    return {tag: found.count(tag) for tag in set(found)}


WHOLE = {"new": MANY, "beside": 5}


def tell(place: Any, *steps: str) -> None:
    connection = Connection(stores.locate(place))  # type: ignore[arg-type]
    connection.tell(steps)
    connection.close()


def abandon(place: str | None = None) -> None:
    """Make it so that whoever holds the turn is a process of this machine that has ended."""
    who = f'"{turns._here().split()[0]} {servers.dead_process()} 0"'
    held = f"GRAPH {GRAPH} {{ ?load {word('holder')}"
    tell(place, f"DELETE {{ {held} ?w }} }} INSERT {{ {held} {who} }} }} WHERE {{ {held} ?w }} }}")


def rows(query: str, place: str | None = None) -> list[Any]:
    with stores.read(stores.locate(place)) as reader:
        return list(reader.query(query))  # type: ignore[arg-type]


def leftovers(server: Server) -> list[str]:
    """What lies beside the facts."""
    asked = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    graphs = [row["g"].value for row in rows(asked, server.query)]
    return [graph for graph in graphs if graph.startswith(f"{ns.STORE}/")]


class Pieces:
    """Does something when an update comes that holds a text, at the given time."""

    def __init__(self, text: str, at: int, do: Callable[[], Answer | None]) -> None:
        self.text, self.left, self.do = text.encode(), at, do

    def __call__(self, asked: Asked) -> Answer | None:
        if not asked.is_update or self.text not in asked.body:
            return None
        self.left -= 1
        return self.do() if self.left == 0 else None


COMMIT = " moving "
PIECE = "INSERT DATA"


def test_a_change_costs_few_requests(proxy: Proxy) -> None:
    write(Change(insert=OLD))
    proxy.asked.clear()
    write(Change(drop=[A], insert=OLD[:5]))
    facts = [asked for asked in proxy.asked if PIECE.encode() in asked.body]
    assert len(facts) == 1
    assert len(proxy.asked) <= 10


def test_readers_see_nothing_of_what_lies_beside_the_facts(proxy: Proxy, oxigraph: Server) -> None:
    write(Change(insert=OLD))
    everything = "SELECT ?s ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    seen: list[Any] = []

    def look() -> None:
        assert leftovers(oxigraph) == []
        found = rows(everything, oxigraph.query)
        union = rows("SELECT DISTINCT ?l WHERE { ?s ?p ?l }", oxigraph.query)
        seen.append((tags(oxigraph.query), len(found), [row["l"].value for row in union]))

    proxy.before = Pieces(PIECE, 3, look)
    write(CHANGE)
    assert seen == [({"old": 10}, 10, ["old"])]
    assert tags() == WHOLE


@pytest.mark.usefixtures("oxigraph")
def test_a_reader_that_began_before_keeps_to_its_state_or_says_so() -> None:
    write(Change(insert=OLD))
    with stores.read(stores.locate()) as early, stores.read(stores.locate()) as late:
        assert len(list(early.quads(g=A))) == 10
        write(CHANGE)
        assert len(list(late.quads(g=A))) == MANY
        with pytest.raises(StoreError, match="changed while they were read; ask again"):
            list(early.quads(g=B))
        with pytest.raises(StoreError, match="changed while they were read"):
            early.query("ASK {}")
        assert late.query("ASK {}")


@pytest.mark.usefixtures("oxigraph")
def test_a_writer_sees_what_it_wrote() -> None:
    with stores.write(stores.locate()) as writer:
        assert list(writer.quads()) == []
        writer.apply(Change(insert=OLD))
        assert len(list(writer.quads(ns.thing("n/1")))) == 1
        writer.apply(CHANGE)
        assert [q.object for q in writer.quads(ns.thing("n/1"), g=A)] == [Literal("new")]
        assert len(writer) == MANY + 5


# Deaths.


@pytest.fixture
def mortal(tmp_path: Path, use: Any) -> Any:
    """A server of its own, to be killed, and a proxy before it."""
    if not servers.OXIGRAPH.exists():
        pytest.skip("no Oxigraph server: pip install oxigraph")
    server = servers.oxigraph(tmp_path).start()
    proxy = Proxy(server)
    use(Server([], tmp_path, proxy.query, proxy.update))
    yield server, proxy
    proxy.close()
    server.stop()


@pytest.mark.parametrize("at", [1, 2, 4])
def test_the_server_is_killed_while_pieces_come_in(mortal: Any, at: int) -> None:
    server, proxy = mortal
    write(Change(insert=OLD))
    proxy.before = Pieces(PIECE, at, server.stop)
    with pytest.raises(StoreError, match="is it running"):
        write(CHANGE)
    server.start()
    proxy.before = lambda _: None
    assert tags() == {"old": 10}
    with pytest.raises(StoreLocked, match="kg is writing to it on"):
        stores.write(stores.locate())
    abandon()
    assert tags() == {"old": 10}
    write(CHANGE)
    assert tags() == WHOLE
    assert leftovers(server) == []


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.1, 0.2, 0.4])
def test_the_server_is_killed_while_it_makes_the_change(mortal: Any, delay: float) -> None:
    server, proxy = mortal
    write(Change(insert=OLD))

    def soon() -> None:
        threading.Timer(delay, server.stop).start()

    proxy.before = Pieces(COMMIT, 1, soon)  # type: ignore[arg-type]
    try:
        write(CHANGE)
    except StoreError as error:
        assert "is not known" in error.message or "running" in error.message
    while server.process.poll() is None:
        time.sleep(0.05)
    server.start()
    proxy.before = lambda _: None
    assert tags() in ({"old": 10}, WHOLE)
    abandon()
    write(CHANGE)
    assert tags() == WHOLE
    assert leftovers(server) == []


def test_the_answer_to_the_change_is_lost(proxy: Proxy) -> None:
    write(Change(insert=OLD))

    def lose(asked: Asked, answer: Answer) -> None:
        if asked.is_update and COMMIT.encode() in asked.body:
            answer.status, answer.body = 502, b""
            proxy.spoil = lambda _, __: None

    proxy.spoil = lose
    write(CHANGE)
    assert tags() == WHOLE
    assert leftovers(proxy.behind) == []


@pytest.mark.parametrize("at", [1, 3])
def test_the_server_refuses_a_piece(proxy: Proxy, at: int) -> None:
    write(Change(insert=OLD))
    proxy.before = Pieces(PIECE, at, lambda: Answer(400, "text/plain", b"too long"))
    with pytest.raises(StoreError, match="too long"):
        write(CHANGE)
    assert tags() == {"old": 10}
    assert leftovers(proxy.behind) == []
    write(CHANGE)
    assert tags() == WHOLE


def test_the_server_does_not_do_what_it_says(proxy: Proxy) -> None:
    write(Change(insert=OLD))
    proxy.before = Pieces(COMMIT, 1, lambda: Answer(204, "", b""))
    with pytest.raises(StoreError, match="did not make it"):
        write(CHANGE)
    assert tags() == {"old": 10}
    write(CHANGE)
    assert tags() == WHOLE


@pytest.fixture
def interruptible() -> Iterator[None]:
    """An interruption is heard, which a shell tells what it starts in the background to ignore."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupted_load_gives_its_turn_back(proxy: Proxy) -> None:
    write(Change(insert=OLD))

    def interrupt() -> None:
        os.kill(os.getpid(), signal.SIGINT)

    proxy.before = Pieces(PIECE, 2, interrupt)  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        write(CHANGE)
    time.sleep(0.2)
    assert tags() == {"old": 10}
    write(CHANGE)
    assert tags() == WHOLE
    assert leftovers(proxy.behind) == []


CLIENT = """
import sys
from tests.rdf.test_server_writing import CHANGE, write
write(CHANGE)
"""


@pytest.mark.parametrize("at", [1, 3])
def test_the_client_is_killed(proxy: Proxy, at: int) -> None:
    write(Change(insert=OLD))
    client: list[subprocess.Popen[bytes]] = []

    def kill() -> None:
        client[0].kill()
        client[0].wait()

    proxy.before = Pieces(PIECE, at, kill)
    client.append(subprocess.Popen([sys.executable, "-c", CLIENT], cwd=Path(__file__).parents[2]))
    client[0].wait(60)
    assert tags() == {"old": 10}
    assert {row["l"].value for row in rows("SELECT ?l WHERE { ?s ?p ?l }")} == {"old"}
    write(Change(insert=numbered("later", 3, B)))  # its process has ended: no need to wait
    assert tags() == {"old": 10, "later": 3}
    assert leftovers(proxy.behind) == []


# A server that makes a request step by step, and dies between two steps.


class StepByStep:
    """Makes each operation of an update for itself, and after so many of one kind nothing more."""

    def __init__(self, proxy: Proxy, most: int) -> None:
        self.proxy, self.left, self.dead = proxy, most, False

    def __call__(self, asked: Asked) -> Answer | None:
        if self.dead:
            return Answer(502, "", b"")
        if not asked.is_update or COMMIT.encode() not in asked.body:
            return None
        for step in asked.body.split(b" ;\n"):
            if self.left == 0:
                self.dead = True
                return Answer(502, "", b"")
            self.proxy.forward(Asked(asked.path, asked.headers, step))
            self.left -= 1
        return Answer(204, "", b"")


@pytest.mark.parametrize("most", range(11))
def test_a_server_that_is_not_whole_dies_between_two_steps(
    proxy: Proxy, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(reading, "_WAIT", 0.3)
    write(Change(insert=[*OLD, *numbered("gone", 3, B)]))
    change = Change(drop=[A], delete=numbered("gone", 3, B), insert=CHANGE.insert)
    proxy.before = StepByStep(proxy, most)
    before = {"old": 10, "gone": 3}
    if most < 9:  # the piece, and the steps up to `clearing`
        with pytest.raises(StoreError, match="is not known"):
            write(change)
    else:
        write(change)
    proxy.before = lambda _: None
    if most < 3:
        assert tags() == before
    elif most < 9:
        with pytest.raises(StoreError, match="any `kg load` into it finishes the change"):
            tags()
        with pytest.raises(StoreLocked):
            stores.write(stores.locate())
        abandon()
    if most < 3:
        abandon()
        write(change)
    stores.write(stores.locate()).close()
    assert tags() == WHOLE
    assert leftovers(proxy.behind) == []


def test_a_reader_waits_for_a_change_that_is_being_made(proxy: Proxy) -> None:
    write(Change(insert=OLD))
    seen: list[dict[str, int]] = []
    threads: list[threading.Thread] = []

    def step_by_step(asked: Asked) -> Answer | None:
        if not asked.is_update or COMMIT.encode() not in asked.body:
            return None
        for step in asked.body.split(b" ;\n"):
            proxy.forward(Asked(asked.path, asked.headers, step))
            if not threads and COMMIT.encode() in step:
                threads.append(threading.Thread(target=lambda: seen.append(tags())))
                threads[0].start()
                time.sleep(0.4)
        return Answer(204, "", b"")

    proxy.before = step_by_step
    write(CHANGE)
    threads[0].join()
    assert seen == [WHOLE]


# Others.


def test_a_second_writer_is_told_who_writes(proxy: Proxy) -> None:
    write(Change(insert=OLD))
    said: list[str] = []

    def second() -> None:
        for opened in (False, True):
            with pytest.raises(StoreLocked) as caught:
                if opened:
                    early.apply(Change(insert=numbered("second", 1)))
                else:
                    stores.write(stores.locate(proxy.behind.query))
            said.append(caught.value.message)

    with stores.write(stores.locate(proxy.behind.query)) as early:
        proxy.before = Pieces(PIECE, 2, second)  # type: ignore[arg-type]
        write(CHANGE)
    assert len(said) == 2
    for each in said:
        assert f"process {os.getpid()}" in each
        assert "wait until it ends" in each
    assert tags() == WHOLE


@pytest.mark.usefixtures("oxigraph")
def test_a_writer_that_another_came_before_starts_anew() -> None:
    write(Change(insert=OLD))
    with stores.write(stores.locate()) as slow:
        write(CHANGE)
        with pytest.raises(StoreLocked, match="changed by another load; load once more"):
            slow.apply(Change(drop=[A]))
    assert tags() == WHOLE


@pytest.mark.usefixtures("oxigraph")
def test_a_writer_that_was_silent_too_long_is_taken_for_dead() -> None:
    write(Change(insert=OLD))
    state = f"GRAPH {GRAPH} {{ {GRAPH} {word('state')}"
    load = f"<{ns.STORE}/load>"
    said = f'{load} {word("holder")} "elsewhere 1 60" ; {word("seen")} ?seen'
    tell(
        None,
        f'DELETE {{ {state} ?s }} }} INSERT {{ {state} "1 staging load them" }} }} '
        f"WHERE {{ {state} ?s }} }}",
        f"INSERT {{ GRAPH {GRAPH} {{ {said} }} }} WHERE {{ BIND(NOW() AS ?seen) }}",
    )
    with pytest.raises(StoreLocked, match=r"on elsewhere .*10 minutes after its last sign of life"):
        stores.write(stores.locate())
    seen = f"GRAPH {GRAPH} {{ {load} {word('seen')}"
    long_ago = f'"2020-01-01T00:00:00Z"^^<{ns.XSD}dateTime>'
    tell(
        None,
        f"DELETE {{ {seen} ?t }} }} INSERT {{ {seen} {long_ago} }} }} WHERE {{ {seen} ?t }} }}",
    )
    write(CHANGE)
    assert tags() == WHOLE


def test_a_writer_that_comes_back_from_the_dead_changes_nothing(
    proxy: Proxy, oxigraph: Server
) -> None:
    write(Change(insert=OLD))

    def meanwhile() -> None:
        abandon(oxigraph.query)
        write(Change(insert=numbered("meanwhile", 4, B)), oxigraph.query)

    proxy.before = Pieces(COMMIT, 1, meanwhile)  # type: ignore[arg-type]
    with pytest.raises(StoreError):
        write(CHANGE)
    assert tags() == {"old": 10, "meanwhile": 4}


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Server:
    """Each server that takes a request whole."""
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


def test_many_write_at_once_and_nothing_is_lost(server: Server) -> None:
    write(Change(insert=OLD))
    failures: list[BaseException] = []

    def work(name: str) -> None:
        for number in range(3):
            quad = Quad(ns.thing(f"by/{name}/{number}"), ns.LABEL, Literal("many"), B)
            for _ in range(200):
                try:
                    write(Change(insert=[quad]))
                except StoreLocked:
                    time.sleep(random.uniform(0.01, 0.1))
                except Exception as error:  # noqa: BLE001
                    failures.append(error)
                    return
                else:
                    break

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcde"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert tags() == {"old": 10, "many": 15}
    with stores.read(stores.locate()) as reader:
        assert str(reader._state) == "16 idle"  # type: ignore[attr-defined]
    assert leftovers(server) == []


@pytest.mark.usefixtures("server")
def test_every_answer_is_of_one_state_while_another_writes() -> None:
    size = 2_500
    states = [numbered(tag, size) for tag in ("odd", "even")]
    write(Change(insert=states[0]))
    stop = threading.Event()
    seen: list[dict[str, int]] = []
    wrong: list[object] = []

    def read_on() -> None:
        counted = f"SELECT ?l (COUNT(*) AS ?n) WHERE {{ ?s {ns.LABEL} ?l }} GROUP BY ?l"
        while not stop.is_set():
            try:
                seen.append(tags())
                seen.append({row["l"].value: int(row["n"].value) for row in rows(counted)})
            except StoreError as error:
                if "changed while" not in error.message:
                    wrong.append(error)
            except Exception as error:  # noqa: BLE001
                wrong.append(error)

    threads = [threading.Thread(target=read_on) for _ in range(2)]
    for thread in threads:
        thread.start()
    for turn in range(6):
        write(Change(drop=[A], insert=states[(turn + 1) % 2]))
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert {tuple(each.items()) for each in seen} <= {(("odd", size),), (("even", size),)}
    assert len(seen) > 3
