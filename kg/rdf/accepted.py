"""Facts with what accepted statements say: a statement that is judged right counts as a fact.

It adds a value to a list, and fills a gap under any other word; what the record says itself
stands. What only repeats the record, or says it less precisely, adds nothing; nor do denials,
counts, reasons and answers, nor names and other texts, nor what could not stand there as a fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.rdf import ns, terms
from kg.rdf.agree import Likeness
from kg.rdf.corrections import Corrections
from kg.rdf.facts import Facts
from kg.rdf.layers import Layers
from kg.rdf.sayings import Said, Sayings
from kg.rdf.words import Form, Word

_DOCKET, _EFFECT, _KIND = (ns.term(word).value for word in ("docket", "effect", "kind"))


class Accepted:
    """Facts with what accepted statements say of them.

    `plain` are the facts without it, as far as they may be read; `known` tells which spellings
    mean one thing, whatever of them is left out.
    """

    def __init__(
        self,
        facts: Facts,
        plain: Layers,
        judged: tuple[frozenset[str], frozenset[str]],
        known: Corrections | None,
    ) -> None:
        self.plain = plain
        self.sayings = Sayings(plain, *judged, known)
        self.like = Likeness(plain.facts)
        self._facts = facts
        self._known = known
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
        for said in self.sayings.leading_to(id_):
            if said.word.iri == property_:
                found = found + [name for name in self._spelt(said.about) if self._has(name, said)]
        return found

    def given(self, id_: str) -> list[Said]:
        """The accepted statements from which something is taken that is said of a thing."""
        return self._taken(id_, self._facts.said(id_)) if self.sayings.about(id_) else []

    @property
    def giving(self) -> bool:
        """True where something was taken from an accepted statement of all that was read so far."""
        return any(self._given.values())

    def _has(self, id_: str, said: Said) -> bool:
        return any((each.word, each.value) == (said.word, said.value) for each in self.given(id_))

    def _taken(self, id_: str, values: dict[str, list[str]]) -> list[Said]:
        """The statements of which a thing takes its values; none where it is unknown."""
        told = self.sayings.about(id_)
        if not told or not values:
            return []
        if id_ not in self._given:
            by_word: dict[Word, list[Said]] = defaultdict(list)
            for each in told:
                by_word[each.word].append(each)
            self._given[id_] = [
                each
                for word, alike in by_word.items()
                for each in self._new(word, values, self._own(id_, values, word.iri), alike)
            ]
        return self._given[id_]

    def _own(self, id_: str, values: dict[str, list[str]], property_: str) -> list[str]:
        """The record's own values, of a thing or else of the act or docket that it belongs to."""
        if property_ in values:
            return [self.sayings.named(value) for value in values[property_]]
        above = [ns.short(docket) for docket in values.get(_DOCKET, ())]
        above += self._facts.pointing(_EFFECT, id_) if _KIND in values else []
        found = (self._own(name, self._facts.said(name), property_) for name in above)
        return [value for own in found for value in own]

    def _new(
        self, word: Word, values: dict[str, list[str]], own: list[str], told: list[Said]
    ) -> list[Said]:
        """Those of the statements that add to the record's own values, or fill their gap."""
        stands = own and not (word.many or word.form is Form.DAY)
        fresh = [] if stands else [each for each in told if each.value not in own]
        if not fresh or not terms.stands_on(word.iri, values):
            return []
        fresh = [each for each in fresh if self._leads(each)]
        new = {each.value for each in fresh}
        if word.many:
            return [each for each in fresh if self._adds(word, each.value, {*own, *new})]
        value = self.like.narrowest(word, [*own, *sorted(new)])
        return [each for each in fresh if each.value == value]

    def _leads(self, said: Said) -> bool:
        """True where there is a thing of this name, and the word may lead to it."""
        if said.word.form is not Form.NAME:
            return True
        values = self._facts.said(ns.short(said.value))
        return bool(values) and terms.leads_to(said.word.iri, values)

    def _adds(self, word: Word, value: str, others: Iterable[str]) -> bool:
        """True where no other value says the same more precisely."""
        narrower = (o for o in others if o != value and self.like.within(word, o, value))
        return all(self.like.within(word, value, other) for other in narrower)

    def _spelt(self, id_: str) -> list[str]:
        return self._known.spellings(id_) if self._known else [id_]
