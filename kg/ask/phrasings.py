"""The English that `kg ask` understands: patterns for questions, and the days in them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]}|t)?" for name in _MONTHS)  # "t": Sept
_ISO = re.compile(r"\b(\d{4}-\d{2}-\d{2})\b")
_LONG = re.compile(
    rf"\b({_MONTH})\.?\s+(\d{{1,2}})"
    r"(?:st|nd|rd|th)?,?\s+(\d{4})\b",
    re.IGNORECASE,
)
_EUROPEAN = re.compile(
    rf"\b(\d{{1,2}})\s+({_MONTH})\.?,?\s+(\d{{4}})\b",
    re.IGNORECASE,
)
_TODAY = re.compile(r"\b(today|now|right now|currently|at present)\b", re.IGNORECASE)
_BEFORE_DAY = re.compile(r"\b(?:as\s+of|on|at|by)\s+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way to ask a question: the command it means, and the words that carry its names."""

    command: str
    pattern: re.Pattern[str]


def _phrase(command: str, pattern: str) -> Phrase:
    return Phrase(command, re.compile(pattern + r"\Z", re.IGNORECASE))


_ORDERS = r"(?:injunctions?|court orders?|orders?|tros?|restraining orders?|courts?|bars?|rulings?)"
_BLOCK = r"(?:block(?:s|ing|ed)?|bars?|enjoin(?:s|ed|ing)?|stop(?:s|ped|ping)?|halt(?:s|ed|ing)?)"
_FOR = r"(?:\s+(?:for|as to|as applied to)\s+(?P<subject>.+?))?(?:\s+in\s+(?P<place>.+?))?"
_AGAINST = r"(?:\s+against\s+(?P<enforcer>.+?))?"  # an order runs against those it binds
_ON_WHOM = _FOR.replace(
    "for|as to", "for|on|against|as to"
)  # a policy is enforced against a subject

PHRASES = (
    _phrase(
        "blocks",
        rf"(?:which|what)\s+{_ORDERS}\s+(?:are\s+|is\s+|was\s+|were\s+)?(?:currently\s+)?{_BLOCK}\s+(?P<policy>.+?){_AGAINST}{_FOR}",
    ),
    _phrase(
        "blocks",
        rf"(?:what|who)\s+(?:is|was)?\s*{_BLOCK}\s+(?P<policy>.+?){_AGAINST}{_FOR}",
    ),
    _phrase(
        "blocks",
        rf"(?:by\s+)?(?:which|what)\s+{_ORDERS}\s+(?:is|was|are|were)\s+(?P<policy>.+?)\s+(?:blocked|enjoined|barred|stopped)(?:\s+by)?{_AGAINST}{_FOR}",
    ),
    _phrase(
        "blocks",
        rf"(?:does|do|did|is there)\s+any\s+{_ORDERS}\s+(?:that\s+)?{_BLOCK}\s+"
        rf"(?P<policy>.+?){_AGAINST}{_FOR}",
    ),
    _phrase(
        "why",
        rf"why\s+(?:is|was|isn't|wasn't|are|were)\s+(?P<policy>.+?)\s+(?:not\s+)?(?:in\s+(?:force|effect)|enjoined|blocked|enforceable|revoked|vacated|partly\s+enjoined){_AGAINST}{_FOR}",
    ),
    _phrase(
        "status",
        rf"(?:is|was|are|were)\s+(?P<policy>.+?)\s+(?:still\s+|now\s+)?(?:in\s+(?:force|effect)|enjoined|blocked|enforceable|valid|revoked|vacated|active){_AGAINST}{_FOR}",
    ),
    _phrase(
        "status",
        rf"(?:can|could|may|might)\s+(?P<policy>.+?)\s+be\s+(?:enforced|applied|imposed|used){_ON_WHOM}",
    ),
    _phrase(
        "status",
        rf"what\s+(?:is|was)\s+the\s+(?:legal\s+)?status\s+of\s+(?P<policy>.+?){_FOR}",
    ),
    _phrase("show", r"(?:who|what)\s+(?:is|was|are)\s+(?P<thing>.+?)"),
    _phrase("show", r"(?:show|tell me about|describe)\s+(?:me\s+)?(?P<thing>.+?)"),
    _phrase("search", r"(?:search\s+for|search|find)\s+(?P<text>.+?)"),
)


def take_day(text: str, today: dt.date) -> tuple[str, dt.date | None]:
    """Lift the day out of a question; None where it names none.

    Raises ValueError where what looks like a day is no real one, or where there are two.
    """
    found = _mentions(text, today)
    if len({day for _, day in found}) > 1:
        raise ValueError("names more than one day")
    return _without(text, [match for match, _ in found]), found[0][1] if found else None


def days_in_names(text: str, today: dt.date) -> Iterator[tuple[str, dt.date | None]]:
    """The question with at most one day lifted out, where the others may belong to names.

    First all are left; then the last is lifted, and so on. Raises ValueError as `take_day` does.
    """
    found = _mentions(text, today)
    if found:
        yield _without(text, []), None
    for match, day in reversed(found) if len(found) > 1 else ():
        yield _without(text, [match]), day


def _mentions(text: str, today: dt.date) -> list[tuple[re.Match[str], dt.date]]:
    """The days of a text, in order; what reads as a day in two ways is one."""
    found: list[tuple[re.Match[str], dt.date]] = []
    for pattern in (_ISO, _LONG, _EUROPEAN, _TODAY):
        for match in pattern.finditer(text):
            if all(match.end() <= m.start() or m.end() <= match.start() for m, _ in found):
                found.append((match, _read(match, today)))
    return sorted(found, key=lambda each: each[0].start())


def _without(text: str, lifted: list[re.Match[str]]) -> str:
    for match in reversed(lifted):
        before = _BEFORE_DAY.sub("", text[: match.start()])
        text = f"{before} {text[match.end() :]}"
    return re.sub(r"\s+", " ", text).strip(" ,:;")


def _read(match: re.Match[str], today: dt.date) -> dt.date:
    groups = match.groups()
    if match.re is _TODAY:
        return today
    if match.re is _ISO:
        return dt.date.fromisoformat(groups[0])
    month, day = (groups[0], groups[1]) if match.re is _LONG else (groups[1], groups[0])
    number = [name[:3] for name in _MONTHS].index(month[:3].casefold()) + 1
    return dt.date(int(groups[2]), number, int(day))
