"""What a server says of the store that it holds: its version, and whose turn it is to write.

The mark stands in a graph of its own, beside the facts. Its state is one literal, so that
it changes in one step and everybody who read another one can tell:

    7 idle                  the store is as its seventh change left it
    7 staging LOAD HOLDER   somebody puts the next change beside the facts; readers see none of it
    7 moving LOAD HOLDER    the change is decided and being made; who reads now may see half of it
    8 clearing LOAD HOLDER  the change is made; what was put beside the facts is taken away

A server that makes an update request whole or not at all never shows `moving`. The holder
says of its load on which machine and in which process it works, and when it last did.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from pyoxigraph import NamedNode

from kg.errors import StoreDamaged, StoreVersion
from kg.rdf import ns
from kg.rdf.store import VERSION

GRAPH: Final = NamedNode(ns.STORE)
_PHASES: Final = ("idle", "clearing", "staging", "moving")
_WORDS: Final = 2

Row = tuple[object, object, object, object]


def word(name: str) -> NamedNode:
    """A property of the mark; these are no terms of the ontology."""
    return NamedNode(f"{ns.STORE}#{name}")


@dataclass(frozen=True, slots=True)
class State:
    """Whose turn it is: how many changes were made, and what is being done now."""

    generation: int = 0
    phase: str = "idle"
    load: str = ""
    holder: str = ""

    def __str__(self) -> str:
        words = (str(self.generation), self.phase, self.load, self.holder)
        return " ".join(each for each in words if each)

    @classmethod
    def parse(cls, text: str) -> State | None:
        """The state that a literal says, or None."""
        words = text.split()
        if len(words) < _WORDS or not words[0].isdigit() or words[1] not in _PHASES:
            return None
        return cls(int(words[0]), *words[1:4])

    @property
    def graph(self) -> NamedNode:
        """The graph that lists what is put beside the facts; the rest stands in graphs below it."""
        return NamedNode(f"{ns.STORE}/{self.load}")

    @property
    def triple(self) -> str:
        """The state as a pattern and as data."""
        return f'GRAPH {GRAPH} {{ {GRAPH} {word("state")} "{self}" }}'

    @property
    def busy(self) -> bool:
        """True while somebody writes."""
        return self.phase != "idle"

    def to(self, phase: str, made: int = 0) -> State:
        """The next state of the same load."""
        return replace(self, phase=phase, generation=self.generation + made)

    def idle(self) -> State:
        """The state when nobody writes any more."""
        return State(self.generation)


def foremost(states: Iterable[State]) -> State | None:
    """The state that counts where several are met: the latest, and there the one furthest on."""
    return max(
        states,
        key=lambda each: (each.generation, _PHASES.index(each.phase), str(each)),
        default=None,
    )


@dataclass(frozen=True, slots=True)
class Holder:
    """What is known of somebody who writes: the machine, the process, the time it may take."""

    who: str = ""
    silent: float | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Everything that the mark says at one moment."""

    version: str = ""
    states: frozenset[State] = frozenset()
    holders: Mapping[str, Holder] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """The state that counts."""
        return foremost(self.states) or State()

    @property
    def tidy(self) -> bool:
        """True when nothing can lie beside the facts."""
        return not (self.holders or self.state.busy)

    def check(self, where: object) -> None:
        """Refuse what another version made.

        Raises StoreVersion, StoreDamaged.
        """
        if not (self.version.isascii() and self.version.isdigit()):
            raise StoreDamaged(
                f"{where} says {self.version[:40]!r} of its version, which is none; "
                "empty it and load the facts anew"
            )
        if int(self.version[:9]) > VERSION:
            raise StoreVersion(
                f"{where} was made by a newer version (store version {self.version[:9]}, this one "
                f"reads {VERSION}); upgrade with `pip install --upgrade inforce`"
            )
        if not self.states:
            raise StoreDamaged(f"{where} has lost its state; empty it and load the facts anew")


def mark(rows: Iterable[Row]) -> Mark | None:
    """The mark as its triples tell it, each with the present moment; None where there is none."""
    said: dict[str, dict[str, list[str]]] = {}
    now = ""
    for about, name, value, moment in rows:
        words = said.setdefault(_text(about), {})
        words.setdefault(_text(name).removeprefix(f"{ns.STORE}#"), []).append(_text(value))
        now = _text(moment)
    if not said:
        return None
    own = said.get(ns.STORE, {})
    states = [state for text in own.get("state", ()) if (state := State.parse(text))]
    latest = max((state.generation for state in states), default=0)
    return Mark(
        version=max(own.get("version", [""])),
        states=frozenset(state for state in states if state.generation == latest),
        holders={
            about.removeprefix(f"{ns.STORE}/"): Holder(
                max(words.get("holder", [""])), _seconds(max(words.get("seen", [""])), now)
            )
            for about, words in said.items()
            if about != ns.STORE
        },
    )


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))


def _seconds(earlier: str, later: str) -> float | None:
    """The seconds between two moments by the server's own clock, if it tells them."""
    try:
        passed = dt.datetime.fromisoformat(later) - dt.datetime.fromisoformat(earlier)
    except (ValueError, TypeError):
        return None
    return passed.total_seconds()
