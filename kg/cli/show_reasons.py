"""What would have to fall, and why a status is not another word, as text."""

from __future__ import annotations

from typing import Any

from kg.cli import out
from kg.cli.show import close, headline, show_steps, show_why


def show_reasons_of(said: dict[str, Any]) -> None:
    """Print the document of `kg why`: its trace, or what was asked for instead."""
    if not said.keys() & {"free", "not"}:
        show_why(said)
        return
    out.status_line(said["status"], said["sentence"])
    if "free" in said:
        out.say()
        _show_free(said["free"])
    if "not" in said:
        out.say()
        out.say(said["not"]["sentence"])
        show_steps(said["not"]["considered"])
    close(said)


def _show_free(free: dict[str, Any]) -> None:
    out.say(free["sentence"])
    for number, orders in enumerate(filter(None, free["sets"]), 1):
        out.say()
        for place, order in enumerate(orders):
            mark = f"{number:>3}." if place == 0 else "  +"
            out.say(f"{mark:<4} {headline({**order, 'from': None})}")
            out.say(f"     {order['id']}")
    out.say()
    out.say(_looked(free["looked"]))
    out.say("An order that falls takes with it all that it did, as if it had never been made.")


def _looked(looked: dict[str, Any]) -> str:
    """How far the sets were looked for."""
    orders, size, asked = looked["orders"], looked["size"], looked["asked"]
    every = "all sets" if looked["complete"] else f"all sets of up to {size}"
    bear = "order bears" if orders == 1 else "orders bear"
    return f"{orders} {bear} on it; {every} looked through, {asked} of them tried."
