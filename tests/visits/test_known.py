"""What came later changes no answer as known on a day, and what is left out was never there."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records import (
    ACTS,
    POLICIES,
    answers,
    days,
    known_by,
    left,
    public,
    records,
    stored,
    without_flag,
    written_down,
)

from kg.records.basis import Basis

MANY = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))


@MANY
@given(record=records, by=days)
def test_what_became_public_later_changes_no_answer(record, by, tmp_path_factory):
    folder = tmp_path_factory.mktemp("known")
    whole = stored(record, folder / "whole")
    then = stored(known_by(record, by, public), folder / "then", min("2018-01-20", str(by)))
    known = list(answers(whole, Basis(known_on=by)))
    assert known == list(answers(then, Basis(known_on=by)))
    assert without_flag(known) == without_flag(answers(then))


@MANY
@given(record=records, by=days)
def test_what_was_recorded_later_changes_no_answer(record, by, tmp_path_factory):
    folder = tmp_path_factory.mktemp("recorded")
    whole = stored(record, folder / "whole")
    then = stored(known_by(record, by, written_down), folder / "then", min("2018-01-20", str(by)))
    assert list(answers(whole, Basis(recorded_by=by))) == list(answers(then))


def of_what_is_named(record, name):
    """Whether an act or effect goes where this one goes that is left out."""

    def goes(each, thing):
        if each == name or each.startswith(f"{name}#"):
            return True
        docket = thing.get("docket", "")
        suit = record[docket]["case"] if docket else ""
        return thing.get("type") in ACTS and name in (docket, suit, *thing.get("enacts", ()))

    return goes


@MANY
@given(record=records, pick=st.data())
def test_what_is_left_out_was_never_there(record, pick, tmp_path_factory):
    names = [n for n, each in record.items() if each["type"] in ACTS or n.startswith("stated/")]
    effects = [f"{n}#{word}" for n in names for word in record[n].get("effects", ())]
    suits = ["case/k", "case/l", "docket/k", "docket/l", "policy/p", "policy/q"]
    name = pick.draw(st.sampled_from([*names, *effects, *suits]))
    folder = tmp_path_factory.mktemp("without")
    whole = stored(record, folder / "whole")
    never = stored(left(record, of_what_is_named(record, name)), folder / "never")
    others = [each for each in POLICIES if not each.startswith(name)]
    basis = Basis(without=(name,))
    assert list(answers(whole, basis, others)) == list(answers(never, policies=others))
    if len(others) < len(POLICIES):
        found = answers(whole, basis, [name])
        assert {row[3].status.value for row in found} == {"unknown"}


@MANY
@given(record=records, source=st.integers(0, 4).map("source/{}".format))
def test_what_rests_on_a_source_alone_goes_with_it(record, source, tmp_path_factory):
    def goes(_, thing):
        named = {each["source"] for each in thing.get("evidence", ())}
        return named == {source}

    folder = tmp_path_factory.mktemp("sources")
    whole = stored(record, folder / "whole")
    never = stored(left(record, goes), folder / "never")
    basis = Basis(without_sources=(source,))
    assert list(answers(whole, basis)) == list(answers(never))


@MANY
@given(record=records)
def test_as_known_on_the_last_day_is_what_is_known(record, tmp_path_factory):
    """All that the record holds was public in the end; the days before each add to the last."""
    store = stored(record, tmp_path_factory.mktemp("all"), "2018-01-01")
    end = dt.date(2019, 1, 1)
    assert without_flag(answers(store, Basis(known_on=end))) == without_flag(answers(store))
