"""Statements held against a record: of properties, of answers, of counts and reasons."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import kg

RECORD = (Path(__file__).parent / "ruritania.yaml").read_text()

NEWS = """\
file: news
recorded: 2026-11-25
things:
  source/news: {{type: Source, label: The news, published: 2018-01-24, sourceKind: press}}
  statement/1: {{type: Statement, source: source/news, {said}}}
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    (tmp_path / "record.yaml").write_text(RECORD)
    return tmp_path


def made_of(facts: Path, said: str) -> tuple[str, dict[str, Any]]:
    """What the record makes of one statement of the news: the word, and all of it."""
    (facts / "news.yaml").write_text(NEWS.format(said=said))
    with kg.open(data=[facts]) as graph:
        (found,) = graph.statements()["statements"]
    return found["record"]["agreement"], found


@pytest.mark.parametrize(
    ("said", "agreement"),
    [
        # What stands on the thing, or on what it belongs to.
        ("about: order, says: issuer, object: us/president", "confirmed"),
        ("about: order, says: issuer, object: person/ann", "confirmed"),  # she held the office
        ("about: order, says: issuer, object: person/bob", "contradicted"),  # he came later
        ("about: letter, says: issuer, object: us/justice", "confirmed"),  # the office is in it
        ("about: order, says: signedBy, object: us/president", "confirmed"),
        ("about: order, says: signedBy, object: person/bob", "contradicted"),
        ("about: order, says: decided, object: 2017-01", "confirmed"),
        ("about: order/money, says: decided, object: 2017-01-25", "confirmed"),  # with the whole
        ("about: order, says: decided, object: 2017-02", "contradicted"),
        ("about: docket/a/injunction#bar, says: court, object: court/district", "confirmed"),
        ("about: docket/a/injunction#bar, says: court, object: class/appeals", "contradicted"),
        ("about: docket/a/injunction, says: case, object: case/c", "contradicted"),
        ("about: docket/a/injunction#bar, says: grounds, object: statutory", "confirmed"),
        ("about: docket/a/injunction#bar, says: grounds, object: constitutional", "contradicted"),
        ("about: docket/a/injunction#bar, says: everyone, object: true", "confirmed"),
        ("about: docket/a/injunction#bar, says: everyone, object: false", "contradicted"),
        ("about: docket/a/injunction#bar, says: to, object: order/money", "confirmed"),
        ("about: docket/a/injunction#bar, says: to, object: order", "contradicted"),
        (
            "about: docket/a/injunction#bar, says: does, object: permanent-injunction",
            "contradicted",
        ),
        ("about: docket/a/injunction, says: judges, object: person/ann", "silent"),
        ("about: order, says: replyBy, object: 2018-02-23", "silent"),
        ("about: case/a, says: plaintiffs, object: city/b", "silent"),  # it may have joined
        ("about: order, says: label, object: An order", "not-comparable"),
        ("about: order, says: note, object: a long battle", "not-comparable"),
        # Lists that are whole, and how many stand in them.
        ("about: letter, says: addressees, object: city/a", "confirmed"),
        ("about: letter, says: addressees, object: city/c", "contradicted"),
        ("about: letter, says: addressees, object: state", "contradicted"),  # one city of it was
        ("about: letter, says: addressees, object: city/c, polarity: denies", "confirmed"),
        ("about: letter, says: addressees, count: 2", "confirmed"),
        ("about: letter, says: addressees, count: 1, except: [city/b]", "confirmed"),
        ("about: letter, says: addressees, count: 23", "contradicted"),
        # Reasons: C got none for suing, but A sued as well and got one; B never sued.
        (
            "about: letter, says: addressees, object: city/c, polarity: denies, reason: plaintiffs",
            "contradicted",
        ),
        # Answers, as of the day on which the news appeared or of which it speaks.
        ("about: order/money, says: status, object: enjoined", "confirmed"),
        ("about: order, says: status, object: enjoined", "contradicted"),
        ("about: order, says: status, object: partly", "confirmed"),
        ("about: order, says: force, object: in-force", "confirmed"),
        ("about: order/money, says: enforceability, object: enforceable", "contradicted"),
        ("about: order/money, says: status, object: in-force, asOf: 2017-02-01", "confirmed"),
        ("about: order/money, says: status, object: enjoined, asOf: 2017-02-01", "contradicted"),
        ("about: order/money, says: status, object: enjoined, asOf: 2017-04", "confirmed"),
        ("about: order/money, says: status, object: revoked, asOf: 2017", "contradicted"),
        ("about: order/money, says: status, object: enjoined, for: city/b", "confirmed"),
        ("about: letter, says: status, object: in-force, for: city/c", "contradicted"),
        ("about: case/a, says: status, object: enjoined", "not-comparable"),
        ("about: order, says: barredBy, object: court/district", "confirmed"),
        ("about: order, says: barredBy, object: class/appeals", "contradicted"),
        ("about: order, says: barredBy, object: case/a", "confirmed"),
        ("about: order, says: barredBy, object: docket/a/injunction", "confirmed"),
        ("about: order, says: barredBy, object: case/c", "contradicted"),
        ("about: order/report, says: barredBy, object: case/a", "silent"),  # nothing hit it
        ("about: order, says: barredBy, object: case/a, asOf: 2017-04-01", "silent"),
        ("about: order, says: barredBy, object: court/appeals, polarity: denies", "confirmed"),
    ],
)
def test_what_the_record_makes_of_it(facts: Path, said: str, agreement: str) -> None:
    found, told = made_of(facts, said)
    assert found == agreement, told["record"]["sentence"]


def test_that_a_part_alone_was_hit_is_said(facts: Path) -> None:
    for said in (
        "docket/a/injunction#bar, says: to, object: order",
        "order, says: status, object: enjoined",
    ):
        _, told = made_of(facts, f"about: {said}")
        assert told["record"]["sentence"].endswith(", and not the whole.")


def test_whose_reason_it_is_too_is_named(facts: Path) -> None:
    said = "about: letter, says: addressees, object: city/c, polarity: denies, reason: plaintiffs"
    _, told = made_of(facts, said)
    assert told["record"]["sentence"] == "The same reason holds for City A, of whom it is not so."
    assert told["sentence"].endswith("not City C, because it was a plaintiff")
