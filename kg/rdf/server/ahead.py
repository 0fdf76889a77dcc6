"""Reading ahead: when one thing is asked for, what will be asked for next comes with it.

The engine reads one thing at a time, which is nothing beside an embedded store and a
journey each to a server. So a first question about a thing fetches its surroundings too,
step by step along the links that an answer follows, many things to a request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg.rdf import ns

#: The links that the slice of a policy follows from their end to their beginning.
BACKWARDS: Final = (
    *("partOf", "enacts", "target", "holds", "effect", "triggers", "concludes", "disposesOf"),
    *("case", "governs", "member", "statement"),
)
#: The links whose both ends belong to the slice, so that what leads to them does too.
SPINE: Final = frozenset(
    ns.NS + word
    for word in (
        *("target", "partOf", "sameEndAs", "implements", "enacts", "effect", "triggers"),
        *("concludes", "disposesOf", "case", "plaintiff", "defendant", "participant"),
        *("party", "agentClass", "territory", "except", "binds", "governs"),
        *("within", "memberOf", "subClassOf"),
    )
)
#: Links that are not followed further: what a file holds, what a statement is about and names.
_LEAVES: Final = frozenset(
    (ns.NS + "holds", ns.NS + "speaker", ns.RDF + "subject", ns.RDF + "object")
)
_ROWS: Final = 6_000
_THINGS: Final = 300
_KNOWN: Final = 3_000

Fetch = Callable[[str], list[Quad]]


class Ahead:
    """What was read of things so far, and the way to read more."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._said: dict[str, dict[Quad, None]] = {}
        self._led: dict[str, dict[str, dict[Quad, None]]] = {}
        self._words = [ns.NS + word for word in BACKWARDS]
        self._met: dict[str, None] = {}
        self._sweep = 1

    def about(self, iri: str) -> Iterable[Quad]:
        """What is said of a thing."""
        if iri not in self._said:
            self._around(iri)
        return self._said[iri]

    def leading(self, word: str, iri: str) -> Iterable[Quad]:
        """What leads to a thing by one property."""
        if word not in self._words:
            self._learn(word, iri)
        elif iri not in self._said:
            self._around(iri)
        elif iri not in self._led:
            self._behind(iri)
        if missing := [each for each in self._words if each not in self._led[iri]]:
            self._read((), (iri,), missing)
        return self._led[iri][word]

    def meet(self, quads: Sequence[Quad]) -> None:
        """Remember the things of a small answer: they are likely to be asked for next."""
        for iri in _onward(quads):
            if iri not in self._said and len(self._met) < _THINGS:
                self._met[iri] = None

    def _around(self, iri: str) -> None:
        """Read a thing and those met lately, then what they lead to, until enough is read."""
        forward = self._unsaid((iri, *self._met))
        back = self._unled((iri,))
        self._met.clear()
        rows = 0
        while (forward or back) and rows < _ROWS:
            quads = self._read(forward, back, self._words)
            rows += len(quads)
            forward, back = self._unsaid(_onward(quads)), self._unled(_spine(quads))

    def _behind(self, iri: str) -> None:
        """Read what leads to a thing, and to those read after it: each time to twice as many.

        One such question is an exception, many in a row are a sweep over all that is known.
        """
        self._sweep = min(2 * self._sweep, _THINGS)
        known = list(self._said)
        after = known[known.index(iri) + 1 :]
        others = self._unled(name for name in after if name.startswith(ns.ID))
        self.meet(self._read((), (iri, *others[: self._sweep - 2]), self._words))

    def _learn(self, word: str, iri: str) -> None:
        """A property asked for backwards for the first time: ask it of everything known."""
        known = [name for name in self._led if name != iri][-_KNOWN:]
        self._words.append(word)
        for names in _some((*known, iri), _THINGS * 2):
            self._read((), names, [word])
        self.meet(list(self._led[iri][word]))

    def _unsaid(self, names: Iterable[str]) -> list[str]:
        return [name for name in dict.fromkeys(names) if name not in self._said]

    def _unled(self, names: Iterable[str]) -> list[str]:
        return [name for name in dict.fromkeys(names) if name not in self._led]

    def _read(
        self, forward: Sequence[str], back: Sequence[str], words: Sequence[str]
    ) -> list[Quad]:
        """Read in one request what is said of some things and what leads to others."""
        for name in forward:
            self._said[name] = {}
        for name in back:
            self._led.setdefault(name, {}).update((word, {}) for word in words)
        quads = self._fetch(" UNION ".join(_patterns(forward, back, words)))
        ahead, behind = frozenset(forward), frozenset(back)
        for quad in quads:
            subject, object_ = _iri(quad.subject), _iri(quad.object)
            if subject in ahead:
                self._said[subject][quad] = None
            if object_ in behind and quad.predicate.value in words:
                self._led[object_][quad.predicate.value][quad] = None
        return quads


def _patterns(forward: Sequence[str], back: Sequence[str], words: Sequence[str]) -> Iterator[str]:
    named = ", ".join(str(NamedNode(word)) for word in words)
    for names in _some(forward, _THINGS):
        yield f"{{ VALUES ?s {{ {_listed(names)} }} GRAPH ?g {{ ?s ?p ?o }} }}"
    for names in _some(back, _THINGS):
        yield (
            f"{{ VALUES ?o {{ {_listed(names)} }} GRAPH ?g {{ ?s ?p ?o }} "
            f"FILTER(?p IN ({named})) }}"
        )


def _some(names: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """The names, so many at a time."""
    return (names[start : start + size] for start in range(0, len(names), size))


def _listed(names: Iterable[str]) -> str:
    return " ".join(str(NamedNode(name)) for name in names)


def _onward(quads: Iterable[Quad]) -> Iterator[str]:
    """The things to read next: both ends of every link, but for those that lead anywhere."""
    for quad in quads:
        leaf = quad.predicate.value in _LEAVES
        ends = (quad.subject,) if leaf else (quad.subject, quad.object)
        yield from (iri for iri in map(_iri, ends) if is_thing(iri))


def _spine(quads: Iterable[Quad]) -> Iterator[str]:
    return _onward(quad for quad in quads if quad.predicate.value in SPINE)


def is_thing(iri: str) -> bool:
    """True for what facts speak of: things, and the files that hold them."""
    return iri.startswith((ns.ID, ns.FACTS))


def _iri(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else ""
