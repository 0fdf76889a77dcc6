"""What accepted statements say, found by what they speak of; each is read when it is needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from kg.rdf import ns, words
from kg.rdf.corrections import Corrections
from kg.rdf.judged import ACCEPTED, JUDGEMENT, judgement
from kg.rdf.layers import Layers
from kg.rdf.words import Form, Word

_SUBJECT, _SAYS, _OBJECT = (NamedNode(ns.RDF + each) for each in ("subject", "predicate", "object"))
_POLARITY: Final = ns.term("polarity").value
_DENIES: Final = ns.listed("polarities", "denies").value
#: What makes a statement say something else than that a thing has a value.
_OTHERWISE: Final = frozenset(ns.term(word).value for word in ("count", "reason", "forWhom"))
_FORMS: Final = frozenset((Form.NAME, Form.LISTED, Form.FLAG, Form.NUMBER, Form.DAY))
#: What only the record says: of itself, and of its evidence.
_OF_THE_RECORD: Final = frozenset(
    "recorded corrects checkedThrough confidence source about speaker polarity judgement statement "
    "asOf for count between settledBy".split()
)


@dataclass(frozen=True, slots=True)
class Said:
    """What an accepted statement says: the value that a thing has under a word of facts files."""

    statement: str
    about: str
    word: Word
    value: str


class Sayings:
    """What these statements say, as far as it can be seen and they are accepted.

    `judged` are those that judgements name, of the others their own word counts; `known` tells
    which spellings mean one thing.
    """

    def __init__(
        self,
        plain: Layers,
        names: frozenset[str],
        judged: frozenset[str],
        known: Corrections | None,
    ) -> None:
        self._plain = plain
        self._known = known
        self._names = names
        self._about = self._by(_SUBJECT)
        self._leading = self._by(_OBJECT)
        self._judged = judged
        self._read: dict[str, Said | None] = {}

    def about(self, id_: str) -> list[Said]:
        """What is said of a thing, whichever of its spellings this is."""
        name = self.canonical(id_)
        return [each for each in self._those(self._about.get(name, ())) if each.about == name]

    def leading_to(self, id_: str) -> list[Said]:
        """What is said of others and leads to a thing."""
        value = ns.ID + self.canonical(id_)
        led = self._those(self._leading.get(value.removeprefix(ns.ID), ()))
        return [each for each in led if each.value == value]

    @property
    def all(self) -> list[Said]:
        """All that is said."""
        return [*self._those(sorted(self._names))]

    def canonical(self, id_: str) -> str:
        """The id under which a thing is known."""
        return self._known.canonical(id_) if self._known else id_

    def named(self, value: str) -> str:
        """A value by the id under which a thing is known."""
        if not value.startswith(ns.ID):
            return value
        return ns.ID + self.canonical(value.removeprefix(ns.ID))

    def _by(self, property_: NamedNode) -> dict[str, list[str]]:
        """The statements by the things that they speak of."""
        found: dict[str, list[str]] = defaultdict(list)
        for quad in self._plain.store.quads(p=property_):
            name = self._plain.canonical(ns.short(getattr(quad.subject, "value", "")))
            if name in self._names and isinstance(quad.object, NamedNode):
                found[self.canonical(ns.short(quad.object.value))].append(name)
        return {thing: sorted(set(names)) for thing, names in found.items()}

    def _those(self, names: Iterable[str]) -> Iterator[Said]:
        for name in names:
            if name not in self._read:
                self._read[name] = self._said(name)
            if said := self._read[name]:
                yield said

    def _said(self, statement: str) -> Said | None:
        """What a statement says, where that is that a thing has a value, and it is accepted."""
        values = self._plain.facts.said(statement)
        parts = [values.get(word.value, []) for word in (_SUBJECT, _SAYS, _OBJECT)]
        if not all(parts) or values.keys() & _OTHERWISE or _DENIES in values.get(_POLARITY, ()):
            return None
        about, says, value = (min(part) for part in parts)
        word = words.of_iri(says)
        if word is None or word.form not in _FORMS or word.name in _OF_THE_RECORD:
            return None
        if statement in self._judged and judgement(self._plain, statement) != "accepted":
            return None
        if statement not in self._judged and ACCEPTED.value not in values.get(JUDGEMENT.value, ()):
            return None
        return Said(statement, self.canonical(ns.short(about)), word, self.named(value))
