"""Commands about a policy: status, why, blocks, timeline."""

from __future__ import annotations

from functools import partial
from typing import Any

from kg.cli import options, out, show
from kg.cli.asked import Asked, asking
from kg.cli.show_orders import show_any_status
from kg.cli.show_reasons import show_reasons_of


@asking
def status(policy: options.Anything, asked: Asked) -> None:
    """Is it in force, for whom, because of what; what became of an effect, an action, an award."""
    from kg.visits.order_documents import any_status_document

    facts = asked.opened()
    said = any_status_document(asked.about_any(facts, policy), facts.note)
    _tell(said, asked, show_any_status)


@asking
def why(
    policy: options.Anything,
    asked: Asked,
    not_word: options.NotWord = None,
    free: options.Free = False,
) -> None:
    """Every effect that was weighed: operative or not, why, on what authority."""
    from kg.visits.reasons import reasons_document

    facts = asked.opened()
    told = asked.about_any(facts, policy)
    said = reasons_document(told, facts.note, free=free, not_word=not_word)
    _tell(said, asked, show_reasons_of)


@asking
def blocks(policy: options.Policy, asked: Asked, csv: options.Csv = False) -> None:
    """Which injunctions block it: the operative bars, with court, case, day, scope, citation."""
    from kg.visits.documents import blocks_document

    as_table = options.as_csv(csv, asked.json)
    facts = asked.opened()
    said = blocks_document(asked.about(facts, policy), facts.note)
    if as_table:
        header = ("on", "kind", "court", "case", "decided", "holds_for", "cites", "id")
        out.table(header, ([_flat(bar, key) for key in header] for bar in said["bars"]))
    else:
        _tell(said, asked, show.show_blocks)


@partial(asking, leaving_out=("on",))
def timeline(policy: options.Policy, asked: Asked, csv: options.Csv = False) -> None:
    """Show every turn of a policy's status, in order."""
    from kg.visits.documents import timeline_document

    as_table = options.as_csv(csv, asked.json)
    facts = asked.opened()
    said = timeline_document(asked.about(facts, policy), facts.note)
    if as_table:
        rows = ([turn[key] for key in ("from", "until", "status")] for turn in said["turns"])
        out.table(("from", "until", "status"), rows)
    else:
        _tell(said, asked, show.show_turns)


def _tell(said: dict[str, Any], asked: Asked, as_text: Any) -> None:
    if asked.as_json:
        out.document(said)
    else:
        as_text(said)


def _flat(bar: dict[str, Any], key: str) -> object:
    if key == "on":
        return bar["on"]["label"]
    return "; ".join(bar[key]) if key == "cites" else bar[key]
