"""How the words of an effect sum up, over those whom it reaches and over what an action did."""

from __future__ import annotations

from collections.abc import Iterable

from kg.records.orders import Word
from kg.records.things import Kind

#: Where nothing works: what is left of the effect, the liveliest first.
_LEFT = (Word.SUSPENDED, Word.IDLE, Word.AWAITING, Word.NOT_BEGUN, Word.ENDED, Word.CONFINED)


def sum_up(words: Iterable[Word]) -> Word:
    """One word: whom an effect never reached does not count, and `partly` works for some.

    Where it works for none, what is left of it decides: an order cut down to one party
    and then stayed for that party is suspended.
    """
    counted = {word for word in words if word is not Word.OUT_OF_SCOPE}
    if not counted:
        return Word.OUT_OF_SCOPE
    if Word.UNKNOWN in counted:
        return Word.UNKNOWN
    if counted == {Word.OPERATIVE}:
        return Word.OPERATIVE
    if counted & {Word.OPERATIVE, Word.PARTLY}:
        return Word.PARTLY
    return next(word for word in _LEFT if word in counted)


def changes_nothing(kind: Kind) -> bool:
    """True for what is only noted."""
    return kind.only_noted
