"""YAML 1.2 as the facts format reads it: every value with its line, and nothing clever.

Only true, false, null and integers are not strings: `no`, 2017-01-25, 1:17, 017 and
1.5 stay what was typed. Anchors, aliases, tags and doubled keys are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import DataError, refused
from kg.rdf import yamlfaults

if TYPE_CHECKING:
    from ruamel.yaml.events import Event, ScalarEvent

DEPTH: Final = 24
_DIGITS: Final = 18  # of what every JSON reader keeps exactly as an integer
_INTEGER: Final = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: the text as typed, and what it is."""

    text: str
    value: str | int | bool | None
    line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping, its keys in the order written."""

    items: tuple[tuple[Scalar, Node], ...]
    line: int

    def get(self, key: str) -> Node | None:
        """The value of a key."""
        return next((value for name, value in self.items if name.text == key), None)


Node = Scalar | Sequence | Mapping


def parse(text: str, file: str) -> Mapping:
    """Read one YAML document whose top is a mapping; raises DataError with the line."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    yamlfaults.no_odd_signs(text, file)
    events = YAML(typ="safe", pure=True).parse(text)
    try:
        return _Reader(file, events).document()
    except MarkedYAMLError as error:
        raise yamlfaults.explained(error, file) from None
    except YAMLError as error:
        raise refused(file, None, f"is not YAML: {' '.join(str(error).split())[:200]}") from None
    except (ValueError, IndexError, AttributeError, TypeError, KeyError, AssertionError) as error:
        raise refused(file, None, f"is not YAML: {str(error)[:200]}") from None


class _Reader:
    """Builds the tree from the events of the YAML parser."""

    def __init__(self, file: str, events: Iterator[Event]) -> None:
        self._file = file
        self._events = events

    def document(self) -> Mapping:
        from ruamel.yaml.events import DocumentStartEvent, StreamEndEvent

        tops: list[Node] = []
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                if tops:
                    raise self._refuse(event, "holds a second document", "write one file for each")
                if event.version or event.tags:
                    raise self._refuse(event, "has a % directive", "leave it out")
                tops.append(self._node(next(self._events), 0))
            if isinstance(event, StreamEndEvent):
                break
        if not tops or (isinstance(tops[0], Scalar) and tops[0].value is None):
            raise refused(self._file, None, "holds no facts", "write `file:` and `things:`")
        if not isinstance(tops[0], Mapping):
            raise refused(self._file, tops[0].line, "is not a mapping of `file:` and `things:`")
        return tops[0]

    def _node(self, event: Event, depth: int) -> Node:
        from ruamel.yaml.events import AliasEvent, MappingStartEvent, ScalarEvent

        if depth > DEPTH:
            raise self._refuse(event, f"is nested more than {DEPTH} deep", "close the brackets")
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise self._refuse(event, "uses an anchor or alias (& or *)", "repeat the words")
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        self._no_tag(event)
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, depth)
        return self._sequence(event, depth)

    def _scalar(self, event: ScalarEvent) -> Scalar:
        plain, quoted = event.implicit
        if not (plain or quoted):
            self._no_tag(event)
        text = self._joined(event)
        return Scalar(text, _resolve(text) if plain else text, self._line(event))

    def _joined(self, event: ScalarEvent) -> str:
        r"""The text, with a pair of escapes as JSON writes them (\ud83d\ude00) made one sign."""
        text = str(event.value)
        if text.isascii():
            return text
        try:
            return text.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            raise self._refuse(event, "holds half a character", "write the whole sign") from None

    def _sequence(self, start: Event, depth: int) -> Sequence:
        from ruamel.yaml.events import SequenceEndEvent

        items: list[Node] = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), self._line(start))

    def _mapping(self, start: Event, depth: int) -> Mapping:
        from ruamel.yaml.events import MappingEndEvent

        items: list[tuple[Scalar, Node]] = []
        lines: dict[str, int] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._key(event, depth)
            if key.text in lines:
                raise self._refuse(
                    event,
                    f"`{key.text}:` stands twice, on lines {lines[key.text]} and {key.line}",
                    "keep one of them",
                )
            lines[key.text] = key.line
            items.append((key, self._node(next(self._events), depth + 1)))
        return Mapping(tuple(items), self._line(start))

    def _key(self, event: Event, depth: int) -> Scalar:
        key = self._node(event, depth + 1)
        if not isinstance(key, Scalar):
            raise self._refuse(event, "has a list or mapping for a key", "write one word")
        return key

    def _no_tag(self, event: Event) -> None:
        if tag := getattr(event, "tag", None):
            raise self._refuse(event, f"uses the tag {tag}", "leave it out")

    def _line(self, event: Event) -> int:
        return int(event.start_mark.line) + 1

    def _refuse(self, event: Event, message: str, mend: str = "") -> DataError:
        return refused(self._file, self._line(event), message, mend)


def _resolve(text: str) -> str | int | bool | None:
    if text in _WORDS:
        return _WORDS[text]
    if len(text) <= _DIGITS and _INTEGER.match(text):
        return int(text)
    return text
