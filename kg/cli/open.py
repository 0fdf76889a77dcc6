"""Opening the facts that the options name."""

from __future__ import annotations

from kg.visits.open import Opened, open_facts


def opened(store: str | None, data: list[str] | None) -> Opened:
    """The facts to answer from."""
    return open_facts(store, data or ())
