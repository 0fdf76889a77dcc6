"""What a source says, written in the words of facts files: `about`, `says`, `object`."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from kg.rdf import ns, words
from kg.rdf.words import Form, Word
from kg.rdf.yamltree import Mapping, Scalar

#: What sources say and no facts file may: answers, by the list that their words stand in.
_ANSWERS: Final = {
    "status": "statuses",
    "force": "statuses",
    "enforceability": "enforceabilities",
}
#: The answer that names a court, a case or an order.
BARRED_BY: Final = "barredBy"


def answers() -> frozenset[str]:
    """What sources say that the engine answers in a word of a list."""
    return frozenset(_ANSWERS)


@cache
def sayable() -> frozenset[str]:
    """The words that may follow `says:`: plain keys of facts files, and the words of answers."""
    plain = (word.name for word in words.words().values() if word.form not in _SHAPELESS)
    return frozenset((*plain, *_ANSWERS, BARRED_BY)) - {"file"}


_SHAPELESS: Final = (Form.NESTED, Form.PROPERTY, Form.ANY)


def meant(word: Word, thing: Mapping) -> Word:
    """The word with the form that its value must have; only `object` takes its form from another.

    Where `says` is missing or wrong, which is answered where it stands, any text will do.
    """
    if word.form is not Form.ANY:
        return word
    says = next((v.text for k, v in thing.items if k.text == "says" and isinstance(v, Scalar)), "")
    if says in _ANSWERS:
        return replace(word, form=Form.LISTED, scheme=_ANSWERS[says])
    if says == BARRED_BY:
        return replace(word, form=Form.NAME)
    known = words.words().get(says) if says in sayable() else None
    return replace(
        word, form=known.form if known else Form.TEXT, scheme=known.scheme if known else ""
    )


def spelt(word: Word, value: object) -> object:
    """The value of `object` as JSON-LD takes it without knowing what the statement says."""
    if word.name != "object" or not isinstance(value, str):
        return value
    if word.form is Form.NAME:
        return {"@id": value}
    if word.form is Form.LISTED:
        return {"@id": ns.listed(word.scheme, value).value}
    if word.form is Form.ADDRESS:
        return {"@value": value, "@type": "xsd:anyURI"}
    return {"@value": value, "@type": "xsd:decimal"} if word.form is Form.NUMBER else value
