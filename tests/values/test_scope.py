"""Scopes as values."""

import dataclasses

import pytest

from kg.values.scope import Scope

CHICAGO = frozenset({"us/il/chicago"})


@pytest.mark.parametrize(
    "scope",
    [
        Scope(everyone=True),
        Scope(parties=CHICAGO),
        Scope(territories=frozenset({"us/ca/territory"})),
        Scope(classes=frozenset({"class/uscm-members"})),
    ],
)
def test_a_scope_with_members_reaches_someone(scope):
    assert scope


@pytest.mark.parametrize(
    "scope", [Scope(), Scope(exceptions=CHICAGO), Scope(binds=CHICAGO), Scope(subdivisions=True)]
)
def test_a_scope_without_members_reaches_nobody(scope):
    assert not scope


def test_the_names_of_a_scope_are_its_members_and_exceptions():
    scope = Scope(
        parties=CHICAGO,
        territories=frozenset({"us/ca/territory"}),
        classes=frozenset({"class/c"}),
        exceptions=frozenset({"us/tx"}),
        binds=frozenset({"us/doj"}),
    )
    assert scope.names == {"us/il/chicago", "us/ca/territory", "class/c", "us/tx"}


def test_everyone_is_no_name():
    assert Scope(everyone=True).names == frozenset()


def test_scopes_are_values():
    assert {Scope(parties=CHICAGO), Scope(parties=CHICAGO)} == {Scope(parties=CHICAGO)}
    with pytest.raises(dataclasses.FrozenInstanceError):
        Scope().everyone = True  # type: ignore[misc]
