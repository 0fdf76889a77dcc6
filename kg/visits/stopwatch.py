"""How long each phase of a visit took."""

from __future__ import annotations

import time


class Stopwatch:
    """Runs from its making; each lap notes the seconds since the one before."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, phase: str) -> None:
        """Note the end of a phase."""
        now = time.perf_counter()
        self.seconds[phase] = self.seconds.get(phase, 0.0) + now - self._last
        self._last = now
