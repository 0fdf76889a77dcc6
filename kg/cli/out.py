"""Answers and errors on the screen: text, JSON, CSV, and exit codes, in one place."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.errors import KgError, Unforeseen

_CONTROL = {code: None for code in (*range(32), *range(127, 160)) if code not in (9, 10)}
_STYLES = {
    "enjoined": "bold red",
    "vacated": "red",
    "in-force": "bold blue",
    "partly": "bold yellow",
    "unknown": "bold magenta",
}


def clean(text: str) -> str:
    """Text without control characters, which a terminal would obey."""
    return text.translate(_CONTROL)


def say(text: str = "") -> None:
    """Print text as it is."""
    print(clean(text))


def status_line(status: str, text: str) -> None:
    """Print a status word, coloured on a terminal, then a sentence."""
    if not sys.stdout.isatty():
        say(f"{status}: {text}")
        return
    from rich.console import Console
    from rich.text import Text

    Console(soft_wrap=True).print(Text(status, style=_STYLES.get(status, "bold")), clean(text))


def note(text: str) -> None:
    """Print a remark where it does not disturb the answer."""
    print(clean(text), file=sys.stderr)


def document(answer: Mapping[str, Any] | Sequence[Any]) -> None:
    """Print an answer as JSON."""
    print(json.dumps(answer, indent=2, ensure_ascii=False))


def unforeseen(failure: Exception, as_json: bool) -> None:
    """Say that the software itself is at fault, without a traceback."""
    error(Unforeseen(f"{type(failure).__name__}: {failure} (a fault of this software)"), as_json)


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as CSV; a cell that a spreadsheet would run as a formula is disarmed."""
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_cell(value) for value in row])


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return "'" + text if text[:1] in ("=", "+", "@", "\t", "\r") else text


def error(failure: KgError, as_json: bool) -> None:
    """Print an error on standard error."""
    if as_json:
        print(json.dumps(failure.to_json(), ensure_ascii=False), file=sys.stderr)
        return
    note(f"kg: {failure.message}")
    for near in failure.near if not failure.choices else ():
        note(f"    {near}")
    for choice in failure.choices:
        note(f"    {choice.id}   {choice.label}   {choice.type}")
