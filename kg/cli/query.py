"""The commands that put questions in SPARQL: with a name, from a file, or from standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options, out
from kg.errors import QuestionError

if TYPE_CHECKING:
    from kg.rdf.queries import NamedQuery
    from kg.records.rows import Answered

FORMATS = ("table", "csv", "tsv", "json", "markdown", "turtle", "jsonld")


def query(
    question: Annotated[
        str,
        typer.Argument(
            help="The name of a query (see `kg queries`), a file, or - for standard input.",
            metavar="NAME|FILE|-",
        ),
    ],
    given: Annotated[
        list[str] | None,
        typer.Option("--set", help="What a named query is asked of.", metavar="NAME=VALUE"),
    ] = None,
    limit_time: Annotated[
        float, typer.Option("--limit-time", min=0.1, help="Stop after so many seconds.")
    ] = 60.0,
    limit_rows: Annotated[
        int, typer.Option("--limit-rows", min=1, help="Stop where there are more rows.")
    ] = 100_000,
    form: Annotated[
        str | None,
        typer.Option("--format", help="How to tell the answer.", metavar="|".join(FORMATS)),
    ] = None,
    iris: Annotated[
        bool, typer.Option("--iris", help="Show whole IRIs in the place of names.")
    ] = False,
    known_on: options.KnownOn = None,
    recorded_by: options.RecordedBy = None,
    suppose: options.Suppose = None,
    without: options.Without = None,
    without_source: options.WithoutSource = None,
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
    csv: options.Csv = False,
) -> None:
    """Ask in SPARQL 1.1, over all graphs as one: facts, statements, the ontology, the answers.

    The prefixes of the project are declared, and <agency/rule> is the thing of that id. With
    --known-on and what else changes the record, a copy of it in memory is asked.
    """
    from kg.cli.asked import basis_of
    from kg.cli.patience import patience
    from kg.rdf import progress
    from kg.visits.apart import apart
    from kg.visits.query import Errand, Request, run

    told = _format(form, json, csv)
    basis = basis_of(known_on, recorded_by, suppose, without, without_source)
    named = told in ("", "table", "markdown") and not iris
    request = Request(_question(question), _given(given), basis, limit_rows, named)
    with patience():
        progress.step("asking")
        found = apart(run, Errand(request, store, tuple(data or ())), limit_time)
    _show(found, told, iris)
    if found.note:
        out.note(found.note)


def queries(json: options.Json = False) -> None:
    """The queries that have a name: what each asks, of what, and how to call it."""
    from kg.rdf.queries import named_queries

    known = named_queries().values()
    if options.as_json(json):
        out.document([_described(each) for each in known])
        return
    for each in known:
        out.say(f"{each.name}: {each.asks}")
        for parameter in each.parameters:
            left = f" (else {parameter.default})" if parameter.default else ""
            out.say(f"    {parameter.name}: {parameter.says}{left}")
        for example in each.examples:
            out.say(f"    {example}")


def _described(each: NamedQuery) -> dict[str, object]:
    parameters = [
        {
            "name": one.name,
            "type": one.type,
            "says": one.says,
            "default": one.default or None,
        }
        for one in each.parameters
    ]
    return {
        "name": each.name,
        "title": each.title,
        "asks": each.asks,
        "parameters": parameters,
        "terms": list(each.terms),
        "examples": list(each.examples),
        "phrasings": list(each.phrasings),
    }


def _format(form: str | None, json: bool, csv: bool) -> str:
    """The format that is asked for, by one option or another.

    Raises QuestionError for one that there is not, and where two are asked for.
    """
    as_table = options.as_csv(csv, json)
    if form is None:
        return "csv" if as_table else "json" if options.as_json(json) else ""
    if form not in FORMATS:
        raise QuestionError(f"--format {form!r}: it can be {', '.join(FORMATS)}")
    if json or csv:
        raise QuestionError("`--format` says how to tell the answer; leave out --json and --csv")
    return form


def _question(name: str) -> NamedQuery:
    """The query that is meant: one with that name, else a file."""
    from kg.rdf.queries import file_of, from_bytes, named_queries, named_query

    if name == "-":
        return from_bytes(sys.stdin.buffer.read(), "standard input")
    if name in named_queries():
        return named_query(name)
    if "{" in name:
        raise QuestionError("a query is read from a file, or with - from standard input")
    path = Path(name)
    if path.suffix or "/" in name or path.exists():
        return file_of(path, name)
    return named_query(name)


def _given(given: list[str] | None) -> dict[str, str]:
    """What is set, by name."""
    found: dict[str, str] = {}
    for each in given or ():
        name, sign, value = each.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise QuestionError(f"--set {each!r}: write it as NAME=VALUE")
        if name.strip() in found:
            raise QuestionError(f"--set: `{name.strip()}` is given twice")
        found[name.strip()] = value.strip()
    return found


def _show(found: Answered, told: str, iris: bool) -> None:
    """Print an answer in a format that fits it."""
    from kg.records.rows import Triples
    from kg.tell.rows import as_document

    answer = found.answer
    if isinstance(answer, Triples):
        _fits(told, ("turtle", "jsonld", "json"), "triples")
        if told in ("", "turtle"):
            out.text(answer.turtle if answer.count else f"# {found.none}\n")
        else:
            out.document(as_document(found))
        return
    _fits(told, ("table", "csv", "tsv", "json", "markdown"), "rows")
    if told == "json":
        out.document(as_document(found))
    elif isinstance(answer, bool):
        _fits(told, ("table",), "yes or no")
        out.say("yes" if answer else "no")
    else:
        _show_rows(found, told or "table", iris)


def _fits(told: str, forms: tuple[str, ...], what: str) -> None:
    if told and told not in forms:
        raise QuestionError(f"the answer is {what}; --format can be {', '.join(forms)}")


def _show_rows(found: Answered, told: str, iris: bool) -> None:
    from kg.rdf import ns
    from kg.records.rows import Rows
    from kg.tell import rows as tell

    answer = found.answer
    assert isinstance(answer, Rows)
    if told == "csv":
        out.table(answer.variables, tell.plain(answer))
        return
    if told == "tsv":
        out.text("\n".join(tell.tsv(answer)))
    elif not answer.rows:
        out.say(found.none)
    else:
        cells = tell.readable(answer, found.called, str if iris else ns.short)
        lines = (tell.columns if told == "table" else tell.markdown)(answer.variables, cells)
        for line in lines:
            out.say(line)
