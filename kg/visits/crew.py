"""Several processes that work at once, each with its own view of one store in a folder."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Protocol, Self, TypeVar

from kg.errors import StoreError
from kg.rdf.ledger import LedgerReader
from kg.rdf.node import Desk
from kg.rdf.store import Readable

R = TypeVar("R")
#: A function that a module names, since its name is what is sent; and what it is called with.
Job = tuple[Callable[..., R], object]


class Crew(Protocol):
    """Whoever does jobs, each of them with the store at hand."""

    def each(self, jobs: Iterable[Job[R]]) -> Iterator[R]:
        """What came of each job, in their order.

        Raises StoreError where a process fails.
        """


class Alone:
    """The process that asks, which does one job after the other."""

    def __init__(self, store: Readable, ledger: Path | None = None) -> None:
        self._desk = Desk(store, LedgerReader(ledger) if ledger else None)

    def each(self, jobs: Iterable[Job[R]]) -> Iterator[R]:
        """What came of each job, in their order."""
        for function, item in jobs:
            yield function(self._desk, item)


@contextmanager
def crew(store: Readable, folder: str | None, ledger: Path | None = None) -> Iterator[Crew]:
    """As many processes as can run at once, where the store lies in a folder; else this one.

    They read its nodes from the ledger, where one was written.
    """
    number = _at_once()
    if folder is None or number == 1 or not sys.executable:
        yield Alone(store, ledger)
        return
    places = [folder, str(ledger)] if ledger else [folder]
    with ExitStack() as stack:
        hands = [stack.enter_context(_Hand(places)) for _ in range(number)]
        pool = ThreadPoolExecutor(number)
        stack.callback(pool.shutdown, cancel_futures=True)
        yield _Many(pool, hands)


def _at_once() -> int:
    """How many processes can run at once."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Many:
    """Processes, each of which takes the next job as soon as it has done one."""

    def __init__(self, pool: ThreadPoolExecutor, hands: Iterable[_Hand]) -> None:
        self._pool = pool
        self._free: SimpleQueue[_Hand] = SimpleQueue()
        for hand in hands:
            self._free.put(hand)

    def each(self, jobs: Iterable[Job[R]]) -> Iterator[R]:
        """What came of each job, in their order.

        Raises StoreError where a process fails.
        """
        return self._pool.map(self._done, jobs)

    def _done(self, job: Job[Any]) -> Any:
        hand = self._free.get()
        try:
            return hand.done(job)
        finally:
            self._free.put(hand)


class _Hand:
    """A process that does jobs; it is gone when the block ends.

    It is started by its command and not through `multiprocessing`, which would run the
    script of whoever uses this as a library once more.
    """

    def __init__(self, places: Iterable[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603  (our own module, no shell)
            [sys.executable, "-m", "kg.visits.worker", *places],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def done(self, job: Job[Any]) -> Any:
        """Have a job done."""
        orders, told = self._process.stdin, self._process.stdout
        if orders is None or told is None:
            raise AssertionError("the pipes were asked for")
        try:
            pickle.dump(job, orders)
            orders.flush()
            return pickle.load(told)  # noqa: S301  (from a process of our own)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise StoreError(f"a process that helped ended early{self._last()}") from error

    def _last(self) -> str:
        """The last line that the process said when it ended."""
        self._process.kill()
        said = self._process.stderr.read() if self._process.stderr else b""
        lines = said.decode(errors="replace").strip().splitlines()
        return f": {lines[-1]}" if lines else ""
