"""The command that tells what changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli import options, out
from kg.cli.open import opened
from kg.errors import QuestionError


def changes(
    since: Annotated[
        str | None,
        typer.Option(
            "--since", help="The earlier day; a week before the later one.", metavar="DATE"
        ),
    ] = None,
    on: Annotated[
        str, typer.Option("--on", help="The later day; today by default.", metavar="DATE")
    ] = "today",
    known_since: Annotated[
        str | None,
        typer.Option(
            "--known-since",
            help="Instead: what the answer became by what was learned after this day.",
            metavar="DATE",
        ),
    ] = None,
    atom: Annotated[
        str | None, typer.Option("--atom", help="Write an Atom feed too.", metavar="FILE")
    ] = None,
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
) -> None:
    """Tell every policy whose status changed: for whom, and by what."""
    from kg.visits.change_documents import changes_document
    from kg.visits.changes import changes as found

    day = options.day(on)
    first = options.day(since, "--since") if since is not None else None
    known = options.day(known_since, "--known-since") if known_since is not None else None
    if first is not None and first > day:
        raise QuestionError(f"--since {first} is after --on {day}")
    facts = opened(store, data)
    said = changes_document(found(facts.reader, day, first, known), facts.note)
    if atom is not None:
        from kg.rdf.ns import ID
        from kg.tell.atom import feed

        out.file(Path(atom), [feed(said, ID)])
    if options.as_json(json):
        out.document(said)
    else:
        show_changes(said)


def show_changes(said: dict[str, Any]) -> None:
    """Print the document of `kg changes`."""
    out.say(said["sentence"])
    for change in said["changes"]:
        _show(change)
    for change in said["returned"]:
        _show(change)
    if said["note"]:
        out.note(said["note"])


def _show(change: dict[str, Any]) -> None:
    out.say()
    out.say(f"{change['before']} → {change['after']}: {change['sentence']}")
    for turn in change["turns"]:
        out.say(f"  {turn['on']}  {turn['after']}")
        for sentence in [e["sentence"] for e in turn["effects"]] or [turn["sentence"]]:
            out.say(f"     {sentence}")
    for fact in change["learned"]:
        assumed = " (assumed)" if fact["assumed"] else ""
        out.say(f"  learned  {fact['since'] or 'day not known'}{assumed}  {fact['label']}")
