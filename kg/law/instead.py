"""Why a status is not another word: the effects that could give that word, as they were decided."""

from __future__ import annotations

from typing import Final

from kg.law.index import Index
from kg.law.status import word_for
from kg.records.answers import Finding, Reason, Status
from kg.records.things import Effect, Operation

_BY: Final = {
    Status.ENJOINED: (Operation.BAR,),
    Status.VACATED: (Operation.ERASE,),
    Status.POSTPONED: (Operation.POSTPONE, Operation.SUSPEND),
    Status.REVOKED: (Operation.TERMINATE,),
    Status.SUPERSEDED: (Operation.TERMINATE,),
    Status.EXPIRED: (Operation.TERMINATE,),
}
#: Words that hang on how the policy began.
_OF_ITS_BEGINNING: Final = (
    Status.NOT_YET_ISSUED,
    Status.NOT_YET_EFFECTIVE,
    Status.NOT_APPLICABLE,
)


def considered(index: Index, finding: Finding, word: Status) -> tuple[Reason, ...]:
    """What could give a policy this word, and what became of each; what gives it the one it has."""
    family = list(index.below(finding.question.policy))
    hits = {effect for policy in family for effect in index.hits(policy)}
    starts = {e for e in hits if index.effects[e].kind.operation is Operation.COMMENCE}
    if word in _BY:
        aimed = hits.union(*(index.acting_on[start] for start in starts))
        could = {e for e in aimed if _gives(index.effects[e], word)}
        if word is Status.EXPIRED:
            could |= {start for start in starts if index.clock.ends[start] is not None}
    elif word in _OF_ITS_BEGINNING:
        could = starts
    else:
        could = set(finding.because)
    return tuple(reason for reason in finding.trace if reason.effect in could)


def _gives(effect: Effect, word: Status) -> bool:
    """True for an effect that leaves a policy with this word where it works."""
    if effect.kind.operation not in _BY[word]:
        return False
    ends = effect.kind.operation is Operation.TERMINATE
    return not ends or word_for(effect.kind.results_in) is word
