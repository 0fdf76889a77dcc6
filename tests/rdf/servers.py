"""Real servers to test against: Oxigraph, Virtuoso, and a proxy that misbehaves on demand."""

from __future__ import annotations

import base64
import contextlib
import http.client
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")
_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
[SPARQL]
ResultSetMaxRows = 10000
"""


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Server:
    """A server in a process of its own."""

    command: list[str]
    folder: Path
    query: str
    update: str
    user: str = ""
    password: str = ""
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> Server:
        """Start it, and wait until it answers."""
        self.process = subprocess.Popen(
            self.command,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.query}?query=ASK%7B%7D", timeout=5).close()
            except (OSError, http.client.HTTPException):
                assert self.process.poll() is None, f"{self.command[0]} ended while it started"
                time.sleep(0.05)
            else:
                return self
        raise AssertionError(f"{self.command[0]} did not start")

    def stop(self, how: int = signal.SIGKILL) -> None:
        """End it, by default without a chance to tidy up."""
        assert self.process is not None
        self.process.send_signal(how)
        self.process.wait()

    @property
    def environment(self) -> dict[str, str]:
        """What the environment must say for this server."""
        given = {
            "KG_STORE": self.query,
            "KG_STORE_UPDATE": self.update,
            "KG_STORE_USER": self.user,
            "KG_STORE_PASSWORD": self.password,
        }
        return {name: value for name, value in given.items() if value}


def oxigraph(folder: Path, *options: str) -> Server:
    """An Oxigraph server over a folder."""
    port = free_port()
    command = [str(OXIGRAPH), "serve", "-l", str(folder / "data"), "-b", f"127.0.0.1:{port}"]
    place = f"http://127.0.0.1:{port}"
    return Server([*command, *options], folder, f"{place}/query", f"{place}/update")


def virtuoso(folder: Path) -> Server:
    """A Virtuoso server over a folder, which takes updates from its administrator alone."""
    sql, port = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(sql=sql, http=port))
    command = [str(VIRTUOSO), "+foreground", "+configfile", "virtuoso.ini"]
    place = f"http://127.0.0.1:{port}/sparql"
    return Server(command, folder, place, f"{place}-auth", "dba", "dba")


@dataclass
class Answer:
    """What a proxy is about to say; a test may spoil any of it."""

    status: int
    kind: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    slow: float = 0.0


@dataclass
class Asked:
    """A request that a proxy was sent."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def is_update(self) -> bool:
        return "sparql-update" in self.headers.get("content-type", "")


Spoil = Callable[[Asked, Answer], None]
Before = Callable[[Asked], Answer | None]


class Proxy:
    """A real HTTP server before another one, which can refuse, spoil, cut and delay."""

    def __init__(self, behind: Server) -> None:
        self.behind = behind
        self.asked: list[Asked] = []
        self.before: Before = lambda _: None
        self.spoil: Spoil = lambda _, __: None
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                self._say(proxy.answer(Asked(self.path, headers, body)))

            def _say(self, answer: Answer) -> None:
                time.sleep(answer.slow)
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.kind)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if "Transfer-Encoding" not in answer.headers:
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                with contextlib.suppress(OSError):
                    self.wfile.write(answer.body[: answer.cut])
                if answer.cut is not None:
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.port = self._server.server_address[1]
        self.query = f"http://127.0.0.1:{self.port}/query"
        self.update = f"http://127.0.0.1:{self.port}/update"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, asked: Asked) -> Answer:
        """What comes of a request."""
        self.asked.append(asked)
        early = self.before(asked)
        if early is not None:
            return early
        answer = self.forward(asked)
        self.spoil(asked, answer)
        return answer

    def forward(self, asked: Asked) -> Answer:
        """What the server behind says to it."""
        url = self.behind.update if asked.path.startswith("/update") else self.behind.query
        passed = {k: v for k, v in asked.headers.items() if k in ("content-type", "accept")}
        request = urllib.request.Request(url, asked.body, passed, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=60) as said:
                return Answer(said.status, said.headers.get("Content-Type", ""), said.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers.get("Content-Type", ""), error.read())
        except (OSError, http.client.HTTPException):
            return Answer(502, "text/plain", b"nobody there")


def at_most(rows: int) -> Spoil:
    """Cut every answer to so many rows, without a word."""

    def cut(asked: Asked, answer: Answer) -> None:
        if not asked.is_update and b"<results>" in answer.body:
            head, _, rest = answer.body.partition(b"<results>")
            found = re.findall(rb"<result>.*?</result>", rest, re.DOTALL)
            whole = b"".join(found[:rows])
            answer.body = head + b"<results>" + whole + b"</results></sparql>"
        elif "n-triples" in answer.kind:
            answer.body = b"".join(answer.body.splitlines(keepends=True)[:rows])

    return cut


def guarded(user: str, password: str) -> Before:
    """Let in only who says a user and password."""
    right = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()

    def check(asked: Asked) -> Answer | None:
        if asked.headers.get("authorization") == right:
            return None
        challenge = {"WWW-Authenticate": 'Basic realm="facts"'}
        return Answer(401, "text/plain", b"who are you?", challenge)

    return check


def dead_process() -> int:
    """The number of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid
