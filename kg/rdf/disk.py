"""The store in a folder: its one writer, its many readers, and how it changes in one step.

A change is made in a new data folder beside the old one, whose files it shares. When it is
whole, `current` is replaced: at every moment it names one whole state, which nothing changes
any more. A reader keeps the state that it opened. What was replaced, or left by a writer that
was killed, the next writer takes away as soon as nobody reads it.
"""

from __future__ import annotations

import os
import time
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Quad, Store

from kg.errors import StoreError, StoreLocked, StoreMissing
from kg.rdf import layout
from kg.rdf.change import Change
from kg.rdf.faults import explained, explaining, of_the_engine
from kg.rdf.hold import hold, settle, take_away
from kg.rdf.layout import exists
from kg.rdf.store import Draft, GraphName, Object, Reader, Subject, Writer

if TYPE_CHECKING:
    from filelock import BaseFileLock
    from pyoxigraph import NamedNode

__all__ = ["DEFAULT", "DiskReader", "DiskWriter", "exists", "locate", "read", "write"]

DEFAULT: Final = ".kg"
_TRIES: Final = 5
_PAUSE: Final = 0.05


class DiskReader(Reader):
    """A store in a folder, to read from: the state that it was in when it was opened."""

    def __init__(self, store: Store, where: str, folder: Path, let_go: Callable[[], None]) -> None:
        super().__init__(store, where)
        self._folder = folder
        self._let_go = weakref.finalize(self, let_go)

    def quads(
        self,
        s: Subject | None = None,
        p: NamedNode | None = None,
        o: Object | None = None,
        g: GraphName | None = None,
    ) -> Iterator[Quad]:
        """The quads that match a pattern; None matches anything."""
        try:
            yield from self._inner.quads_for_pattern(s, p, o, g)
        except (OSError, RuntimeError) as error:
            if of_the_engine(error):
                raise explained(error, Path(self.where)) from error
            raise

    def __len__(self) -> int:
        with explaining(Path(self.where), only_engine=True):
            return super().__len__()

    def close(self) -> None:
        """Let go of the store; whatever is asked of it afterwards finds nothing."""
        super().close()
        self._let_go()


class DiskDraft(Draft):
    """A draft in a folder; its views lie beside it, where the next writer would find one left."""

    @contextmanager
    def view(self) -> Iterator[str]:
        """A folder where other processes can read the draft as it is now."""
        folder = layout.next_data(Path(self.where).parent)
        self.flush()
        try:
            self._inner.backup(str(folder))
            yield str(folder)
        finally:
            take_away(folder)


class DiskWriter(DiskReader, Writer):
    """A store in a folder, to read from and to change.

    Over a folder that holds no store yet nothing is made until the first change
    has succeeded, so a refused load leaves no trace.
    """

    def __init__(
        self, store: Store, where: str, folder: Path, data: Path | None, lock: BaseFileLock
    ) -> None:
        super().__init__(store, where, folder, lambda: lock.release(force=True))
        self._data = data
        self._lock = lock

    def apply(self, change: Change) -> None:
        """Make a change: the whole of it, or nothing when it fails."""
        with self.beside() as draft:
            if self._data is None:
                draft.fill(change.insert)
            else:
                draft.apply(change)

    @contextmanager
    def beside(self) -> Iterator[Draft]:
        """A copy to change freely; it takes the store's place when the block ends well."""
        made = self._begun() if self._data is None else []
        try:
            with self._explaining():
                data = layout.next_data(self._folder)
                if self._data is not None:
                    layout.share(self._data, data)
                draft = DiskDraft(Store(data), str(data))
            try:
                with self._explaining(only_engine=True):
                    yield draft
                    draft.flush()
            finally:
                draft.close()
            if draft.kept:
                self._publish(data)
        finally:
            if self._data is None:
                self._unmade(made)
            else:
                layout.sweep(self._folder, keep=self._data)

    def _publish(self, data: Path) -> None:
        """Make the data folder the current one: the step before which all is old, and new after."""
        folder = self._folder
        with self._explaining():
            settle(data)
            if self._data is not None:
                layout.mark(folder)
            layout.replace(folder / layout.CURRENT, data.name)
            if self._data is None:
                layout.mark(folder)
            self._data = data
            settle(folder)
            self._inner = Store.read_only(str(data))

    def _begun(self) -> list[Path]:
        """Make the folder of a new store and lock it; the folders that were made for it."""
        folder = self._folder
        made = [each for each in (folder, *folder.parents) if not each.exists()]
        try:
            with self._explaining():
                folder.mkdir(parents=True, exist_ok=True)
                _take(self._lock, self.where)
                if not layout.unborn(folder):
                    self._lock.release()
                    raise StoreLocked(
                        f"{self.where} was made by another kg command meanwhile; load once more"
                    )
                layout.sweep(folder, keep=None)
        except StoreError:
            _remove_empty(made)
            raise
        return made

    def _unmade(self, made: list[Path]) -> None:
        """Take away what a failed beginning made, the lock last: nobody else comes between."""
        layout.sweep(self._folder, keep=None)
        (self._folder / layout.LOCK).unlink(missing_ok=True)
        self._lock.release()
        _remove_empty(made)

    def _explaining(self, only_engine: bool = False) -> AbstractContextManager[None]:
        return explaining(Path(self.where), only_engine)


def _remove_empty(folders: Iterable[Path]) -> None:
    for each in folders:
        with suppress(OSError):
            each.rmdir()


def locate(given: str | None = None, start: Path | None = None) -> Path:
    """The folder of the store: the given one, else KG_STORE, else the nearest `.kg` upward."""
    if given is not None and not given.strip():
        raise StoreError("`--store` names nothing; name a folder, or leave it out")
    chosen = given or os.environ.get("KG_STORE")
    if chosen:
        return Path(chosen)
    here = (start or Path.cwd()).absolute()
    for folder in (here, *here.parents):
        if exists(folder / DEFAULT):
            return folder / DEFAULT
    return here / DEFAULT


def _place(folder: Path) -> Path:
    """Where the folder is, whatever the working folder becomes."""
    place = folder.absolute()
    try:
        str(place).encode()
    except UnicodeEncodeError:
        raise StoreError(f"{place} is not a path in UTF-8; name another folder") from None
    return place


def read(folder: Path) -> DiskReader:
    """Open a store to read from; a load that runs meanwhile is not seen."""
    place = _place(folder)
    if layout.unborn(folder):
        raise StoreMissing(f"there is no store at {folder}; `kg load` makes one")
    for left in reversed(range(_TRIES)):
        layout.check_version(folder)
        try:
            return _reader(place, str(folder))
        except (OSError, RuntimeError, ValueError) as error:
            # A writer may have replaced these data at that moment, and be taking them away.
            if not left:
                raise explained(error, folder) from error
            time.sleep(_PAUSE)
    raise AssertionError("unreachable")


def _reader(place: Path, where: str) -> DiskReader:
    data = layout.data_of(place)
    _no_loss(data)
    let_go = hold(data)
    try:
        return DiskReader(Store.read_only(str(data)), where, place, let_go)
    except BaseException:
        let_go()
        raise


def write(folder: Path) -> DiskWriter:
    """Open a store to change, or one that the first successful change will make."""
    from filelock import FileLock

    place = _place(folder)
    lock = FileLock(place / layout.LOCK, thread_local=False)
    if layout.unborn(folder):
        return DiskWriter(Store(), str(folder), place, None, lock)
    layout.check_version(folder)
    with explaining(folder):
        _take(lock, str(folder))
    try:
        data = layout.data_of(place)
        with explaining(folder):
            _no_loss(data)
            store = Store.read_only(str(data))
            layout.sweep(place, keep=data)
    except BaseException:
        lock.release()
        raise
    return DiskWriter(store, str(folder), place, data, lock)


def _no_loss(data: Path) -> None:
    if not data.is_dir():
        raise FileNotFoundError(f"its data, {data.name}, are gone")


def _take(lock: BaseFileLock, where: str) -> None:
    from filelock import Timeout

    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise StoreLocked(
            f"{where} is locked: another kg command is writing to it; wait until it ends"
        ) from None
