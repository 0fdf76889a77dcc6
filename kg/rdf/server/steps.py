"""The steps of a change on a server, as SPARQL updates; each does nothing out of turn.

Every step but the putting aside names the state in which alone it may work. So a writer that
was taken for dead and comes back can change nothing, and a step made twice is made once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg.rdf.change import Change, written
from kg.rdf.server.mark import GRAPH, State, word
from kg.rdf.store import VERSION

_QUADS: Final = 2_000
_BYTES: Final = 400_000
_DROPS: Final = 100
_INTO, _OUT_OF, _EMPTIES = word("into"), word("outOf"), word("empties")
_HOLDER, _SEEN, _VERSION, _STATE = word("holder"), word("seen"), word("version"), word("state")


def founded() -> str:
    """Put the mark of an empty store where there is none.

    Counting is the one way to ask for nothing that every server understands.
    """
    new = _mark(f'{_VERSION} "{VERSION}" ; {_STATE} "{State()}"')
    known = f"{{ SELECT (COUNT(*) AS ?known) WHERE {{ {_mark('?said ?value')} }} }}"
    return f"INSERT {{ {new} }} WHERE {{ {known} FILTER(?known = 0) }}"


def taken(old: State, new: State, who: str) -> list[str]:
    """Take the turn, whoever had it, and say who and when."""
    said = _holder(new, f'{_HOLDER} "{who}" ; {_SEEN} ?now')
    return [turned(old, new), unsaid(new), _step(new, insert=said, where="BIND(NOW() AS ?now)")]


def withdrawn(mine: State) -> list[str]:
    """Give back a turn that two have taken; where another keeps it, its state outweighs idle."""
    idle = f"INSERT DATA {{ {mine.idle().triple} }}"
    return [f"DELETE DATA {{ {mine.triple} }}", idle, unsaid(mine)]


def turned(old: State, new: State) -> str:
    """Go from one state to the next."""
    return _step(old, old.triple, new.triple)


def alive(state: State) -> str:
    """Say that the writer still works."""
    then, now = _holder(state, f"{_SEEN} ?then"), _holder(state, f"{_SEEN} ?now")
    return _step(state, then, now, f"{then} BIND(NOW() AS ?now)")


def noticed(state: State) -> str:
    """Note when a writer that says nothing of itself was met, so that its time can run out."""
    return _step(state, insert=_holder(state, f"{_SEEN} ?now"), where="BIND(NOW() AS ?now)")


def aside(state: State, change: Change) -> Iterator[str]:
    """Put a change beside the facts, in pieces of a size that any server takes.

    The first pieces say where each part goes, so that nothing lies there unaccounted for.
    """
    entries = [_entry(state, state.graph, _EMPTIES, graph) for graph in change.drop]
    parts: list[Quad] = []
    for how, name, some in ((_INTO, "in", change.insert), (_OUT_OF, "out", change.delete)):
        places: dict[object, NamedNode] = {}
        for quad in some:
            place = places.get(quad.graph_name)
            if place is None:
                place = NamedNode(f"{state.graph.value}/{name}{len(places) + 1}")
                places[quad.graph_name] = place
                entries.append(_entry(state, place, how, quad.graph_name))
            parts.append(Quad(quad.subject, quad.predicate, quad.object, place))
    return (f"INSERT DATA {{\n{written(some)}\n}}" for some in _pieces([*entries, *parts]))


def decided(state: State) -> str:
    """From here on the change is made, by its writer or by the next."""
    return turned(state, state.to("moving"))


def moved(state: State) -> list[str]:
    """Make the change out of what lies beside the facts; made again, it changes nothing more."""
    graph, facts, parts = state.graph, "GRAPH ?g { ?s ?p ?o }", "GRAPH ?part { ?s ?p ?o }"
    old, new = _mark(f"{_VERSION} ?old"), _mark(f'{_VERSION} "{VERSION}"')
    return [
        _step(state, facts, where=f"GRAPH {graph} {{ {graph} {_EMPTIES} ?g }} {facts}"),
        _step(state, facts, where=f"GRAPH {graph} {{ ?part {_OUT_OF} ?g }} {parts}"),
        _step(state, insert=facts, where=f"GRAPH {graph} {{ ?part {_INTO} ?g }} {parts}"),
        _step(state, old, new, old),
        _step(state, state.idle().triple, where=state.idle().triple),
        turned(state, state.to("clearing", made=1)),
    ]


def cleared(state: State, graphs: Sequence[NamedNode], last: bool) -> Iterator[list[str]]:
    """Take away what lay beside the facts, and let others write.

    After a failure more may still be on its way. Then the holder is not forgotten, so that
    the next writer looks for it once more.
    """
    yield from dropped([*graphs, state.graph])
    yield [turned(state, state.idle()), *([unsaid(state)] if last else [])]


def dropped(graphs: Sequence[NamedNode]) -> Iterator[list[str]]:
    """Take away graphs, some at a time."""
    for start in range(0, len(graphs), _DROPS):
        yield [f"DROP SILENT GRAPH {graph}" for graph in graphs[start : start + _DROPS]]


def unsaid(state: State) -> str:
    """Forget who held a load."""
    return f"DELETE WHERE {{ {_holder(state, '?said ?value')} }}"


def _holder(state: State, said: str) -> str:
    return f"GRAPH {GRAPH} {{ {state.graph} {said} }}"


def _step(state: State, delete: str = "", insert: str = "", where: str = "") -> str:
    """One operation, that does something in this state alone."""
    out = f"DELETE {{ {delete} }} " if delete else ""
    into = f"INSERT {{ {insert} }} " if insert else ""
    return f"{out}{into}WHERE {{ {state.triple} {where} }}"


def _mark(said: str) -> str:
    return f"GRAPH {GRAPH} {{ {GRAPH} {said} }}"


def _entry(state: State, place: NamedNode, how: NamedNode, graph: object) -> Quad:
    assert isinstance(graph, NamedNode)
    return Quad(place, how, graph, state.graph)


def _pieces(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    some: list[Quad] = []
    size = 0
    for quad in quads:
        length = len(str(quad))
        if some and (len(some) >= _QUADS or size + length > _BYTES):
            yield some
            some, size = [], 0
        some.append(quad)
        size += length
    if some:
        yield some
