"""The files of a store: what lies in its folder, and what each of them says.

* `current`: the name of the folder that holds the data; with it a store begins to be one
* `version`: the version of the layout
* `data-N`: the data, as the storage engine keeps them; never changed once named
* `lock`: held by the one writer
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from kg.errors import StoreDamaged, StoreVersion
from kg.rdf.faults import explained
from kg.rdf.hold import take_away
from kg.rdf.store import VERSION

MARK: Final = "version"
CURRENT: Final = "current"
LOCK: Final = "lock"
_DATA: Final = re.compile(r"data-(\d{1,18})\Z", re.ASCII)
_OLD_DATA: Final = "oxigraph"  # in a store of version 1
_BUILDING: Final = ".new"
_HALF_WRITTEN: Final = (CURRENT + _BUILDING, MARK + _BUILDING)
_MOVE_AWAY: Final = "move the store away and load the facts again"
#: What the storage engine makes; a folder of anything else was never ours.
_ENGINE: Final = re.compile(
    r"(CURRENT|IDENTITY|LOCK|LOG(\.old\.\d+)?|(MANIFEST|OPTIONS)-\d+"
    r"|(bulk-|OPTIONS-)?\d+\.(log|sst|dbtmp))\Z",
    re.ASCII,
)


def exists(folder: Path) -> bool:
    """True when the folder holds a store, one that lost its mark of a version too."""
    return (folder / MARK).is_file() or _has_data(folder)


def _has_data(folder: Path) -> bool:
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return False
    return bool(_DATA.match(name)) and (folder / name).is_dir()


def unborn(folder: Path) -> bool:
    """True where there is no store yet: nothing, or what a killed beginning left."""
    if not folder.exists():
        return True
    if not folder.is_dir() or exists(folder):
        return False
    found = sorted(folder.iterdir())
    begun = any(each.name == LOCK for each in found)
    return not found or (begun and all(map(_ours, found)))


def _ours(path: Path) -> bool:
    """True for what a beginning makes; a file of such a name that says something is not ours."""
    if path.is_dir():
        made = (_ENGINE.match(each.name) for each in path.iterdir())
        return bool(_DATA.match(path.name)) and all(made)
    if path.name == CURRENT:
        return not path.stat().st_size or bool(_DATA.match(_said(path, path.parent)))
    return path.name in _HALF_WRITTEN or (path.name == LOCK and not path.stat().st_size)


def data_of(folder: Path) -> Path:
    """The data folder that `current` names."""
    try:
        name = _said(folder / CURRENT, folder)
    except FileNotFoundError:
        return folder / _OLD_DATA
    if not _DATA.match(name):
        raise StoreDamaged(
            f"{folder / CURRENT} says {name[:40]!r}, which is no data folder; {_MOVE_AWAY}"
        )
    return folder / name


def next_data(folder: Path) -> Path:
    """A name for data that no folder has."""
    numbers = (_DATA.match(each.name) for each in folder.iterdir())
    return folder / f"data-{max((int(found[1]) for found in numbers if found), default=0) + 1}"


def share(old: Path, new: Path) -> None:
    """A second folder of the same data; what the engine never changes is not copied."""
    new.mkdir()
    for each in old.iterdir():
        if each.suffix == ".sst":
            try:
                os.link(each, new / each.name)
            except OSError:  # a file system without links, or a file of someone else's
                shutil.copyfile(each, new / each.name)
        elif not each.name.startswith(("LOCK", "LOG")):
            shutil.copyfile(each, new / each.name)


def sweep(folder: Path, keep: Path | None) -> None:
    """Take away what was half built, or replaced since and is read by nobody.

    Nothing is kept of a store that never was; its lock alone stays.
    """
    for each in folder.iterdir():
        if each.name in _HALF_WRITTEN or (keep is None and each.name == CURRENT):
            with suppress(OSError):
                each.unlink()
        elif each != keep and (_DATA.match(each.name) or each.name == _OLD_DATA):
            take_away(each)


def check_version(folder: Path) -> None:
    """Raise StoreDamaged or StoreVersion where the store is not of a version that can be read."""
    try:
        text = _said(folder / MARK, folder)
    except (FileNotFoundError, NotADirectoryError):
        if _has_data(folder):
            return
        raise StoreDamaged(
            f"{folder} is not a store (it has no file `{MARK}`); name another folder"
        ) from None
    if not (text.isascii() and text.isdigit()):
        raise StoreDamaged(f"{folder / MARK} says {text[:40]!r}, which is no version; {_MOVE_AWAY}")
    if int(text[:9]) > VERSION:
        raise StoreVersion(
            f"{folder} was made by a newer version (store version {text[:9]}, this one reads "
            f"{VERSION}); upgrade with `pip install --upgrade inforce`"
        )


def mark(folder: Path) -> None:
    """Note the version; a store of an older one is of this one from its first change on."""
    path = folder / MARK
    if not path.is_file() or path.read_text(encoding="utf-8") != f"{VERSION}\n":
        replace(path, str(VERSION))


def replace(path: Path, text: str) -> None:
    """Replace a small file in one step."""
    building = path.with_name(path.name + _BUILDING)
    with building.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    building.replace(path)


def _said(path: Path, folder: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise
    except UnicodeDecodeError:
        raise StoreDamaged(f"{path} is not text; {_MOVE_AWAY}") from None
    except OSError as error:
        raise explained(error, folder) from error
