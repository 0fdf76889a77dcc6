"""Commands about a policy: status, why, blocks, timeline."""

from __future__ import annotations

from typing import Any

from kg.cli import options, out, show
from kg.cli.open import opened
from kg.cli.show_orders import show_any_status


def _said(
    command: str,
    policy: str,
    asked: tuple[str | None, str | None, str | None],
    on: str,
    reading: str,
    store: str | None,
    data: list[str] | None,
) -> dict[str, Any]:
    """The document of a command; `asked` is for whom, where and against whom."""
    from kg.visits.answer import answer
    from kg.visits.documents import DOCUMENTS
    from kg.visits.order_documents import ANY_DOCUMENTS
    from kg.visits.orders import answer_any

    moment = options.moment(on)
    facts = opened(store, data)
    if command in ANY_DOCUMENTS:
        return ANY_DOCUMENTS[command](
            answer_any(facts.reader, policy, moment, *asked, reading), facts.note
        )
    return DOCUMENTS[command](answer(facts.reader, policy, moment, *asked, reading), facts.note)


def status(
    policy: options.Anything,
    subject: options.For = None,
    place: options.In = None,
    enforcer: options.By = None,
    on: options.On = "today",
    reading: options.Reading = "strict",
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
) -> None:
    """Is it in force, for whom, because of what; what became of an effect, an action, an award."""
    said = _said("status", policy, (subject, place, enforcer), on, reading, store, data)
    if options.as_json(json):
        out.document(said)
        return
    show_any_status(said)


def why(
    policy: options.Anything,
    subject: options.For = None,
    place: options.In = None,
    enforcer: options.By = None,
    on: options.On = "today",
    reading: options.Reading = "strict",
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
) -> None:
    """Every effect that was weighed: operative or not, why, on what authority."""
    said = _said("why", policy, (subject, place, enforcer), on, reading, store, data)
    if options.as_json(json):
        out.document(said)
        return
    show.show_why(said)


def blocks(
    policy: options.Policy,
    subject: options.For = None,
    place: options.In = None,
    enforcer: options.By = None,
    on: options.On = "today",
    reading: options.Reading = "strict",
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
    csv: options.Csv = False,
) -> None:
    """Which injunctions block it: the operative bars, with court, case, day, scope, citation."""
    as_table = options.as_csv(csv, json)
    said = _said("blocks", policy, (subject, place, enforcer), on, reading, store, data)
    if options.as_json(json):
        out.document(said)
    elif as_table:
        header = ("on", "kind", "court", "case", "decided", "holds_for", "cites", "id")
        out.table(header, ([_flat(bar, key) for key in header] for bar in said["bars"]))
    else:
        show.show_blocks(said)


def timeline(
    policy: options.Policy,
    subject: options.For = None,
    place: options.In = None,
    enforcer: options.By = None,
    reading: options.Reading = "strict",
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
    csv: options.Csv = False,
) -> None:
    """Show every turn of a policy's status, in order."""
    as_table = options.as_csv(csv, json)
    said = _said("timeline", policy, (subject, place, enforcer), "today", reading, store, data)
    if options.as_json(json):
        out.document(said)
    elif as_table:
        rows = ([turn[key] for key in ("from", "until", "status")] for turn in said["turns"])
        out.table(("from", "until", "status"), rows)
    else:
        show.show_turns(said)


def _flat(bar: dict[str, Any], key: str) -> object:
    if key == "on":
        return bar["on"]["label"]
    return "; ".join(bar[key]) if key == "cites" else bar[key]
