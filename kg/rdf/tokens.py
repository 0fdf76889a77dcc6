"""The text of a SPARQL query as a row of tokens: names, texts, comments and signs told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r"""(?P<gap>\s+|\#[^\n\r]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<text>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
             |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<var>[?$]\w+)
    |(?P<word>(?:[\w.\-%]|\\.)*:(?:[\w.\-:%]|\\.)*|@[A-Za-z]+(?:-[A-Za-z0-9]+)*|[A-Za-z_]\w*)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: gap, iri, text, var, word or sign."""

    kind: str
    text: str

    def says(self, *words: str) -> bool:
        """True when it is one of these keywords or signs."""
        return self.kind in ("word", "sign") and self.text.upper() in words


def tokenized(text: str) -> Iterator[Token]:
    """The tokens of a text; put together they are the text again."""
    for match in _TOKEN.finditer(text):
        yield Token(match.lastgroup or "", match.group())
