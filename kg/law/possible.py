"""What can have become of each open effect: its decision in every reading, told once each.

The one rule decides; what is said here is only what it can tell apart. An effect that merely
has to work is struck by one order as by ten, and of the changes of its reach that speak of
the point the last one decides.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kg.law.force import missed, own_standing
from kg.law.hanging import begun
from kg.law.horizon import Horizon
from kg.law.operations import RESHAPES, STRIKES
from kg.law.operative import Point
from kg.law.outlook import ANSWER, Detail, Node, Outlook
from kg.law.rows import STRUCK, Notes, Row, merged, noted
from kg.law.trial import Trial
from kg.law.weighing import Noting, weighing
from kg.records.answers import Verdict
from kg.records.things import Effect, Operation
from kg.values.scope import full

Outcome = tuple[object, ...]


class Possible:
    """The alternatives of all that is open to the answer about a policy, at one point."""

    def __init__(self, first: Point, horizon: Horizon, outlook: Outlook) -> None:
        self.outlook = outlook
        self.trial = Trial(first, horizon, outlook)
        #: The alternatives of each origin, and of what gathers all that lies behind it.
        self.tables: dict[Node, list[Row]] = {}
        #: Whether each effect ever works, and whether it ever does not.
        self.works: dict[str, set[bool]] = {}
        self._noting = {name: self._noting_of(name) for name in outlook.inputs}
        self._noting[ANSWER] = weighing(self.trial, outlook.sees)
        for origin in outlook.relevant:
            choices = range(len(outlook.origins[origin].tried))
            self.tables[origin] = [Row(self.trial.state(origin, choice)) for choice in choices]
        for name in outlook.inputs:
            if name in outlook.alone:
                self._gather(name)

    def decided(self, name: str, row: Row) -> Row:
        """The row with what came of an effect in it, or of a policy on which one hangs."""
        index, trial = self.outlook.index, self.trial
        trial.take(row, self.outlook.behind[name])
        if name not in index.effects:
            outcome: Outcome = (own_standing(trial.point, name).status, begun(trial.point, name))
            return replace(row, outcome=outcome)
        decided = {**row.decided, name: trial.decide(name)}
        self.works.setdefault(name, set()).add(trial.point.operative(name))
        return replace(row, decided=decided, outcome=self._outcome(name))

    def notes_of(self, node: Node, row: Row) -> Notes:
        """What those who look at an origin, an effect or a policy can tell apart of it."""
        found: Notes = {}
        for looker in self.outlook.looked_at_by[node]:
            found.update(self._noting[looker](node, row))
        return found

    def _gather(self, name: str) -> None:
        flow = Flow(self, name, frozenset({name}))
        flow.run()
        found = merged(self.decided(name, row) for row in flow.rows)
        if len(found) > 1 or self.outlook.detail[name] is not Detail.WORKS:
            self.tables[name] = found

    def _outcome(self, name: str) -> Outcome:
        """All that those who look at an effect can see of what was decided about it."""
        point, detail = self.trial.point, self.outlook.detail[name]
        if detail is not Detail.ALL and not point.operative(name):
            return ()
        if detail is Detail.WORKS:
            return (True,)
        when = (point.begin(name), point.day_begun(name), point.hour(name))
        if detail is Detail.WHEN:
            return when
        reason, outside = point.reasons[name], name in point.outside
        ends = (point.end(name), begun(point, name), missed(point, name))
        return (*when, *ends, reason.verdict, reason.by, bool(reason.about), outside)

    def _noting_of(self, name: str) -> Noting:
        effect = self.outlook.index.effects.get(name)
        if effect is None:
            return weighing(self.trial, {name: self.outlook.inputs[name]}, exact=True)
        return Looker(self.trial, effect).noting


class Flow:
    """All that one gatherer gathers, taken up one by one, each decided as soon as it can be."""

    def __init__(self, possible: Possible, home: str, lookers: frozenset[str]) -> None:
        outlook = possible.outlook
        self.rows = [Row(0)]
        self.possible = possible
        self._lookers = lookers
        members = outlook.homes[home]
        self._items = [node for node in members if node in possible.tables]
        flowing = [n for n in members if isinstance(n, str) and n not in outlook.alone]
        coming = {*self._items, *flowing}
        #: Of each that is not yet decided how many things it looks at are not either.
        self._missing = {
            name: sum(other in coming for other in outlook.inputs[name]) for name in flowing
        }

    def run(self) -> None:
        """Join all that stands alone, and decide what looks at it.

        Raises TooManyAlternatives when more than `LIMIT` rows are left at any time.
        """
        for name in [name for name, missing in self._missing.items() if not missing]:
            self._decide(name)
        for node in self._items:
            table = [(row, self.possible.notes_of(node, row)) for row in self.possible.tables[node]]
            self._settle(node, [one.joined(*other) for one in self.rows for other in table])

    def waiting(self) -> frozenset[str]:
        """Those who have yet to look at what the rows note."""
        return self._lookers.union(self._missing)

    def _settle(self, node: Node, rows: list[Row]) -> None:
        """Go on with what one thing has come to, and decide those that only missed this."""
        ready = []
        for looker in self.possible.outlook.looked_at_by[node]:
            if looker in self._missing:
                self._missing[looker] -= 1
                if not self._missing[looker]:
                    ready.append(looker)
        self.rows = merged(rows, self.waiting())
        for name in ready:
            self._decide(name)

    def _decide(self, name: str) -> None:
        del self._missing[name]
        self._settle(name, [self._decided(name, row) for row in self.rows])

    def _decided(self, name: str, row: Row) -> Row:
        found = self.possible.decided(name, row)
        notes = noted(row.notes, self.possible.notes_of(name, found))
        return replace(found, notes=notes, outcome=())


class Looker:
    """An effect that looks at what is open, and what it can tell apart of that."""

    def __init__(self, trial: Trial, effect: Effect) -> None:
        self._trial = trial
        self._effect = effect
        self._index = trial.outlook.index
        self._hangs_on = self._index.hangs_on(effect.id)
        self._acting = self._index.acting_on[effect.id]
        self._undoing = frozenset(
            other
            for instrument in self._index.instruments(effect)
            for other in self._index.undoing(instrument)
        )
        self._unsure = self._index.unsure_ends.get(effect.id, frozenset()).union(
            *(self._index.unsure_hits(each) for each in self._index.instruments(effect))
        )
        self._all = trial.outlook.detail[effect.id] is Detail.ALL
        self._me = frozenset({effect.id})

    def noting(self, node: Node, row: Row) -> Notes:
        """What the effect can tell apart of one alternative of another thing."""
        if isinstance(node, int):
            return {("origin", node, self._me): (self._trial.choice(node, row.state),)}
        if node in self._hangs_on:
            return {("hangs on", node, self._me): row.outcome}
        if row.decided[node][0].verdict is not Verdict.OPERATIVE:
            return {}
        if node in self._acting and self._index.effects[node].kind.operation in RESHAPES:
            return self._reshaped(node, row.outcome)
        if node in self._unsure:
            return {("can strike", node, self._me): row.outcome}
        return self._struck(node, row.outcome) if self._all else {(STRUCK, None, self._me): ()}

    def _struck(self, node: str, outcome: Outcome) -> Notes:
        """By which of its kind it was struck first, and what undid the instrument."""
        operation = self._index.effects[node].kind.operation
        found: Notes = {("fell", node, self._me): outcome[:1]} if node in self._undoing else {}
        if node in self._acting and operation in STRIKES:
            begin, day = outcome[:2]
            rank = sorted(self._acting).index(node)
            found["struck by", operation, self._me] = (-_count(day), -rank, begin)
        return found

    def _reshaped(self, node: str, outcome: Outcome) -> Notes:
        """When a change of its dates began; of the changes of its reach, which was the last."""
        other, when = self._index.effects[node], (outcome[0], outcome[2])
        uncertain = self._all or self._trial.point.reach.chains
        if uncertain or any((*other.leaves_span, *other.adds_span)):
            return {("reshaped", node, self._me): when}
        if not self._speaks(other):
            return {}
        rank = RESHAPES.index(other.kind.operation)
        return {("reshaped", None, self._me): (*when, rank, self._acting.index(node))}

    def _speaks(self, other: Effect) -> bool:
        point = self._trial.point
        if other.kind.operation is Operation.EXTEND:
            return bool(other.adds and point.covers(other, full(other.adds)))
        return point.puts_out(other)


def _count(day: object) -> float:
    assert isinstance(day, dt.date)
    return day.timestamp() if isinstance(day, dt.datetime) else day.toordinal()
