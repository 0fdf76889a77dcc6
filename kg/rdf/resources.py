"""Where the ontology, the questions and the examples stand: beside `kg/`, or inside the wheel."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_ROOTS = (_PACKAGE / "_data", _PACKAGE.parent)


@cache
def root() -> Path:
    """The folder that holds `ontology/`, `queries/` and `examples/`."""
    for folder in _ROOTS:
        if (folder / "ontology" / "context.jsonld").is_file():
            return folder
    raise FileNotFoundError(f"no ontology/context.jsonld in {' or '.join(map(str, _ROOTS))}")


def ontology() -> Path:
    """The folder of the ontology."""
    return root() / "ontology"


def examples() -> Path:
    """The folder of the example facts."""
    return root() / "examples"


def files(folder: str, suffix: str) -> tuple[Path, ...]:
    """The files of a folder of the ontology that end so, sorted."""
    return tuple(sorted((ontology() / folder).glob(f"*{suffix}")))


@cache
def context() -> dict[str, object]:
    """The vocabulary of facts files: the JSON-LD context, without its outer shell."""
    text = (ontology() / "context.jsonld").read_text(encoding="utf-8")
    inner: dict[str, object] = json.loads(text)["@context"]
    return inner
