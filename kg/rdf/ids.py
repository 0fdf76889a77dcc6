"""What an id may look like."""

from __future__ import annotations

import re
from typing import Final

_SEGMENT: Final = re.compile(r"[^\s\x00-\x20\x7f-\x9f\"<>\\^`{|}:?#\[\]@%/]+\Z")

_LONGEST: Final = 300


def fault_of_id(text: str) -> str:
    """What is wrong with an id, or nothing."""
    if len(text) > _LONGEST:
        return f"is longer than {_LONGEST} characters"
    path, hash_, name = text.partition("#")
    if hash_ and not (name and _SEGMENT.match(name)):
        return "has a wrong part after `#`"
    if path.startswith("/"):
        return "begins with `/`"
    faults = (_fault_of_part(part, alone=not path) for part in path.split("/"))
    return next((fault for fault in faults if fault), "")


def _fault_of_part(part: str, *, alone: bool) -> str:
    if part in {".", ".."}:
        return f"holds `{part}`"
    if not part:
        return "is empty" if alone else "has an empty part between slashes"
    if ":" in part:
        return "holds `:`; an id is relative, as agency/rule"
    return "" if _SEGMENT.match(part) else "holds a space or a character that no id may have"
