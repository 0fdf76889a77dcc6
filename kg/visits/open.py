"""Which facts answer: files given for one call, a store of one's own, or the built-in examples."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import StoreError
from kg.rdf import disk, resources, stores
from kg.rdf.store import VERSION, OpenStore, Reader, memory

_OLD: Final = 7 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Opened:
    """A store to read, and a note when it is not the user's own."""

    reader: OpenStore
    note: str = ""


def open_facts(store: str | None = None, data: Iterable[str] = ()) -> Opened:
    """Open what the options name; with nothing named and nothing found, the examples.

    Raises StoreError, MissingFile, DataError.
    """
    files = list(data)
    if files:
        return Opened(_in_memory([Path(file) for file in files]))
    place = stores.locate(store)
    if stores.exists(place) or store is not None or os.environ.get("KG_STORE"):
        return Opened(stores.read(place))
    return Opened(
        _examples(),
        "answered from the built-in examples; `kg load` makes a store of your own",
    )


def _in_memory(paths: list[Path]) -> Reader:
    from kg.visits.load import load

    writer = memory()
    load(paths, writer, with_runs=False)
    return writer


def _examples() -> Reader:
    """The examples, kept as a store in the user's cache so that only the first call parses them."""
    folder = _cache() / f"examples-{_digest()}"
    for _ in range(2):
        try:
            if not disk.exists(folder):
                _build(folder)
            return disk.read(folder)
        except StoreError:  # damaged, or just taken away: made anew
            shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            break
    return _in_memory(_example_sets())


def _example_sets() -> list[Path]:
    return sorted(path for path in resources.examples().iterdir() if path.is_dir())


def _build(folder: Path) -> None:
    """Make the cached store beside its place and move it there: two at once cannot harm it."""
    import tempfile

    from kg.visits.load import load

    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as building:
        made = Path(building) / "store"
        writer = disk.write(made)
        load(_example_sets(), writer)
        writer.close()
        try:
            made.rename(folder)
        except OSError:
            if not disk.exists(folder):
                raise
    _forget_older(folder)


def _forget_older(kept: Path) -> None:
    """Take away what other versions made, once it is so old that none of them is in use."""
    now = time.time()
    for other in kept.parent.glob("examples-*"):
        if other != kept and now - other.stat().st_mtime > _OLD:
            shutil.rmtree(other, ignore_errors=True)


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "inforce"


def _digest() -> str:
    """A digest of everything that the cached store is made from."""
    import hashlib

    hashed = hashlib.sha256(str(VERSION).encode())
    facts = sorted(resources.examples().rglob("*.yaml"))
    words = (*resources.files(".", ".ttl"), *resources.files("lists", ".ttl"))
    for path in (*facts, *words, resources.ontology() / "context.jsonld"):
        hashed.update(path.name.encode() + path.read_bytes())
    return hashed.hexdigest()[:16]
