"""What a failure of the disk or of the storage engine means for the person who met it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kg.errors import StoreDamaged, StoreError, StoreUnwritable

#: How the storage engine begins what it says; other errors come from elsewhere.
_SAYS: Final = ("IO error", "Corruption", "Invalid argument", "Not supported")
_UNWRITABLE: Final = (
    ("No space left", "the disk is full"),
    ("Disk quota exceeded", "the disk is full for you (quota exceeded)"),
    ("Read-only file system", "its file system is read-only"),
    ("File too large", "a file in it would become larger than allowed"),
)
_LONG: Final = 200


def explained(error: Exception, folder: Path) -> StoreError:
    """The error of this software that says what happened to a store, and the way out."""
    text = " ".join(str(error).split())
    for said, meaning in _UNWRITABLE:
        if said in text:
            return StoreUnwritable(f"{folder} cannot be written to: {meaning}; nothing was changed")
    if isinstance(error, PermissionError) or "Permission denied" in text:
        kind = StoreUnwritable if os.access(folder, os.R_OK | os.X_OK) else StoreError
        return kind(f"{folder} cannot be used: permission denied")
    if folder.is_symlink() and not folder.exists():
        return StoreUnwritable(f"{folder} is a link that leads nowhere; make what it leads to")
    if not folder.exists():
        return StoreUnwritable(f"{folder} cannot be made: {getattr(error, 'strerror', '') or text}")
    return damaged(text, str(folder))


def damaged(text: str, where: str = "the store") -> StoreDamaged:
    """The error for files that the storage engine cannot read."""
    said = text if len(text) <= _LONG else text[:_LONG] + " …"
    return StoreDamaged(f"{where} cannot be read ({said}); move it away and load the facts again")


def of_the_engine(error: BaseException) -> bool:
    """True for what the storage engine itself raises, for its files and not for a question."""
    return isinstance(error, OSError | RuntimeError) and str(error).startswith(_SAYS)


@contextmanager
def explaining(folder: Path, only_engine: bool = False) -> Iterator[None]:
    """Tell failures of the disk and the engine as StoreError."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        if of_the_engine(error) or (isinstance(error, OSError) and not only_engine):
            raise explained(error, folder) from error
        raise
