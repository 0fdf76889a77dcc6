"""In the example stories: the sets of orders named free the policy, and no smaller one does."""

from itertools import combinations

import pytest

from kg.cli.options import moment
from kg.law.finding import find
from kg.law.freeing import freeing
from kg.law.index import Index
from kg.law.support import free
from kg.law.without import family, without
from kg.rdf import store as stores
from kg.records.answers import Status, Verdict
from kg.records.basis import Basis
from kg.records.things import Operation
from kg.visits.answer import answer
from kg.visits.load import load
from tests.test_story import FOLDERS, ROWS

LIFE_IS_FIXED = {
    Status.NOT_YET_ISSUED,
    Status.NOT_YET_EFFECTIVE,
    Status.NOT_APPLICABLE,
    Status.EXPIRED,
}


@pytest.fixture(scope="module")
def examples():
    writer = stores.memory()
    load(FOLDERS, writer)
    return writer


def asked(row, store, basis=None):
    whom = (row["for"] or None, row["in"] or None, row["by"] or None)
    return answer(store, row["policy"], moment(row["at"]), *whom, basis=basis or Basis())


def barred_twice(found):
    """True where two bars or more work."""
    effects = found.index.effects
    working = [r.effect for r in found.finding.trace if r.verdict is Verdict.OPERATIVE]
    return sum(effects[effect].kind.operation is Operation.BAR for effect in working) > 1


@pytest.mark.parametrize("row", ROWS)
def test_the_orders_named_free_the_policy_and_none_is_named_in_vain(row, examples):
    found = asked(row, examples)
    said = freeing(found.index, found.question)
    assert said.complete
    assert (said.sets == ((),)) == (found.finding.status is Status.IN_FORCE)
    assert (said.sets == ()) == (found.finding.status in LIFE_IS_FIXED)
    for fallen in said.sets:
        assert free(asked(row, examples, Basis(without=fallen)).finding.standing)
        for order in fallen:
            left = tuple(other for other in fallen if other != order)
            assert not free(asked(row, examples, Basis(without=left)).finding.standing)
    if barred_twice(found):
        nothing_smaller_frees(found, min(map(len, said.sets)))


def nothing_smaller_frees(found, size):
    """Try every smaller set of the orders in the trace, by the engine's whole answer."""
    index, question = found.index, found.question
    own = {a for each in family(index, question.policy) for a in index.enacted_by(each)}
    traced = {index.effects[reason.effect].action for reason in found.finding.trace}
    for smaller in range(size):
        for fallen in combinations(sorted(traced - own), smaller):
            assert not free(find(Index(without(index.world, fallen)), question).standing)


def test_a_row_that_is_barred_twice_is_looked_at_for_smaller_sets(examples):
    (row,) = [row.values[0] for row in ROWS if row.id == "travel-bans-8"]
    assert barred_twice(asked(row, examples))
