"""Commands about what sources say: statements, conflicts."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from kg.cli import options, out
from kg.cli.open import opened

_COLUMNS = ("id", "says", "source", "published", "quote", "judgement", "record", "on_record")

SourceOption = Annotated[
    str | None,
    typer.Option("--source", help="Only what this source says.", metavar="SOURCE"),
]


def statements(
    thing: Annotated[
        str | None,
        typer.Argument(
            help="What they are about, who says them, or their source. Everything, where left out.",
            metavar="[THING]",
        ),
    ] = None,
    source: SourceOption = None,
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
    csv: options.Csv = False,
) -> None:
    """Show who says what of a thing, in which words, and what the record makes of it."""
    as_table = options.as_csv(csv, json)
    facts = opened(store, data)
    from kg.visits.statement_documents import statements_document
    from kg.visits.statements import statements as found

    said = statements_document(found(facts.reader, thing, source), facts.note)
    if options.as_json(json):
        out.document(said)
    elif as_table:
        out.table(_COLUMNS, map(_row, said["statements"]))
    else:
        out.say(said["sentence"])
        for each in said["statements"]:
            _show(each)
        _remark(said)


def conflicts(
    thing: Annotated[
        str | None,
        typer.Argument(help="What they are about. Everything, where left out.", metavar="[THING]"),
    ] = None,
    source: SourceOption = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also what the record confirms, or cannot judge.")
    ] = False,
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
    csv: options.Csv = False,
) -> None:
    """Show what the record contradicts, where sources disagree, and how it was settled."""
    as_table = options.as_csv(csv, json)
    facts = opened(store, data)
    from kg.visits.statement_documents import conflicts_document
    from kg.visits.statements import statements as found

    said = conflicts_document(found(facts.reader, thing, source), facts.note)
    if options.as_json(json):
        out.document(said)
    elif as_table:
        shown = said["against_the_record"] + (said["others"] if every or source else [])
        out.table(_COLUMNS, map(_row, shown))
    else:
        _show_conflicts(said, every or source is not None)


def _show_conflicts(said: dict[str, Any], every: bool) -> None:
    out.say(said["sentence"])
    for each in said["against_the_record"]:
        _show(each)
    for each in said["between_sources"]:
        _show_between(each)
    for each in said["others"] if every else ():
        _show(each)
    if said["others"] and not every:
        out.say()
        out.say(f"{len(said['others'])} more that the record does not contradict: --all")
    _remark(said)


def _show(each: dict[str, Any]) -> None:
    """A statement: what the record makes of it, what it says, its words and source."""
    record = each["record"]
    out.say()
    out.say(f"{record['agreement']}: {each['sentence']}")
    _show_words(each)
    out.say(f"  {record['sentence']} {record['settled'] or ''}".rstrip())
    if record["agreement"] == "contradicted":
        for one in record["sources"][:3]:
            out.say(f"    {_source(one)}")
    out.say(f"  judged {each['judgement']}  ({each['id']})")


def _show_words(each: dict[str, Any]) -> None:
    for quote in each["quotes"]:
        out.say(f"  “{quote}”")
    speakers = "".join(f"{one['label']}, in " for one in each["speakers"])
    out.say(f"  {speakers}{_source(each['source'])}")


def _source(one: dict[str, Any]) -> str:
    told = ", ".join(str(one[key]) for key in ("kind", "published") if one[key])
    return f"{one['label']}" + (f" ({told})" if told else "")


def _show_between(each: dict[str, Any]) -> None:
    out.say()
    out.say(f"sources disagree: {each['label'] or each['statements'][0]['about']['label']}")
    for one in each["statements"]:
        out.say(f"  {one['sentence']}")
        _show_words(one)
    out.say(f"  {each['sentence']}" + (f" {each['note']}" if each["note"] else ""))
    if each["id"]:
        out.say(f"  ({each['id']})")


def _row(each: dict[str, Any]) -> tuple[object, ...]:
    source, record = each["source"], each["record"]
    quotes = " … ".join(each["quotes"])
    told = (source["id"], source["published"], quotes, each["judgement"])
    return (each["id"], each["sentence"], *told, record["agreement"], record["sentence"])


def _remark(said: dict[str, Any]) -> None:
    if said["note"]:
        out.note(said["note"])
