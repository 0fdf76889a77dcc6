"""How far long work has come, told to whoever wants to show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

#: Hears what is being done, how many of its steps are over, and how many there are (or 0).
Watcher = Callable[[str, int, int], None]

_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


def step(what: str, over: int = 0, of: int = 0) -> None:
    """Say what is being done now, and which step of it."""
    if watcher := _watcher.get():
        watcher(what, over, of)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Have the steps that are taken within the block told to the watcher."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)
