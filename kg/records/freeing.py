"""What would have to fall for a policy to be enforceable, and how far that was looked for."""

from __future__ import annotations

from dataclasses import dataclass

from kg.records.answers import Status


@dataclass(frozen=True, slots=True)
class Freeing:
    """The smallest sets of orders without which a policy could be enforced.

    One empty set: it can be as it stands. No set: none was found. Of `orders` that bear on the
    policy every set of up to `size` was looked through, and `asked` of them were tried; where
    the search is `complete` there are no other sets. A set of more than one order beyond `size`
    is enough, but a smaller one may be too. `left` is what the policy would be without any of
    the orders. Its status can hang on the effects in `bearing` and no others.
    """

    sets: tuple[tuple[str, ...], ...]
    orders: int
    size: int
    asked: int
    complete: bool
    left: Status
    bearing: frozenset[str]

    @property
    def least(self) -> bool:
        """True where it is certain that no smaller sets than those named would do."""
        return self.complete or all(len(each) <= self.size + 1 for each in self.sets)
