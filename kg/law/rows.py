"""Alternatives in rows: what each supposes, what came of it, and joining without multiplying.

A row supposes a choice for each origin that lies behind it, and holds the decisions that
follow. Two rows are one where nobody who looks at them can tell them apart; of these the one
stays that comes first when the choices of all origins are counted through in their order.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.law.alternatives import LIMIT, TooManyAlternatives
from kg.records.answers import Reason, Standing

#: What a note is about, and those effects or policies that take note of it.
About = tuple[str, Hashable, frozenset[str]]
#: What is noted of joined rows. Of notes about the same the greater counts.
Notes = dict[About, tuple[object, ...]]
Parts = Mapping[tuple[object, ...], Standing]
Decided = dict[str, tuple[Reason, bool]]
#: Noted of an effect that does not work, whatever else is so.
STRUCK: Final = "struck"


@dataclass(slots=True)
class Row:
    """One alternative. `state` holds its choices in bits, those of the first origin foremost."""

    state: int
    decided: Decided = field(default_factory=dict)
    notes: Notes = field(default_factory=dict)
    #: Of each whole whose parts are being told, one part for each word of theirs.
    parts: Mapping[str, Parts] = field(default_factory=dict)
    outcome: tuple[object, ...] = ()

    def joined(self, other: Row, notes: Notes) -> Row:
        """Both rows, which have nothing in common, with what is noted of the other."""
        decided = {**self.decided, **other.decided}
        return Row(self.state | other.state, decided, noted(self.notes, notes), self.parts)


def noted(one: Notes, other: Notes) -> Notes:
    """Both notes."""
    if not other:
        return one
    found = {**one, **other}
    for about in one.keys() & other.keys():
        found[about] = max(one[about], other[about])
    return found


def of_use(notes: Notes, waiting: frozenset[str]) -> Notes:
    """The notes of use to those that wait; what is struck needs no other."""
    struck = {who for kind, _, who in notes if kind == STRUCK}
    return {
        about: value
        for about, value in notes.items()
        if not about[2].isdisjoint(waiting) and (about[2] not in struck or about[0] == STRUCK)
    }


def merged(rows: Iterable[Row], waiting: frozenset[str] = frozenset()) -> list[Row]:
    """The first of all rows that agree on what came of them, and to those that wait on all else.

    Raises TooManyAlternatives when more than `LIMIT` are left.
    """
    found: dict[Hashable, Row] = {}
    for row in rows:
        row.notes = of_use(row.notes, waiting)
        parts = frozenset((whole, frozenset(words)) for whole, words in row.parts.items())
        key = (row.outcome, frozenset(row.notes.items()), parts)
        known = found.get(key)
        if known is None or row.state < known.state:
            found[key] = row
            if len(found) > LIMIT:
                raise TooManyAlternatives
    return list(found.values())
