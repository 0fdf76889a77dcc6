"""Loads of generated litigation beside a peer: `python bench/scale.py 1000 10000 100000`.

The peer is oxrdflib, which puts the same N-Triples into the same kind of store and does
nothing else: transactionally, as it does unless told otherwise, and in bulk. Ours checks
shapes and hygiene, derives all runs and indexes names; `trusted` leaves the checks out.
Memory is the peak of the largest process. Prints ratios; judges nothing.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from litigation import distributions, litigation

ROOT = Path(__file__).parent.parent
PEER = """
import rdflib
graph = rdflib.Graph(store="Oxigraph")
graph.open(where, create=True)
graph.parse(facts, format="ox-nt", transactional=how == "transactional")
graph.close()
told = {}
"""
OURS = """
from pathlib import Path
from kg.rdf import disk
from kg.visits.load import load
with disk.write(Path(where)) as store:
    told = dict(load([Path(facts)], store, trusted=how == "trusted").seconds)
"""
FRAME = """
import json, resource, sys, time
facts, where, how = sys.argv[1:]
start = time.perf_counter()
{}
seconds = time.perf_counter() - start
peak = max(resource.getrusage(who).ru_maxrss for who in
           (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({{"seconds": seconds, "peak": peak / 1024, "phases": told}}))
"""
TOUCH = """\
file: touch
recorded: 2026-11-24
things:
  action/touch:
    type: ExecutiveAction
    label: One more step, number {number}
    decided: 2026-01-{day:02}
    confidence: from-memory
    effects:
      step: {{does: revoked, to: [{policy}], scope: {{everyone: true}}}}
"""


def timed(code: str, facts: Path, where: Path, how: str) -> dict:
    """What a load costs in a process of its own: seconds, peak MB, seconds of each phase."""
    words = [sys.executable, "-c", FRAME.format(code), str(facts), str(where), how]
    said = subprocess.run(words, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    return json.loads(said)


def loads(facts: Path, folder: Path) -> Path:
    """The peer's two ways and ours; the store that ours made."""
    megabytes = facts.stat().st_size / 1e6
    print(f"{facts.stem}: {megabytes:.0f} MB of N-Triples", flush=True)
    found = {}
    for how, code in (
        *((how, PEER) for how in ("transactional", "bulk")),
        *((how, OURS) for how in ("trusted", "checked")),
    ):
        found[how] = run = timed(code, facts, folder / f"{facts.stem}-{how}", how)
        peer = found["transactional"]
        ratios = (
            f"{run['seconds'] / peer['seconds']:.2f}x, memory {run['peak'] / peer['peak']:.2f}x"
        )
        phases = ", ".join(f"{name} {spent:.1f}" for name, spent in run["phases"].items())
        name = "oxrdflib" if code is PEER else "kg"
        print(
            f"  {name} {how}: {run['seconds']:.1f} s, {run['peak']:.0f} MB = {ratios}"
            f"{f' ({phases})' if phases else ''}",
            flush=True,
        )
    return folder / f"{facts.stem}-checked"


def touching(store: Path, runs: int = 7) -> float:
    """The median seconds of a load that touches one policy, the same in every store."""
    from kg.rdf import disk
    from kg.rdf.names import all_policies
    from kg.visits.load import load

    with disk.read(store) as reader:
        policy = min(name for name in all_policies(reader) if name.endswith("/f0"))
    times = []
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder) / "touch.yaml"
        for number in range(runs):
            facts.write_text(TOUCH.format(number=number, day=number + 1, policy=policy))
            start = time.perf_counter()
            with disk.write(store) as writer:
                load([facts], writer, replace=True)
            times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def main(sizes: list[int]) -> None:
    """Generate, load and touch litigation of these sizes, in actions."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        least = 0.0
        for size in sizes:
            facts = folder / f"{size}-actions.nt"
            with facts.open("w", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in litigation(size))
            if size == sizes[0]:
                print(distributions(facts.read_text(encoding="utf-8").splitlines()))
            spent = touching(loads(facts, folder))
            least = least or spent
            print(f"  one policy touched: {spent * 1000:.0f} ms ({spent / least:.2f}x)", flush=True)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1_000, 10_000, 100_000])
