"""From an English question to the command that answers it, or to an honest refusal."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.ask.phrasings import PHRASES, Phrase, days_in_names, take_day
from kg.errors import AmbiguousName, QuestionError, UnknownName
from kg.rdf.names import POLICIES, SUBJECTS, fold, matches, nearest, resolve
from kg.rdf.node import Nodes
from kg.rdf.questions import offered
from kg.records.things import PLACES

#: A near name is taken only above this score, and this far ahead of the next thing.
CLEAR, MARGIN = 80.0, 6.0
#: Words shorter than this must be the same, longer ones alike by this score.
_SHORT, ALIKE = 4, 75.0
_KINDS = {
    "policy": (POLICIES, "policy"),
    "subject": (SUBJECTS, "body, person or class"),
    "enforcer": (SUBJECTS, "body or post"),
    "place": (PLACES, "place"),
    "thing": (None, "thing"),
}
#: No question in English is longer.
LONGEST = 500
_VAGUE = re.compile(
    r"\b(?:in|during|throughout)\s+(?:\w+\s+)?(?:19|20)\d{2}\b|\b\d{1,4}/\d{1,2}/\d{1,4}\b"
    r"|\b(?:yesterday|tomorrow|since|before|after|until|between|ago)\b"
    r"|\b(?:last|next|this|early|late|mid)[\s-]+(?:week|month|year|spring|summer|fall|autumn|winter"
    r"|jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|\d{4})\b",
    re.IGNORECASE,
)

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was understood: a command, its names as ids, and a day."""

    command: str
    names: dict[str, str]
    on: dt.date | None
    taken: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The command as a person would type it."""
        flags = {"subject": "--for", "place": "--in", "enforcer": "--by"}
        words = ["kg", self.command]
        for role, name in self.names.items():
            words += [flags[role]] if role in flags else []
            words.append(f'"{name}"' if " " in name else name)
        words += ["--on", self.on.isoformat()] if self.on else []
        return " ".join(words)


def understand(question: str, nodes: Nodes, on: dt.date | None, today: dt.date) -> Understood:
    """Read a question.

    Raises QuestionError (with the nearest questions), UnknownName or AmbiguousName.
    """
    if len(question) > LONGEST:
        raise QuestionError(f"a question of {len(question)} characters is too long to understand")
    try:
        exact = next(_exactly(question, nodes, on, today), None)
        if exact is not None:
            return exact
        text, day = take_day(question, today)
    except ValueError as fault:
        raise QuestionError(f"{question!r} {fault}; name one day, as 2018-01-24") from None
    _refuse_other_day(question, day, on)
    if _VAGUE.search(text):
        raise QuestionError(
            f"{question!r} names a time that is not one day; write it as 2018-01-24"
        )
    text = _bare(text)
    failure: QuestionError | None = None
    for phrase in PHRASES:
        if match := phrase.pattern.match(text):
            try:
                return _fill(phrase, match, nodes, on or day)
            except (UnknownName, AmbiguousName) as fault:
                guessing = phrase.command == "show" and isinstance(fault, UnknownName)
                failure = failure or (None if guessing else fault)
    if failure:
        raise failure
    raise QuestionError(
        f"{question!r} is not understood; it can be asked like these",
        near=[each.question for each in offered()],
    )


def _exactly(
    question: str, nodes: Nodes, on: dt.date | None, today: dt.date
) -> Iterator[Understood]:
    """The question where every name in it is a thing's own, with the day that is in the name."""
    for text, day in days_in_names(question, today):
        for phrase in PHRASES:
            match = phrase.pattern.match(_bare(text))
            if match is None or not _all_known(match, nodes):
                continue
            try:
                meant = _fill(phrase, match, nodes, on or day)
            except (UnknownName, AmbiguousName):
                continue
            _refuse_other_day(question, day, on)
            yield meant


def _all_known(match: re.Match[str], nodes: Nodes) -> bool:
    names = {role: text for role, text in match.groupdict().items() if text is not None}
    return "text" not in names and all(matches(nodes, text.strip()) for text in names.values())


def _refuse_other_day(question: str, day: dt.date | None, on: dt.date | None) -> None:
    if on is not None and day is not None and on != day:
        raise QuestionError(f"{question!r} asks about {day}, `--on` about {on}; say one of them")


def _bare(text: str) -> str:
    return text.strip(" ?.!").strip()


def _fill(phrase: Phrase, match: re.Match[str], nodes: Nodes, day: dt.date | None) -> Understood:
    names: dict[str, str] = {}
    taken: list[str] = []
    for role, text in match.groupdict().items():
        if text is None:
            continue
        if role == "text":
            names[role] = text
            continue
        name, guessed = _name(nodes, role, text.strip())
        names[role] = name
        taken += [f"{text!r} taken as {nodes[name].label}"] if guessed else []
    about_policy = phrase.command in ("blocks", "why", "status")
    return Understood(phrase.command, names, day if about_policy else None, tuple(taken))


def _name(nodes: Nodes, role: str, text: str) -> tuple[str, bool]:
    """The thing that a name in a question means; true when only a near name was found."""
    types, what = _KINDS[role]
    if matches(nodes, text):
        return resolve(nodes, text, types, what), False
    near = [
        (name, score)
        for name, score in nearest(nodes, text, 20, CLEAR)
        if (types is None or nodes[name].type in types) and _says_as_much(nodes, name, text)
    ]
    if near and (len(near) == 1 or near[0][1] - near[1][1] >= MARGIN):
        return near[0][0], True
    return resolve(nodes, text, types, what), False


def _says_as_much(nodes: Nodes, name: str, text: str) -> bool:
    """True when one name of the thing has a like word for every word of the text.

    A number must be the same: 2018 is not 2017. A word left over (not, but, and,
    repeal of) can turn a question round, so a name that lacks it is not the one meant.
    """
    words = fold(text).split()
    return any(_has_all(key.split(), words) for key in nodes[name].all("nameKey"))


def _has_all(key: list[str], words: list[str]) -> bool:
    return all(any(_alike(word, other) for other in key) for word in words)


def _alike(word: str, other: str) -> bool:
    if _NUMBER.search(word) or len(word) < _SHORT:
        return word == other
    from rapidfuzz import fuzz

    return fuzz.ratio(word, other) >= ALIKE
