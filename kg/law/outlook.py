"""What an answer about a policy looks at that is open on a day, and where it comes together.

What is open are origins, the effects that hang on them, and policies on which effects hang.
One of these is gathered by another where every way from it to the answer leads through the
other: what lies behind is then settled for good, and only what became of the gatherer counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from typing import Final

from kg.law.alternatives import Origin
from kg.law.index import Index
from kg.law.operations import RESHAPES
from kg.records.things import Effect, Operation

#: An effect, a policy on which an effect hangs, or the number of an origin.
Node = str | int
#: Who looks at what the policies see themselves.
ANSWER: Final = ""
_CHANGES_NOTHING = (Operation.NONE, Operation.MODIFY)
_ENDS = (Operation.ERASE, Operation.TERMINATE)


class Detail(IntEnum):
    """How much of a decision about an effect is looked at."""

    WORKS = 0
    WHEN = 1
    ALL = 2


class Outlook:
    """What is open to an answer about policies with their parts, and about effects beside them."""

    def __init__(
        self,
        index: Index,
        members: Mapping[str, frozenset[str]],
        opened: tuple[Origin, ...],
        policies: Iterable[str],
        effects: Iterable[str] = (),
    ) -> None:
        self.index = index
        self.origins = opened
        self._dates = {o.name: number for number, o in enumerate(opened) if not o.disputed}
        self._doubts = {o.name: number for number, o in enumerate(opened) if o.disputed}
        self._members = [(self._doubts[doubt], members[doubt]) for doubt in members]
        #: The policies and their parts, parts first.
        self.policies = tuple(dict.fromkeys(n for p in policies for n in _inside_out(index, p)))
        self._beside = {*effects, *self._practices()}
        #: The open effects and policies, causes first, each with what is open that it looks at.
        self.inputs: dict[str, tuple[Node, ...]] = {}
        for name in self._in_order(self._all_looked_at()) if opened else ():
            found = tuple(node for node in self._seen_by(name) if self._open(node))
            if found:
                self.inputs[name] = found
        self.sees = {policy: tuple(self._seen_by_policy(policy)) for policy in self.policies}
        self.practices = [effect for effect in self._practices() if effect in self.inputs]
        self.looked_at_by = self._lookers()
        self.detail = self._details()
        #: The origins on which something hangs that the answer looks at.
        self.relevant = tuple(sorted(n for n in self.looked_at_by if isinstance(n, int)))
        self._beyond, self._depth = self._gatherers()
        #: All that is open behind each open effect or policy.
        self.behind = self._find_behind()
        #: Those that gather all that lies behind them.
        self.alone = self._find_alone()
        self.homes = self._homes()

    def read_by(self, column: str, row: str) -> Iterator[int]:
        """The open origins of one day of the clock."""
        clock = self.index.clock
        joint = clock.joint.get((column, row))
        for source in joint.rows if joint else ():
            yield from self.read_by(*source)
        date = self._dates.get(clock.origins.get((column, row), ""))
        if date is not None and getattr(clock, column).get(row) is not None:
            yield date
        for doubt in clock.doubts.get(row, ()) if column not in ("ends", "untils") else ():
            if doubt in self._doubts:
                yield self._doubts[doubt]

    def _open(self, node: Node) -> bool:
        return isinstance(node, int) or node in self.inputs

    def _seen_by(self, name: str) -> list[Node]:
        effect = self.index.effects.get(name)
        seen = self._seen_by_effect(effect) if effect else self._looked_at(name)
        return list(dict.fromkeys(seen))

    def _seen_by_effect(self, effect: Effect) -> Iterator[Node]:
        yield from (doubt for doubt, lookers in self._members if effect.id in lookers)
        yield from self.read_by("begins", effect.id)
        yield from self.read_by("ends", effect.id)
        if self.index.clock.begins[effect.id] is None:
            yield from self.read_by("decided", effect.action)
        for other in self.index.acting_on[effect.id]:
            yield other
            yield from self.read_by("new_begins", other)
            yield from self.read_by("new_ends", other)
        yield from self._read_when_made(effect)
        for instrument in self.index.instruments(effect):
            yield from self.index.undoing(instrument)
            yield from self._read_when_issued(instrument)
        yield from self.index.hangs_on(effect.id)

    def _read_when_made(self, effect: Effect) -> Iterator[int]:
        """The days of an order, where it counts who sued or what was judged before it."""
        unsure = self.index.unsure_ends.get(effect.id, ())
        if unsure or self.index.scopes[effect.id] is None:
            yield from self.read_by("decided", effect.action)
        for end in unsure:
            yield from self.read_by("decided", self.index.effects[end].action)

    def _read_when_issued(self, policy: str) -> Iterator[int]:
        """The days of a policy and of words that reach it if they came no later."""
        unsure = self.index.unsure_hits(policy)
        for action in self.index.enacted_by(policy) if unsure else ():
            yield from self.read_by("decided", action)
        for name in unsure:
            yield from self.read_by("decided", self.index.effects[name].action)

    def _looked_at(self, policy: str) -> Iterator[Node]:
        """What the word of a policy, its parts apart, looks at."""
        for whole in self.index.lineage(policy) if self._members else ():
            makers = self.index.enacted_by(whole)
            yield from (doubt for doubt, by in self._members if not by.isdisjoint(makers))
        for action in self.index.enacted_by(policy):
            yield from self.read_by("decided", action)
        yield from self._read_when_issued(policy)
        for name in self.index.hits(policy):
            rivals = self.index.rivals.get(name, ())
            yield from rivals
            if rivals or self.index.effects[name].kind.operation not in _CHANGES_NOTHING:
                yield name

    def _seen_by_policy(self, policy: str) -> Iterator[Node]:
        seen = self._looked_at(policy) if self.origins else ()
        return (node for node in dict.fromkeys(seen) if self._open(node))

    def _practices(self) -> set[str]:
        hits = (name for policy in self.policies for name in self.index.hits(policy))
        return {name for name in hits if self.index.effects[name].kind.practice}

    def _all_looked_at(self) -> set[str]:
        waiting: list[Node] = [n for policy in self.policies for n in self._looked_at(policy)]
        waiting += self._beside
        seen = set[str]()
        while waiting:
            node = waiting.pop()
            if isinstance(node, str) and node not in seen:
                seen.add(node)
                waiting += self._seen_by(node)
        return seen

    def _in_order(self, names: set[str]) -> Iterator[str]:
        """The effects, causes first, each policy before the first that hangs on it."""
        placed = set[str]()
        for name in sorted(names & self.index.place.keys(), key=self.index.place.__getitem__):
            for other in self.index.hangs_on(name):
                if other not in self.index.effects and other not in placed:
                    placed.add(other)
                    yield other
            yield name

    def _lookers(self) -> dict[Node, list[str]]:
        """Who looks at each open thing; the answer at what it takes from its policies itself."""
        found: dict[Node, list[str]] = defaultdict(list)
        for name, inputs in self.inputs.items():
            for node in inputs:
                found[node].append(name)
        answer = {node for seen in self.sees.values() for node in seen}
        for node in answer | (self._beside & self.inputs.keys()):
            found[node].append(ANSWER)
        return dict(found)

    def _details(self) -> dict[str, Detail]:
        """What those who look at it want to know of each open effect."""
        found = dict.fromkeys(self.inputs, Detail.WORKS)
        for policy, seen in self.sees.items():
            self._want(found, policy, seen)
        for name in reversed(self.inputs):
            self._want(found, name, self.inputs[name])
        return found

    def _want(self, found: dict[str, Detail], looker: str, seen: Iterable[Node]) -> None:
        for node in seen:
            if isinstance(node, str):
                found[node] = max(found[node], self._wanted(node, looker, found))

    def _wanted(self, node: str, looker: str, found: dict[str, Detail]) -> Detail:
        effect = self.index.effects.get(node)
        if effect is None:
            return Detail.ALL
        operation = effect.kind.operation
        if looker not in self.index.effects:
            if operation is Operation.COMMENCE:
                return Detail.ALL
            return Detail.WHEN if operation in _ENDS else Detail.WORKS
        if node in self.index.hangs_on(looker):
            return Detail.ALL
        timed = operation in RESHAPES or found[looker] is Detail.ALL
        return Detail.WHEN if timed else Detail.WORKS

    def _gatherers(self) -> tuple[dict[Node, str], dict[Node, int]]:
        """The nearest gatherer of each open thing, and how far it lies from the answer."""
        beyond: dict[Node, str] = {ANSWER: ANSWER}
        depth: dict[Node, int] = {ANSWER: 0}
        nodes: list[Node] = [*reversed(self.inputs), *self.relevant]
        for node in nodes:
            nearest, *others = self.looked_at_by[node]
            for other in others:
                while nearest != other:
                    if depth[nearest] >= depth[other]:
                        nearest = beyond[nearest]
                    else:
                        other = beyond[other]  # noqa: PLW2901  (both climb until they meet)
            beyond[node], depth[node] = nearest, depth[nearest] + 1
        return beyond, depth

    def _gathered(self, node: Node, by: str) -> bool:
        """True when every way from a node to the answer leads through another."""
        while self._depth[node] > self._depth[by]:
            node = self._beyond[node]
        return node == by

    def _find_behind(self) -> dict[str, frozenset[Node]]:
        found: dict[str, frozenset[Node]] = {}
        for name, inputs in self.inputs.items():
            further = (found[node] for node in inputs if isinstance(node, str))
            found[name] = frozenset(inputs).union(*further)
        return found

    def _find_alone(self) -> frozenset[str]:
        """Those that gather all that lies behind them."""
        loose: dict[Node, frozenset[Node]] = {}
        for name, inputs in self.inputs.items():
            behind = frozenset(inputs).union(*(loose.get(node, ()) for node in inputs))
            loose[name] = frozenset(node for node in behind if not self._gathered(node, name))
        return frozenset(name for name in self.inputs if not loose[name])

    def _homes(self) -> dict[str, list[Node]]:
        """For each that stands alone, and for the answer, what it is the first of them to gather.

        One after the other as they lie behind it, what an effect looks at before the effect.
        """
        found: dict[str, list[Node]] = defaultdict(list)
        placed = set[Node]()
        starts = [(name, self.inputs[name]) for name in self.inputs if name in self.alone]
        starts.append((ANSWER, tuple(n for p in self.policies for n in self.sees[p])))
        starts.append((ANSWER, tuple(node for node in self.inputs if node in self._beside)))
        for home, inputs in starts:
            waiting = [(node, False) for node in _origins_last(inputs)]
            while waiting:
                node, behind_it = waiting.pop()
                if behind_it:
                    found[home].append(node)
                elif node not in placed:
                    placed.add(node)
                    waiting.append((node, True))
                    more = () if node in self.alone else self.inputs.get(str(node), ())
                    waiting += [(other, False) for other in _origins_last(more)]
        return found


def _origins_last(nodes: tuple[Node, ...]) -> list[Node]:
    """The nodes in the order of a pile: an origin is taken up once all else is there."""
    pile = nodes[::-1]
    return [n for n in pile if isinstance(n, int)] + [n for n in pile if isinstance(n, str)]


def _inside_out(index: Index, policy: str) -> Iterator[str]:
    for part in sorted(index.parts.get(policy, ())):
        yield from _inside_out(index, part)
    yield policy
