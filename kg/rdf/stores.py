"""Which store is meant, one in a folder or one on a server, and the way into it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kg.rdf import disk

if TYPE_CHECKING:
    from kg.rdf.server.address import Address
    from kg.rdf.server.writer import ServerWriter
    from kg.rdf.store import OpenStore

    Place = Path | Address


def locate(given: str | None = None, start: Path | None = None) -> Place:
    """The store that is named, else KG_STORE, else the nearest `.kg` upward.

    Raises StoreError, QuestionError.
    """
    chosen = given or os.environ.get("KG_STORE", "")
    if not _on_a_server(chosen):
        return disk.locate(given, start)
    from kg.rdf.server.address import address

    return address(chosen)


def exists(place: Place) -> bool:
    """True when there is a store to read; of a server only asking it can tell."""
    return disk.exists(place) if isinstance(place, Path) else True


def read(place: Place) -> OpenStore:
    """Open a store to read from.

    Raises StoreError.
    """
    if isinstance(place, Path):
        return disk.read(place)
    from kg.rdf.server.reader import read as read_from

    return read_from(place)


def write(place: Place) -> disk.DiskWriter | ServerWriter:
    """Open a store to change, or one that its first change will make.

    Raises StoreError.
    """
    if isinstance(place, Path):
        return disk.write(place)
    from kg.rdf.server.writer import write as write_to

    return write_to(place)


def _on_a_server(text: str) -> bool:
    """True for what can only be meant as an address, well written or not."""
    return "://" in text or text.strip().lower().startswith(("http:", "https:"))
