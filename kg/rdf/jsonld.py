"""JSON-LD made safe to read: no context from elsewhere, no key that would be dropped in silence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from kg.errors import refused
from kg.rdf import ns, resources
from kg.rdf.near import did_you_mean, nearest

Json = Any
_MAPS: Final = {"@id", "@language", "@index", "@type", "@graph"}
_BROKEN: Final = re.compile(r"[\s\x00-\x20<>\"{}|\\^`]")
_RISKY: Final = {
    "@import": "takes its words from another file",
    "@vocab": "makes every word legal",
    "@base": "moves ids elsewhere",
    "@propagate": "changes words half way",
}


def safe(text: str, file: str) -> str:
    """The document with our context written out; raises DataError for any other from outside."""
    document = _json(text, file)
    try:
        inlined = _inline(document, file)
        _no_losses(inlined, _terms(inlined), file)
        return json.dumps(inlined, ensure_ascii=False)
    except RecursionError:
        raise refused(file, None, "is nested too deep") from None


def _json(text: str, file: str) -> Json:
    def once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        made: dict[str, Json] = {}
        for key, value in pairs:
            if key in made:
                raise refused(file, None, f"`{key}` stands twice in one object", "keep one")
            made[key] = value
        return made

    def constant(name: str) -> Json:
        raise refused(file, None, f"{name} is not JSON")

    try:
        document = json.loads(text, object_pairs_hook=once, parse_constant=constant)
    except json.JSONDecodeError as error:
        raise refused(file, error.lineno, f"is not JSON: {error.msg}") from None
    except (RecursionError, ValueError) as error:
        raise refused(file, None, f"is not JSON: {str(error)[:100]}") from None
    if not isinstance(document, dict | list):
        raise refused(file, None, "is not a JSON object")
    return document


def _inline(node: Json, file: str, in_context: bool = False) -> Json:
    """The same document with our context in place of its name, and every other name refused."""
    if isinstance(node, list):
        return [_inline(item, file, in_context) for item in node]
    if not isinstance(node, dict):
        return node
    made: dict[str, Json] = {}
    for key, value in node.items():
        if in_context and key in _RISKY:
            raise refused(
                file, None, f"its context has `{key}`, which {_RISKY[key]}", "leave it out"
            )
        made[key] = _context(value, file) if key == "@context" else _inline(value, file, in_context)
    return made


def _context(value: Json, file: str) -> Json:
    if isinstance(value, list):
        return [_context(item, file) for item in value]
    if isinstance(value, str):
        if value in ns.CONTEXTS:
            return resources.context()
        raise refused(
            file,
            None,
            f"takes its context from {value[:100]}",
            f"nothing is fetched; use {ns.BASE}context.jsonld or write the context out",
        )
    return _inline(value, file, in_context=True)


def _contexts(node: Json) -> Iterator[dict[str, Json]]:
    if isinstance(node, list):
        for item in node:
            yield from _contexts(item)
    elif isinstance(node, dict):
        context = node.get("@context", [])
        yield from (each for each in _listed(context) if isinstance(each, dict))
        for value in node.values():
            yield from _contexts(value)


@dataclass(frozen=True, slots=True)
class _Terms:
    """What the contexts of a document define: all terms, those keyed by ids, those that name."""

    all: set[str] = field(default_factory=set)
    maps: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


def _terms(document: Json) -> _Terms:
    terms = _Terms()
    for context in _contexts(document):
        for name, spec in context.items():
            terms.all.add(name)
            details = spec if isinstance(spec, dict) else {"@id": spec}
            if _MAPS & set(map(str, _listed(details.get("@container")))):
                terms.maps.add(name)
            if details.get("@type") == "@id" or spec == "@id":
                terms.names.add(name)
    return terms


def _no_losses(node: Json, terms: _Terms, file: str) -> None:
    """Refuse what a JSON-LD reader drops and says nothing: an undefined key, an id that is none."""
    if isinstance(node, list):
        for item in node:
            _no_losses(item, terms, file)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key != "@context":
                _no_loss(key, value, terms, file)


def _no_loss(key: str, value: Json, terms: _Terms, file: str) -> None:
    if not (key in terms.all or key.startswith("@") or ":" in key):
        mend = did_you_mean(nearest(key, terms.all))
        raise refused(file, None, f"`{key}` is not defined by its context", mend)
    is_map = key in terms.maps and isinstance(value, dict)
    ids = list(value) if is_map else _listed(value) if key in terms.names | {"@id"} else []
    for each in ids:
        if isinstance(each, str) and _BROKEN.search(each):
            mend = "an id has no spaces, as agency/rule"
            raise refused(file, None, f"`{key}` has `{each[:100]}`, which is no id", mend)
    _no_losses(list(value.values()) if is_map else value, terms, file)


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]
