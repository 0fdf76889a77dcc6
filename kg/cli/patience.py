"""A bar on work that is longer than a second, on a terminal only."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE: Final = 1.0


@contextmanager
def patience() -> Iterator[None]:
    """Show how far the work within the block has come, once it has taken a second."""
    if not sys.stderr.isatty():
        yield
        return
    from kg.rdf import progress

    bar = _Bar()
    try:
        with progress.watched(bar.step):
            yield
    finally:
        bar.end()


class _Bar:
    """The bar: quiet at first, drawn on standard error, and gone when the work is over."""

    def __init__(self) -> None:
        self._now = ("", 0, 0)
        self._over = False
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(_PATIENCE, self._show)
        self._timer.daemon = True
        self._timer.start()

    def step(self, what: str, over: int, of: int) -> None:
        """Draw what is being done now; a count of one would tell nothing."""
        with self._lock:
            if what != self._now[0]:
                self._task = None
            self._now = (what, over, of if of > 1 else 0)
            self._draw()

    def end(self) -> None:
        """Take the bar away."""
        self._timer.cancel()
        with self._lock:
            self._over = True
            if self._bar:
                self._bar.stop()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn())
        screen = Console(stderr=True)
        with self._lock:
            if not self._over:
                self._bar = Progress(*columns, TimeElapsedColumn(), console=screen, transient=True)
                self._bar.start()
                self._draw()

    def _draw(self) -> None:
        """One line for the present work, in the place of the one before."""
        if not self._bar:
            return
        what, over, of = self._now
        if self._task is None:
            for each in self._bar.task_ids:
                self._bar.remove_task(each)
            self._task = self._bar.add_task(what, total=of or None)
        self._bar.update(self._task, completed=over)
