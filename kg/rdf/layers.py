"""The layers through which facts are read: what is left out of them, and what corrects them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from kg.rdf.corrections import Corrected, Corrections, corrections
from kg.rdf.facts import Facts
from kg.rdf.store import Quads

#: Leaves out some of what is said.
Limit = Callable[[Facts], Facts]


class Layers:
    """Facts as their corrections leave them.

    `limited` leaves out some of what was written down, `lacking` some of what it comes to.
    """

    def __init__(
        self,
        store: Quads,
        base: Facts,
        limited: Limit | None = None,
        lacking: Limit | None = None,
    ) -> None:
        self.store = store
        self.uncorrected = limited(base) if limited else base
        self._lacking = lacking

    @cached_property
    def corrections(self) -> Corrections | None:
        """What corrects what; None where nothing is corrected."""
        return corrections(self.store, self.uncorrected)

    @cached_property
    def facts(self) -> Facts:
        """What is read."""
        known = self.corrections
        found = Corrected(self.uncorrected, known) if known else self.uncorrected
        return self._lacking(found) if self._lacking else found

    def canonical(self, id_: str) -> str:
        """The id under which a thing is known, where it or what it belongs to is a correction."""
        return self.corrections.canonical(id_) if self.corrections else id_

    def written(self, id_: str) -> str:
        """The id under which what counts of a thing is written: its own, or of a correction."""
        return self.corrections.written(id_) if self.corrections else id_

    def spellings(self, id_: str) -> list[str]:
        """Every id under which a thing may be written: its own, and of its corrections."""
        return self.corrections.spellings(id_) if self.corrections else [id_]
