"""Facts with their corrections: a corrected thing keeps its id and says what the correction says.

A correction is a thing of its own with `corrects`, told whole; what is corrected stays in the
store, and answers for whoever asks what was known before. Whatever belongs to a correction
(`<correction>#stay`) stands for what belongs to the corrected thing under the same name, so that
orders which act on that go on doing so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.rdf import ns
from kg.rdf.facts import Facts
from kg.rdf.store import Quads
from kg.values.day import UNDATED, Day

_CORRECTS = ns.term("corrects")
_RECORDED = ns.term("recorded").value


@dataclass(frozen=True)
class Corrections:
    """`home` leads from each correction to the thing that is corrected, `counting` the other way.

    Of several corrections of one thing the last recorded counts.
    """

    home: Mapping[str, str]
    counting: Mapping[str, str]

    def canonical(self, id_: str) -> str:
        """The id under which a thing is known: that of what it corrects, or its own."""
        for head in heads(id_):
            if head in self.home:
                return self.home[head] + id_[len(head) :]
        return id_

    def written(self, id_: str) -> str:
        """The id under which that which counts is written."""
        for head in heads(id_):
            if head in self.counting:
                return self.counting[head] + id_[len(head) :]
        return id_

    def counts(self, id_: str) -> bool:
        """False for what is written of a thing, or of a correction of it, that another corrects."""
        return self.written(self.canonical(id_)) == id_

    def spellings(self, id_: str) -> list[str]:
        """Every id under which a thing may be named."""
        found = [id_]
        for head in heads(id_):
            found += (each + id_[len(head) :] for each in self._of.get(head, ()))
        return found

    @cached_property
    def _of(self) -> Mapping[str, list[str]]:
        """The corrections of each thing."""
        found: dict[str, list[str]] = defaultdict(list)
        for correction, thing in self.home.items():
            found[thing].append(correction)
        return found


def corrections(store: Quads, facts: Facts) -> Corrections | None:
    """The corrections among the facts; None where nothing is corrected, which costs one look."""
    pairs = ((quad.subject, quad.object) for quad in store.quads(p=_CORRECTS))
    ends = ((getattr(one, "value", ""), getattr(other, "value", "")) for one, other in pairs)
    direct = {ns.short(one): ns.short(other) for one, other in ends}
    told = [one for one in direct if facts.said(one)]  # a chain may lead through what is not
    if not told:
        return None
    home: dict[str, str] = {}
    ranks: dict[str, tuple[Day, int, str]] = {}
    for one in told:
        chain = _chain(direct, one)
        if chain[-1] not in direct:  # those that go round in a circle correct nothing
            home[one] = chain[-1]
            ranks[one] = (_recorded(facts, one), len(chain), one)
    counting: dict[str, str] = {}
    for one in sorted(home, key=lambda name: ranks[name]):
        counting[home[one]] = one
    return Corrections(home, counting)


def _chain(direct: Mapping[str, str], start: str) -> list[str]:
    chain = [start]
    while chain[-1] in direct and direct[chain[-1]] not in chain:
        chain.append(direct[chain[-1]])
    return chain


def _recorded(facts: Facts, name: str) -> Day:
    return min((Day.parse(text) for text in recorded(facts, name)), default=UNDATED)


def recorded(facts: Facts, name: str) -> list[str]:
    """The days on which a thing was written down: its own, else those of the files that hold it."""
    if own := facts.said(name).get(_RECORDED):
        return own
    files = facts.pointing(ns.term("holds").value, name)
    return [day for file in files for day in facts.said(file).get(_RECORDED, ())]


class Corrected:
    """Facts as their corrections leave them."""

    def __init__(self, facts: Facts, corrections: Corrections) -> None:
        self._facts = facts
        self._known = corrections

    def said(self, id_: str) -> dict[str, list[str]]:
        """The values by the IRI of their property that are said of a thing."""
        if self._known.canonical(id_) != id_:
            return {}
        values = self._facts.said(self._known.written(id_))
        return {
            property_: [self._renamed(value) for value in found]
            for property_, found in values.items()
            if property_ != _CORRECTS.value
        }

    def _renamed(self, value: str) -> str:
        if not value.startswith(ns.ID):
            return value
        return ns.ID + self._known.canonical(value.removeprefix(ns.ID))

    def pointing(self, property_: str, id_: str) -> list[str]:
        """The short ids of what points to a thing by a property."""
        if self._known.canonical(id_) != id_:
            return []
        spelt = self._known.spellings(id_)
        found = (name for each in spelt for name in self._facts.pointing(property_, each))
        return [self._known.canonical(name) for name in found if self._known.counts(name)]


def heads(id_: str) -> Iterator[str]:
    """An id, and the ids of what it may belong to, from the inside outward.

    Parts are told by `#`; a dot parts them only behind that, since it may stand in any id.
    """
    yield id_
    start = id_.find("#")
    for number in range(len(id_) - 1, max(start, 1) - 1, -1):
        if start > 0 and id_[number] in "#.":
            yield id_[:number]
