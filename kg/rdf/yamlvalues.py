"""One plain value of a facts file: what JSON-LD says for it, or why it may not stand there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from kg.rdf import statements, words
from kg.rdf.ids import fault_of_id
from kg.rdf.near import did_you_mean, nearest
from kg.rdf.words import Form, Word
from kg.rdf.yamltree import Scalar
from kg.values.day import ACCEPTED, kind_of

Json = object

_FEW: Final = 15
_ADDRESS: Final = re.compile(r"https?://[^\s\"<>\\^`{|}]+\Z")
_NUMBER: Final = re.compile(r"\d+(\.\d+)?\Z", re.ASCII)
_NO_SECONDS: Final = re.compile(r"(T\d{2}:\d{2})(?=Z|[+-])")


class Refused(Exception):
    """A value that may not stand where it does: what is wrong, and how to mend it."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend


def plain(word: Word, value: Scalar) -> Json:
    """What JSON-LD says for a value that is written after a word.

    Raises Refused where the word takes no such value.
    """
    return _READ[word.form](word, value)


def _name(_: Word, value: Scalar) -> Json:
    fault = fault_of_id(value.text)
    if not isinstance(value.value, str) and not fault:
        fault = "is no word; put it in quotes if it is an id"
    if fault:
        mend = "write an id as agency/rule, or of an effect, as docket/1/2031-06-26#stay"
        raise Refused(f"`{value.text}` is no id: it {fault}", mend)
    return value.text


def _listed(word: Word, value: Scalar) -> Json:
    known = words.listed(word.scheme)
    if value.text in known and isinstance(value.value, str):
        return value.text
    other = words.also_called(word.scheme).get(value.text.casefold())
    near = (other,) if other else nearest(value.text, known)
    mend = did_you_mean(near) or _words_of(word.scheme)
    raise Refused(f"`{value.text}` is not in the list {word.scheme}", mend)


def _words_of(scheme: str) -> str:
    """The advice that offers the words of a list, or says where a long one stands."""
    known = sorted(words.listed(scheme))
    if len(known) > _FEW:
        return f"use a word of ontology/lists/{scheme}.ttl"
    return "use one of " + ", ".join(known)


def _flag(_: Word, value: Scalar) -> Json:
    if isinstance(value.value, bool):
        return value.value
    raise Refused(f"`{value.text}` is neither true nor false", "write true or false")


def _property(_: Word, value: Scalar) -> Json:
    if value.text in statements.sayable():
        return value.text
    mend = did_you_mean(nearest(value.text, statements.sayable())) or "write one, as issuer"
    raise Refused(f"`{value.text}` is not a word of facts files", mend)


def _number(_: Word, value: Scalar) -> Json:
    if _NUMBER.match(value.text):
        return value.text
    mend = "write digits alone, as 2800000 or 2800000.50"
    raise Refused(f"`{value.text}` is no amount", mend)


def _day(_: Word, value: Scalar) -> Json:
    try:
        if not value.text.isascii():
            raise ValueError
        kind = kind_of(value.text)
    except ValueError:
        raise Refused(f"`{value.text}` is no date", f"write {ACCEPTED}") from None
    text = _NO_SECONDS.sub(r"\1:00", value.text)
    return {"@value": text, "@type": f"xsd:{kind}"}


def _address(_: Word, value: Scalar) -> Json:
    if _ADDRESS.match(value.text):
        return value.text
    raise Refused(f"`{value.text}` is no web address", "write it from https:// on")


def _text(_: Word, value: Scalar) -> Json:
    if isinstance(value.value, str) and value.value:
        return value.value
    mend = "put it in quotes" if value.text else "write it or leave the key out"
    raise Refused(f"`{value.text}` is not text", mend)


_READ: Final[Mapping[Form, Callable[[Word, Scalar], Json]]] = {
    Form.NAME: _name,
    Form.LISTED: _listed,
    Form.FLAG: _flag,
    Form.NUMBER: _number,
    Form.DAY: _day,
    Form.ADDRESS: _address,
    Form.TEXT: _text,
    Form.PROPERTY: _property,
}
