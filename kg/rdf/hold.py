"""Holding a folder while it is read, so that nobody takes it away meanwhile."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

if sys.platform != "win32":
    import fcntl


def hold(folder: Path) -> Callable[[], None]:
    """Keep a folder from being taken away until the returned function is called.

    Raises FileNotFoundError where it is gone, BlockingIOError where it is going.
    """
    if sys.platform == "win32":  # there, what is open cannot be taken away
        return lambda: None
    handle = _locked(folder, fcntl.LOCK_SH)
    return lambda: os.close(handle)


def take_away(folder: Path) -> None:
    """Remove a folder and all in it, unless someone holds it; then the next one to ask will."""
    if sys.platform == "win32":
        shutil.rmtree(folder, ignore_errors=True)
        return
    try:
        handle = _locked(folder, fcntl.LOCK_EX)
    except OSError:
        return
    try:
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(handle)


def settle(folder: Path) -> None:
    """Have the disk keep the names that were made in a folder, should the power fail."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _locked(folder: Path, how: int) -> int:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BaseException:
        os.close(handle)
        raise
    return handle
