"""Questions in SPARQL with a name: files with a header that says what they ask, and of what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kg.errors import MissingFile, QuestionError, UnknownName
from kg.rdf import ns, resources
from kg.rdf.names import ACTIONS, AWARDS, EFFECTS, POLICIES, SUBJECTS
from kg.rdf.near import did_you_mean, nearest
from kg.records.things import PLACES

#: What a parameter may be, where it is a thing; None is any thing.
THINGS: Final[dict[str, frozenset[str] | None]] = {
    "policy": POLICIES,
    "subject": SUBJECTS,
    "place": PLACES,
    "action": ACTIONS,
    "effect": EFFECTS,
    "award": AWARDS,
    "case": frozenset({"CaseFile"}),
    "docket": frozenset({"Docket"}),
    "court": frozenset({"Court"}),
    "person": frozenset({"Person"}),
    "post": frozenset({"Post"}),
    "program": frozenset({"GrantProgram"}),
    "source": frozenset({"Source"}),
    "thing": None,
}
#: What it may be where it is none.
VALUES: Final = ("day", "hour", "number", "text")
_ONCE: Final = ("title", "asks", "none")
_MANY: Final = ("terms", "parameter", "example", "phrasing")
_LINE: Final = re.compile(r"#\s?([A-Za-z]+):\s*(.*)")
_PARAMETER: Final = re.compile(r"(\w+) \(([\w -]+)(?:, else (.+?))?\) (\S.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a question is asked of; `default` is what it is where it is not given."""

    name: str
    type: str
    says: str
    default: str = ""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with its header; `none` is what an empty answer means."""

    name: str
    text: str
    title: str = ""
    asks: str = ""
    terms: tuple[str, ...] = ()
    none: str = ""
    parameters: tuple[Parameter, ...] = ()
    examples: tuple[str, ...] = ()
    phrasings: tuple[str, ...] = ()


def parse(name: str, text: str) -> NamedQuery:
    """The question that a text holds; one that does not begin with `# title:` has no header.

    Raises QuestionError with the line that is wrong.
    """
    if not text.startswith("# title:"):
        return NamedQuery(name, text)
    said: dict[str, list[str]] = {key: [] for key in (*_ONCE, *_MANY)}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.removeprefix("#").strip() or not line.startswith("#"):
            break
        found = _LINE.fullmatch(line.rstrip())
        key = found[1] if found else ""
        if found is None or key not in said:
            mend = did_you_mean(nearest(key, said)) or f"it can be {', '.join(said)}"
            raise QuestionError(f"{name}:{number}: `{line}` is no line of a header; {mend}")
        if key in _ONCE and said[key]:
            raise QuestionError(f"{name}:{number}: `{key}` stands twice")
        said[key].append(found[2])
    return NamedQuery(
        name,
        text,
        title=" ".join(said["title"]),
        asks=" ".join(said["asks"]),
        terms=tuple(" ".join(said["terms"]).split()),
        none=" ".join(said["none"]),
        parameters=tuple(_parameter(name, line) for line in said["parameter"]),
        examples=tuple(said["example"]),
        phrasings=tuple(said["phrasing"]),
    )


def _parameter(name: str, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None:
        raise QuestionError(
            f"{name}: the parameter `{line}` is not written as `name (type) what it is`"
        )
    known = (*THINGS, *VALUES, *ns.LISTS)
    if found[2] not in known:
        mend = did_you_mean(nearest(found[2], known)) or f"it can be {', '.join(known)}"
        raise QuestionError(f"{name}: `{found[2]}` is no type of a parameter; {mend}")
    return Parameter(found[1], found[2], found[4], found[3] or "")


@cache
def named_queries() -> dict[str, NamedQuery]:
    """Every question that has a name, by that."""
    paths = sorted((resources.root() / "queries").glob("*.rq"))
    return {path.stem: parse(path.stem, path.read_text(encoding="utf-8")) for path in paths}


def named_query(name: str) -> NamedQuery:
    """The question of this name.

    Raises UnknownName with the nearest.
    """
    known = named_queries()
    if name in known:
        return known[name]
    near = list(nearest(name, known))
    raise UnknownName(
        f"no query is called {name!r} and no file; {did_you_mean(near) or 'see `kg queries`'}",
        near=near,
    )


def file_of(path: Path, name: str) -> NamedQuery:
    """The question that stands in a file.

    Raises MissingFile, QuestionError.
    """
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise MissingFile(f"{name} cannot be read: {fault.strerror or fault}") from fault
    return from_bytes(data, name)


def from_bytes(data: bytes, name: str) -> NamedQuery:
    """The question in a text as it stands on a disk.

    Raises QuestionError for what is no text in UTF-8.
    """
    try:
        return parse(name, data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise QuestionError(f"{name} is no text in UTF-8 (byte {fault.start})") from fault
