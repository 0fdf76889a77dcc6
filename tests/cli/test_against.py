"""`kg check --against`: the quotes of one source held against a copy that one has of it."""

import hashlib
import os
from pathlib import Path

import pytest

FACTS = """\
file: my-facts
recorded: 2026-11-24
things:
  source/order:
    type: Source
    label: The order
    aliases: Order of May 20
  source/report: {type: Source, label: A report}
  policy/curfew:
    type: LocalMeasure
    label: The curfew
    evidence:
      - {source: source/order, quote: "granted in part"}
      - {source: source/order, quote: "denied in part"}
      - {source: source/report, quote: "swiftly blocked"}
      - source: source/order
        quote: "the curfew"
        prefix: "as to"
        suffix: "of March"
  statement/1:
    type: Statement
    source: source/order
    quote: "an extraordinary remedy"
    about: policy/curfew
    says: status
    object: enjoined
"""
ORDER = """The motion is granted in part, and denied
in part, as to the curfew of March. An injunction is an extra\u00adordinary remedy.
"""


@pytest.fixture
def check(kg, tmp_path, monkeypatch):
    """Checks facts against a text, both with one thing put in the place of another."""
    monkeypatch.delenv("KG_STORE")

    def call(*words, facts=("", ""), text=("", ""), source=("--source", "The order")):
        for change, whole in ((facts, FACTS), (text, ORDER)):
            assert change[0] in whole
        (tmp_path / "facts.yaml").write_text(FACTS.replace(*facts), encoding="utf-8")
        (tmp_path / "copy.txt").write_text(ORDER.replace(*text), encoding="utf-8")
        return kg("check", "facts.yaml", "--against", "copy.txt", *source, *words)

    return call


def test_quotes_that_stand_in_the_copy(check):
    said = check()
    verified, counted = said.out.splitlines()
    assert (said.code, verified) == (0, "no problems found")
    assert counted == (
        "quotes of The order (source/order) that stand in copy.txt: 4 of 4; "
        "1 of other sources not judged"
    )


@pytest.mark.parametrize("name", ["source/order", "the order", "Order of May 20"])
def test_the_source_by_any_of_its_names(check, name):
    assert check(source=("--source", name)).code == 0


def test_as_json(check):
    assert check("--json").json == {
        "problems": [],
        "remarks": [],
        "against": {
            "file": "copy.txt",
            "sha256": hashlib.sha256(ORDER.encode()).hexdigest(),
            "source": {"id": "source/order", "label": "The order"},
            "same_copy": None,
            "verified": 4,
            "not_judged": 1,
        },
    }


@pytest.mark.parametrize(
    ("old", "new", "line", "thing", "key", "words"),
    [
        ("granted in", "grants in", 13, "policy/curfew", "evidence.quote", "`granted in part,`"),
        ("as to", "as in", 17, "policy/curfew", "evidence.quote", "`prefix:`"),
        ("of March", "of May", 17, "policy/curfew", "evidence.quote", "of March"),
        ("an extra", "a extra", 23, "statement/1", "quote", "`an extraordinary remedy.`"),
        ('"denied in part"', '" "', 14, "policy/curfew", "evidence.quote", "stands nowhere"),
    ],
)
def test_a_quote_that_does_not_is_a_problem(check, old, new, line, thing, key, words):
    said = check("--json", facts=(old, new))
    assert said.code == 3
    (problem,) = said.error["problems"]
    assert (problem["file"], problem["line"]) == ("facts.yaml", line)
    assert (problem["thing"], problem["key"]) == (thing, key)
    assert words in problem["message"] and problem["mend"]


def test_every_wrong_quote_of_a_thing_is_told_and_the_right_ones_are_counted(check):
    said = check(text=(" in part", ""))
    assert said.code == 3
    assert said.out == ""
    first, *rest = said.err.splitlines()
    assert "3 of 4; 1 of other" in first
    assert len(rest) == 1
    said = check(facts=("in part", "in whole"))
    assert [line.partition(": policy")[0] for line in said.err.splitlines()[1:]] == [
        "kg: facts.yaml:13",
        "facts.yaml:14",
    ]


def test_the_copy_that_was_read_is_recognised(check):
    digest = hashlib.sha256(ORDER.encode()).hexdigest()
    known = ("The order\n", f"The order\n    sha256: {digest}\n")
    assert check("--json", facts=known, source=()).json["against"]["same_copy"] is True
    assert check(facts=known, source=()).out.endswith("4 of 4; 1 of other sources not judged\n")


def test_another_copy_than_the_one_that_was_read(check):
    known = ("The order\n", f"The order\n    sha256: {'0' * 64}\n")
    assert check(facts=known, source=()).code == 2
    assert "another copy" in check(facts=known).out
    assert check("--json", facts=known).json["against"]["same_copy"] is False


def test_without_its_digest_the_source_is_asked_for_and_never_guessed(check):
    said = check("--json", source=())
    assert said.code == 2
    assert "--source" in said.error["message"]
    assert [choice["id"] for choice in said.error["choices"]] == ["source/order", "source/report"]
    only = check("--json", source=(), facts=("source: source/report", "source: source/order"))
    assert only.code == 2


def test_two_sources_of_one_copy_are_not_told_apart(check):
    digest = hashlib.sha256(ORDER.encode()).hexdigest()
    report = ("{type: Source,", f"{{type: Source, sha256: {digest},")
    said = check("--json", facts=report, source=())
    assert (said.code, said.error["code"]) == (3, "data")  # the quote of the report is judged
    both = FACTS.replace("label: The order", f"label: The order\n    sha256: {digest}")
    said = check("--json", facts=(FACTS, both.replace(*report)), source=())
    assert (said.code, said.error["code"]) == (2, "ambiguous-name")
    assert len(said.error["choices"]) == 2


def test_a_source_that_is_not_quoted_is_said_to_be_none(check):
    said = check(facts=("source: source/report, quote", "source: source/order, quote"))
    assert said.code == 3
    quoted = (', quote: "swiftly blocked"', "")
    said = check(facts=quoted, source=("--source", "A report"))
    assert said.code == 0
    assert "these files do not quote A report (source/report)" in said.out


@pytest.mark.parametrize("name", ["The ordre", "The curfew"])
def test_no_such_source(check, name):
    assert check(source=("--source", name)).code == 2


def test_facts_that_are_refused_are_not_compared(check):
    said = check(facts=("says: status", "says: statuss"))
    assert said.code == 3
    assert "statuss" in said.err


def test_what_is_loaded_already_names_the_source(kg, check, tmp_path):
    head, _, rest = FACTS.partition("  policy/curfew:\n")
    (tmp_path / "sources.yaml").write_text(head.replace("my-facts", "sources"), encoding="utf-8")
    assert kg("load", "sources.yaml").code == 0
    assert check(facts=(FACTS, f"file: my-facts\nthings:\n  policy/curfew:\n{rest}")).code == 0


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (None, 2, "is not there; name a text file"),
        (b"\xff\xfe", 3, "is not text in UTF-8"),
        (b"%PDF\x00", 3, "NUL"),
        (b"x" * 10_000_001, 5, "10 MB"),
    ],
)
def test_a_copy_that_cannot_be_read(kg, check, tmp_path, content, code, words):
    check()
    if content is not None:
        (tmp_path / "other.txt").write_bytes(content)
    said = kg("check", "facts.yaml", "--against", "other.txt", "--source", "The order")
    assert said.code == code
    assert words in said.err


def test_source_goes_with_against(kg, check):
    check()
    assert kg("check", "facts.yaml", "--source", "The order").code == 2


TEXTS = os.environ.get("KG_TEXTS")


@pytest.mark.skipif(not TEXTS, reason="texts that are not ours to publish; KG_TEXTS has copies")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("This order was swiftly blocked by a federal appeals court", 0),
        ("we will exercise our lawful authorities and issue subpoenas", 0),
        ('"If these jurisdictions fail to respond to our request', 0),
        ("This order was swiftly blocked by a federal district court", 3),
        ("This order was swiftly blocked by a federal appeals count", 3),
        ("asked for records from 23 cities", 3),
    ],
)
def test_the_article_of_january_24_2018(kg, tmp_path, words, code):
    facts = FACTS.partition("  policy/curfew:")[0] + (
        "  policy/p:\n    type: LocalMeasure\n    label: P\n"
        f"    evidence: [{{source: source/report, quote: '{words}'}}]\n"
    )
    (tmp_path / "facts.yaml").write_text(facts, encoding="utf-8")
    article = Path(TEXTS) / "article-2018-01-24.txt"
    said = kg("check", "facts.yaml", "--against", article, "--source", "A report")
    assert said.code == code, said.err
