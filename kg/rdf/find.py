"""Facts files: where they are, of which format, and what stands in them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from kg.errors import LimitError, MissingFile, QuestionError, refused
from kg.rdf import ns

SMALL: Final = 10_000_000
FORMATS: Final = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".yamlld": "yaml",
    ".jsonld": "ox-json-ld",
    ".json": "ox-json-ld",
    ".ttl": "ox-turtle",
    ".trig": "ox-trig",
    ".nt": "ox-nt",
    ".nq": "ox-nquads",
    ".rdf": "ox-xml",
    ".xml": "ox-xml",
    ".owl": "ox-xml",
}
_LIMITED: Final = frozenset(("yaml", "ox-json-ld"))
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._~-]+")


def find(paths: Iterable[Path]) -> list[Path]:
    """The facts files under the paths: files as given, folders by what they hold, sorted.

    A folder that holds none itself is one of sets, each in a folder of its own.
    """
    return [file for path in paths for file in (_inside(path) if path.is_dir() else [path])]


def _inside(folder: Path) -> list[Path]:
    listing = _listing(folder)
    found = _facts_among(listing)
    if not found:
        sets = (each for each in listing if each.is_dir())
        found = [file for each in sets for file in _facts_among(_listing(each))]
    if not found:
        raise MissingFile(f"{folder} holds no facts files; they end in {_endings()}")
    return found


def _listing(folder: Path) -> list[Path]:
    """What a folder shows, sorted."""
    try:
        return sorted(each for each in folder.iterdir() if not each.name.startswith("."))
    except OSError as error:
        raise MissingFile(f"{folder} cannot be read: {error.strerror}") from None


def _facts_among(listing: Iterable[Path]) -> list[Path]:
    return [each for each in listing if each.suffix.lower() in FORMATS and each.is_file()]


def fitting(path: Path) -> str:
    """The format of a file that can be read: it is there, of a known format, and not too large.

    Raises MissingFile, QuestionError, LimitError.
    """
    size = size_of(path, "a facts file or a folder of them")
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise QuestionError(f"{path} is of no known format; facts files end in {_endings()}")
    if form in _LIMITED and size > SMALL:
        raise LimitError(
            f"{path} has {math.ceil(size / 1e5) / 10} MB, and YAML and JSON-LD may have "
            f"{SMALL / 1e6:.0f} MB; write large facts as N-Triples (.nt), which are streamed"
        )
    return form


def size_of(path: Path, wanted: str) -> int:
    """How many bytes a file has that is there and can be read; `wanted` is what should be named.

    Raises MissingFile.
    """
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise MissingFile(f"{path} is not there; name {wanted}") from None
    except (OSError, ValueError) as error:
        raise MissingFile(f"{path} cannot be read: {_reason(error)}") from None
    if not path.is_file():
        raise MissingFile(f"{path} is not a file that can be read")
    return size


def own_graph(path: Path, name: str = "") -> NamedNode:
    """The graph of a file: its folder and its name, or the name that it gives itself."""
    return ns.facts_graph(safe(path.absolute().parent.name), name or safe(path.stem))


def content(path: Path) -> bytes:
    """The bytes of a file; raises MissingFile."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise MissingFile(f"{path} cannot be read: {_reason(error)}") from None


def _reason(error: Exception) -> object:
    return getattr(error, "strerror", None) or error


def as_text(file: str, data: bytes) -> str:
    """What the bytes of a file say in UTF-8; raises DataError where they are no text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refused(file, line, "is not text in UTF-8", "save it as UTF-8") from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise refused(file, line, "is not text: it holds a NUL", "save it as UTF-8")
    return text


def safe(name: str) -> str:
    """The name with what no name of a graph may hold put aside."""
    return _UNSAFE.sub("-", name).strip("-.") or "facts"


def _endings() -> str:
    return ", ".join(FORMATS)
