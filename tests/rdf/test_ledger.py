"""What is read from a ledger is what is read from the store that it was written beside."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreUnwritable
from kg.rdf import ns, store, vocabulary
from kg.rdf.ledger import Ledger, LedgerReader, ledger
from kg.rdf.node import Nodes
from kg.rdf.store import Reader

FACTS = [NamedNode(ns.FACTS + name) for name in ("one", "two")]
THINGS = [ns.thing(name) for name in ("eo/1", "eo/1/s2", "case/é", "us/il")]
VALUES = [*THINGS, NamedNode("https://example.org/x"), *map(Literal, ("", 'a"\n', "eo/1", "🏛"))]
PROPERTIES = [ns.term("target"), ns.term("partOf"), ns.LABEL]
QUADS = st.builds(
    Quad,
    st.sampled_from([*THINGS, *FACTS]),
    st.sampled_from(PROPERTIES),
    st.sampled_from(VALUES),
    st.sampled_from(FACTS),
)


def read(quads: Iterable[Quad]) -> LedgerReader:
    """A ledger of these statements, open though its place is gone."""
    with ledger() as path:
        with Ledger(path) as book:
            for quad in quads:
                book.add(quad)
        return LedgerReader(path)


def agree(held: Reader, facts: LedgerReader) -> None:
    """Every thing says the same in both, and is pointed to by the same things."""
    stored, written = Nodes(held), Nodes(held, facts)
    quads = list(held.quads())
    words = {quad.predicate.value for quad in quads}
    things = {ns.short(quad.subject.value) for quad in quads} | {"eo/none"}
    for name in things:
        assert vars(written[name]) == vars(stored[name])
    for word in (iri.removeprefix(ns.NS) for iri in words if iri.startswith(ns.NS)):
        for name in things:
            assert written.pointing(word, name) == stored.pointing(word, name)


def test_the_story_read_from_a_ledger_is_the_story(story: Reader) -> None:
    facts = [quad for quad in story.quads() if quad.graph_name != vocabulary.GRAPH]
    held = store.draft()
    held.fill(facts)
    agree(held, read(facts))


@given(st.lists(QUADS, max_size=30))
def test_in_whatever_order_and_however_often_it_is_written(quads: list[Quad]) -> None:
    held = store.memory()
    held._inner.extend(quads)
    agree(held, read(quads))


def test_a_property_or_a_thing_that_nobody_wrote_of_has_nothing() -> None:
    facts = read([])
    assert facts.said("eo/1") == {}
    assert facts.pointing(ns.term("target").value, "eo/1") == []


def test_no_room_is_told_and_nothing_is_left() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("needs /dev/full")
    made: list[Path] = []
    with pytest.raises(StoreUnwritable, match="cannot be written to"), ledger() as path:
        made.append(path.parent)
        path.symlink_to(full)
        with Ledger(path):
            pass
    assert not made[0].exists()
