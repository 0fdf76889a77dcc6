"""The hours of the derived graph, in every kind of store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from kg.rdf import derived
from kg.rdf.store import memory
from kg.visits.load import load
from tests.rdf.conftest import Place
from tests.visits.test_hours import ONE_DAY, at


def test_hours_are_written_changed_and_asked_alike_everywhere(
    place: Place, put: Callable[[str, str], Path]
) -> None:
    path = put("one-day.yaml", ONE_DAY)
    load([path], in_memory := memory())
    whole = set(in_memory.quads(g=derived.GRAPH))
    with place.write() as writer:
        load([path], writer)
        assert set(writer.quads(g=derived.GRAPH)) == whole
        path.write_text(ONE_DAY.replace("T20:30:00-05:00", "T18:30:00.25-05:00"))
        load([path], writer, replace=True)
        assert set(writer.quads(g=derived.GRAPH)) != whole
        tick = dt.datetime.fromisoformat("2017-01-28T18:30:00.250000-05:00")
        words = [at(writer, "order/o", tick + dt.timedelta(milliseconds=n))[0] for n in (-1, 0)]
        assert words == ["in-force", "enjoined"]
        path.write_text(ONE_DAY)
        load([path], writer, replace=True)
        assert set(writer.quads(g=derived.GRAPH)) == whole
