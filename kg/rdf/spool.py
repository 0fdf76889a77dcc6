"""Facts laid down on disk in files small enough to check one at a time."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, TextIO

from pyoxigraph import Quad

from kg.errors import StoreUnwritable

_PART: Final = 20_000_000
_MOST: Final = 200  # files that are open at once


class Spool:
    """Triples in several files; what is said of a thing and of its parts stands in one of them."""

    def __init__(self, folder: Path, files: Sequence[TextIO]) -> None:
        self._folder = folder
        self._files = files

    def add(self, quad: Quad) -> None:
        """Lay down a quad without its graph."""
        thing = str(quad.subject).partition("#")[0].rstrip(">")
        file = self._files[zlib.crc32(thing.encode()) % len(self._files)]
        file.write(f"{quad.subject} {quad.predicate} {quad.object} .\n")

    def paths(self) -> list[Path]:
        """The files that hold something, as they are now."""
        for file in self._files:
            file.flush()
        return [path for path in sorted(self._folder.iterdir()) if path.stat().st_size]


@contextmanager
def spool(size: int) -> Iterator[Spool]:
    """A spool for so many bytes of N-Triples; it is gone when the block ends.

    Raises StoreUnwritable where there is no room for it.
    """
    number = min(size // _PART + 1, _MOST)
    with tempfile.TemporaryDirectory(prefix="kg-") as name, ExitStack() as stack:
        folder = Path(name)
        paths = (folder / f"{each:03}.nt" for each in range(number))
        try:
            files = [stack.enter_context(path.open("w", encoding="utf-8")) for path in paths]
            yield Spool(folder, files)
        except OSError as error:
            if error.filename and Path(error.filename).is_relative_to(folder):
                raise StoreUnwritable(f"{folder} cannot be written to: {error.strerror}") from error
            raise
