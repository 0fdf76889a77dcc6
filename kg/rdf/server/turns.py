"""Turns at writing to a store on a server: taken, kept, given back, and taken over."""

from __future__ import annotations

import os
import random
import re
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Final

from pyoxigraph import NamedNode

from kg.errors import StoreError, StoreLocked
from kg.rdf.server import steps
from kg.rdf.server.asking import Asking
from kg.rdf.server.mark import Holder, Mark, State
from kg.rdf.server.sparql import Query

#: A writer that has not been heard of for so many seconds longer than it asked for is dead.
SILENCE: Final = 600.0
_TRIES: Final = 5
_PAUSE: Final = 0.3


class Turns:
    """Whose turn it is to write to one store, as all who follow the rule agree on it.

    A turn is taken by changing the state from idle to one's own and reading it again:
    servers need not put two such changes after one another, so who then sees another's
    beside its own lets go.
    """

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self.where = asking.where

    def tell(self, *told: str, patience: float = 0.0) -> None:
        """Have updates made, in one request."""
        self._asking.connection.tell(told, patience)

    def mark(self) -> Mark:
        """What the mark says now."""
        return self._asking.mark() or Mark()

    def take(self, generation: int, patience: float) -> State:
        """Take the turn, if nobody has it and nobody had it since the given generation.

        `patience` is how long the holder may be silent beyond what is usual.
        """
        for _ in range(_TRIES):
            mark = self._found()
            if mark.state.generation != generation:
                raise StoreLocked(f"{self.where} was changed by another load; load once more")
            if mark.state.busy:
                self.inherit(mark)
                continue
            mine = State(generation, "staging", secrets.token_hex(6), secrets.token_hex(6))
            self.tell(*steps.taken(mark.state, mine, f"{_here()} {patience:.0f}"))
            if (mark := self.mark()).states == {mine}:
                self._sweep(mark, mine)
                return mine
            if mine in mark.states:
                self.tell(*steps.withdrawn(mine))
            time.sleep(_PAUSE * random.uniform(0.3, 3))  # noqa: S311
        raise StoreLocked(f"{self.where} is locked: others are writing to it; try again")

    @contextmanager
    def kept(self, state: State) -> Iterator[None]:
        """Give the turn back where the block fails; else the next writer finds it abandoned."""
        try:
            yield
        except BaseException:
            with suppress(StoreError):
                self.let_go(state)
            raise

    def let_go(self, state: State) -> State:
        """Give the turn back, unless the change is made; the state found."""
        self.tell(steps.turned(state, state.to("clearing")))
        now = self.mark().state
        if now == state.to("clearing"):
            self.clear(now, last=False)
        return now

    def clear(self, state: State, last: bool = True) -> None:
        """Take away what was put beside the facts, and let others write."""
        listed = Query("SELECT", "DISTINCT ?g", f"{{ GRAPH {state.graph} {{ ?g ?how ?where }} }}")
        graphs = [row["g"] for row in self._asking.rows(listed)]
        parts = [each for each in graphs if isinstance(each, NamedNode)]
        for told in steps.cleared(state, parts, last):
            self.tell(*told)

    def _sweep(self, mark: Mark, mine: State) -> None:
        """Take away what came in late, after its writer had given up."""
        for load in mark.holders.keys() - {mine.load}:
            late = State(load=load)
            ours = f'FILTER(STRSTARTS(STR(?g), "{late.graph.value}"))'
            listed = Query("SELECT", "DISTINCT ?g", f"{{ GRAPH ?g {{ ?s ?p ?o }} {ours} }}")
            for told in steps.dropped([row["g"] for row in self._asking.rows(listed)]):
                self.tell(*told)
            self.tell(steps.unsaid(late))

    def inherit(self, mark: Mark) -> None:
        """Take over from a writer that died: finish what was decided, forget what was not.

        Raises StoreLocked where it lives, or where another takes over at the same time.
        """
        old = mark.state
        self._refuse_if_held(old, mark.holders.get(old.load, Holder()))
        mine = replace(old, holder=secrets.token_hex(6))
        self.tell(*steps.taken(old, mine, f"{_here()} {SILENCE:.0f}"))
        if (now := self.mark().states) != mark.states - {old} | {mine}:
            if mine in now:
                self.tell(steps.turned(mine, old))
            raise StoreLocked(f"{self.where} is locked: another kg command took it over; wait")
        if mine.phase == "moving":
            self.tell(*steps.moved(mine), patience=SILENCE)
            mine = mine.to("clearing", made=1)
        elif mine.phase == "staging":
            self.tell(steps.turned(mine, mine.to("clearing")))
            mine = mine.to("clearing")
        self.clear(mine, last=False)

    def _found(self) -> Mark:
        """The mark of the store, put there if this is its first change."""
        mark = self._asking.mark()
        if mark is None:
            self.tell(steps.founded())
            mark = self._asking.mark()
        if mark is None:
            raise StoreError(
                f"{self.where.update} took an update, and {self.where} shows nothing of it; set "
                "KG_STORE_UPDATE to the address where this server takes updates"
            )
        return mark

    def _refuse_if_held(self, state: State, holder: Holder) -> None:
        """Refuse to write beside a writer that lives."""
        host, process, patience = [*holder.who.split(), "", "", ""][:3]
        if holder.silent is None:
            self.tell(steps.noticed(state))
        elif holder.silent > SILENCE + (float(patience) if patience.isdigit() else 0.0):
            return
        if host == _here().split()[0] and process.isdigit() and not _runs(int(process)):
            return
        raise StoreLocked(
            f"{self.where} is locked: kg is writing to it on {host or 'another machine'} (process "
            f"{process or 'unknown'}); wait until it ends. If it died, the store is free "
            f"{SILENCE / 60:.0f} minutes after its last sign of life"
        )


def _here() -> str:
    """The machine and the process that write."""
    return f"{re.sub(r'[^A-Za-z0-9.-]', '-', socket.gethostname())} {os.getpid()}"


def _runs(process: int) -> bool:
    """True while a process of this machine runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
