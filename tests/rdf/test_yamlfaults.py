"""What is wrong with YAML, in plain words, on the right line."""

import pytest

from kg.errors import DataError, Problem
from kg.rdf import yamlfaults, yamltree
from kg.visits.load import load
from tests.conftest import RIGHT


@pytest.mark.parametrize(
    ("text", "line", "says", "mend"),
    [
        ("a:\n\tb: c\n", 2, "a tab stands where only spaces may", "indent with spaces"),
        ("a: @b\n", 1, "a value begins with '@'", "quotes"),
        ("a: b: c\n", 1, "a `:` stands where none may", "quotes"),
        ("a: - b\n", 1, "a `-` stands where no list may begin", "below its key"),
        ("a:\n  b: c\n d: e\n", 3, "indented otherwise than what it belongs to", "same column"),
        ("a: b\nc\nd: e\n", 3, "line 2 has no `:`", "key: value"),
        ("a:\n  b: [c,\n  d: e\n", 4, "the bracket that line 2 opens is never closed", "close it"),
        ("a: {b: c\nd: e}\n", 2, "within the brackets that line 1 opens a comma", "comma"),
        ('a: "b\nc: d\n', 3, "the quotation mark that line 1 opens is never closed", "close it"),
        ("a: }\n", 1, "a value is missing here, or begins with a sign", "write the value"),
        (" a: b\nc: d\n", 2, "the file goes on after its end", "left edge"),
        ("a: * b\n", 1, "a value begins with `*`", "quotes"),
        ("a: & b\n", 1, "a value begins with `&`", "quotes"),
        ("%YAML x\n---\na: b\n", 1, "a line begins with `%`", "leave it out"),
        ("a: |x\n  b\n", 1, "the text that line 1 begins with `|` or `>`", "lines below"),
        ('a: "\\q"\n', 1, "a backslash within quotation marks", "twice"),
        ("a: b\x07\n", 1, "a sign that no text has (U+0007)", "take it out"),
        ("a: b\n\n\x7fc: d\n", 3, "a sign that no text has (U+007F)", "take it out"),
    ],
)
def test_what_is_said(text, line, says, mend):
    with pytest.raises(DataError) as caught:
        yamltree.parse(text, "f.yaml")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("f.yaml", line), problem
    assert says in problem.message, problem
    assert mend in problem.mend, problem
    assert not any(word in str(problem) for word in ("scalar", "token", "stream", "flow", "block"))


def test_what_has_no_words_here_is_said_as_the_parser_says_it():
    from ruamel.yaml.error import MarkedYAMLError

    (problem,) = yamlfaults.explained(MarkedYAMLError("while x", None, "y"), "f").problems
    assert str(problem).startswith("f: is not YAML: while x y; see whether a bracket")


def test_what_is_quoted_and_huge_is_cut():
    problem = Problem("f.yaml", 1, "x" * 5000, "to", "`" + "a" * 100_000 + "` is no id", "y" * 5000)
    assert "is no id" in problem.message
    assert len(str(problem)) < 3500
    short = Problem("f.yaml", 1, "a/b", "to", "`c` is no id")
    assert str(short) == "f.yaml:1: a/b `to:` `c` is no id"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("type: CourtAction", "tpe: CourtAction", "did you mean `type`?"),
        ("    effects:\n", "    effcts:\n", "did you mean `effects`?"),
        ("    docket: docket/d\n", "    docket: [docket/d]\n", "not a list; keep one"),
        (
            "61}, {source",
            "61, confidence: x}, {source",
            "use one of disputed, from-memory, high, low, medium",
        ),
        ("    decided: 2017", "    judges: us\n    decided: 2017", "name a thing of type Person"),
        ("case: case/c}", "case: case/c, judges: us}", "type CourtAction or EnforcementStep or"),
        ("{type: Court, label", "{type: Court, label: " + "a" * 301 + ", shortName", ""),
        (
            "label: The docket",
            "label: The docket, id: " + "x" * 400,
            "is not a word of facts files",
        ),
        ("to: [policy/p]", "to: [" + "p/" * 200 + "p]", "is longer than 300 characters"),
    ],
)
def test_the_way_to_mend_it(put, old, new, says):
    from kg.rdf.store import memory

    path = put("f.yaml", RIGHT.replace(old, new))
    if not says:
        assert load([path], memory()).files
        return
    with pytest.raises(DataError) as caught:
        load([path], memory())
    assert says in str(caught.value), str(caught.value)


def test_one_thing_described_twice_shows_both_values(put):
    from kg.rdf.store import memory

    store = memory()
    load([put("f.yaml", RIGHT)], store)
    other = put("g.yaml", "things:\n  us: {type: PublicBody, label: The States}\n")
    with pytest.raises(DataError, match="too many values: `The States` and `United States`"):
        load([other], store)


def test_a_thing_under_a_new_name_is_met_by_the_old_name(put):
    from kg.rdf.store import memory

    store = memory()
    load([put("f.yaml", RIGHT)], store)
    docket = "{type: Docket, label: E, number: '2', court: court/ilnd, case: case/c}"
    more = f"things:\n  docket/e: {docket}\n"
    load([put("g.yaml", more)], store)
    with pytest.raises(DataError) as caught:
        load([put("f.yaml", RIGHT.replace("court/ilnd", "court/ilndd"))], store, replace=True)
    (problem,) = [p for p in caught.value.problems if "is new" in p.message]
    assert (problem.line, problem.thing) == (7, "court/ilndd")
    assert "court/ilnd would be gone, but docket/e still names it" in problem.message
    assert problem.mend == "write `court/ilnd`, or change demo/g first"
