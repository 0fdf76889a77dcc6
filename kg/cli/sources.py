"""The command that lists sources."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from kg.cli import options, out
from kg.cli.open import opened

_COLUMNS = ("id", "label", "kind", "rank", "published", "url", "archived", "things")


def sources(
    thing: Annotated[
        str | None,
        typer.Argument(
            help="What they are sources of: a thing and its effects, a policy and what was done "
            "to it. Everything, where left out.",
            metavar="[THING]",
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", help="Only those of a kind, as court-record.", metavar="KIND"),
    ] = None,
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
    csv: options.Csv = False,
) -> None:
    """List the sources with their kinds, the weightiest first, and how much rests on each."""
    as_table = options.as_csv(csv, json)
    facts = opened(store, data)
    from kg.visits.sources import sources_document

    said = sources_document(facts.reader, thing, kind, facts.note)
    if options.as_json(json):
        out.document(said)
    elif as_table:
        out.table(_COLUMNS, ([row[name] for name in _COLUMNS] for row in said["sources"]))
    else:
        show_sources(said)


def show_sources(said: dict[str, Any]) -> None:
    """Print the document of `kg sources`."""
    out.say(said["sentence"])
    for row in said["sources"]:
        _show(row)
    if said["note"]:
        out.note(said["note"])


def _show(row: dict[str, Any]) -> None:
    """A source: rank, kind, day, name; then how much rests on it and where it can be read."""
    kind = f"{row['rank']} {row['kind']}" if row["kind"] else "- no kind"
    out.say(f"{kind:<22} {row['published'] or '':<10}  {row['label']}  ({row['id']})")
    counted = f"{row['things']} thing{'' if row['things'] == 1 else 's'}"
    places = [f"<{row['url']}>"] if row["url"] else []
    places += [f"archived <{row['archived']}>"] if row["archived"] else []
    out.say(f"  {'  '.join([counted, *places])}")
