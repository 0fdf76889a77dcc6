"""The calls and questions that come with the examples, and work on them as they stand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.rdf import resources


@dataclass(frozen=True, slots=True)
class Offered:
    """A question in English, and the command that answers it."""

    asks: str
    question: str


def call(command: str) -> str:
    """A real call of a command, as one types it."""
    said: str = _calls()["commands"][command]
    return said


def offered() -> tuple[Offered, ...]:
    """Questions that are understood, one of each kind."""
    return tuple(Offered(**each) for each in _calls()["questions"])


@cache
def _calls() -> dict[str, Any]:
    return tomllib.loads((resources.examples() / "calls.toml").read_text(encoding="utf-8"))
