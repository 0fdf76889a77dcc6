"""The words that a policy and its parts can have on a day, and for each a reading that gives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.law.alternatives import Supposed
from kg.law.force import own_standing, together, unflagged
from kg.law.horizon import Horizon
from kg.law.operative import Point
from kg.law.outlook import ANSWER, Node
from kg.law.possible import Flow, Possible
from kg.law.rows import Row, merged
from kg.records.answers import Standing, Status

#: One reading of what is open, and what the policy is by it.
Witness = tuple[tuple[Supposed, ...], Standing]


class Witnesses:
    """What a policy can be at a point where some things are open, found without trying all.

    A witness supposes all that the policy and its parts look at, and nothing else. In the order
    of all combinations it is the first that gives the policy, or one of its parts, some word.
    """

    def __init__(self, first: Point, policy: str, horizon: Horizon) -> None:
        """Raises TooManyAlternatives where too much hangs together."""
        self._policy = policy
        #: For each word of the policy and of its parts the first reading that gives it.
        self._first: dict[tuple[str, Status], int] = {}
        self._outlook = horizon.outlook(policy)
        if self._outlook.relevant:
            self._own: dict[tuple[str, object], Standing] = {}
            self._possible = Possible(first, horizon, self._outlook)
            self._trial = self._possible.trial
            self._all: tuple[Node, ...] = (*self._outlook.relevant, *self._outlook.inputs)
            _Telling(self._possible, self._told).run()

    @property
    def settled(self) -> bool:
        """True when the policy and each of its parts have but one word."""
        return len(self._first) <= len(self._outlook.policies)

    @property
    def practice_settled(self) -> bool:
        """True when the same statements of practice work in every reading."""
        practices = self._outlook.practices
        return not any(len(self._possible.works[effect]) > 1 for effect in practices)

    def found(self) -> list[Witness]:
        """For each word that the policy or a part can have the first reading that gives it."""
        states = sorted(set(self._first.values()))
        return [(self._supposed(state), self._under(state)) for state in states]

    def _told(self, policy: str, row: Row) -> Row:
        """Note the policy's word in a row."""
        index = self._trial.point.index
        own = self._own_standing(policy, row)
        standing = together(index, own, tuple(row.parts.get(policy, {}).values()))
        told = (policy, standing.status)
        self._first[told] = min(self._first.get(told, row.state), row.state)
        parts = {whole: known for whole, known in row.parts.items() if whole != policy}
        known = index.world.policies.get(policy)
        if known and known.part_of in self._outlook.policies:
            word = (standing.status, known.type)
            parts[known.part_of] = {**parts.get(known.part_of, {}), word: standing}
        return replace(row, parts=parts)

    def _own_standing(self, policy: str, row: Row) -> Standing:
        """The policy's own word, the same wherever it can tell nothing apart."""
        told = frozenset(note for note in row.notes.items() if policy in note[0][2])
        found = self._own.get((policy, told))
        if found is None:
            self._trial.take(row, self._all)
            found = self._own[policy, told] = own_standing(self._trial.point, policy)
        return found

    def _supposed(self, state: int) -> tuple[Supposed, ...]:
        origins, choice = self._outlook.origins, self._trial.choice
        return tuple(origins[n].supposed(choice(n, state)) for n in self._outlook.relevant)

    def _under(self, state: int) -> Standing:
        """What the policy is by one reading, everything decided anew that can hang on it."""
        self._trial.suppose(state, self._outlook.relevant)
        for effect in self._trial.touched():
            self._trial.decide(effect)
        return unflagged(self._trial.point, self._policy)


class _Telling(Flow):
    """What the answer gathers; each policy is told as soon as all is there that it sees."""

    def __init__(self, possible: Possible, tell: Callable[[str, Row], Row]) -> None:
        self._untold = list(possible.outlook.policies)
        self._tell = tell
        super().__init__(possible, ANSWER, frozenset())
        self._coming = set[Node](self._items).union(self._missing)

    def run(self) -> None:
        """Go through the parts and then the whole."""
        self._tell_ready()
        super().run()

    def waiting(self) -> frozenset[str]:
        """The effects and policies that have yet to look at what the rows note."""
        return super().waiting().union(self._untold)

    def _settle(self, node: Node, rows: list[Row]) -> None:
        super()._settle(node, rows)
        self._coming.discard(node)
        self._tell_ready()

    def _tell_ready(self) -> None:
        sees = self.possible.outlook.sees
        while self._untold and self._coming.isdisjoint(sees[self._untold[0]]):
            policy = self._untold.pop(0)
            self.rows = merged([self._tell(policy, row) for row in self.rows], self.waiting())
