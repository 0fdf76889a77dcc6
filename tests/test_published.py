"""The days on which the sources of the examples were published: never before what they tell of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from kg.rdf import store as stores
from kg.values.day import Day
from kg.visits.load import load
from tests.conftest import RIGHT, ROOT

FOLDERS = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())
PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX kg: <https://w3id.org/inforce/ns#>
"""
#: A court acts in public: a report that comes later than this is not the first to tell of it.
SOON = timedelta(days=60)
#: Actions of courts of which no earlier document was found, each with the reason.
LATE = {
    "docket/cand/3-25-cv-01350/2025-05-03": (
        "The reasons for an injunction already given, which act on nothing; a report of August "
        "2025 tells of them."
    ),
}


@dataclass(frozen=True, order=True)
class Told:
    """An action, and a source that tells of it."""

    action: str
    kind: str
    decided: Day
    published: Day

    @property
    def early(self) -> bool:
        """Whether the source was out before anything was decided."""
        return self.published.last < self.decided.first

    @property
    def after(self) -> timedelta:
        """How long the source came after the action, at the most."""
        return self.published.last - self.decided.last


def rows(store, body):
    found = store.query(PREFIXES + body)
    assert isinstance(found, QuerySolutions)
    return [[value.value for value in row] for row in found]


def local(iri: str) -> str:
    return iri.rpartition("/id/" if "/id/" in iri else "#")[2]


def told(store) -> list[Told]:
    """Each action with each of its dated sources."""
    found = rows(
        store,
        "SELECT DISTINCT ?action ?kind ?decided ?published WHERE { ?action a ?kind ; "
        "kg:decided ?decided ; kg:evidence/kg:source/dcterms:issued ?published }",
    )
    return sorted(
        Told(local(action), local(kind), Day.parse(decided), Day.parse(published))
        for action, kind, decided, published in found
    )


def first(found: Iterable[Told]) -> list[Told]:
    """Of each action the source that was out first."""
    by_action = groupby(sorted(found), key=lambda each: each.action)
    return [min(each, key=lambda one: one.published.last) for _, each in by_action]


def early(store) -> set[str]:
    """The actions of which a source tells that was out before they were decided."""
    return {each.action for each in told(store) if each.early}


def late(store) -> set[str]:
    """The actions of courts that no dated source tells of soon."""
    courts = (each for each in told(store) if each.kind == "CourtAction")
    return {each.action for each in first(courts) if each.after > SOON}


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def example(request):
    """One example by itself, in memory."""
    writer = stores.memory()
    load([request.param], writer, with_runs=False)
    return writer


def test_no_source_was_out_before_what_it_tells_of(example):
    assert early(example) == set()


def test_a_court_is_heard_of_soon(example):
    held = {action for [action] in rows(example, "SELECT DISTINCT ?a { ?a kg:decided ?d }")}
    known = {action for action in LATE if any(each.endswith(f"/id/{action}") for each in held)}
    assert late(example) == known


def test_an_order_of_the_president_is_not_first_known_from_its_print(example):
    found = rows(
        example,
        "SELECT DISTINCT ?action WHERE { ?action kg:enacts ?order . "
        "?order a ?kind FILTER(?kind IN (kg:ExecutiveOrder, kg:Proclamation)) }",
    )
    orders = {local(action) for [action] in found}
    signed = [each for each in first(told(example)) if each.action in orders]
    assert not [each for each in signed if each.after > timedelta()]


def test_no_source_is_from_after_the_record(example):
    published = [Day.parse(day) for [day] in rows(example, "SELECT ?d { ?s dcterms:issued ?d }")]
    recorded = [Day.parse(day) for [day] in rows(example, "SELECT ?d { ?g kg:recorded ?d }")]
    assert published
    assert max(day.last for day in published) <= min(day.first for day in recorded)


def test_some_sources_are_dated_and_some_are_not(example):
    days = rows(example, "SELECT ?s { ?s dcterms:issued ?d }")
    sources = rows(example, "SELECT ?s { ?s a kg:Source }")
    assert 0 < len(days) < len(sources)


@pytest.mark.parametrize(
    ("published", "is_early", "is_late"),
    [
        ("2017-09-15", False, False),  # on the day
        ("2017-09-14", True, False),  # cannot tell of it yet
        ("2017-08", True, False),
        ("2017-09", False, False),  # may be of the day itself
        ('"2017"', False, True),  # may be of December
        ("2017-11-14", False, False),
        ("2017-11-15", False, True),
        ("2021-01-13", False, True),
    ],
)
def test_what_is_early_and_what_is_late(put, published, is_early, is_late):
    source = "source/s061: {type: Source, label: The opinion}"
    assert source in RIGHT
    path: Path = put("f.yaml", RIGHT.replace(source, f"{source[:-1]}, published: {published}}}"))
    store = stores.memory()
    load([path], store, with_runs=False)
    assert bool(early(store)) is is_early
    assert bool(late(store)) is is_late


def test_the_first_of_several_sources_counts():
    decided = Day.parse("2017-09-15")
    days = ("2020-04-30", "2017-09-16", "2017-10")
    found = [Told("a", "CourtAction", decided, Day.parse(day)) for day in days]
    assert [each.published for each in first(found)] == [Day.on(date(2017, 9, 16))]
