"""Things of the store as plain values: what is said of a thing, and what points to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kg.rdf import ns
from kg.rdf.facts import Facts, Stored
from kg.rdf.laid import laid
from kg.rdf.layers import Layers, Limit
from kg.rdf.store import Quads, Readable
from kg.values.day import Day

if TYPE_CHECKING:
    from kg.rdf.accepted import Accepted
    from kg.rdf.sayings import Said

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
#: How many things are read before those that were not needed again are let go.
_KEPT = 20_000
_ALIEN = {
    "type": ns.TYPE.value,
    "label": ns.LABEL.value,
    "altLabel": ns.SKOS + "altLabel",
    "note": ns.SKOS + "note",
    "issued": ns.DCTERMS + "issued",
    "unitOf": ns.ORG + "unitOf",
    "postIn": ns.ORG + "postIn",
    "subject": ns.RDF + "subject",
    "predicate": ns.RDF + "predicate",
    "object": ns.RDF + "object",
}


@cache
def property_iri(word: str) -> str:
    """The IRI of a property by its last word; the few that others define are listed here."""
    return _ALIEN.get(word) or ns.term(word).value


class Node:
    """What the store says of one thing: values by property, things by their short ids."""

    def __init__(self, id_: str, values: dict[str, list[str]]) -> None:
        self.id = id_
        self._values = values

    def all(self, word: str) -> list[str]:
        """Every value of a property, sorted."""
        return self._values.get(property_iri(word), [])

    def ids(self, word: str) -> list[str]:
        """The things that a property leads to."""
        return [ns.short(value) for value in self.all(word)]

    def first(self, word: str) -> str | None:
        """One value of a property, or None."""
        values = self.all(word)
        return values[0] if values else None

    def one(self, word: str) -> str | None:
        """The thing that a property leads to, or None."""
        value = self.first(word)
        return ns.short(value) if value else None

    def day(self, word: str) -> Day | None:
        """The date under a property, or None."""
        value = self.first(word)
        return Day.parse(value) if value else None

    def true(self, word: str) -> bool:
        """True when the property says so."""
        return self.first(word) in ("true", "1")

    @property
    def type(self) -> str:
        """The last word of its class, or nothing."""
        types = [t.removeprefix(ns.NS) for t in self.all("type") if t.startswith(ns.NS)]
        return types[0] if types else ""

    @property
    def label(self) -> str:
        """Its name for people; the id where it has none."""
        return self.first("label") or self.id

    @property
    def known(self) -> bool:
        """True when the store says anything of it."""
        return bool(self._values)


class _Recent(Generic[K, V]):
    """What was found of late; what is not asked for between one ageing and the next is let go."""

    def __init__(self) -> None:
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """What was found, or None."""
        found = self._young.get(key)
        if found is None and self._old and (found := self._old.get(key)) is not None:
            self._young[key] = found
        return found

    def __setitem__(self, key: K, found: V) -> None:
        self._young[key] = found

    def __len__(self) -> int:
        return len(self._young)

    def age(self) -> None:
        """Let go of what was not asked for since the last time."""
        self._old, self._young = self._young, {}


class Nodes:
    """Nodes by short id, each read once: from the store, or from what was written down of it.

    What is corrected says what its correction says, and what is told in an accepted statement
    counts. `limited` leaves out some of what was written down, `lacking` some of what it comes to.
    """

    def __init__(
        self,
        store: Quads,
        facts: Facts | None = None,
        limited: Limit | None = None,
        lacking: Limit | None = None,
        *,
        accepting: bool = True,
    ) -> None:
        self.store = store
        self._base = facts or Stored(store)
        self._limits = limited, lacking
        self._accepting = accepting
        self._nodes: _Recent[str, Node] = _Recent()
        self._inverse: _Recent[tuple[str, str], list[str]] = _Recent()
        self._remembered: _Recent[tuple[str, str], Any] = _Recent()

    def __getitem__(self, id_: str | None) -> Node:
        node = self._nodes.get(id_ or "")
        if node is None:
            values = self.facts.said(id_ or "")
            for found in values.values():
                found[:] = sorted(set(found))
            node = self._nodes[id_ or ""] = Node(id_ or "", values)
        return node

    @cached_property
    def _laid(self) -> tuple[Layers, Accepted | None]:
        if self._accepting:
            return laid(self.store, self._base, *self._limits)
        return Layers(self.store, self._base, *self._limits), None

    @property
    def alone(self) -> Nodes:
        """The record without what accepted statements add to it, to hold statements against."""
        return Nodes(self.store, self._base, *self._limits, accepting=False)

    @property
    def layers(self) -> Layers:
        """The layers through which the facts are read."""
        return self._laid[0]

    @property
    def accepted(self) -> Accepted | None:
        """What accepted statements say; None where nothing is accepted."""
        return self._laid[1]

    def taken(self, id_: str) -> list[Said]:
        """The accepted statements from which something is taken that is said of a thing."""
        return self.accepted.given(self.written(id_)) if self.accepted else []

    @cached_property
    def facts(self) -> Facts:
        """What is read: the facts as their corrections leave them, without what is left out."""
        return self.layers.facts

    @property
    def uncorrected(self) -> Facts:
        """The facts as they were written down."""
        return self.layers.uncorrected

    def canonical(self, id_: str) -> str:
        """The id under which a thing is known, where it or what it belongs to is a correction."""
        return self.layers.canonical(id_)

    def written(self, id_: str) -> str:
        """The id under which what counts of a thing is written: its own, or of a correction."""
        return self.layers.written(id_)

    def spellings(self, id_: str) -> list[str]:
        """Every id under which a thing may be written: its own, and of its corrections."""
        return self.layers.spellings(id_)

    def trim(self) -> None:
        """Let go of what was not needed of late, where it is much; the store still knows it."""
        if len(self._nodes) > _KEPT:
            for recent in (self._nodes, self._inverse, self._remembered):
                recent.age()

    def remembered(self, what: str, id_: str, find: Callable[[Nodes, str], T]) -> T:
        """What `find` makes of these nodes and a thing, found once under the name `what`."""
        key = (what, id_)
        found: T | None = self._remembered.get(key)
        if found is None:
            found = find(self, id_)
            self._remembered[key] = found
        return found

    def pointing(self, word: str, id_: str) -> list[str]:
        """The short ids of what points to a thing by a property of ours, sorted."""
        key = (word, id_)
        found = self._inverse.get(key)
        if found is None:
            subjects = self.facts.pointing(property_iri(word), id_)
            found = self._inverse[key] = sorted(set(subjects))
        return found


class Desk:
    """What one has at hand who does one job after the other: the store, and what was read of it."""

    def __init__(self, store: Readable, facts: Facts | None = None) -> None:
        self.store = store
        self.nodes = Nodes(store, facts)
