"""A finding as one sentence that stands alone."""

from __future__ import annotations

from collections.abc import Collection

from kg.records.answers import (
    TOO_MUCH_OPEN,
    ExceptionFor,
    Finding,
    Question,
    Standing,
    Status,
    Verdict,
)
from kg.tell.asked import when_asked
from kg.tell.words import Words, listed

_SHOWN = 4
#: A policy's name may be of one thing or of several, so none of these verbs has a number.
_DID = {
    Status.NOT_YET_ISSUED: "had not been issued",
    Status.NOT_YET_EFFECTIVE: "had been issued but had not yet taken effect",
    Status.IN_FORCE: "stood in force",
    Status.ENJOINED: "stood in force but enjoined, and could not be enforced,",
    Status.PARTLY: "stood only partly in force and enforceable",
    Status.POSTPONED: "stood postponed",
    Status.VACATED: "stood vacated",
    Status.REVOKED: "stood revoked",
    Status.EXPIRED: "had expired",
    Status.SUPERSEDED: "had been superseded",
    Status.NOT_APPLICABLE: "did not apply",
    Status.UNKNOWN: "had a status that the record does not settle",
}


_NOT_HERE = (Verdict.NOT_BEGUN, Verdict.AWAITING, Verdict.OUT_OF_SCOPE)


def sentence(finding: Finding, words: Words) -> str:
    """The answer in plain English: date, policy, for whom, status, because of what, exceptions."""
    question = finding.question
    text = f"{when_asked(question, words)}, {words.name(question.policy)} {_did(finding)}"
    text += for_whom(finding, words) + _because(finding, words)
    if finding.parts and finding.status is Status.PARTLY:
        text += ": " + listed([_part(part, words) for part in words.in_order(finding.parts)])
    if finding.exceptions:
        named = [_exception(each, words) for each in finding.exceptions[:_SHOWN]]
        more = len(finding.exceptions) - len(named)
        text += "; otherwise for " + listed(named + ([f"{more} more"] if more > 0 else []))
    if finding.practice:
        parts = not_applied(finding.standing, finding.practice, words)
        of_parts = f" of {listed([words.name(part) for part in parts])}" if parts else ""
        text += f"; the issuer's stated practice was non-enforcement{of_parts}"
    return text + "."


def _did(finding: Finding) -> str:
    others = "had been addressed to others and " if _addressed_to_others(finding) else ""
    return others + _DID[finding.status]


def _addressed_to_others(finding: Finding) -> bool:
    """True when a policy does not apply though it had begun: only its addressees leave that."""
    begun = {r.effect for r in finding.trace if r.verdict not in _NOT_HERE}
    return finding.status is Status.NOT_APPLICABLE and bool(begun & set(finding.because))


def not_applied(standing: Standing, practice: Collection[str], words: Words) -> list[str]:
    """The parts that these effects leave unapplied; none where one speaks of the whole."""
    if any(words.speaks_of(effect, standing.policy) for effect in practice):
        return []
    found: list[str] = []
    for part in words.in_order(standing.parts):
        if said := [effect for effect in part.practice if effect in practice]:
            found += not_applied(part, said, words) or [part.policy]
    return found


def _exception(each: ExceptionFor, words: Words) -> str:
    place = words.world.around.is_place(each.subject)
    inside = "all within " if place else ""
    carried = " and its subdivisions" if each.subdivisions else ""
    return f"{inside}{words.name(each.subject)}{carried} ({plain(each.standing)})"


def plain(standing: Standing) -> str:
    """The status word without hyphens."""
    return standing.status.value.replace("-", " ")


def for_whom(finding: Finding, words: Words) -> str:
    """Whom, where and against whom an answer is about."""
    question = finding.question
    if finding.status is Status.NOT_YET_ISSUED:
        return ""
    nowhere = finding.status is Status.NOT_APPLICABLE
    who = words.name(question.subject) if question.subject else _nobody_named(finding)
    return f" {'to' if nowhere else 'for'} {who}{_where_and_against(question, words)}"


def whom(finding: Finding, words: Words) -> str:
    """Whom, where and against whom a question was about, whatever its answer."""
    question = finding.question
    nobody = "everyone whom no order names" if finding.exceptions else "everyone"
    who = words.name(question.subject) if question.subject else nobody
    return who + _where_and_against(question, words)


def _where_and_against(question: Question, words: Words) -> str:
    where = f" in {words.name(question.place)}" if question.place else ""
    against = f", as against {words.name(question.enforcer)}" if question.enforcer else ""
    return where + against


def _nobody_named(finding: Finding) -> str:
    """Whom an answer is about that was asked for nobody by name."""
    if finding.status is Status.NOT_APPLICABLE:
        others = _addressed_to_others(finding)
        named = "not among them" if others else "whom no order names" if finding.exceptions else ""
        return f"anyone {named}".rstrip()
    return "everyone whom no order names" if finding.exceptions else "everyone"


def _part(part: Standing, words: Words) -> str:
    return f"{words.name(part.policy)} {plain(part)}"


def _because(finding: Finding, words: Words) -> str:
    if finding.status is Status.UNKNOWN:
        kinds = sorted({branch.status.value.replace("-", " ") for branch in finding.branches})
        if kinds:
            hangs = words.hangs_on(s for branch in finding.branches for s in branch.supposing)
            return f": {' or '.join(kinds)}, depending on {hangs}"
        if finding.because:
            orders = listed([words.reference(name) for name in finding.because])
            return f": orders forbid each other's performance, {orders}"
        if TOO_MUCH_OPEN in finding.flags:
            return ": more dates and disputes are open than can be tried together"
        return ": nothing is on record"
    if not finding.because:
        return ""
    named = dict.fromkeys(words.reference(name) for name in finding.because)
    shown = list(named)[:_SHOWN]
    more = [f"{len(named) - _SHOWN} more"] if len(named) > _SHOWN else []
    return ", because of " + listed(shown + more)
