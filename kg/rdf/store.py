"""The embedded store: readers that cannot write, and the one writer that a folder allows."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from kg.errors import (
    StoreDamaged,
    StoreError,
    StoreLocked,
    StoreMissing,
    StoreUnwritable,
    StoreVersion,
)

VERSION: Final = 1
DEFAULT: Final = ".kg"
_MARK: Final = "version"
_DATA: Final = "oxigraph"
_TRIES: Final = 3

Subject = NamedNode | BlankNode | Triple
Object = NamedNode | BlankNode | Literal | Triple
GraphName = NamedNode | BlankNode | DefaultGraph
Answer = QuerySolutions | QueryBoolean | QueryTriples


class Readable(Protocol):
    """Whatever can be asked for quads and for answers."""

    def quads(
        self,
        s: Subject | None = None,
        p: NamedNode | None = None,
        o: Object | None = None,
        g: GraphName | None = None,
    ) -> Iterator[Quad]:
        """The quads that match a pattern; None matches anything."""

    def query(self, sparql: str, bindings: Mapping[str, Object] | None = None) -> Answer:
        """The answer to a SPARQL query over all graphs as one, and over named graphs."""


class Writable(Readable, Protocol):
    """Whatever can also be changed, by one SPARQL update at a time, all or nothing."""

    def update(self, sparql: str) -> None:
        """Apply an update: the whole of it, or nothing when it fails."""


class Reader:
    """A store to read from; it has no way to write."""

    def __init__(self, store: Store, where: str = "memory") -> None:
        self._inner = store
        self.where = where

    def quads(
        self,
        s: Subject | None = None,
        p: NamedNode | None = None,
        o: Object | None = None,
        g: GraphName | None = None,
    ) -> Iterator[Quad]:
        """The quads that match a pattern; None matches anything."""
        return self._inner.quads_for_pattern(s, p, o, g)

    def query(self, sparql: str, bindings: Mapping[str, Object] | None = None) -> Answer:
        """The answer to a SPARQL query over all graphs as one, and over named graphs."""
        from pyoxigraph import Variable

        given = {Variable(name): term for name, term in (bindings or {}).items()}
        return self._inner.query(sparql, use_default_graph_as_union=True, substitutions=given)

    def __len__(self) -> int:
        return len(self._inner)

    def close(self) -> None:
        """Let go of the store; whatever is asked of it afterwards finds nothing."""
        self._inner = Store()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Writer(Reader):
    """A store to read from and to change.

    Over a folder that does not exist yet nothing is made until the first update
    has succeeded, so a refused load leaves no trace.
    """

    def __init__(self, store: Store, where: str = "memory", create: Path | None = None) -> None:
        super().__init__(store, where)
        self._create = create

    def update(self, sparql: str) -> None:
        """Apply an update: the whole of it, or nothing when it fails."""
        if self._create is not None:
            self._inner = _create(self._create, sparql)
            self._create = None
            return
        try:
            self._inner.update(sparql)
            self._inner.flush()
        except OSError as error:
            raise _explained(error, Path(self.where)) from error


def memory() -> Writer:
    """An empty store in memory."""
    return Writer(Store())


def locate(given: str | None = None, start: Path | None = None) -> Path:
    """The folder of the store: the given one, else KG_STORE, else the nearest `.kg` upward."""
    if given is not None and not given.strip():
        raise StoreError("`--store` names nothing; name a folder, or leave it out")
    chosen = given or os.environ.get("KG_STORE")
    if chosen:
        if "://" in chosen:
            raise StoreError(f"{chosen}: a store on a server cannot be used yet; name a folder")
        return Path(chosen)
    here = (start or Path.cwd()).absolute()
    for folder in (here, *here.parents):
        if (folder / DEFAULT / _MARK).is_file():
            return folder / DEFAULT
    return here / DEFAULT


def exists(folder: Path) -> bool:
    """True when the folder holds a store."""
    return (folder / _MARK).is_file()


def read(folder: Path) -> Reader:
    """Open a store to read from; a load that runs meanwhile is not seen."""
    if not folder.exists():
        raise StoreMissing(f"there is no store at {folder}; `kg load` makes one")
    _check_version(folder)
    return Reader(_read_only(folder), str(folder))


def write(folder: Path) -> Writer:
    """Open a store to change, or one that the first successful update will make."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return Writer(Store(), str(folder), create=folder)
    _check_version(folder)
    return Writer(_opened(folder), str(folder))


def _opened(folder: Path) -> Store:
    try:
        return Store(folder / _DATA)
    except (OSError, RuntimeError, ValueError) as error:
        raise _explained(error, folder) from error


def _read_only(folder: Path) -> Store:
    """A snapshot; a writer that tidies its files at that moment makes a second try necessary."""
    for left in reversed(range(_TRIES)):
        try:
            return Store.read_only(str(folder / _DATA))
        except (OSError, RuntimeError, ValueError) as error:
            if not left:
                raise _explained(error, folder) from error
            time.sleep(0.05)
    raise AssertionError("unreachable")


def _check_version(folder: Path) -> None:
    mark = folder / _MARK
    try:
        text = mark.read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise StoreDamaged(
            f"{folder} is not a store (it has no file `{_MARK}`); name another folder"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreDamaged(f"{mark} cannot be read: {error}") from error
    if not (text.isascii() and text.isdigit()):
        raise StoreDamaged(f"{mark} says {text[:40]!r}, which is no version; load the facts anew")
    if int(text[:9]) > VERSION:
        raise StoreVersion(
            f"{folder} was made by a newer version (store version {text[:9]}, this one reads "
            f"{VERSION}); upgrade with `pip install --upgrade inforce`"
        )
    if int(text) < VERSION:
        raise StoreVersion(
            f"{folder} is of the older store version {text}; load the facts into a new folder"
        )


def _create(folder: Path, sparql: str) -> Store:
    """Build the store beside its place, then move it there in one step."""
    import shutil

    building = folder.with_name(f"{folder.name}.new-{os.getpid()}")
    try:
        building.mkdir(parents=True)
        _fill(building, sparql)
        if folder.is_dir():
            folder.rmdir()
        building.rename(folder)
    except OSError as error:
        raise _explained(error, folder) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return _opened(folder)


def _fill(building: Path, sparql: str) -> None:
    store = Store(building / _DATA)
    store.update(sparql)
    store.flush()
    (building / _MARK).write_text(f"{VERSION}\n", encoding="utf-8")


def _explained(error: Exception, folder: Path) -> StoreError:
    """What a failure of the storage engine means for the person who met it."""
    text = str(error)
    if "lock" in text.lower():
        return StoreLocked(
            f"{folder} is locked: another kg command is writing to it; wait until it ends"
        )
    if isinstance(error, PermissionError) or "Permission denied" in text:
        return StoreUnwritable(f"{folder} cannot be used: permission denied")
    if "Read-only file system" in text or "No space left" in text:
        return StoreUnwritable(f"{folder} cannot be written to: {text}")
    if not folder.exists():
        return StoreUnwritable(f"{folder} cannot be made: {text}")
    return StoreDamaged(
        f"{folder} cannot be read ({text.splitlines()[0]}); move it away and load the facts again"
    )
