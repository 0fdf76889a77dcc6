"""What an effect hangs on: a policy or another effect, while it lasts or once it has ended."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from kg.law.force import own_standing
from kg.law.status import OVER
from kg.records.answers import Reason, Status, Verdict

if TYPE_CHECKING:
    from kg.law.operative import Point
    from kg.records.things import Effect

#: Where an order no longer reaches a point it has ended there for what waits for its end.
_ENDED: Final = frozenset({Verdict.ENDED, Verdict.CONFINED})
_OF_A_POLICY: Final = {
    Status.IN_FORCE: Verdict.OPERATIVE,
    Status.ENJOINED: Verdict.OPERATIVE,
    Status.POSTPONED: Verdict.SUSPENDED,
    **dict.fromkeys(OVER, Verdict.ENDED),
}


def lasting(point: Point, effect: Effect) -> Reason | None:
    """Why an effect does not work that lasts only while another thing does; None where it may.

    A policy lasts while it is in force by its own text, enjoined or not, or nobody can tell which.
    """
    other = effect.lasts_while
    verdict, by = _state(point, other) if other else (Verdict.OPERATIVE, ())
    if verdict is Verdict.OPERATIVE:
        return None
    if verdict in _ENDED:
        return Reason(effect.id, Verdict.ENDED, "ended with", about=other)
    if verdict is Verdict.SUSPENDED:
        return Reason(effect.id, verdict, "suspended with", by, other)
    return Reason(effect.id, Verdict.NOT_BEGUN, "begins no sooner than", about=other)


def begun(point: Point, other: str) -> dt.date | None:
    """The day on which something ended, and what waited for that began; None where it has not."""
    verdict, by = _state(point, other)
    if verdict not in _ENDED:
        return None
    if other not in point.reasons:
        expired = own_standing(point, other).status is Status.EXPIRED
        return point.end(by[0]) if expired else point.begin(by[0])
    if by:
        return point.begin(by[0])
    return point.end(other) or begun(point, point.index.effects[other].lasts_while)


def _state(point: Point, other: str) -> tuple[Verdict, tuple[str, ...]]:
    """What has become of an effect, or of a policy's own force, at this point, and by what."""
    if other in point.reasons:
        return point.reasons[other].verdict, point.reasons[other].by
    own = own_standing(point, other)
    if own.status is Status.UNKNOWN and own.because:  # orders conflict about what is in force
        return Verdict.OPERATIVE, own.because
    return _OF_A_POLICY.get(own.status, Verdict.NOT_BEGUN), own.because
