"""Facts with what accepted statements say: a statement that is judged right counts as a fact.

It adds a value to a list, and fills a gap under any other word; what the record says itself
stands. What only repeats the record, or says it less precisely, adds nothing; nor do denials,
counts, reasons and answers, nor names and other texts, nor what could not stand there as a fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.rdf import ns, terms, words
from kg.rdf.agree import Likeness
from kg.rdf.corrections import Corrections, corrections
from kg.rdf.facts import Facts
from kg.rdf.judged import ACCEPTED, JUDGEMENT, STATEMENT, judgement
from kg.rdf.layers import Layers, Limit
from kg.rdf.store import Quads
from kg.rdf.words import Form, Word

_SUBJECT, _SAYS, _OBJECT = (ns.RDF + word for word in ("subject", "predicate", "object"))
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


def laid(
    store: Quads, base: Facts, limited: Limit | None = None, lacking: Limit | None = None
) -> tuple[Layers, Accepted | None]:
    """The layers of facts, with what accepted statements say as far as these can be seen.

    Where nothing is accepted, finding out costs one look.
    """
    plain = Layers(store, base, limited, lacking)
    said = accepted(plain)
    if not said:
        return plain, None
    known = Accepted(base, said, plain, corrections(store, base))
    return Layers(store, known, limited, lacking), known


def accepted(plain: Layers) -> list[Said]:
    """What the accepted statements say that can be seen."""
    quads = plain.store.quads(p=JUDGEMENT, o=ACCEPTED)
    named = {plain.canonical(ns.short(getattr(quad.subject, "value", ""))) for quad in quads}
    statements = {statement for name in named for statement in _judged(plain, name)}
    found = (_said(plain, name) for name in sorted(statements))
    return [each for each in found if each]


def _judged(plain: Layers, name: str) -> list[str]:
    """The statement that a judgement judges; a statement that is judged where it stands."""
    values = plain.facts.said(name)
    return [name] if _SUBJECT in values else [*map(ns.short, values.get(STATEMENT.value, ()))]


def _said(plain: Layers, statement: str) -> Said | None:
    values = plain.facts.said(statement)
    parts = [values.get(word, []) for word in (_SUBJECT, _SAYS, _OBJECT)]
    if not all(parts) or values.keys() & _OTHERWISE or _DENIES in values.get(_POLARITY, ()):
        return None
    about, says, value = (min(part) for part in parts)
    word = words.of_iri(says)
    if word is None or word.form not in _FORMS or word.name in _OF_THE_RECORD:
        return None
    if judgement(plain, statement) != "accepted":
        return None
    return Said(statement, ns.short(about), word, value)


class Accepted:
    """Facts with what accepted statements say of them.

    `plain` are the facts without it, as far as they may be read; `known` tells which spellings
    mean one thing, whatever of them is left out.
    """

    def __init__(
        self, facts: Facts, said: Sequence[Said], plain: Layers, known: Corrections | None
    ) -> None:
        self._facts = facts
        self._known = known
        self.like = Likeness(plain.facts)
        self.plain = plain
        self.all = [
            replace(each, about=self._canonical(each.about), value=self._named(each.value))
            for each in said
        ]
        self._about: dict[str, list[Said]] = defaultdict(list)
        self._leading: dict[tuple[str, str], list[str]] = defaultdict(list)
        for each in self.all:
            self._about[each.about].append(each)
            self._leading[each.word.iri, each.value].append(each.about)
        self._given: dict[str, list[Said]] = {}

    def said(self, id_: str) -> dict[str, list[str]]:
        """The values by the IRI of their property that are said of a thing."""
        values = self._facts.said(id_)
        for each in self._taken(id_, values):
            kept = values.get(each.word.iri, ()) if each.word.many else ()
            values[each.word.iri] = [*kept, each.value]
        return values

    def pointing(self, property_: str, id_: str) -> list[str]:
        """The short ids of what points to a thing by a property."""
        found = self._facts.pointing(property_, id_)
        value = ns.ID + self._canonical(id_)
        led = (name for a in self._leading.get((property_, value), ()) for name in self._spelt(a))
        return found + [name for name in led if self._gives(name, property_, value)]

    def given(self, id_: str) -> list[Said]:
        """The accepted statements from which something is taken that is said of a thing."""
        told = self._canonical(id_) in self._about
        return self._taken(id_, self._facts.said(id_)) if told else []

    def _gives(self, id_: str, property_: str, value: str) -> bool:
        given = self._taken(id_, self._facts.said(id_))
        return any((each.word.iri, each.value) == (property_, value) for each in given)

    def _taken(self, id_: str, values: dict[str, list[str]]) -> list[Said]:
        """The statements of which a thing takes its values; none where it is unknown."""
        told = self._about.get(self._canonical(id_))
        if not told or not values:
            return []
        if id_ not in self._given:
            by_word: dict[str, list[Said]] = defaultdict(list)
            for each in told:
                if terms.stands_on(each.word.iri, values) and self._leads(each):
                    by_word[each.word.iri].append(each)
            self._given[id_] = [
                each
                for iri, alike in by_word.items()
                for each in self._new([*map(self._named, values.get(iri, ()))], alike)
            ]
        return self._given[id_]

    def _leads(self, said: Said) -> bool:
        """True where there is a thing of this name, and the word may lead to it."""
        if said.word.form is not Form.NAME:
            return True
        values = self._facts.said(ns.short(said.value))
        return bool(values) and terms.leads_to(said.word.iri, values)

    def _new(self, own: list[str], told: list[Said]) -> list[Said]:
        """Those of the statements that add to the record's own values, or fill their gap."""
        word = told[0].word
        if word.many:
            others = {*own, *(each.value for each in told)}
            return [s for s in told if s.value not in own and self._adds(word, s.value, others)]
        value = self.like.narrowest(word, own, sorted({each.value for each in told}))
        return [each for each in told if each.value == value and value not in own]

    def _adds(self, word: Word, value: str, others: Iterable[str]) -> bool:
        """True where no other value says the same more precisely."""
        narrower = (o for o in others if o != value and self.like.within(word, o, value))
        return all(self.like.within(word, value, other) for other in narrower)

    def _named(self, value: str) -> str:
        """A value by the id under which a thing is known."""
        if not value.startswith(ns.ID):
            return value
        return ns.ID + self._canonical(value.removeprefix(ns.ID))

    def _canonical(self, id_: str) -> str:
        return self._known.canonical(id_) if self._known else id_

    def _spelt(self, id_: str) -> list[str]:
        return self._known.spellings(id_) if self._known else [id_]
