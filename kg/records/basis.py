"""What an answer may rest on: all that is on record, or less, or more."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Basis:
    """What is left out of the record, and what is added to it, for one answer.

    `known_on` leaves out what became public after a day, `recorded_by` what was written down
    after it. `supposed` names the files whose facts are added; `without` the things, and
    `without_sources` the sources, that are left out. Names are as people write them until they
    are resolved, ids afterwards.
    """

    known_on: dt.date | None = None
    recorded_by: dt.date | None = None
    supposed: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    without_sources: tuple[str, ...] = ()


#: All that is on record.
RECORD = Basis()
