"""Opening the facts that the options name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.visits.open import Opened


def opened(store: str | None, data: list[str] | None) -> Opened:
    """The facts to answer from."""
    from kg.visits.open import open_facts

    return open_facts(store, data or ())
