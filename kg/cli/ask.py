"""The command that takes plain English."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Annotated, Any

import typer

from kg.cli import options, out
from kg.cli.asked import Asked, asking
from kg.cli.show import show_blocks, show_status, show_why
from kg.cli.things import show_page
from kg.errors import NotUnderstood, QuestionError


@partial(asking, leaving_out=("subject", "place", "enforcer", "on", "reading"))
def ask(
    question: Annotated[str, typer.Argument(help="A question in English.", metavar="QUESTION")],
    asked: Asked,
    on: Annotated[
        str | None, typer.Option("--on", help="The day asked about.", metavar="DATE")
    ] = None,
) -> None:
    """Ask in plain English; what was understood is said first."""
    from kg.visits import ask as asking_in_english

    facts = asked.opened()
    day = options.day(on) if on is not None else None
    try:
        said = asking_in_english.ask(
            facts.reader, question, day, dt.date.today(), facts.note, asked.basis
        )
    except QuestionError as fault:
        if asked.as_json:
            raise NotUnderstood(question, fault) from fault
        raise
    if asked.as_json:
        out.document(said)
        return
    out.say(f"Understood as: {said['understood']} (= {said['command']})")
    command = said["command"].split()[1]
    _SHOW[command](said["result"])
    if facts.note and command in ("show", "search"):
        out.note(facts.note)


def _show_found(found: list[dict[str, Any]]) -> None:
    for row in found:
        out.say(f"{row['label']}  ({row['type']}, {row['id']})")
    if not found:
        out.say("Nothing is called anything like it.")


_SHOW: dict[str, Any] = {
    "blocks": show_blocks,
    "status": show_status,
    "why": show_why,
    "show": show_page,
    "search": _show_found,
}
