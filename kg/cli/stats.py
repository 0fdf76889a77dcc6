"""The command that says how much a store holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.cli import options, out
from kg.cli.open import opened


def stats(
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
) -> None:
    """Say how much is held: graphs, things, policies, actions, effects, sources, days."""
    from kg.visits.weigh import stats as weigh

    facts = opened(store, data)
    said = weigh(facts.reader, facts.reader.where, facts.note)
    if options.as_json(json):
        out.document(said)
    else:
        show_stats(said)


def show_stats(said: dict[str, Any]) -> None:
    """Print the document of `kg stats`."""
    actions, effects = said["actions"], said["effects"]
    courts = [
        (row["court"]["label"] if row["court"] else "no court named", row["actions"])
        for row in actions["by_court"]
    ]
    _rows("graphs", said["graphs"])
    _rows("triples", said["triples"])
    out.say(f"{'things':<10} {said['things']}")
    _say("classes", said["classes"].items())
    _rows("policies", {"total": said["policies"]["total"], **said["policies"]["by_type"]})
    _rows("actions", {"total": actions["total"], **actions["by_type"]})
    _say("by court", courts)
    _rows("effects", {"total": effects["total"], **effects["by_operation"]})
    out.say(f"{'sources':<10} {said['sources']}")
    _show_days(said)
    out.say(f"{'data':<10} {said['data']}")
    out.say(f"{'engine':<10} {said['engine']}")
    out.say(f"{'store':<10} {said['store']}")
    if not said["triples"]["total"]:
        out.say("The store holds nothing yet; `kg load` fills it.")
    if said["note"]:
        out.note(said["note"])


def _show_days(said: dict[str, Any]) -> None:
    """The days from which actions are held, and through which anyone looked."""
    dates, checked = said["dates"], said["checked_through"]
    out.say(f"{'dates':<10} {dates['first']} to {dates['last']}" if dates else "dates      none")
    if not checked:
        out.say(f"{'checked':<10} no one has said how far the facts go")
        return
    earliest, latest = checked["earliest"], checked["latest"]
    spread = "" if earliest == latest else f" (some only through {earliest})"
    out.say(f"{'checked':<10} through {latest}{spread}")


def _rows(name: str, counts: dict[str, int]) -> None:
    """A total, then what it is made of."""
    parts = [(word, count) for word, count in counts.items() if word != "total"]
    listed = ", ".join(f"{count} {word}" for word, count in parts)
    out.say(f"{name:<10} {counts['total']}" + (f": {listed}" if listed else ""))


def _say(name: str, counts: Iterable[tuple[str, int]]) -> None:
    listed = ", ".join(f"{count} {word}" for word, count in counts)
    if listed:
        out.say(f"  {name:<8} {listed}")
