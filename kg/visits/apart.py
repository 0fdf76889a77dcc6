"""Work done in a process of its own, which ends for certain when its time is up.

The storage engine cannot be interrupted: a query that takes hours would go on behind the back of
whoever gave up on it. It also runs out of stack on a query of ten thousand alternatives, and takes
its process with it.
"""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Final, TypeVar

from kg.errors import LimitError, QuestionError

T = TypeVar("T")
#: How much longer than its time a process may live whose parent is gone.
_SPARE: Final = 5.0
_STARTS: Final = "import sys; sys.path[:] = {path!r}; from kg.visits.apart import work; work()"


def apart(function: Callable[[Any], T], item: object, seconds: float) -> T:
    """What a function of a module makes of an item, within so many seconds.

    Raises LimitError when they are over, QuestionError where the process dies of what it was
    asked, and whatever the function raises.
    """
    order = pickle.dumps((function, item, seconds))
    command = [sys.executable, "-c", _STARTS.format(path=sys.path)]
    try:
        ran = subprocess.run(  # noqa: S603  (our own module, no shell)
            command, input=order, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise LimitError(
            f"there was no answer within {seconds:g} seconds; ask for less, or allow more with "
            "--limit-time"
        ) from None
    try:
        went, result = pickle.loads(ran.stdout)  # noqa: S301  (from a process of our own)
    except (EOFError, pickle.UnpicklingError):
        raise _died(ran) from None
    if went:
        return result  # type: ignore[no-any-return]
    raise result


def _died(ran: subprocess.CompletedProcess[bytes]) -> Exception:
    """What to say of a process that ended without a word of its own."""
    if ran.returncode < 0:
        word = signal.Signals(-ran.returncode).name
        return QuestionError(f"the query is more than the engine can take ({word}); ask for less")
    lines = ran.stderr.decode(errors="replace").strip().splitlines()
    return RuntimeError(lines[-1] if lines else "a process that helped ended early")


def work() -> None:
    """Do what is asked on standard input, and tell of it on standard output."""
    function, item, seconds = pickle.load(sys.stdin.buffer)  # noqa: S301  (from who began this)
    if hasattr(signal, "setitimer"):
        # By the system's own action, which waits for no interpreter.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds + _SPARE)
    try:
        answer = True, function(item)
    except Exception as fault:  # noqa: BLE001  (whoever asked knows what to make of it)
        answer = False, fault
    pickle.dump(answer, sys.stdout.buffer)
    sys.stdout.buffer.flush()
