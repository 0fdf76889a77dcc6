"""Whether a scope holds a subject, a place and an enforcer."""

import datetime as dt

import pytest

from kg.law.coverage import Reach
from kg.records.answers import Question
from kg.records.things import Surroundings, Tenure
from kg.values.day import Day
from kg.values.scope import Scope

AROUND = Surroundings(
    unit_of={"police": ("Chicago",), "OJP": ("DOJ",), "tollway": ("Illinois",)},
    post_in={"mayor": ("Chicago",), "Attorney General": ("DOJ",)},
    tenures={"Sessions": (Tenure("Attorney General", ended=Day.on(dt.date(2018, 11, 7))),)},
    governs={"Chicago": ("in Chicago",), "Illinois": ("in Illinois",), "Texas": ("in Texas",)},
    within={
        "in Chicago": ("in Illinois",),
        "in Illinois": ("in US",),
        "in Texas": ("in US",),
        "shop": ("in Chicago",),
    },
    partly_within={"in Chicago": ("in DuPage",)},
    member_of={"Chicago": ("mayors",), "Ann": ("nurses",)},
    sub_class_of={"nurses": ("workers",)},
)
ON = dt.date(2018, 1, 24)


def reach(subject=None, place=None, enforcer=None):
    return Reach.of(Question("P", ON, subject, place, enforcer), AROUND)


def names(*given):
    return frozenset(given)


EVERYONE = Scope(everyone=True)
CHICAGO = Scope(parties=names("Chicago"))
ILLINOIS = Scope(parties=names("Illinois"))
AND_ITS_PARTS = Scope(parties=names("Illinois"), subdivisions=True)
IN_ILLINOIS = Scope(territories=names("in Illinois"))
MAYORS = Scope(classes=names("mayors"))
WORKERS = Scope(classes=names("workers"))
BUT_CHICAGO = Scope(everyone=True, exceptions=names("Chicago"))
BUT_ILLINOIS = Scope(everyone=True, exceptions=names("in Illinois"))


@pytest.mark.parametrize(
    ("subject", "scope"),
    [
        (None, EVERYONE),
        ("Chicago", EVERYONE),
        ("Chicago", CHICAGO),
        ("police", CHICAGO),
        ("mayor", CHICAGO),
        ("mayor", IN_ILLINOIS),
        ("Chicago", AND_ITS_PARTS),
        ("police", AND_ITS_PARTS),
        ("tollway", ILLINOIS),
        ("Chicago", IN_ILLINOIS),
        ("shop", IN_ILLINOIS),
        ("Chicago", MAYORS),
        ("Ann", WORKERS),
        ("nurses", WORKERS),
        ("Texas", BUT_CHICAGO),
        ("Texas", BUT_ILLINOIS),
        (None, BUT_CHICAGO),
    ],
)
def test_inside(subject, scope):
    assert reach(subject).covered_by(scope)


@pytest.mark.parametrize(
    ("subject", "scope"),
    [
        ("Texas", CHICAGO),
        ("Chicago", ILLINOIS),
        ("Illinois", CHICAGO),
        ("shop", AND_ITS_PARTS),
        ("Texas", IN_ILLINOIS),
        ("Texas", MAYORS),
        ("workers", Scope(classes=names("nurses"))),
        ("Chicago", BUT_CHICAGO),
        ("police", BUT_CHICAGO),
        ("Chicago", BUT_ILLINOIS),
        (None, CHICAGO),
        (None, IN_ILLINOIS),
        ("Chicago", Scope()),
        ("a stranger", AND_ITS_PARTS),
    ],
)
def test_outside(subject, scope):
    assert not reach(subject).covered_by(scope)


def test_a_place_stands_for_itself():
    assert reach(place="in Chicago").covered_by(IN_ILLINOIS)
    assert not reach(place="in Texas").covered_by(IN_ILLINOIS)
    assert not reach(place="in Chicago").covered_by(CHICAGO)


def test_the_place_asked_about_takes_the_place_of_the_subjects_own():
    assert reach("Texas", "in Chicago").covered_by(IN_ILLINOIS)
    assert not reach("Chicago", "in Texas").covered_by(IN_ILLINOIS)


def test_only_those_bound_and_their_units_are_held():
    bound = Scope(everyone=True, binds=names("DOJ"))
    assert reach("Chicago", enforcer="DOJ").covered_by(bound)
    assert reach("Chicago", enforcer="OJP").covered_by(bound)
    assert not reach("Chicago", enforcer="DHS").covered_by(bound)
    assert not reach("Chicago", enforcer="DOJ").covered_by(Scope(everyone=True, binds=names("OJP")))
    assert reach("Chicago").covered_by(bound)


def test_what_binds_an_agency_binds_its_posts_and_who_holds_them():
    bound = Scope(everyone=True, binds=names("DOJ"))
    assert reach("Chicago", enforcer="Attorney General").covered_by(bound)
    assert reach("Chicago", enforcer="Sessions").covered_by(bound)
    later = Question("P", dt.date(2018, 11, 7), "Chicago", None, "Sessions")
    assert not Reach.of(later, AROUND).covered_by(bound)


def test_what_binds_a_post_does_not_bind_its_agency():
    bound = Scope(everyone=True, binds=names("Attorney General"))
    assert reach("Chicago", enforcer="Attorney General").covered_by(bound)
    assert reach("Chicago", enforcer="Sessions").covered_by(bound)
    assert not reach("Chicago", enforcer="DOJ").covered_by(bound)


def test_a_place_that_lies_only_partly_inside():
    dupage = Scope(territories=names("in DuPage"))
    assert not reach(place="in Chicago").covered_by(dupage)
    assert reach(place="in Chicago").partly_inside(dupage) == {"in DuPage"}
    assert reach(place="in Texas").partly_inside(dupage) == frozenset()
    assert reach(place="in Chicago").partly_inside(IN_ILLINOIS) == frozenset()


def test_links_that_run_in_a_circle_come_to_an_end():
    around = Surroundings(within={"a": ("b",), "b": ("a",)})
    found = Reach.of(Question("P", ON, place="a"), around)
    assert found.places == {"a", "b"}
