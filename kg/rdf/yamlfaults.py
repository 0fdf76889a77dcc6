"""What the YAML parser finds wrong, in words for people who write YAML seldom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.errors import DataError, refused

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

_QUOTES: Final = "put the value in quotes"
_SIGNS: Final = re.compile(
    "[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
#: What the parser says; what to say of it; the way to mend it; `{line}` is where it began.
_FAULTS: Final = (
    (r"found character '\\t'", "a tab stands where only spaces may", "indent with spaces"),
    (r"found character (.+) that cannot start", "a value begins with {0}", _QUOTES),
    (
        "mapping values are not allowed",
        "a `:` stands where none may",
        "indent the line as its neighbours are; put a text with `: ` in it in quotes",
    ),
    (
        "sequence entries are not allowed",
        "a `-` stands where no list may begin",
        "begin the list on a line below its key, or put the text in quotes",
    ),
    ("mapping keys are not allowed", "a `?` stands where none may", _QUOTES),
    (
        "could not find expected ':'",
        "line {line} has no `:` where a key must have one",
        "write it as `key: value`, or indent it as a part of the text above",
    ),
    (
        "expected <block end>",
        "this is indented otherwise than what it belongs to, which begins on line {line}",
        "let it begin in the same column; close quotation marks and brackets before it",
    ),
    (
        "flow (?:mapping|sequence) expected .* got '<stream end>'",
        "the bracket that line {line} opens is never closed",
        "close it",
    ),
    (
        "flow (?:mapping|sequence) expected",
        "within the brackets that line {line} opens a comma or the closing bracket is missing here",
        "put a comma between two entries, a text with commas or brackets in quotes",
    ),
    (
        "quoted scalar found unexpected",
        "the quotation mark that line {line} opens is never closed",
        "close it; a quotation mark within '…' is written twice",
    ),
    (
        "expected the node content",
        "a value is missing here, or begins with a sign that means something else",
        "write the value, in quotes if it begins with a sign",
    ),
    (
        "expected '<document start>'|after document end marker",
        "the file goes on after its end",
        "let `file:` and `things:` begin at the left edge, and take out `...`",
    ),
    ("scanning an alias", "a value begins with `*`", _QUOTES),
    ("scanning an anchor", "a value begins with `&`", _QUOTES),
    ("(?:scanning|parsing) an? tag|tag handle", "a value begins with `!`", _QUOTES),
    ("directive|YAML document", "a line begins with `%`", "leave it out"),
    (
        "block scalar",
        "the text that line {line} begins with `|` or `>` is not written as such",
        "put it on the lines below, all of them indented alike",
    ),
    (
        "escape",
        "a backslash within quotation marks means nothing here",
        "write it twice, or use '…' in the place of \"…\"",
    ),
    ("plain scalar found unexpected", "a `:` stands where none may", _QUOTES),
)
_ELSE: Final = "see whether a bracket or quotation mark is not closed, and how the line is indented"


def explained(error: MarkedYAMLError, file: str) -> DataError:
    """The refusal of a file for what the parser found."""
    said = " ".join(part for part in (error.context, error.problem) if part)
    here = error.problem_mark or error.context_mark
    began = error.context_mark or here
    line = here and here.line + 1
    for pattern, what, mend in _FAULTS:
        if found := re.search(pattern, said):
            told = what.format(*found.groups(), line=began and began.line + 1)
            return refused(file, line, f"is not YAML: {told}", mend)
    return refused(file, line, f"is not YAML: {said}", _ELSE)


def no_odd_signs(text: str, file: str) -> None:
    """Refuse a text that holds what no text file may; the parser would not say the line."""
    if found := _SIGNS.search(text):
        line = text.count("\n", 0, found.start()) + 1
        what = f"holds a sign that no text has (U+{ord(found[0]):04X})"
        raise refused(file, line, what, "take it out")
