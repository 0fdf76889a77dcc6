"""One test body over every kind of store: in memory, in a folder, and on real servers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from kg.rdf import ns, stores
from kg.rdf import store as in_memory
from kg.rdf.server.address import address
from kg.rdf.server.http import Connection
from tests.rdf import servers

_OURS = f'GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{ns.BASE}"))'


def emptied(server: servers.Server) -> servers.Server:
    """The server without anything that this package put into it."""
    told = Connection(address(server.query))
    told.tell([f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ {_OURS} }}"])
    told.close()
    return server


@pytest.fixture(scope="session")
def oxigraph_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    if not servers.OXIGRAPH.exists():
        pytest.skip("no Oxigraph server: pip install oxigraph")
    server = servers.oxigraph(tmp_path_factory.mktemp("oxigraph")).start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def virtuoso_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    if servers.VIRTUOSO is None:
        pytest.skip("no Virtuoso: apt-get install virtuoso-opensource")
    server = servers.virtuoso(tmp_path_factory.mktemp("virtuoso")).start()
    yield server
    server.stop()


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the environment for a server."""

    def set_(server: servers.Server) -> servers.Server:
        for name in ("KG_STORE_UPDATE", "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TIMEOUT"):
            monkeypatch.delenv(name, raising=False)
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        return server

    return set_


@pytest.fixture
def oxigraph(oxigraph_process: servers.Server, use: Any) -> servers.Server:
    """An empty Oxigraph server, and the environment set for it."""
    return emptied(use(oxigraph_process))


@pytest.fixture
def virtuoso(virtuoso_process: servers.Server, use: Any) -> servers.Server:
    """An empty Virtuoso server, and the environment set for it."""
    return emptied(use(virtuoso_process))


@pytest.fixture
def proxy(oxigraph: servers.Server, use: Any) -> Iterator[servers.Proxy]:
    """A proxy before an empty Oxigraph server, and the environment set for it."""
    made = servers.Proxy(oxigraph)
    use(servers.Server([], oxigraph.folder, made.query, made.update))
    yield made
    made.close()


class Place:
    """Somewhere a store can be, opened again and again."""

    def __init__(self, name: str, place: stores.Place | None) -> None:
        self.name = name
        self._place = place
        self._memory = in_memory.memory()

    def write(self) -> AbstractContextManager[Any]:
        return self._kept() if self._place is None else stores.write(self._place)

    def read(self) -> AbstractContextManager[Any]:
        return self._kept() if self._place is None else stores.read(self._place)

    @contextmanager
    def _kept(self) -> Iterator[Any]:
        yield self._memory


@pytest.fixture(params=["memory", "folder", "oxigraph", "virtuoso"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Each place where a store can be, empty."""
    name = request.param
    if name == "memory":
        return Place(name, None)
    if name == "folder":
        return Place(name, tmp_path / ".kg")
    server = request.getfixturevalue(name)
    return Place(name, stores.locate(server.query))
