"""Files into graphs of the store: all of a load, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import AlreadyLoaded, DataError, Problem
from kg.rdf import ns, parse
from kg.rdf.check import Rule, check
from kg.rdf.names import name_quads, names_graph
from kg.rdf.parse import Facts
from kg.rdf.store import Readable, Writable

_DIGEST = ns.term("digest")


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load read; `changed` names the graphs that are new or different now."""

    files: tuple[str, ...]
    graphs: tuple[str, ...]
    changed: tuple[str, ...]
    triples: int
    things: int


def load(
    paths: Iterable[Path],
    store: Writable,
    replace: bool = False,
    dry_run: bool = False,
    trusted: bool = False,
    rules: Iterable[Rule] = (),
) -> LoadReport:
    """Read the files, check them all, then write their graphs in one update.

    Raises DataError with every problem found; then nothing has been written.
    `trusted` skips shapes and hygiene, never what keeps facts in their graphs.
    """
    facts = read_all(paths)
    changed = _changed(facts, store)
    old = frozenset(graph for graph in changed if _present(store, graph))
    if old and not replace:
        raise AlreadyLoaded(_already(facts, old))
    problems = [] if trusted or not changed else check(facts, store, old, rules)
    if problems:
        raise DataError(problems)
    if changed and not dry_run:
        store.update(_update(changed, old))
    return _report(facts, changed)


def problems_of(
    paths: Iterable[Path], store: Readable, rules: Iterable[Rule] = ()
) -> list[Problem]:
    """Every problem of the files, as if they replaced what the store holds of them."""
    try:
        facts = read_all(paths)
    except DataError as error:
        return list(error.problems)
    old = frozenset(graph for each in facts for graph in each.graphs if _present(store, graph))
    return check(facts, store, old, rules)


def read_all(paths: Iterable[Path]) -> list[Facts]:
    """What all the files say; raises DataError with the problems of all of them."""
    facts: list[Facts] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(parse.find(paths)):
        try:
            facts.append(parse.read(path))
        except DataError as error:
            problems.extend(error.problems)
    problems.extend(_shared(facts))
    if problems:
        raise DataError(problems)
    return facts


def _shared(facts: Sequence[Facts]) -> Iterable[Problem]:
    """Two files that would make one graph."""
    makers: dict[NamedNode, str] = {}
    for each in facts:
        for graph in each.graphs:
            if (other := makers.setdefault(graph, each.file)) != each.file:
                yield Problem(
                    each.file,
                    None,
                    "",
                    "file",
                    f"makes the same graph as {other}",
                    "give one of them another name",
                )


def _changed(facts: Sequence[Facts], store: Readable) -> dict[NamedNode, list[Quad]]:
    """The graphs whose content differs from what the store holds."""
    new: dict[NamedNode, list[Quad]] = {}
    for each in facts:
        for quad in each.quads:
            if isinstance(quad.graph_name, NamedNode):
                new.setdefault(quad.graph_name, []).append(quad)
    return {graph: quads for graph, quads in new.items() if set(quads) != set(store.quads(g=graph))}


def _present(store: Readable, graph: NamedNode) -> bool:
    return next(iter(store.quads(g=graph)), None) is not None


def _already(facts: Sequence[Facts], old: frozenset[NamedNode]) -> Iterable[Problem]:
    for each in facts:
        if each.graphs & old:
            yield Problem(
                each.file,
                None,
                "",
                "",
                "was loaded before with other content",
                "use `kg load --replace` to put this in its place",
            )


def _update(changed: dict[NamedNode, list[Quad]], old: frozenset[NamedNode]) -> str:
    """One SPARQL update, which a store applies whole or not at all."""
    dropped = sorted(str(each) for graph in old for each in (graph, names_graph(graph.value)))
    drops = [f"DROP SILENT GRAPH {graph} ;" for graph in dropped]
    blocks = ["INSERT DATA {"]
    for graph, quads in changed.items():
        blocks.append(f"GRAPH {graph} {{")
        blocks.extend(f"{q.subject} {q.predicate} {q.object} ." for q in quads)
        blocks.append("}")
        blocks.append(f"GRAPH {names_graph(graph.value)} {{ {graph} {_DIGEST} {_digest(quads)} .")
        blocks.extend(f"{q.subject} {q.predicate} {q.object} ." for q in name_quads(quads))
        blocks.append("}")
    return "\n".join([*drops, *blocks, "}"])


def _digest(quads: Iterable[Quad]) -> Literal:
    """A digest of what a graph says, whatever the order it says it in."""
    lines = sorted(f"{q.subject} {q.predicate} {q.object}" for q in quads)
    return Literal(hashlib.sha256("\n".join(lines).encode()).hexdigest())


def _report(facts: Sequence[Facts], changed: Iterable[NamedNode]) -> LoadReport:
    typed = {quad.subject for each in facts for quad in each.quads if quad.predicate == ns.TYPE}
    graphs = sorted({graph.value for each in facts for graph in each.graphs})
    return LoadReport(
        files=tuple(each.file for each in facts),
        graphs=tuple(graphs),
        changed=tuple(sorted(graph.value for graph in changed)),
        triples=sum(len(each.quads) for each in facts),
        things=len(typed),
    )
