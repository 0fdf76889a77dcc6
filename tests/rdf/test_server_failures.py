"""Every way in which a server can fail, said in one sentence with the way out."""

from __future__ import annotations

import gzip
import ssl
import subprocess
import threading
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from kg.cli.main import run
from kg.errors import (
    KgError,
    LimitError,
    QuestionError,
    StoreDamaged,
    StoreError,
    StoreMissing,
    StoreUnreachable,
    StoreVersion,
)
from kg.rdf import ns, stores
from kg.rdf.change import Change
from kg.rdf.server.address import address
from tests.rdf.servers import (
    Answer,
    Asked,
    Proxy,
    Server,
    at_most,
    free_port,
    guarded,
)
from tests.rdf.test_every_store import QUADS

PASSWORD = "s3cret-w0rd"


def put() -> None:
    """Load a little into the store of the environment."""
    with stores.write(stores.locate()) as writer:
        writer.apply(Change(insert=QUADS))


def ask() -> int:
    with stores.read(stores.locate()) as reader:
        return len(list(reader.quads(p=ns.term("partOf"))))


def refusal() -> StoreError:
    with pytest.raises(StoreError) as caught:
        ask()
    assert caught.value.exit_code == 4
    assert PASSWORD not in str(caught.value)
    assert "\n" not in str(caught.value)
    return caught.value


def test_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", f"http://127.0.0.1:{free_port()}/query")
    assert isinstance(refusal(), StoreUnreachable)
    assert "is it running?" in refusal().message


def test_no_such_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", f"http://user:{PASSWORD}@nowhere.invalid/query")
    assert "no such host" in refusal().message
    assert "nowhere.invalid" in refusal().message


def test_no_tls_there(proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", f"https://127.0.0.1:{proxy.port}/query")
    assert "TLS" in refusal().message


def test_a_certificate_that_nobody_vouches_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = subprocess.run(
        "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost "
        "-keyout key.pem -out cert.pem".split(),
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("no openssl to make a certificate")
    server = HTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("KG_STORE", f"https://localhost:{server.server_port}/query")
    assert "certificate" in refusal().message
    server.shutdown()
    server.server_close()


def test_there_is_no_store_yet(oxigraph: Server) -> None:
    assert isinstance(refusal(), StoreMissing)
    assert f"kg load FILE --store {oxigraph.query}" in refusal().message


def test_it_takes_too_long(proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    put()
    monkeypatch.setenv("KG_STORE_TIMEOUT", "0.3")
    proxy.spoil = lambda _, answer: setattr(answer, "slow", 1.0)
    assert "did not answer within 0.3 seconds" in refusal().message
    assert "KG_STORE_TIMEOUT" in refusal().message


@pytest.mark.parametrize("left", [0, 40, -9, -10, -80, -300])
def test_its_answer_is_cut_off(proxy: Proxy, left: int) -> None:
    put()
    proxy.spoil = lambda _, answer: setattr(answer, "cut", left)
    assert "broke off" in refusal().message


@pytest.mark.parametrize("left", [0, 40, -2, -9, -10, -11, -80, -300])
def test_its_answer_ends_early_as_if_whole(proxy: Proxy, left: int) -> None:
    put()
    proxy.spoil = lambda _, answer: setattr(answer, "body", answer.body[:left])
    assert "cut off" in refusal().message


@pytest.mark.parametrize("end", range(0, 3000, 37))
def test_no_cut_of_an_answer_is_taken_for_whole(proxy: Proxy, end: int) -> None:
    put()

    def cut(asked: Asked, answer: Answer) -> None:
        if b"partOf" in asked.body:
            assert len(answer.body) < 3000
            answer.body = answer.body[: min(end, len(answer.body) - 2)]

    proxy.spoil = cut
    refusal()


def test_it_is_a_web_page(proxy: Proxy) -> None:
    page = Answer(200, "text/html; charset=utf-8", b"<html><body>Welcome!</body></html>")
    proxy.before = lambda _: page
    assert "a web page where results were expected" in refusal().message


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (404, "there is nothing at this address"),
        (405, "takes no such request"),
        (413, "larger than the server takes"),
        (429, "asked too often"),
        (502, "does not answer; is it running?"),
        (503, "busy"),
        (504, "in time"),
        (500, "(HTTP 500): out of memory"),
        (400, "(HTTP 400): out of memory"),
        (599, "(HTTP 599): out of memory"),
        (403, "asks who is there"),
    ],
)
def test_it_refuses(proxy: Proxy, status: int, says: str) -> None:
    proxy.before = lambda _: Answer(status, "text/html", b"<html><h1>out of memory</h1>")
    assert says in refusal().message
    assert f"HTTP {status}" in refusal().message


def test_it_has_moved(proxy: Proxy) -> None:
    place = {"Location": f"https://me:{PASSWORD}@else.where/query?token=x"}
    proxy.before = lambda _: Answer(301, "text/plain", b"", place)
    assert "has moved to https://else.where/query; name that address" in refusal().message


def test_it_gave_up_in_time(proxy: Proxy) -> None:
    put()
    proxy.spoil = lambda _, answer: answer.headers.update({"X-SQL-State": "S1TAT"})
    assert "gave up" in refusal().message


def test_its_answer_may_be_packed(proxy: Proxy) -> None:
    put()

    def pack(_: Asked, answer: Answer) -> None:
        answer.headers["Content-Encoding"] = "gzip"
        answer.body = gzip.compress(answer.body)

    proxy.spoil = pack
    assert ask() == 2


@pytest.mark.parametrize("rows", [1, 99, 400, 1000])
def test_it_cuts_rows_without_a_word(proxy: Proxy, rows: int) -> None:
    many = [q for n in range(1500) for q in _numbered(n)]
    with stores.write(stores.locate()) as writer:
        writer.apply(Change(insert=many))
    proxy.spoil = at_most(rows)
    if rows < 100:
        assert "at least a hundred at a time" in refusal().message
        return
    with stores.read(stores.locate()) as reader:
        assert len(set(reader.quads(p=ns.LABEL))) == 1500
        rows_ = reader.query(f"SELECT ?x WHERE {{ ?x {ns.LABEL} ?l }}")
        assert len({row["x"] for row in rows_}) == 1500  # type: ignore[union-attr]
        found = reader.query(f"CONSTRUCT {{ ?x ?x ?x }} WHERE {{ ?x {ns.LABEL} ?l }}")
        assert len(list(found)) == 1500  # type: ignore[arg-type]
        with pytest.raises(LimitError, match="of the 1500 rows; ask for fewer"):
            reader.query(f"SELECT ?x WHERE {{ ?x {ns.LABEL} ?l }} ORDER BY ?l")
        few = reader.query(f"SELECT ?x WHERE {{ ?x {ns.LABEL} ?l }} ORDER BY ?l LIMIT 5")
        assert len(list(few)) == 5  # type: ignore[arg-type]


def _numbered(n: int) -> list[Any]:
    from pyoxigraph import Literal, Quad

    return [Quad(ns.thing(f"n/{n}"), ns.LABEL, Literal(f"{n:05}"), ns.facts_graph("a", "b"))]


# Who is there.


@pytest.fixture
def closed(proxy: Proxy) -> Proxy:
    """A server that lets in only one user."""
    put()
    proxy.before = guarded("me", PASSWORD)
    return proxy


@pytest.mark.usefixtures("closed")
def test_nobody_is_let_in_without_a_word() -> None:
    assert "set KG_STORE_USER and KG_STORE_PASSWORD" in refusal().message


@pytest.mark.usefixtures("closed")
def test_the_environment_says_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_USER", "me")
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    put()
    assert ask() == 2


def test_the_address_says_who_asks(closed: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", f"http://me:{PASSWORD}@127.0.0.1:{closed.port}/query")
    put()
    assert ask() == 2
    with stores.read(stores.locate()) as reader:
        assert PASSWORD not in reader.where  # type: ignore[operator]
        assert PASSWORD not in repr(stores.locate())


def test_a_wrong_password(closed: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", f"http://you:{PASSWORD}@127.0.0.1:{closed.port}/query")
    assert "does not accept the user 'you'" in refusal().message


def test_a_user_who_may_not(proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    put()
    monkeypatch.setenv("KG_STORE_USER", "you")
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    forbidden = Answer(403, "text/plain", b"no")
    proxy.before = lambda asked: forbidden if asked.is_update else None
    with pytest.raises(StoreError, match="does not allow this to the user 'you'"):
        put()
    assert ask() == 2


def test_no_password_goes_out_before_it_is_asked_for(
    proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE_USER", "me")
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    put()
    assert ask() == 2
    assert not any("authorization" in asked.headers for asked in proxy.asked)


@pytest.mark.usefixtures("virtuoso")
def test_a_digest_of_the_wrong_password(monkeypatch: pytest.MonkeyPatch) -> None:
    put()
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    with pytest.raises(StoreError, match="does not accept the user 'dba'") as caught:
        put()
    assert PASSWORD not in str(caught.value)


@pytest.mark.usefixtures("virtuoso")
def test_updates_go_somewhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_STORE_UPDATE")
    with pytest.raises(StoreError, match="sparql"):
        put()


def test_updates_go_to_another_server(
    oxigraph: Server, virtuoso: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE_UPDATE", oxigraph.update)
    with pytest.raises(
        StoreError, match=f"{virtuoso.query} shows nothing of it; set KG_STORE_UPDATE"
    ):
        put()


# The mark.


@pytest.mark.parametrize(
    ("version", "error", "says"),
    [
        ("999", StoreVersion, "newer"),
        ("9" * 400, StoreVersion, "newer"),
        ("one", StoreDamaged, "which is none"),
        ("²", StoreDamaged, "which is none"),
    ],
)
@pytest.mark.usefixtures("oxigraph")
def test_a_store_of_another_version(version: str, error: type[StoreError], says: str) -> None:
    put()
    mark(f'DELETE {{ {V} ?old }} }} INSERT {{ {V} "{version}" }} }} WHERE {{ {V} ?old }} }}')
    for opening in (stores.read, stores.write):
        with pytest.raises(error, match=says):
            opening(stores.locate())


@pytest.mark.usefixtures("oxigraph")
def test_a_store_without_its_state() -> None:
    put()
    with stores.read(stores.locate()) as reader:
        mark(f"DELETE WHERE {{ GRAPH <{ns.STORE}> {{ ?s <{ns.STORE}#state> ?o }} }}")
        with pytest.raises(StoreError, match="lost the mark"):
            list(reader.quads())
    with pytest.raises(StoreDamaged, match="lost its state"):
        stores.read(stores.locate())


V = f"GRAPH <{ns.STORE}> {{ <{ns.STORE}> <{ns.STORE}#version>"


def mark(update: str) -> None:
    """Change the mark behind the back of everybody."""
    from kg.rdf.server.http import Connection

    place = stores.locate()
    connection = Connection(place)  # type: ignore[arg-type]
    connection.tell([update])
    connection.close()


# Addresses.


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ftp://host/x", "begins with `ftp:`"),
        ("file:///tmp/x", "name a folder"),
        ("://x", "begins with"),
        ("http://", "no whole address"),
        ("http:/host/query", "no whole address"),
        ("http:host", "no whole address"),
        ("http://host:port/query", "no address"),
        ("http://host:99999/query", "no address"),
        ("http://[::1/query", "no address"),
        ("http://host/a query", "no whole address"),
        ("http://host/query#part", "#"),
        (f"http://me:{PASSWORD}@:80/query", "no whole address"),
        (f"gopher://me:{PASSWORD}@host", "begins with `gopher:`"),
    ],
)
def test_an_address_that_is_none(text: str, says: str) -> None:
    with pytest.raises(StoreError) as caught:
        stores.locate(text)
    assert says in caught.value.message
    assert PASSWORD not in caught.value.message


@pytest.mark.parametrize(
    ("text", "query", "update"),
    [
        ("http://h:7878/query", "http://h:7878/query", "http://h:7878/update"),
        ("HTTP://h/ds/query?x=1", "http://h/ds/query?x=1", "http://h/ds/update?x=1"),
        ("https://u:p%40@h/sparql", "https://h/sparql", "https://h/sparql"),
        (" http://h ", "http://h/", "http://h/"),
        ("http://[::1]:80/query", "http://[::1]:80/query", "http://[::1]:80/update"),
    ],
)
def test_an_address(text: str, query: str, update: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_STORE_UPDATE", raising=False)
    found = address(text)
    assert (found.query, found.update, str(found)) == (query, update, query)
    monkeypatch.setenv("KG_STORE_UPDATE", "http://u:p@other/up")
    assert address(text).update == "http://other/up"


def test_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KG_STORE_USER", "KG_STORE_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    assert address("http://h/query").user is None
    assert address("http://u:p%40%3A@h/query").password == "p@:"
    monkeypatch.setenv("KG_STORE_USER", "me")
    with pytest.raises(QuestionError, match="KG_STORE_PASSWORD is not"):
        address("http://h/query")
    monkeypatch.setenv("KG_STORE_PASSWORD", "word")
    found = address("http://h/query")
    assert (found.user, found.password) == ("me", "word")
    assert address("http://u:p@h/query").user == "u"
    monkeypatch.delenv("KG_STORE_USER")
    with pytest.raises(QuestionError, match="KG_STORE_USER is not"):
        address("http://h/query")


@pytest.mark.parametrize("text", ["soon", "0", "-1", "inf", "nan", "1,5"])
def test_a_time_that_is_none(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_TIMEOUT", text)
    with pytest.raises(QuestionError, match="number of seconds"):
        address("http://h/query")


def test_a_command_says_it_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", f"http://me:{PASSWORD}@127.0.0.1:{free_port()}/query")
    for words in (["status", "x"], ["load", __file__], ["search", "x"], ["stats"]):
        code = run(words)
        said = capsys.readouterr().err
        assert code in (2, 4)
        assert "Traceback" not in said
        assert PASSWORD not in said
    assert run(["status", "x"]) == 4
    assert "is it running?" in capsys.readouterr().err


def test_every_failure_is_an_error_of_the_family() -> None:
    assert issubclass(StoreUnreachable, KgError)
    assert StoreUnreachable.exit_code == 4
    assert StoreUnreachable.code == "store-unreachable"
