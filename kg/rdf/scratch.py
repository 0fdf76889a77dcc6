"""A folder for what is written down while a large file is loaded, and wanted by nobody later."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreUnwritable


@contextmanager
def scratch() -> Iterator[Path]:
    """The folder; it is gone when the block ends.

    Raises StoreUnwritable where none can be made.
    """
    try:
        made = tempfile.TemporaryDirectory(prefix="kg-")
    except OSError as error:
        raise no_room(Path(tempfile.gettempdir()), error) from error
    with made as name:
        yield Path(name)


def no_room(folder: Path, error: Exception) -> StoreUnwritable:
    """The error for a scratch folder that takes no more."""
    said = getattr(error, "strerror", None) or str(error)
    return StoreUnwritable(
        f"{folder} cannot be written to: {said}; let TMPDIR name a folder with more room"
    )
