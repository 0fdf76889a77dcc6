"""Every error a user can meet.

    KgError
    ├── QuestionError            exit 2   the question, a name, an option or a path
    │   ├── UnknownName                   nothing has that name
    │   ├── AmbiguousName                 several things have it
    │   ├── NotUnderstood                 an English question that cannot be answered as asked
    │   ├── BadDate                       not a day, month, year or time with zone
    │   └── MissingFile                   nothing to read there
    ├── DataError                exit 3   the facts are refused; holds the problems
    │   └── AlreadyLoaded                 the graph stands in the store with other content
    ├── StoreError               exit 4   the store or an output file cannot be used
    │   ├── StoreMissing                  no store there
    │   ├── StoreUnreachable              no answer from its server
    │   ├── StoreLocked                   another process is writing to it
    │   ├── StoreDamaged                  its files cannot be read
    │   ├── StoreUnwritable               the folder cannot be written to
    │   ├── OutputUnwritable              nor a file that was to be written
    │   └── StoreVersion                  made by another version of this software
    ├── LimitError               exit 5   time, size or hops ran out
    └── Unforeseen               exit 1   a fault of this software, never on purpose

Each says the bad value, the accepted forms, the nearest names and the way out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

_SHOWN: Final = 100
_QUOTED: Final = 120
_LONG: Final = 1000
_QUOTE: Final = re.compile(rf"`([^`]{{{_QUOTED}}})[^`]+`")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things that a name can mean."""

    id: str
    label: str = ""
    type: str = ""

    def to_json(self) -> dict[str, str]:
        """The choice as `--json` prints it."""
        return {"id": self.id, "label": self.label, "type": self.type}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with facts: where it stands, in the file's own words, and how to mend it."""

    file: str
    line: int | None
    thing: str
    key: str
    message: str
    mend: str = ""

    def __post_init__(self) -> None:
        for name in ("thing", "key", "message", "mend"):
            object.__setattr__(self, name, _shortened(getattr(self, name)))

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        key = f"`{self.key}:`" if self.key else ""
        subject = " ".join(part for part in (self.thing, key) if part)
        text = f"{place}: {subject} {self.message}" if subject else f"{place}: {self.message}"
        return f"{text}; {self.mend}" if self.mend else text

    def to_json(self) -> dict[str, str | int | None]:
        """The problem as `--json` prints it."""
        return {
            "file": self.file,
            "line": self.line,
            "thing": self.thing,
            "key": self.key,
            "message": self.message,
            "mend": self.mend,
        }


def _shortened(text: str) -> str:
    """The text with what it quotes, and itself, cut where nobody reads on."""
    if len(text) <= _QUOTED:
        return text
    short = _QUOTE.sub(r"`\1 …`", text)
    return short if len(short) <= _LONG else short[:_LONG] + " …"


class KgError(Exception):
    """Anything a user can mend; `code` is a stable word for programs."""

    exit_code: ClassVar[int] = 2
    code: ClassVar[str] = "error"

    def __init__(
        self, message: str, *, choices: Iterable[Choice] = (), near: Iterable[str] = ()
    ) -> None:
        self.message = message
        self.choices = tuple(choices)
        self.near = tuple(near)
        super().__init__(message)

    def to_json(self) -> Mapping[str, object]:
        """The error object that `--json` prints on standard error."""
        return {
            "error": {
                "code": self.code,
                "message": self.message,
                "choices": [choice.to_json() for choice in self.choices],
                "near": list(self.near),
            }
        }


class QuestionError(KgError):
    """The question, a name or an option is not understood."""

    exit_code = 2
    code = "question"


class UnknownName(QuestionError):
    """Nothing known has this name."""

    code = "unknown-name"


class AmbiguousName(QuestionError):
    """Several things have this name; `choices` lists them."""

    code = "ambiguous-name"


class NotUnderstood(QuestionError):
    """An English question that cannot be answered as asked; `fault` is what stood in the way."""

    code = "not-understood"

    def __init__(self, question: str, fault: QuestionError) -> None:
        super().__init__(fault.message, choices=fault.choices, near=fault.near)
        self.question = question
        self.fault = fault

    def to_json(self) -> Mapping[str, object]:
        """The error object of the fault, with the question and the nearest ones beside it."""
        heads = {"question": self.question, "understood": None, "near": list(self.near)}
        return {**heads, **self.fault.to_json()}


class BadDate(QuestionError):
    """The text is not a date in any accepted form."""

    code = "bad-date"


class MissingFile(QuestionError):
    """There is nothing to read under this path."""

    code = "missing-file"


class DataError(KgError):
    """Facts that are refused, with every problem found in them."""

    exit_code = 3
    code = "data"

    def __init__(self, problems: Iterable[Problem], *, near: Iterable[str] = ()) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in self.problems[:_SHOWN]]
        if len(self.problems) > _SHOWN:
            lines.append(f"and {len(self.problems) - _SHOWN} more")
        super().__init__("\n".join(lines), near=near)

    def to_json(self) -> Mapping[str, object]:
        """The error object, with the problems one by one."""
        body = super().to_json()["error"]
        assert isinstance(body, dict)
        return {"error": {**body, "problems": [each.to_json() for each in self.problems]}}


def refused(file: str, line: int | None, message: str, mend: str = "") -> DataError:
    """The refusal of a file as a whole, for one reason."""
    return DataError([Problem(file, line, "", "", message, mend)])


class AlreadyLoaded(DataError):
    """The store holds this file's graph with other content, and nobody said to replace it."""

    code = "already-loaded"


class StoreError(KgError):
    """The store or an output file cannot be used."""

    exit_code = 4
    code = "store"


class StoreMissing(StoreError):
    """There is no store at this place."""

    code = "store-missing"


class StoreUnreachable(StoreError):
    """The server that holds the store does not answer."""

    code = "store-unreachable"


class StoreLocked(StoreError):
    """Another process is writing to the store."""

    code = "store-locked"


class StoreDamaged(StoreError):
    """The store's files cannot be read."""

    code = "store-damaged"


class StoreUnwritable(StoreError):
    """The store's folder cannot be written to."""

    code = "store-unwritable"


class OutputUnwritable(StoreError):
    """A file that was to be written cannot be."""

    code = "output-unwritable"


class StoreVersion(StoreError):
    """The store was made by another version of this software."""

    code = "store-version"


class LimitError(KgError):
    """A limit of time, size or hops was reached."""

    exit_code = 5
    code = "limit"


class Unforeseen(KgError):
    """A fault of this software; please report it."""

    exit_code = 1
    code = "fault"
