"""A correction changes what is answered from its day on, and no answer of the days before."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records import ACTS, INTERVALS, answers, records, stored

from kg.rdf.store import memory
from kg.records.basis import Basis
from kg.visits.answer import answer
from kg.visits.load import load

MANY = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
#: Later than any other day of a record.
AFTER = dt.date(2018, 6, 2)
BEFORE = AFTER - dt.timedelta(days=1)


def corrected(record, name, right, steps):
    """The record with one or more corrections of a thing, of which the last is right."""
    held = {**record}
    for number in range(steps):
        told = right if number == steps - 1 else record[name]
        day = AFTER + dt.timedelta(days=number + 1 - steps)
        held[f"{name}-{number}"] = {
            **told,
            "corrects": f"{name}-{number - 1}" if number else name,
            "recorded": day.isoformat(),
        }
    return held


@MANY
@given(record=records, pick=st.data(), steps=st.integers(1, 3))
def test_a_corrected_fact_answers_as_one_that_was_right_from_the_start(
    record, pick, steps, tmp_path_factory
):
    name = pick.draw(st.sampled_from([n for n, e in record.items() if e["type"] in ACTS]))
    wrong = record[name]
    right = {**wrong, "decided": pick.draw(st.sampled_from(["2018-01-03", "2018-01-19"]))}
    effects = dict(wrong.get("effects", {}))
    if len(effects) > 1 and pick.draw(st.booleans()):
        del effects["f"]
        effects["e"] = {**effects["e"], "until": "2018-01-22"}
    right = {**right, **({"effects": effects} if effects else {})}
    same(record, name, right, steps, tmp_path_factory.mktemp("acts"))


@MANY
@given(record=records, pick=st.data(), steps=st.integers(1, 3))
def test_so_does_what_is_stated_of_someone_and_what_is_no_news(
    record, pick, steps, tmp_path_factory
):
    stated = [n for n, each in record.items() if each["type"] in INTERVALS]
    name = pick.draw(st.sampled_from([*stated, "docket/k", "case/k", "us/aa/town/territory"]))
    change = {
        "docket/k": {"case": "case/l"},
        "case/k": {"plaintiffs": ["us/bb"]},
        "us/aa/town/territory": {"within": []},
    }.get(name, {"from": "2018-01-02", "until": "2018-01-09"})
    same(record, name, {**record[name], **change}, steps, tmp_path_factory.mktemp("others"))


def same(record, name, right, steps, folder):
    told = stored(corrected(record, name, right, steps), folder / "corrected")
    best = stored({**record, name: right}, folder / "right")
    wrong = stored(record, folder / "wrong")
    assert list(answers(told)) == list(answers(best))
    first = AFTER - dt.timedelta(days=steps)
    for basis in (Basis(known_on=first), Basis(recorded_by=first)):
        assert list(answers(told, basis)) == list(answers(wrong, basis))
    of_the_last_but_one = corrected(record, name, right, steps)
    del of_the_last_but_one[f"{name}-{steps - 1}"]
    assert list(answers(told, Basis(known_on=BEFORE))) == list(
        answers(stored(of_the_last_but_one, folder / "before"), Basis(known_on=BEFORE))
    )


@MANY
@given(record=records, pick=st.data())
def test_what_is_left_out_goes_with_its_correction(record, pick, tmp_path_factory):
    name = pick.draw(st.sampled_from([n for n, e in record.items() if e["type"] in ACTS]))
    folder = tmp_path_factory.mktemp("left")
    held = corrected(record, name, {**record[name], "decided": "2018-01-05"}, 2)
    basis = Basis(without=(name,))
    assert list(answers(stored(held, folder / "one"), basis)) == list(
        answers(stored(record, folder / "two"), basis)
    )


FACTS = """\
file: facts
recorded: 2026-11-01
things:
  source/old: {type: Source, label: Old}
  source/mid: {type: Source, label: Mid}
  source/new: {type: Source, label: New}
  policy/p.1: {type: AgencyRule, label: Rule one of p}
  policy/p: {type: AgencyRule, label: Rule P}
  act/p:
    type: ExecutiveAction
    label: Issue
    decided: 2018-01-01
    enacts: [policy/p, policy/p.1]
    evidence: [{source: source/old}]
    effects: {e: {does: issued, to: [policy/p, policy/p.1]}}
  act/bar: BAR
"""
BAR = """\
{type: ExecutiveAction, label: Bar, decided: 2018-DAY,MORE evidence: [{source: source/SOURCE}],
    effects: {e: {does: preliminary-injunction, to: policy/p, scope: {everyone: true}}}}
"""


def bar(day, source="old", corrects=""):
    more = f" corrects: {corrects}, recorded: 2026-12-01," if corrects else ""
    return BAR.replace("DAY", day).replace("MORE", more).replace("SOURCE", source)


def loaded(tmp_path, more):
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS.replace("BAR", bar("02-01")) + more)
    store = memory()
    load([path], store)
    return store


def on(store, policy, day, basis=None):
    return answer(store, policy, day, basis=basis or Basis()).finding.status.value


def test_a_chain_holds_where_a_correction_within_it_is_left_out(tmp_path):
    chain = (
        f"  act/mid: {bar('03-01', 'mid', 'act/bar')}  act/new: {bar('04-01', 'new', 'act/mid')}"
    )
    store = loaded(tmp_path, chain)
    march, april = dt.date(2018, 3, 15), dt.date(2018, 4, 15)
    for sources, status in (
        ((), "in-force"),
        (("source/mid",), "in-force"),
        (("source/new",), "enjoined"),
        (("source/mid", "source/new"), "enjoined"),
    ):
        basis = Basis(without_sources=sources)
        assert on(store, "policy/p", march, basis) == status
        found = answer(store, "policy/p", april, basis=basis).finding
        assert found.because == ("act/bar#e",)


def test_an_id_with_a_dot_is_no_part_of_what_is_corrected(tmp_path):
    again = "  policy/p-again: {type: AgencyRule, label: Rule P, corrects: policy/p}\n"
    store = loaded(tmp_path, again)
    assert on(store, "policy/p.1", dt.date(2018, 3, 1)) == "in-force"
    assert on(store, "policy/p", dt.date(2018, 3, 1)) == "enjoined"


@pytest.mark.parametrize("how", ["lastsWhile", "beginsWhenEnds"])
def test_what_hangs_on_what_never_was_does_not_begin(how, tmp_path):
    hung = bar("03-01").replace("to: policy/p,", f"to: policy/p.1, {how}: act/bar#e,")
    store = loaded(tmp_path, f"  act/hung: {hung}")
    basis = Basis(without=("act/bar",))
    assert on(store, "policy/p.1", dt.date(2018, 5, 1), basis) == "in-force"


def test_an_act_is_not_known_before_it_is_decided_whatever_its_sources(tmp_path):
    store = loaded(tmp_path, "  source/early: {type: Source, label: E, published: 2017-01-01}\n")
    text = (tmp_path / "facts.yaml").read_text()
    (tmp_path / "facts.yaml").write_text(text.replace("source/old}", "source/early}"))
    store = memory()
    load([tmp_path / "facts.yaml"], store)
    day = dt.date(2018, 3, 1)
    assert on(store, "policy/p", day, Basis(known_on=dt.date(2018, 1, 31))) == "in-force"
    assert on(store, "policy/p", day, Basis(known_on=dt.date(2018, 2, 1))) == "enjoined"
