"""The headline words: how a part's word and its whole's word combine, and what may be enforced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from kg.records.answers import Standing, Status

#: A policy whose life is over; an operative bar on it is idle.
OVER = frozenset({Status.REVOKED, Status.EXPIRED, Status.SUPERSEDED, Status.VACATED})
ENFORCEABLE = "enforceable"
_Word = TypeVar("_Word")


def word_for(results_in: str) -> Status:
    """The word that a terminating effect leaves behind; plain termination reads as revoked."""
    return Status(results_in) if results_in else Status.REVOKED


def axes(status: Status) -> tuple[Status, str | None]:
    """The force of the text and its enforceability, where the policy is not a sum of parts."""
    if status is Status.ENJOINED:
        return Status.IN_FORCE, "enjoined"
    if status is Status.NOT_APPLICABLE:
        return Status.IN_FORCE, "not-applicable"
    if status is Status.IN_FORCE:
        return Status.IN_FORCE, ENFORCEABLE
    if status is Status.UNKNOWN:
        return Status.UNKNOWN, "unknown"
    return status, None


def combine(words: Sequence[_Word], partly: _Word) -> _Word:
    """One word where all agree, else `partly`."""
    return words[0] if len(set(words)) == 1 else partly


def of_whole(
    whole: Standing,
    parts: tuple[Standing, ...],
    complete: bool,
    aside: frozenset[str] = frozenset(),
) -> Standing:
    """The standing of a whole from its own and its parts', but for those that stand aside.

    Unless the known parts are all there are, the remainder counts as one more part
    that nothing hits, so it has the whole's own word.
    """
    if not parts:
        return whole
    counted = tuple(part for part in parts if part.policy not in aside)
    counted = counted if complete else (*counted, whole)
    status = combine([s.status for s in counted], Status.PARTLY)
    if status is whole.status:
        return _with(whole, whole.status, whole.force, whole.enforceability, whole.because, parts)
    force = combine([s.force for s in counted], Status.PARTLY)
    enforceability = combine([s.enforceability for s in counted], "partly")
    differing = [s for s in counted if s.status is not whole.status]
    because = tuple(dict.fromkeys(e for s in differing for e in s.because))
    return _with(whole, status, force, enforceability, because or whole.because, parts)


def beside(whole: Standing, applications: Sequence[Standing]) -> Standing:
    """The standing of a policy of which some uses may be barred, though it is not itself."""
    barred = any(each.enforceability == "enjoined" for each in applications)
    if not barred or whole.enforceability == "enjoined":
        return whole
    return replace(whole, flags=(*whole.flags, "some applications enjoined"))


def _with(
    whole: Standing,
    status: Status,
    force: Status,
    enforceability: str | None,
    because: tuple[str, ...],
    parts: tuple[Standing, ...],
) -> Standing:
    flags = tuple(sorted({*whole.flags, *(flag for part in parts for flag in part.flags)}))
    practice = tuple(dict.fromkeys([*whole.practice, *(p for s in parts for p in s.practice)]))
    return Standing(whole.policy, status, force, enforceability, because, practice, flags, parts)
