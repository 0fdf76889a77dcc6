"""Commands about things: show, search."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from kg.cli import options, out
from kg.cli.open import opened


def show(
    thing: Annotated[
        str, typer.Argument(help="Anything, by id, name or identifier.", metavar="THING")
    ],
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
) -> None:
    """One page about a thing: what is said of it and what points to it."""
    facts = opened(store, data)
    from kg.visits import look

    said = look.show(facts.reader, thing)
    if options.as_json(json):
        out.document(said)
        return
    show_page(said)
    if facts.note:
        out.note(facts.note)


def show_page(said: dict[str, Any]) -> None:
    """Print the document of `kg show`."""
    out.say(f"{said['label']}  ({said['type']}, {said['id']})")
    for each in said["corrections"]:
        word = "corrected by" if each["counts"] else "and before that by"
        out.say(f"  {word} {each['id']}, recorded {each['recorded'] or 'on no known day'}")
    _show_facts(said["facts"], "  ")
    for each in said["statements"]:
        source, agreement = each["source"]["label"], each["record"]["agreement"]
        out.say(f"  {source} says: {each['sentence']}  ({agreement}; {each['id']})")
    for row in said["mentioned_by"]:
        out.say(f"  ← {row['property']} of {row['label']} ({row['id']})")


def _show_facts(facts: list[dict[str, Any]], indent: str) -> None:
    for fact in facts:
        for value in fact["values"]:
            if isinstance(value, dict) and "facts" in value:
                named = f" {value['label']} ({value['id']})" if value["label"] else ""
                out.say(f"{indent}{fact['property']}:{named}")
                _show_facts(value["facts"], indent + "    ")
            elif isinstance(value, dict):
                out.say(f"{indent}{fact['property']}: {value['label']} ({value['id']})")
            else:
                out.say(f"{indent}{fact['property']}: {value}")


def search(
    text: Annotated[str, typer.Argument(help="Words of a name or an identifier.", metavar="TEXT")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="At most so many.")] = 20,
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
    csv: options.Csv = False,
) -> None:
    """Things whose names or identifiers come close, the best first."""
    as_table = options.as_csv(csv, json)
    facts = opened(store, data)
    from kg.visits import look

    found = look.search(facts.reader, text, limit)
    if options.as_json(json):
        out.document(found)
    elif as_table:
        out.table(("id", "label", "type", "score"), (list(row.values()) for row in found))
    else:
        for row in found:
            out.say(f"{row['label']}  ({row['type']}, {row['id']})")
        if not found:
            out.say(f"Nothing is called anything like {text!r}.")
        if facts.note:
            out.note(facts.note)
