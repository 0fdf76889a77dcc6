"""What is given for a parameter of a query, as the term that it stands for."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg.errors import BadDate, QuestionError, UnknownName
from kg.rdf import ns, words
from kg.rdf.names import EFFECTS, resolve
from kg.rdf.near import did_you_mean, nearest
from kg.rdf.node import Nodes
from kg.rdf.queries import THINGS, Parameter
from kg.rdf.store import Object
from kg.records.things import PLACES
from kg.values.day import Day
from kg.visits.naming import named

#: Whom a question is about that names nobody.
EVERYONE = "everyone"
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def value(parameter: Parameter, said: object, names: Nodes) -> Object:
    """The term for a parameter: a thing by any of its names, a day, a word of a list, a text.

    Raises UnknownName, AmbiguousName, BadDate, QuestionError.
    """
    type_, text = parameter.type, str(said).strip()
    if type_ in THINGS:
        return _thing(type_, text, names)
    if type_ in ns.LISTS:
        return _word(parameter, text)
    if type_ in ("day", "hour"):
        return _moment(parameter, said, text)
    if type_ == "number":
        if not _NUMBER.fullmatch(text):
            raise QuestionError(
                f"{parameter.name}: {text!r} is not a number; write it as 12 or 0.5"
            )
        kind = "decimal" if "." in text else "integer"
        return Literal(str(Decimal(text)), datatype=NamedNode(ns.XSD + kind))
    return Literal(str(said))


def _thing(type_: str, text: str, names: Nodes) -> NamedNode:
    if type_ == "effect":
        return ns.thing(named(names, text, EFFECTS, "effect"))
    if type_ != "subject":
        return ns.thing(resolve(names, text, THINGS[type_], type_))
    if text.casefold() == EVERYONE:
        return ns.term(EVERYONE)
    try:
        return ns.thing(resolve(names, text, THINGS[type_], type_))
    except UnknownName:
        try:
            return ns.thing(resolve(names, text, PLACES, "place"))
        except UnknownName:
            pass
        raise


def _word(parameter: Parameter, text: str) -> NamedNode:
    """A word of a list, however it is spelt."""
    scheme = ns.LISTS[parameter.type]
    word = "-".join(text.casefold().split())
    word = words.also_called(scheme).get(text.casefold(), word)
    if word not in words.listed(scheme):
        near = did_you_mean(nearest(word, words.listed(scheme)))
        mend = near or f"it can be {', '.join(sorted(words.listed(scheme)))}"
        raise QuestionError(f"{parameter.name}: {text!r} is not in the list {scheme}; {mend}")
    return ns.listed(scheme, word)


def _moment(parameter: Parameter, said: object, text: str) -> Literal:
    """A day, or an instant with its zone."""
    hour = parameter.type == "hour"
    form = (
        "an hour with its zone; write it as 2018-01-24T14:30-05:00"
        if hour
        else ("a day; write it as 2018-01-24, or `today`")
    )
    fault = BadDate(f"{parameter.name}: {text!r} is not {form}")
    if isinstance(said, dt.datetime):
        text = said.isoformat()
    if not hour and text.casefold() == "today":
        text = dt.date.today().isoformat()
    try:
        known = Day.parse(text)
    except ValueError:
        raise fault from None
    if not known.exact or bool(known.time) is not hour:
        raise fault
    found = known.time or known.first
    kind = "dateTime" if hour else "date"
    return Literal(found.isoformat(), datatype=NamedNode(ns.XSD + kind))
