"""The order of names in a list."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"([0-9]+)")


def as_counted(name: str) -> list[tuple[int, str]]:
    """A key under which section 9 comes before section 17, whatever the case of letters."""
    pieces = _NUMBER.split(name.casefold())  # every second piece is a number
    return [(int(piece) if at % 2 else 0, piece) for at, piece in enumerate(pieces)]
