"""What became of an effect or an action, in sentences."""

from __future__ import annotations

from kg.records.orders import ActionFinding, EffectFinding, Holding, Word, WordBranch
from kg.tell.asked import when_asked
from kg.tell.words import Words, listed

_SHOWN = 4
_WAS = {
    Word.OPERATIVE: "was operative",
    Word.PARTLY: "was partly operative",
    Word.SUSPENDED: "was suspended",
    Word.AWAITING: "had not begun",
    Word.ENDED: "had ended",
    Word.NOT_BEGUN: "had not begun",
    Word.IDLE: "was idle",
    Word.UNKNOWN: "was in a condition that the record does not settle",
}
#: What of an action is told first.
_FIRST = (Word.OPERATIVE, Word.PARTLY)
#: With what a reason can begin that its sentence has said already.
_SAID = {
    Word.OPERATIVE: "operative",
    Word.PARTLY: "operative",
    Word.SUSPENDED: "suspended",
    Word.ENDED: "ended",
}
_REACHED = {Word.CONFINED: "no longer reached", Word.OUT_OF_SCOPE: "did not reach"}


def effect_sentence(finding: EffectFinding, words: Words) -> str:
    """What became of an effect on the day, for whom, and why."""
    effect = words.effect(finding.effect)
    text = f"{when_asked(finding.question, words)}, {words.itself(finding.effect)},"
    text += f" acting on {words.targets(effect)}, {_was(finding, words)}"
    reason = "" if finding.word is Word.OUT_OF_SCOPE else _said_once(finding, words)
    return text + (f": {reason}" if reason else "") + "."


def _said_once(finding: EffectFinding, words: Words) -> str:
    """The reason, less the word that the sentence has said already."""
    reason = effect_reason(finding, words)
    said = _SAID.get(finding.word, "")
    if not said or not reason.startswith(said):
        return reason
    rest = reason.removeprefix(said).lstrip(", ")
    return f"on {rest}" if rest[:1].isdigit() else rest


def effect_reason(finding: EffectFinding, words: Words) -> str:
    """Why an effect has its word: for whom it has which, or what decided it."""
    if finding.word is Word.UNKNOWN:
        return _open(finding.branches, words)
    if finding.word is Word.PARTLY:
        return "; ".join(_groups(finding, words))
    return words.reason(finding.reason)


def _was(finding: EffectFinding, words: Words) -> str:
    """The word for those asked about, or for those named where it reaches no others."""
    question = finding.question
    where = f" in {words.name(question.place)}" if question.place else ""
    against = f", as against {words.name(question.enforcer)}" if question.enforcer else ""
    who = words.name(question.subject) if question.subject else ""
    if finding.word in _REACHED:
        return f"{_REACHED[finding.word]} {who or 'anyone asked about'}{where}{against}"
    named = [whom(each, words) for each in finding.holdings if each.subject]
    if not who and len(named) == len(finding.holdings) and finding.word is not Word.PARTLY:
        who = _some(named)
    return _WAS[finding.word] + (f" for {who}" if who else "") + where + against


def _groups(finding: EffectFinding, words: Words) -> list[str]:
    """For whom it works, then for whom it does not and why; those who share a reason together."""
    groups: dict[str, list[str]] = {}
    for holding in sorted(finding.holdings, key=lambda each: each.word is not Word.OPERATIVE):
        groups.setdefault(word_of(holding, words), []).append(whom(holding, words))
    return [f"{said} for {_some(names)}" for said, names in groups.items()]


def word_of(holding: Holding, words: Words) -> str:
    """The word for one holding with its reason, where the reason does not say as much."""
    reason = words.reason(holding.reason)
    if holding.word is Word.UNKNOWN:
        return "not settled"
    return reason if reason.startswith(holding.word.value) else f"{holding.word.value}: {reason}"


def whom(holding: Holding, words: Words) -> str:
    """Whom a holding is about."""
    if holding.subject is None:
        return "everyone else"
    inside = "all within " if words.world.around.is_place(holding.subject) else ""
    return inside + words.name(holding.subject)


def _some(names: list[str], shown: int = _SHOWN) -> str:
    more = len(names) - shown
    return listed(names[:shown] + ([f"{more} more"] if more > 0 else []))


def _open(branches: tuple[WordBranch, ...], words: Words) -> str:
    if not branches:
        return "more dates are open than can be tried one by one"
    kinds = sorted({branch.word.value.replace("-", " ") for branch in branches})
    hangs = words.hangs_on(s for branch in branches for s in branch.supposing)
    return f"{' or '.join(kinds)}, depending on {hangs}"


def action_sentence(finding: ActionFinding, label: str, words: Words) -> str:
    """What became of each thing that an action did."""
    text = f"{when_asked(finding.question, words)}, "
    if not finding.effects:
        return text + label + _nothing(finding, words)
    listing = _each(finding, words)
    what = "effect" if len(finding.effects) == 1 else "effects"
    return f"{text}the {what} of {label} stood thus: {_some(listing, 2 * _SHOWN)}."


def _each(finding: ActionFinding, words: Words) -> list[str]:
    """Each kind of effect with its word, what works first; by its target where one word is not all.

    What only is noted comes last, for it has no part in the word of the action.
    """
    told: dict[str, dict[str, set[str]]] = {}
    for each in finding.effects:
        effect = words.effect(each.effect)
        by_word = told.setdefault(effect.kind.label, {})
        by_word.setdefault(brief(each, words), set()).add(words.targets(effect))
    found = []
    for each in sorted(finding.effects, key=lambda each: _rank(each, words)):
        effect = words.effect(each.effect)
        differs = len({frozenset(targets) for targets in told[effect.kind.label].values()}) > 1
        on = f" on {words.targets(effect)}" if differs else ""
        found.append(f"{effect.kind.label}{on} {brief(each, words)}")
    return list(dict.fromkeys(found))


def _rank(finding: EffectFinding, words: Words) -> int:
    if words.effect(finding.effect).kind.only_noted:
        return len(_FIRST) + 1
    return _FIRST.index(finding.word) if finding.word in _FIRST else len(_FIRST)


def _nothing(finding: ActionFinding, words: Words) -> str:
    if finding.word is Word.NOT_BEGUN:
        return " had not been decided."
    if finding.word is Word.UNKNOWN:
        return f" is not settled: {_open(finding.branches, words)}."
    return " had no effects of its own."


def brief(finding: EffectFinding, words: Words) -> str:
    """The word of an effect in a list."""
    kind = words.effect(finding.effect).kind
    if kind.only_noted and finding.word is Word.OPERATIVE:
        return "noted"
    return finding.word.value.replace("-", " ").replace("partly", "partly operative")
