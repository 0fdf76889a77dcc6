"""A SPARQL query as text, taken apart just far enough to count it, page it and place it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from pyoxigraph import NamedNode, QuerySolution, Store

from kg.errors import QuestionError
from kg.rdf.store import Object
from kg.rdf.tokens import Token, tokenized

_ROWS: Final = "?inforce__rows"
_THING: Final = "?inforce__thing"
_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_SETTING: Final = ("AS", "VALUES")
_UNLISTED: Final = ("WHERE", "{", "}", "HAVING", "LIMIT", "OFFSET")


@dataclass(frozen=True, slots=True)
class Query:
    """A query by its parts: what is asked for, over which graphs, where, and in what order."""

    form: str
    head: str
    group: str
    prologue: str = ""
    dataset: str = ""
    tail: str = ""

    def __str__(self) -> str:
        parts = (self.prologue, self.form, self.head, self.dataset, "WHERE", self.group, self.tail)
        return "\n".join(part for part in parts if part)

    @property
    def ordered(self) -> bool:
        """True when the rows come in an order that the query asks for."""
        return any(token.says("ORDER") for token in tokenized(self.tail))

    @property
    def enumerates(self) -> bool:
        """True when the query asks which graphs there are."""
        tokens = [token for token in tokenized(str(self)) if token.kind != "gap"]
        return any(one.says("GRAPH") and two.kind == "var" for one, two in pairwise(tokens))

    def over(self, graphs: Iterable[NamedNode]) -> Query:
        """The query over these graphs, as one and by name, unless it names its own."""
        listed = "\n".join(f"FROM {graph} FROM NAMED {graph}" for graph in graphs)
        return self if self.dataset else replace(self, dataset=listed)

    @property
    def _rows(self) -> str:
        """The rows behind the answer, as a subquery."""
        head = self.head if self.form == "SELECT" else "*"
        return f"{{ {{ SELECT {head} WHERE {self.group}\n{self.tail} }} }}"

    def counted(self) -> Query:
        """The query for how many rows the answer is made of."""
        return replace(
            self, form="SELECT", head=f"(COUNT(*) AS {_ROWS})", group=self._rows, tail=""
        )

    def any_row(self) -> Query:
        """The query for one of the rows, which shows what variables there are."""
        return replace(self, form="SELECT", head="*", group=self._rows, tail="LIMIT 1")

    def page(self, variables: Sequence[str], size: int, start: int) -> Query:
        """One page of the answer, its rows in an order that does not change between pages.

        They are sorted in a subquery because a server may limit how far a sorted answer
        can be paged, and by digests because long texts cannot be sorted everywhere.
        """
        keys = " ".join(f"MD5(STR(?{name}))" for name in variables)
        ordered = f"{{ {{ SELECT * WHERE {self._rows} ORDER BY {keys} }} }}"
        bounds = f"LIMIT {size} OFFSET {start}"
        if self.form == "SELECT":
            shown = " ".join(f"?{name}" for name in variables)
            return replace(self, head=shown, group=ordered, tail=bounds)
        inner = f"{{ {{ SELECT * WHERE {ordered} {bounds} }} }}"
        return replace(self, head=self.head or self.group, group=inner, tail="")


def read(sparql: str, bindings: Mapping[str, Object] | None = None) -> Query:
    """The query that a text holds, with terms in the place of the bound variables.

    Raises SyntaxError as the embedded store does, and QuestionError for what would reach
    beyond the store.
    """
    tokens = list(tokenized(sparql))
    if any(token.says("SERVICE") for token in tokens):
        raise QuestionError("SERVICE asks another server; leave it out")
    Store().query(sparql)  # the embedded engine reads it first: one SPARQL for every store
    found = _taken_apart(tokens)
    if bindings:
        found = _bound(found, bindings)
        Store().query(str(found))
    return found


def count_of(row: QuerySolution) -> int:
    """The number in the one row that answers a counting query."""
    return int(getattr(row[_ROWS.removeprefix("?")], "value", ""))


def _taken_apart(tokens: list[Token]) -> Query:
    form = next(i for i, token in enumerate(tokens) if token.says(*_FORMS))
    word = tokens[form].text.upper()
    place = _Place(tokens, form + 1)
    head = place.until("FROM", "WHERE", "{") if word != "CONSTRUCT" else place.template()
    dataset = place.until("WHERE", "{")
    place.skip("WHERE")
    group = place.block() or "{}"
    prologue, tail = _text(tokens[:form]), _text(tokens[place.at :])
    found = Query(word, head, group, prologue.strip(), dataset, tail.strip())
    return found if word != "DESCRIBE" else _described(found)


def _described(query: Query) -> Query:
    """A DESCRIBE as the embedded engine means it: all that is said of the things.

    What it means is left to each server, and no two agree.
    """
    named = [token for token in tokenized(query.head) if token.kind != "gap"]
    inside = tokenized(query.group if any(token.says("*") for token in named) else query.head)
    variables = dict.fromkeys(token.text[1:] for token in inside if token.kind == "var")
    things = [token.text for token in named if token.kind in ("iri", "word")]
    rows = f"WHERE {query.group}\n{query.tail}"
    chosen = [*things, *(f"?{name}" for name in variables)]
    told = " UNION ".join(f"{{ SELECT ({each} AS {_THING}) {rows} }}" for each in chosen)
    said = f"{_THING} {_THING}_p {_THING}_o"
    once = f"SELECT DISTINCT {_THING} WHERE {{ {told} FILTER(BOUND({_THING})) }}"
    group = f"{{ {{ {once} }} {said} }}"
    return replace(query, form="CONSTRUCT", head=f"{{ {said} }}", group=group, tail="")


class _Place:
    """A place in the tokens of a query, moved on by what is read."""

    def __init__(self, tokens: list[Token], at: int) -> None:
        self.tokens = tokens
        self.at = at

    def until(self, *words: str) -> str:
        """The text up to one of these words that stands in no brackets."""
        start, depth = self.at, 0
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if not depth and token.says(*words):
                break
            depth += token.says("(") - token.says(")")
            self.at += 1
        return _text(self.tokens[start : self.at]).strip()

    def skip(self, *words: str) -> None:
        """Move over one of these words and the gaps around it."""
        while self.at < len(self.tokens) and (
            self.tokens[self.at].kind == "gap" or self.tokens[self.at].says(*words)
        ):
            self.at += 1

    def block(self) -> str:
        """The text between braces, they themselves included."""
        start, depth = self.at, 0
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            depth += token.says("{") - token.says("}")
            self.at += 1
            if not depth:
                break
        return _text(self.tokens[start : self.at])

    def template(self) -> str:
        """The template of a CONSTRUCT; nothing where the pattern serves as such."""
        self.skip()
        return self.block() if self.tokens[self.at].says("{") else ""


def _text(tokens: Iterable[Token]) -> str:
    """The text of the tokens; a comment ends its line, whatever is put after it."""
    return "".join(
        "\n" if token.kind == "gap" and token.text.startswith("#") else token.text
        for token in tokens
    )


def _bound(query: Query, bindings: Mapping[str, Object]) -> Query:
    """The query with terms in its pattern, and the variables bound to them for all the rest."""
    terms = {name: str(term) for name, term in bindings.items()}
    group = _put(query.group, terms).rstrip().removesuffix("}")
    template = query.head or query.group if query.form == "CONSTRUCT" else query.head
    return replace(query, head=template, group=f"{group} {_values(terms, terms)} }}")


def _values(names: Iterable[str], terms: Mapping[str, str]) -> str:
    return " ".join(f"VALUES ?{name} {{ {terms[name]} }}" for name in names)


def _put(text: str, terms: Mapping[str, str]) -> str:
    """A pattern with terms for variables, but where only a variable can stand."""
    tokens = list(tokenized(text))
    written: list[str] = []
    before, listing, depth = "", False, 0
    for at, token in enumerate(tokens):
        depth += token.says("(") - token.says(")")
        name = token.text[1:] if token.kind == "var" else ""
        if token.says("MINUS"):
            # What is taken away is so by the variables that both sides share.
            shared = _values(_named(tokens, at + 1, terms), terms)
            written.append(f"{shared} MINUS {{ {shared} " if shared else token.text)
            listing = False
            if shared:
                tokens[tokens.index(Token("sign", "{"), at)] = Token("gap", " ")
        elif name not in terms or (listing and not depth):
            written.append(token.text)
        elif before in _SETTING:
            raise QuestionError(f"?{name} is given from outside; the query may not set it too")
        elif before == "BOUND":  # what is given is bound: sameTerm of it and itself holds
            written[-1 - written[::-1].index("BOUND")] = "sameTerm"
            written.append(f"{terms[name]}, {terms[name]}")
        else:
            written.append(terms[name])
        if token.kind != "gap" and not token.says("("):
            before = token.text.upper() if token.says(*_SETTING, "BOUND") else ""
            written[-1] = before or written[-1]
        if token.says("SELECT", "BY", *_UNLISTED):
            listing = token.says("SELECT", "BY")
    return "".join(written)


def _named(tokens: Sequence[Token], at: int, terms: Mapping[str, str]) -> list[str]:
    """The given variables that the block after a place names."""
    place = _Place(list(tokens), at)
    place.skip()
    block = {token.text[1:] for token in tokenized(place.block()) if token.kind == "var"}
    return [name for name in terms if name in block]
