"""The store in a folder: its version, its one writer, and how it is replaced in one step.

    FOLDER/version    the version of the layout; without it the folder is no store yet
    FOLDER/current    the name of the folder that holds the data
    FOLDER/data-N     the data, as the storage engine keeps them
    FOLDER/lock       held by the one writer

A small change is one transaction of the storage engine. A large one is built in a new
data folder, beside the old, and `current` is replaced: at every moment it names one whole
state. What was left by a writer that was killed is taken away by the next.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Store

from kg.errors import (
    StoreDamaged,
    StoreError,
    StoreLocked,
    StoreMissing,
    StoreUnwritable,
    StoreVersion,
)
from kg.rdf.change import Change
from kg.rdf.store import VERSION, Draft, Reader, Writer

if TYPE_CHECKING:
    from filelock import BaseFileLock

DEFAULT: Final = ".kg"
_MARK: Final = "version"
_CURRENT: Final = "current"
_DATA: Final = "data-"
_OLD_DATA: Final = "oxigraph"
_LOCK: Final = "lock"
_TRIES: Final = 3
_ENGINE = (OSError, RuntimeError, ValueError)


class DiskWriter(Writer):
    """A store in a folder, to read from and to change.

    Over a folder that holds no store yet nothing is made until the first change
    has succeeded, so a refused load leaves no trace.
    """

    def __init__(self, folder: Path, store: Store, data: Path | None, lock: BaseFileLock) -> None:
        super().__init__(store, str(folder))
        self._folder = folder
        self._data = data
        self._lock = lock

    def apply(self, change: Change) -> None:
        """Make a change: the whole of it, or nothing when it fails."""
        if self._data is None:
            with self.beside() as draft:
                draft.fill(change.insert)
            return
        try:
            super().apply(change)
            self._inner.flush()
        except OSError as error:
            raise explained(error, self._folder) from error
        _mark(self._folder)

    @contextmanager
    def beside(self) -> Iterator[Draft]:
        """A copy to change freely; it takes the store's place when the block ends well."""
        made = self._begun()
        try:
            data = self._folder / f"{_DATA}{_number(self._data) + 1}"
            store = self._copied(data)
            draft = Draft(store, str(data))
            yield draft
            if not draft.kept:
                return
            store.flush()
            _write(self._folder / _CURRENT, data.name)
            _mark(self._folder)
            self._inner, self._data = store, data
        except OSError as error:
            raise explained(error, self._folder) from error
        finally:
            _sweep(self._folder, keep=self._data)
            if self._data is None:
                self._unmade(made)

    def close(self) -> None:
        """Let go of the store, and let others write to it."""
        super().close()
        self._lock.release()

    def _begun(self) -> bool:
        """Make the folder of a new store and lock it; True when there was no folder."""
        if self._data is not None:
            return False
        made = not self._folder.exists()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise explained(error, self._folder) from error
        _take(self._lock, self._folder)
        if exists(self._folder):
            self._lock.release()
            raise StoreLocked(
                f"{self._folder} was made by another kg command meanwhile; load once more"
            )
        _sweep(self._folder, keep=None)
        return made

    def _copied(self, data: Path) -> Store:
        """The new data folder: the present state, its files shared, or an empty one."""
        if self._data is not None:
            self._inner.flush()
            self._inner.backup(str(data))
        return Store(data)

    def _unmade(self, made: bool) -> None:
        """Take away what a failed beginning made."""
        self._lock.release()
        for name in (_CURRENT, _LOCK):
            (self._folder / name).unlink(missing_ok=True)
        if made:
            self._folder.rmdir()


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


def exists(folder: Path) -> bool:
    """True when the folder holds a store."""
    return (folder / _MARK).is_file()


def read(folder: Path) -> Reader:
    """Open a store to read from; a load that runs meanwhile is not seen."""
    if _unborn(folder):
        raise StoreMissing(f"there is no store at {folder}; `kg load` makes one")
    for left in reversed(range(_TRIES)):
        _check_version(folder)
        try:
            return Reader(Store.read_only(str(_data(folder))), str(folder))
        except _ENGINE as error:
            # A writer may have been tidying its files at that moment.
            if not left:
                raise explained(error, folder) from error
            time.sleep(0.05)
    raise AssertionError("unreachable")


def write(folder: Path) -> DiskWriter:
    """Open a store to change, or one that the first successful change will make."""
    from filelock import FileLock

    lock = FileLock(folder / _LOCK)
    if _unborn(folder):
        return DiskWriter(folder, Store(), None, lock)
    _check_version(folder)
    _take(lock, folder)
    try:
        data = _data(folder)
        store = _opened(data, folder)
        _sweep(folder, keep=data)
    except StoreError:
        lock.release()
        raise
    return DiskWriter(folder, store, data, lock)


def _unborn(folder: Path) -> bool:
    """True where there is no store yet: nothing, or what a killed beginning left."""
    if not folder.exists():
        return True
    return folder.is_dir() and not exists(folder) and all(map(_ours, folder.iterdir()))


def _ours(path: Path) -> bool:
    return path.name.startswith((_DATA, _CURRENT, _MARK)) or path.name == _LOCK


def _take(lock: BaseFileLock, folder: Path) -> None:
    from filelock import Timeout

    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise StoreLocked(_locked(folder)) from None
    except OSError as error:
        raise explained(error, folder) from error


def _data(folder: Path) -> Path:
    """The data folder that `current` names."""
    try:
        name = (folder / _CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return folder / _OLD_DATA  # the layout of version 1
    except (OSError, UnicodeDecodeError) as error:
        raise StoreDamaged(f"{folder / _CURRENT} cannot be read: {error}") from error
    if not (name.startswith(_DATA) and name.removeprefix(_DATA).isdigit()):
        raise StoreDamaged(
            f"{folder / _CURRENT} says {name[:40]!r}, which is no data folder; "
            "move the store away and load the facts again"
        )
    return folder / name


def _number(data: Path | None) -> int:
    name = data.name.removeprefix(_DATA) if data else ""
    return int(name) if name.isdigit() else 0


def _opened(data: Path, folder: Path) -> Store:
    if not data.is_dir():
        raise StoreDamaged(
            f"{folder} has lost its data ({data.name}); move it away and load the facts again"
        )
    try:
        return Store(data)
    except _ENGINE as error:
        raise explained(error, folder) from error


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


def _mark(folder: Path) -> None:
    """Note the version; a store of an older one is of this one from its first change on."""
    if not exists(folder) or (folder / _MARK).read_text(encoding="utf-8") != f"{VERSION}\n":
        _write(folder / _MARK, str(VERSION))


def _write(path: Path, text: str) -> None:
    """Replace a small file in one step."""
    building = path.with_name(f"{path.name}.new")
    with building.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    building.replace(path)


def _sweep(folder: Path, keep: Path | None) -> None:
    """Take away data that were half built, or since replaced."""
    for each in folder.iterdir():
        if each != keep and (each.name.startswith(_DATA) or each.name == _OLD_DATA):
            shutil.rmtree(each, ignore_errors=True)


def _locked(folder: Path) -> str:
    return f"{folder} is locked: another kg command is writing to it; wait until it ends"


def explained(error: Exception, folder: Path) -> StoreError:
    """What a failure of the storage engine means for the person who met it."""
    text = str(error)
    if "lock" in text.lower():
        return StoreLocked(_locked(folder))
    if isinstance(error, PermissionError) or "Permission denied" in text:
        return StoreUnwritable(f"{folder} cannot be used: permission denied")
    if any(said in text for said in ("Read-only file system", "No space left", "File too large")):
        return StoreUnwritable(f"{folder} cannot be written to: {text}")
    if not folder.exists():
        return StoreUnwritable(f"{folder} cannot be made: {text}")
    return StoreDamaged(
        f"{folder} cannot be read ({text.splitlines()[0]}); move it away and load the facts again"
    )
