"""Facts laid down on disk in files small enough to check one at a time."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

from pyoxigraph import Quad

from kg.rdf.scratch import no_room, scratch

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
        try:
            file.write(f"{quad.subject} {quad.predicate} {quad.object} .\n")
        except OSError as error:
            raise no_room(self._folder, error) from error

    def paths(self) -> list[Path]:
        """The files that hold something, as they are now."""
        try:
            for file in self._files:
                file.flush()
        except OSError as error:
            raise no_room(self._folder, error) from error
        return [path for path in sorted(self._folder.iterdir()) if path.stat().st_size]


@contextmanager
def spool(size: int) -> Iterator[Spool]:
    """A spool for so many bytes of N-Triples; it is gone when the block ends.

    Raises StoreUnwritable where there is no room for it.
    """
    number = min(size // _PART + 1, _MOST)
    with scratch() as folder, ExitStack() as stack:
        files = []
        try:
            for each in range(number):
                files.append((folder / f"{each:03}.nt").open("w", encoding="utf-8"))
                stack.callback(_let_go, files[-1])
        except OSError as error:
            raise no_room(folder, error) from error
        yield Spool(folder, files)


def _let_go(file: TextIO) -> None:
    """Close a file that nobody reads any more, though what is left of it finds no room."""
    with suppress(OSError):
        file.close()
