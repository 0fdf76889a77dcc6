"""A finding as one sentence that stands alone."""

from __future__ import annotations

from kg.records.answers import ExceptionFor, Finding, Standing, Status
from kg.tell.words import Words, listed

_SHOWN = 4
_IS = {
    Status.NOT_YET_ISSUED: "had not been issued",
    Status.NOT_YET_EFFECTIVE: "had been issued but was not yet in effect",
    Status.IN_FORCE: "was in force",
    Status.ENJOINED: "was in force but enjoined, so that it could not be enforced,",
    Status.PARTLY: "was only partly in force and enforceable",
    Status.POSTPONED: "was postponed",
    Status.VACATED: "stood vacated",
    Status.REVOKED: "stood revoked",
    Status.EXPIRED: "had expired",
    Status.SUPERSEDED: "had been superseded",
    Status.NOT_APPLICABLE: "did not apply",
    Status.UNKNOWN: "has a status that the record does not settle",
}


def sentence(finding: Finding, words: Words) -> str:
    """The answer in plain English: date, policy, for whom, status, because of what, exceptions."""
    question = finding.question
    text = f"On {question.on}, {words.name(question.policy)} {_IS[finding.status]}"
    text += for_whom(finding, words) + _because(finding, words)
    if finding.parts and finding.status is Status.PARTLY:
        text += ": " + listed([_part(part, words) for part in finding.parts])
    if finding.exceptions:
        named = [_exception(each, words) for each in finding.exceptions[:_SHOWN]]
        more = len(finding.exceptions) - len(named)
        text += "; otherwise for " + listed(named + ([f"{more} more"] if more > 0 else []))
    if finding.practice:
        text += "; its issuer had said that it would not be applied"
    return text + "."


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
    who = words.name(question.subject) if question.subject else "everyone"
    if question.subject is None and finding.exceptions:
        who = "everyone whom no order names"
    where = f" in {words.name(question.place)}" if question.place else ""
    against = f", as against {words.name(question.enforcer)}" if question.enforcer else ""
    return f" for {who}{where}{against}"


def _part(part: Standing, words: Words) -> str:
    return f"{words.name(part.policy)} {plain(part)}"


def _because(finding: Finding, words: Words) -> str:
    if finding.status is Status.UNKNOWN:
        kinds = sorted({branch.status.value.replace("-", " ") for branch in finding.branches})
        if kinds:
            supposed = {words.supposed(s) for branch in finding.branches for s in branch.supposing}
            hangs = f"the day of {listed(sorted(supposed))}" if supposed else "a day"
            return f": {' or '.join(kinds)}, depending on {hangs}, which is not known"
        return ": nothing is held about it"
    if not finding.because:
        return ""
    named = dict.fromkeys(words.reference(name) for name in finding.because)
    shown = list(named)[:_SHOWN]
    more = [f"{len(named) - _SHOWN} more"] if len(named) > _SHOWN else []
    return ", because of " + listed(shown + more)
