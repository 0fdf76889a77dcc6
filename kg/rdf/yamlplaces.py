"""Which words of facts files belong where."""

from __future__ import annotations

from typing import Final

from kg.rdf import words
from kg.rdf.yamltree import Mapping

SCOPE: Final = frozenset(
    "everyone parties territories classes except subdivisions binds membersAsOf "
    "laterMembers".split()
)
EFFECT_ONLY: Final = frozenset(
    "does to scope leaves adds awaits endsWith lastsWhile beginsWhenEnds conflictsWith interprets "
    "reachesLater inseverable fromByOpinion".split()
)
SHARED: Final = frozenset("label note cites evidence confidence recorded grounds".split())
QUOTED: Final = frozenset("source quote prefix suffix".split())
EVIDENCE: Final = QUOTED | frozenset("note confidence recorded".split())
STATEMENT: Final = frozenset(
    "about says object for asOf count reason speaker polarity judgement".split()
)
#: The words that things of one class alone may carry.
_OWN: Final = {
    "Statement": STATEMENT | QUOTED | {"except"},
    "Judgement": frozenset(("statement", "judgement")),
}
FILE: Final = frozenset("file recorded checkedThrough label note things".split())


def home(name: str) -> str:
    """Where a word belongs that stands in the wrong place."""
    for names, where in (
        (SCOPE, "under `scope:`, `leaves:` or `adds:`"),
        (EFFECT_ONLY, "on an effect, under `effects:`"),
        (QUOTED, "under `evidence:`"),
        (STATEMENT, "on a thing of `type: Statement`"),
        ({"statement"}, "on a thing of `type: Judgement`"),
        (frozenset(("file", "things")), "at the top of the file"),
    ):
        if name in names:
            return f"it belongs {where}"
    return "it belongs on a thing, under `things:`"


def on_a_thing(thing: Mapping) -> frozenset[str]:
    """The words that may stand on a thing: some of them on things of one class alone."""
    plain = words.words().keys() - SCOPE - EFFECT_ONLY - EVIDENCE - STATEMENT - {"statement"}
    told = (getattr(value, "text", "") for key, value in thing.items if key.text == "type")
    own = frozenset[str]().union(*(_OWN.get(each, frozenset()) for each in told))
    return frozenset(plain - {"file", "things"} | SHARED | own)
