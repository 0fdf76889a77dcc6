"""What the ontology says of its terms: on which things a property stands, and where it leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Final

import pyoxigraph as ox

from kg.rdf import ns, resources

_KIND: Final = ns.term("kind").value
_DOMAIN, _RANGE, _ABOVE = (ns.RDFS + word for word in ("domain", "range", "subClassOf"))
#: Words of lists, which have rules of their own.
_LISTED: Final = ns.SKOS + "Concept"


def classes(values: dict[str, list[str]]) -> frozenset[str]:
    """The classes of a thing by what is said of it, with those above them.

    Nobody writes the type of an effect or of a scope: an effect does something, and what has
    neither type nor kind is a scope.
    """
    if _KIND in values:
        return _with_above(ns.term("Effect").value)
    types = values.get(ns.TYPE.value) or [ns.term("Scope").value]
    return frozenset().union(*(_with_above(each) for each in types))


#: Beside scopes only statements carry it, and none is made of a statement.
_EXCEPT: Final = ns.term("except").value


def stands_on(property_: str, values: dict[str, list[str]]) -> bool:
    """True where a property may be said of a thing of which this is said."""
    if property_ == _EXCEPT:
        return ns.term("Scope").value in classes(values)
    return _fits(_stated(_DOMAIN).get(property_, frozenset()), classes(values))


def leads_to(property_: str, values: dict[str, list[str]]) -> bool:
    """True where a property may lead to a thing of which this is said."""
    return _fits(_stated(_RANGE).get(property_, frozenset()) - {_LISTED}, classes(values))


def _fits(wanted: frozenset[str], found: frozenset[str]) -> bool:
    return wanted <= found


@cache
def _with_above(class_: str) -> frozenset[str]:
    found, waiting = set[str](), [class_]
    while waiting:
        if (each := waiting.pop()) not in found:
            found.add(each)
            waiting += _stated(_ABOVE).get(each, ())
    return frozenset(found)


@cache
def _stated(word: str) -> dict[str, frozenset[str]]:
    """What the ontology says under one word, by what it says it of."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in _ontology():
        if quad.predicate.value == word:
            found[_name(quad.subject)].add(_name(quad.object))
    return {subject: frozenset(objects) for subject, objects in found.items()}


@cache
def _ontology() -> tuple[ox.Quad, ...]:
    return tuple(_parsed(resources.files(".", ".ttl")))


def _parsed(paths: Iterable[object]) -> Iterable[ox.Quad]:
    for path in paths:
        yield from ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)


def _name(node: object) -> str:
    return getattr(node, "value", "")
