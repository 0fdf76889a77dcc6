"""A query as people write it: read once, and refused where it would reach beyond the store.

What a query does is told by the tree that rdflib's parser makes of it, never by its text: a
SERVICE in a comment or a string is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.errors import QuestionError
from kg.rdf import ns
from kg.rdf.tokens import tokenized

_PREFIXES: Final = ns.PREFIXES | {
    prefix: f"{ns.LIST}{scheme}/" for prefix, scheme in ns.LISTS.items()
}
#: What every query may use undeclared: the prefixes, and short ids as <agency/rule>.
PROLOGUE: Final = f"BASE <{ns.ID}> " + "".join(
    f"PREFIX {prefix}: <{iri}> " for prefix, iri in _PREFIXES.items()
)
_FORMS: Final = {
    "SelectQuery": "SELECT",
    "AskQuery": "ASK",
    "ConstructQuery": "CONSTRUCT",
    "DescribeQuery": "DESCRIBE",
}
_REFUSED: Final = {
    "ServiceGraphPattern": ("SERVICE", "SERVICE asks another server; leave it out"),
    "DatasetClause": (
        "FROM",
        "FROM chooses what to read, and a query reads every graph; take one of them with GRAPH",
    ),
}


@dataclass(frozen=True, slots=True)
class Query:
    """A query that only reads the store; its text is whole, with the prefixes declared."""

    form: str
    text: str

    @property
    def makes_triples(self) -> bool:
        """True where the answer is a graph."""
        return self.form in ("CONSTRUCT", "DESCRIBE")


def read(text: str, name: str = "query") -> Query:
    """The query that a text holds.

    Raises QuestionError with the place and the reason for what is no query of SPARQL 1.1, what
    asks elsewhere than in the store, and what would change it.
    """
    found = _parsed(text, name)
    nodes = list(_nodes(found))
    for node in nodes:
        if node in _REFUSED:
            word, reason = _REFUSED[node]
            raise _fault(text, name, _place_of(text, word), reason)
    whole = PROLOGUE + text
    if fault := _engine_fault(whole):
        raise _unfit(text, name, fault)
    return Query(next(_FORMS[node] for node in nodes if node in _FORMS), whole)


def _parsed(text: str, name: str) -> object:
    """The tree of a query."""
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    if all(token.kind == "gap" for token in tokenized(text)):
        raise QuestionError(f"{name}: there is no query in it")
    try:
        return parseQuery(text)
    except ParseBaseException as error:
        _refuse_update(text, name)
        early = "; it ends too early" if "found end of text" in str(error) else ""
        reason = f"this is not SPARQL, from here on{early}"
        raise _fault(text, name, (error.lineno, error.column), reason) from error
    except RecursionError as error:
        raise QuestionError(f"{name}: it is nested too deeply to be read") from error
    except Exception as error:  # a parser has more ways to fail than it tells
        raise QuestionError(f"{name}: it cannot be read as SPARQL: {error}") from error


def _refuse_update(text: str, name: str) -> None:
    """Say of an update that it is one."""
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        found = parseUpdate(text)
    except Exception:  # noqa: BLE001  (what is wrong with a query is told of the query)
        return
    words = {"Modify", "Load", "Clear", "Drop", "Create", "Add", "Move", "Copy"}
    words |= {"InsertData", "DeleteData", "DeleteWhere"}
    if any(node in words for node in _nodes(found)):
        heads = "INSERT DELETE WITH LOAD CLEAR DROP CREATE ADD MOVE COPY".split()
        reason = "this would change the store, and a query only reads; `kg load` puts facts in"
        raise _fault(text, name, _place_of(text, *heads), reason)


def _nodes(tree: object) -> Iterator[str]:
    """The names of all nodes of a tree, the outermost first."""
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

    waiting = [tree]
    while waiting:
        each = waiting.pop()
        if isinstance(each, CompValue):
            yield each.name
            waiting += reversed(list(each.values()))
        elif isinstance(each, list | tuple | set | ParseResults):
            waiting += reversed(list(each))
        elif isinstance(each, dict):
            waiting += reversed(list(each.values()))


def _engine_fault(whole: str) -> str | None:
    """What the engine of the store does not understand; None where it does."""
    from pyoxigraph import Store

    try:
        Store().query(whole)
    except (SyntaxError, ValueError) as error:
        return str(error)
    return None


#: What the engine says in words among the signs it would have taken.
_IN_WORDS: Final = {
    "Prefix not found": "the prefix of the name that ends here is not declared",
    "The SELECT contains a variable that is unbound": (
        "a variable of the SELECT is not bound; with GROUP BY it must be grouped or aggregated"
    ),
}


def _unfit(text: str, name: str, fault: str) -> QuestionError:
    """What the engine does not take, though it is written as SPARQL is."""
    reason = next((meant for said, meant in _IN_WORDS.items() if said in fault), fault)
    place = re.search(r"at (\d+):(\d+)", fault)
    if not place:
        return QuestionError(f"{name}: {reason}")
    line, column = int(place[1]), int(place[2])
    return _fault(text, name, (line, column - len(PROLOGUE) if line == 1 else column), reason)


def _fault(text: str, name: str, at: tuple[int, int], reason: str) -> QuestionError:
    """A refusal with its place, and the line shown with a mark under the place."""
    line, column = at
    lines = text.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1].replace("\t", " ")
    start = max(0, column - 60)
    mark = " " * (min(column, len(shown) + 1) - 1 - start) + "^"
    piece = shown[start : start + 100]
    return QuestionError(f"{name}:{line}:{column}: {reason}\n    {piece}\n    {mark}")


def _place_of(text: str, *words: str) -> tuple[int, int]:
    """The line and column of the first of these keywords; where it is spelt in escapes, the end."""
    before = ""
    for token in tokenized(text):
        if token.says(*words):
            break
        before += token.text
    lines = before.split("\n")
    return len(lines), len(lines[-1]) + 1
