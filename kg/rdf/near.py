"""The names nearest to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable

_GOOD_ENOUGH = 60.0
_BEHIND = 12.0  # a name this much less like the text than the best one is not offered


def nearest(text: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Up to `limit` known names that resemble the text, the best first."""
    from rapidfuzz import fuzz, process

    found = process.extract(text[:200], sorted(known), scorer=fuzz.ratio, limit=limit)
    return _good(found)


def nearest_id(text: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Like `nearest` for ids, where a bare last part may stand for the whole id."""
    from rapidfuzz import fuzz, process

    ids = sorted(known)
    tails = [each[max(each.rfind("/"), each.rfind("#")) + 1 :] for each in ids]
    scores: dict[str, float] = {}
    for choices in (ids, tails):
        for _, score, place in process.extract(text[:200], choices, scorer=fuzz.ratio, limit=limit):
            scores[ids[place]] = max(score, scores.get(ids[place], 0.0))
    best = sorted(scores.items(), key=lambda each: -each[1])[:limit]
    return _good([(name, score, 0) for name, score in best])


def _good(found: list[tuple[str, float, int]]) -> tuple[str, ...]:
    least = max([_GOOD_ENOUGH, *(score - _BEHIND for _, score, _ in found[:1])])
    return tuple(name for name, score, _ in found if score >= least)


def did_you_mean(names: Iterable[str]) -> str:
    """The advice that offers names, or nothing when there are none."""
    offered = " or ".join(f"`{name}`" for name in names)
    return f"did you mean {offered}?" if offered else ""
