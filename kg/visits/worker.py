"""One process of a crew: does the jobs that it is handed, until there are no more."""

from __future__ import annotations

import gc
import pickle
import sys
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from kg.rdf.ledger import LedgerReader
from kg.rdf.node import Desk
from kg.rdf.store import Reader

#: After how many new things circles among them are looked for. Records live as long as a job and
#: make none; by Python's own number every tenth second would go to looking.
_OFTEN: Final = 100_000


def work(folder: str, ledger: str = "") -> None:
    """Do one job after the other, from standard input to standard output."""
    gc.set_threshold(_OFTEN)
    facts = LedgerReader(Path(ledger)) if ledger else None
    desk = Desk(Reader(Store.read_only(folder)), facts)
    while True:
        try:
            function, item = pickle.load(sys.stdin.buffer)  # noqa: S301  (from who began this)
        except EOFError:
            return
        pickle.dump(function(desk, item), sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    work(*sys.argv[1:])
