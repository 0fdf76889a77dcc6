"""The words of facts files, read from the JSON-LD context and the lists of the ontology."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from kg.rdf import ns, resources

_DATES: Final = frozenset(
    "decided entered from fromByOpinion until recorded published replyBy checkedThrough filed "
    "awarded membersAsOf asOf".split()
)
_NESTED: Final = frozenset(("things", "effects", "scope", "leaves", "adds", "evidence"))


class Form(StrEnum):
    """What may stand after a word."""

    NAME = "name"  # the id of a thing
    LISTED = "listed"  # a word of a list
    FLAG = "flag"  # true or false
    NUMBER = "number"
    DAY = "day"
    ADDRESS = "address"  # a web address
    TEXT = "text"
    NESTED = "nested"  # a mapping of its own
    PROPERTY = "property"  # a word of facts files
    ANY = "any"  # what that word would take


@dataclass(frozen=True, slots=True)
class Word:
    """A key of facts files: the property it stands for and what may follow it."""

    name: str
    iri: str
    form: Form
    many: bool = False
    scheme: str = ""


@cache
def words() -> dict[str, Word]:
    """Every key that a facts file may use, by name."""
    found = (_word(name, spec) for name, spec in resources.context().items())
    return {word.name: word for word in found if word is not None}


@cache
def types() -> frozenset[str]:
    """Every word that may follow `type:`."""
    context = resources.context()
    return frozenset(
        name for name, spec in context.items() if name[0].isupper() and spec == f"kg:{name}"
    )


@cache
def listed(scheme: str) -> frozenset[str]:
    """The words of a list of the ontology."""
    from pyoxigraph import NamedNode, RdfFormat, parse

    text = (resources.ontology() / "lists" / f"{scheme}.ttl").read_bytes()
    prefix = f"{ns.LIST}{scheme}/"
    subjects = {quad.subject for quad in parse(text, format=RdfFormat.TURTLE)}
    return frozenset(
        each.value[len(prefix) :]
        for each in subjects
        if isinstance(each, NamedNode) and each.value.startswith(prefix)
    )


@cache
def also_called(scheme: str) -> dict[str, str]:
    """The words of a list by the other names that people have for them, in small letters."""
    from pyoxigraph import RdfFormat, parse

    text = (resources.ontology() / "lists" / f"{scheme}.ttl").read_bytes()
    return {
        getattr(quad.object, "value", "").casefold(): ns.short(getattr(quad.subject, "value", ""))
        for quad in parse(text, format=RdfFormat.TURTLE)
        if quad.predicate.value == ns.SKOS + "altLabel"
    }


@cache
def _by_iri() -> dict[str, str]:
    return {word.iri: word.name for word in words().values()} | {ns.TYPE.value: "type"}


def of_iri(iri: str) -> Word | None:
    """The word of facts files for a property; None where there is none."""
    return words().get(_by_iri().get(iri, ""))


def key_of(iri: str) -> str:
    """The word that a facts file uses for a property, else its short form."""
    return _by_iri().get(iri, ns.short(iri))


def _word(name: str, spec: object) -> Word | None:
    details = spec if isinstance(spec, dict) else {"@id": spec}
    target = details.get("@id")
    if name in types() or name.startswith("@") or not isinstance(target, str) or ":" not in target:
        return None
    if target.endswith(("#", "/")):
        return None
    prefix, _, local = target.partition(":")
    inner = details.get("@context")
    vocab = inner.get("@vocab", "") if isinstance(inner, dict) else ""
    scheme = str(vocab).removeprefix(ns.LIST).strip("/") if str(vocab).startswith(ns.LIST) else ""
    many = details.get("@container") == "@set"
    return Word(name, ns.PREFIXES[prefix] + local, _form(name, details), many, scheme)


_OF_STATEMENTS: Final = {"says": Form.PROPERTY, "reason": Form.PROPERTY, "object": Form.ANY}


def _form(name: str, details: dict[str, object]) -> Form:
    if name in _NESTED:
        return Form.NESTED
    if name in _DATES:
        return Form.DAY
    if name in _OF_STATEMENTS:
        return _OF_STATEMENTS[name]
    forms = {
        "@id": Form.NAME,
        "@vocab": Form.LISTED,
        "xsd:boolean": Form.FLAG,
        "xsd:decimal": Form.NUMBER,
        "xsd:anyURI": Form.ADDRESS,
        "None": Form.TEXT,
    }
    return forms[str(details.get("@type"))]
