"""What it costs, beside a peer, in one run: `make bench`. Prints ratios; judges nothing."""

from __future__ import annotations

import datetime as dt
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg.law.finding import find
from kg.law.index import Index
from kg.rdf import disk
from kg.rdf import store as stores
from kg.rdf.node import Nodes
from kg.rdf.read import Slice
from kg.records.answers import Question
from kg.visits.load import load

ROOT = Path(__file__).parent.parent
STORY = ROOT / "examples" / "sanctuary-cities"
PEER = "import typer, rich, pyoxigraph"


def median(action: Callable[[], object], runs: int = 15) -> float:
    """The median time of an action, in milliseconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def process(*words: str) -> Callable[[], object]:
    """A whole process, its output thrown away."""
    return lambda: subprocess.run(words, check=True, capture_output=True)


def cold() -> None:
    """Whole processes: a status from a store, against only importing what it stands on."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        with disk.write(store) as writer:
            load([STORY], writer)
        asked = ("status", "EO 13768 s.9(a)", "--for", "Chicago", "--on", "2018-03-01", "--json")
        peer = median(process(sys.executable, "-c", PEER))
        ours = median(process(sys.executable, "-m", "kg", *asked, "--store", str(store)))
        helped = median(process(sys.executable, "-m", "kg", "--help"))
    print(f"cold: `{PEER}` {peer:.0f} ms")
    more = f"peer + {ours - peer:.0f} ms ({ours / peer:.2f}x)"
    print(f"cold: kg status --json {ours:.0f} ms = {more}")
    print(f"cold: kg --help {helped:.0f} ms ({helped / peer:.2f}x)")


def facts(name: str, effects: int) -> str:
    """A policy under so many orders, in N-Triples: every third is stayed, every fourth narrowed."""
    from kg.rdf import ns

    enacts = f"<{ns.NS}enacts> <{ns.ID}policy/{name}> ;"
    lines = [
        f'<{ns.ID}policy/{name}> a <{ns.NS}AgencyRule> ; <{ns.LABEL.value}> "Rule {name}" .',
        _action(name, "start", f"policy/{name}", "issued", 0, enacts),
    ]
    for number in range(effects):
        kind = ("preliminary-injunction", "stay-pending-appeal", "narrowed")[number % 3]
        target = f"policy/{name}" if number % 3 == 0 else f"action/{name}/{number - number % 3}#e"
        lines.append(_action(name, str(number), target, kind, number + 1))
    return "\n".join(lines)


def _action(policy: str, name: str, target: str, kind: str, day: int, more: str = "") -> str:
    from kg.rdf import ns

    when = dt.date(2018, 1, 1) + dt.timedelta(days=day)
    act, effect = f"<{ns.ID}action/{policy}/{name}>", f"<{ns.ID}action/{policy}/{name}#e>"
    scope, body = f"<{ns.ID}action/{policy}/{name}#e.scope>", f"<{ns.ID}us/xx/{policy}-{day % 7}>"
    leaves = f"<{ns.NS}leaves> {scope} ;" if kind == "narrowed" else f"<{ns.NS}scope> {scope} ;"
    return f"""{act} a <{ns.NS}ExecutiveAction> ; {more} <{ns.NS}decided> "{when}"^^<{ns.XSD}date> ;
  <{ns.NS}effect> {effect} .
{effect} <{ns.NS}kind> <{ns.LIST}effect-kinds/{kind}> ; {leaves} <{ns.NS}target> <{ns.ID}{target}> .
{scope} <{ns.NS}party> {body} . {body} a <{ns.NS}PublicBody> ."""


def warm() -> None:
    """In process: a policy under 50 effects, alone and among 2,000 other policies."""
    import pyoxigraph as ox

    print("warm: a policy under 50 effects, in a store of …")
    alone = 0.0
    for others in (0, 200, 2000):
        inner = ox.Store()
        text = "\n".join([facts("p", 50), *(facts(f"q{n}", 10) for n in range(others))])
        inner.load(text.encode(), format=ox.RdfFormat.TURTLE)
        store = stores.Reader(inner)
        read = median(lambda store=store: Slice(Nodes(store)).world("policy/p", "us/xx/p-1"))
        world = Slice(Nodes(store)).world("policy/p", "us/xx/p-1")
        question = Question("policy/p", dt.date(2018, 2, 1), "us/xx/p-1")
        judged = median(lambda world=world, question=question: find(Index(world), question))
        alone = alone or read + judged
        ratio = (read + judged) / alone
        times = f"slice {read:.1f} ms, status {judged:.1f} ms ({ratio:.2f}x)"
        print(f"  {len(store):>7} triples: {times}")


def loading() -> None:
    """The story, with all its checks, against the same triples read bare."""
    import pyoxigraph as ox

    with stores.memory() as store:
        checked = median(lambda: load([STORY], stores.memory()), 5)
        load([STORY], store)
        text = ox.serialize((q.triple for q in store.quads()), format=ox.RdfFormat.N_TRIPLES)
    bare = median(lambda: ox.Store().load(text, format=ox.RdfFormat.N_TRIPLES), 5)
    print(f"load: the story, checked, {checked:.0f} ms; its triples bare {bare:.0f} ms")


if __name__ == "__main__":
    cold()
    warm()
    loading()
