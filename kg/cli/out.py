"""Answers and errors on the screen: text, JSON, CSV, and exit codes, in one place."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.errors import KgError, OutputUnwritable, Unforeseen

# What a terminal would obey, and what would turn or hide the text around it.
_UNSEEN = (
    *range(32),
    *range(127, 160),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0x2028,
    0x2029,
)
_CONTROL = dict.fromkeys(_UNSEEN)
_WRITTEN_OUT = {code: f"\\u{code:04X}" for code in _UNSEEN if code not in (9, 10)}
_LONG = 2000
_STYLES = {
    "enjoined": "bold red",
    "vacated": "red",
    "in-force": "bold blue",
    "partly": "bold yellow",
    "unknown": "bold magenta",
}


class ClosedPipe(Exception):
    """Whoever read the answer has gone; nothing is wrong."""


def _print(text: str) -> None:
    try:
        print(text)
    except BrokenPipeError:
        raise ClosedPipe from None


def clean(text: str) -> str:
    """One line of text without control characters, which a terminal would obey."""
    return text.translate(_CONTROL)


def say(text: str = "") -> None:
    """Print text as it is."""
    _print(clean(text))


def text(told: str) -> None:
    """Print text of several lines, with every sign that a terminal would obey written out.

    As Turtle and its kin write it, so that nothing is lost.
    """
    _print(told.translate(_WRITTEN_OUT).removesuffix("\n"))


def status_line(status: str, text: str) -> None:
    """Print a status word, coloured on a terminal, then a sentence."""
    if not sys.stdout.isatty():
        say(f"{status}: {text}")
        return
    from rich.console import Console
    from rich.text import Text

    Console(soft_wrap=True).print(Text(status, style=_STYLES.get(status, "bold")), clean(text))


def note(text: str) -> None:
    """Print a remark, of several lines perhaps, where it does not disturb the answer."""
    for line in text.split("\n"):
        shown = clean(line)
        print(shown if len(shown) <= _LONG else shown[:_LONG] + " …", file=sys.stderr)


def ready() -> None:
    """Let a screen that lacks a sign show `?` for it rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def done() -> None:
    """Send what is still held back; raises ClosedPipe where nobody reads any more."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise ClosedPipe from None


def document(answer: Mapping[str, Any] | Sequence[Any]) -> None:
    """Print an answer as JSON."""
    _print(json.dumps(answer, indent=2, ensure_ascii=False))


def file(path: Path, portions: Iterable[bytes]) -> int:
    """Write a file, whole or not at all, and give its size.

    Raises OutputUnwritable.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with _unwritable(path):
        written = beside.open("wb")
    size = 0
    try:
        with written:
            for portion in portions:
                with _unwritable(path):
                    size += written.write(portion)
        with _unwritable(path):
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return size


@contextmanager
def _unwritable(path: Path) -> Iterator[None]:
    """What the disk refuses within the block is told of the file that was to be written."""
    try:
        yield
    except OSError as fault:
        raise OutputUnwritable(f"{path} cannot be written: {fault.strerror or fault}") from fault


def binary(portions: Iterable[bytes]) -> None:
    """Print bytes as they are, whatever the screen can show."""
    whole = b"".join(portions)
    try:
        sys.stdout.buffer.write(whole)
    except BrokenPipeError:
        raise ClosedPipe from None


def unforeseen(failure: Exception, as_json: bool) -> None:
    """Say that the software itself is at fault, without a traceback."""
    error(Unforeseen(f"{type(failure).__name__}: {failure} (a fault of this software)"), as_json)


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as CSV; a cell that a spreadsheet would run as a formula is disarmed."""
    import csv

    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    _print(written.getvalue().removesuffix("\n"))


def _cell(value: object) -> str:
    text = clean("" if value is None else str(value))
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
