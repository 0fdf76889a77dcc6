"""Order effects so that causes are decided first, and refuse a circle of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from graphlib import CycleError as _Circle
from graphlib import TopologicalSorter


class CycleError(ValueError):
    """Effects that each hang on the next, so that none can be decided."""

    def __init__(self, members: Iterable[str]) -> None:
        self.members = tuple(members)
        super().__init__(
            "these hang on each other in a circle, so none can be decided: "
            + " → ".join((*self.members, self.members[0]))
        )


def in_order(names: Iterable[str], leans_on: Callable[[str], list[str]]) -> tuple[str, ...]:
    """Sort names so that each comes after all it leans on.

    Raises CycleError, with the members, where that cannot be done.
    """
    graph = {name: sorted(leans_on(name)) for name in sorted(names)}
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except _Circle as circle:
        raise CycleError(dict.fromkeys(reversed(circle.args[1]))) from None
