"""What became of a grant award's conditions, in a sentence."""

from __future__ import annotations

from kg.records.awards import Award, AwardFinding
from kg.tell.asked import when_asked
from kg.tell.sentence import plain
from kg.tell.words import Words, listed

_SHOWN = 8


def award_sentence(finding: AwardFinding, award: Award, words: Words) -> str:
    """What each condition of an award was on the day for its recipient."""
    question = finding.question
    label = award.label or award.id
    text = f"{when_asked(question, words)}, "
    if finding.made is False:
        return f"{text}{label} had not been made; it is dated {award.awarded}."
    if finding.made is None:
        text += f"it is not known whether {label} had been made (it is dated {award.awarded}); "
    if not finding.conditions:
        return f"{text}nothing is held about the conditions of {label}."
    who = f" for {words.name(question.subject)}" if question.subject else ""
    told = [f"{words.name(e.question.policy)} {plain(e.standing)}" for e in finding.conditions]
    more = len(told) - _SHOWN
    shown = told[:_SHOWN] + ([f"{more} more"] if more > 0 else [])
    what = "condition of" if len(told) == 1 else "conditions of"
    text += f"the {what} {label} stood thus{who}: {listed(shown)}"
    if "open awards" in finding.flags:
        text += "; what was taken back since may still bind this award, which was made before"
    return text + "."
