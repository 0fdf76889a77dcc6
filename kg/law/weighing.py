"""What a policy's word can tell apart of the open effects that hit it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import inf

from kg.law.operations import HOLDS_BACK
from kg.law.outlook import Node
from kg.law.rows import Notes, Row
from kg.law.status import word_for
from kg.law.trial import Trial
from kg.records.answers import Verdict
from kg.records.things import Operation

Noting = Callable[[Node, Row], Notes]


def weighing(trial: Trial, seen: Mapping[str, Iterable[Node]], *, exact: bool = False) -> Noting:
    """What these policies can tell apart of an alternative of what they see.

    One bar is enough, and one hold; of erasures, and of ends that leave the same word, the
    last to begin outlives every life that another does. Where it is `exact`, whoever
    looks at the policy wants to know which ended it. Each note names those that take note.
    """
    index = trial.outlook.index
    unsure = frozenset[str]().union(*(index.unsure_hits(policy) for policy in seen))
    hits = {policy: frozenset(index.hits(policy)) for policy in seen}
    kinds = [index.effects[name].kind for found in hits.values() for name in found]
    words = {word_for(k.results_in) for k in kinds if k.operation is Operation.TERMINATE}
    last_counts = not exact and len(words) <= 1
    seeing = _who(seen)
    hitting = _who({policy: [n for n in seen[policy] if n in hits[policy]] for policy in seen})

    def noting(node: Node, row: Row) -> Notes:
        if node not in seeing:
            return {}
        if isinstance(node, int):
            return {("origin", node, seeing[node]): (trial.choice(node, row.state),)}
        found: Notes = {}
        operation, hit = index.effects[node].kind.operation, hitting.get(node)
        if operation is Operation.COMMENCE and hit:
            found["start", node, hit] = row.outcome
        if row.decided[node][0].verdict is not Verdict.OPERATIVE:
            return found
        if node in index.rivals:
            found["works", node, seeing[node]] = ()
        if hit and operation in HOLDS_BACK:
            found["held", node if node in unsure else None, hit] = ()
        elif hit and operation is Operation.BAR:
            found["barred", node if node in unsure else None, hit] = ()
        elif hit and operation in (Operation.ERASE, Operation.TERMINATE):
            begin, _, hour = row.outcome[:3]
            merges = node not in unsure and (
                last_counts or (operation is Operation.ERASE and not exact)
            )
            found[operation, None if merges else node, hit] = (begin, hour or inf)
        return found

    return noting


def _who(seen: Mapping[str, Iterable[Node]]) -> dict[Node, frozenset[str]]:
    """For each thing the policies that see it."""
    found: dict[Node, frozenset[str]] = {}
    for policy, nodes in seen.items():
        for node in nodes:
            found[node] = found.get(node, frozenset()) | {policy}
    return found
