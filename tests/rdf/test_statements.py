"""What sources say, in the words of facts files: the object takes its form from the property."""

from __future__ import annotations

from typing import Any

import pytest

from kg.errors import DataError, Problem
from kg.rdf import statements, words, yamlld

HEAD = "type: Statement, about: eo/13768, source: source/article"


def spoken(says: str, value: str) -> Any:
    text = f"things: {{statement/1: {{{HEAD}, says: {says}, object: {value}}}}}\n"
    body = yamlld.read(text, "f.yaml").body["things"]
    assert isinstance(body, dict)
    return body["statement/1"]["object"]


def problem(line: str) -> Problem:
    with pytest.raises(DataError) as caught:
        yamlld.read(f"things: {{statement/1: {{{line}}}}}\n", "f.yaml")
    (found,) = caught.value.problems
    return found


@pytest.mark.parametrize(
    ("says", "value", "object_"),
    [
        ("issuer", "court/ca9", {"@id": "court/ca9"}),
        ("decided", "2017-11", {"@value": "2017-11", "@type": "xsd:gYearMonth"}),
        ("does", "affirmed", {"@id": "https://w3id.org/inforce/list/effect-kinds/affirmed"}),
        ("barredBy", "court/ca9", {"@id": "court/ca9"}),
        (
            "grounds",
            "constitutional",
            {"@id": "https://w3id.org/inforce/list/grounds/constitutional"},
        ),
        ("status", "enjoined", {"@id": "https://w3id.org/inforce/list/statuses/enjoined"}),
        ("partsComplete", "true", True),
        ("amount", "2800000.50", {"@value": "2800000.50", "@type": "xsd:decimal"}),
        ("url", "https://x.test/a", {"@value": "https://x.test/a", "@type": "xsd:anyURI"}),
        ("label", "The order", "The order"),
    ],
)
def test_the_object_takes_the_form_of_what_is_said(says: str, value: str, object_: Any) -> None:
    assert spoken(says, value) == object_


@pytest.mark.parametrize(
    ("line", "key", "message", "mend"),
    [
        (f"{HEAD}, says: isuer, object: x", "says", "`isuer` is not a word of", "`issuer`"),
        (f"{HEAD}, says: scope, object: x", "says", "`scope` is not a word of", ""),
        (f"{HEAD}, says: status, object: blocked", "object", "not in the list statuses", ""),
        (f"{HEAD}, says: decided, object: soon", "object", "`soon` is no date", ""),
        ("type: Letter, label: x, says: issuer", "says", "does not belong", "`type: Statement`"),
        ("type: Letter, label: x, quote: x", "quote", "does not belong", "under `evidence:`"),
    ],
)
def test_what_is_wrong_with_a_statement(line: str, key: str, message: str, mend: str) -> None:
    found = problem(line)
    assert found.key == key
    assert message in found.message and mend in found.mend


def test_every_plain_word_can_be_said_and_no_mapping() -> None:
    sayable = statements.sayable()
    assert {"issuer", "decided", "does", "status", "label"} <= sayable
    assert not {"evidence", "effects", "scope", "things", "says", "object"} & sayable
    answers = {"status", "force", "enforceability", "barredBy"}
    assert sayable - answers <= words.words().keys()


@pytest.mark.parametrize("amount", ["1,000", "$5", "-1", "1e3", "1_000", "about", "٣"])
def test_an_amount_is_digits(amount: str) -> None:
    found = problem(f'type: GrantAward, amount: "{amount}"')
    assert found.key == "amount" and "write digits alone" in found.mend
