"""What is supposed answers as if it were loaded, and is written nowhere."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import DataError, KgError, MissingFile
from kg.law.finding import find
from kg.records.basis import RECORD, Basis
from kg.visits.answer import answer
from kg.visits.load import load
from tests.visits.test_sequences import FILES, HEAD, begun, step

DAYS = [dt.date.fromisoformat(f"2018-{month:02}-15") for month in range(1, 13)]
SUBJECTS = (None, "us/xx", "us/yy", "us/xx/town")
CONTENTS = [(name, variant) for name in FILES for variant in range(len(FILES[name]))]


def answers(store, basis=RECORD):
    """The findings for all who are asked about, without what the question says it rests on."""
    for policy in ("policy/p", "policy/p/a", "policy/q"):
        for subject in SUBJECTS:
            asked = answer(store, policy, DAYS[0], subject, basis=basis)
            for day in (*DAYS, dt.date(2020, 6, 1)):
                question = asked.question.__class__(policy, day, subject)
                found = find(asked.index, question)
                yield found.standing, found.trace, found.exceptions, found.branches


def written(folder, name, text):
    path = folder / f"{name}.yaml"
    path.write_text(HEAD.format(name=name) + text, encoding="utf-8")
    return path


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(before=st.sampled_from(CONTENTS), supposed=st.sampled_from(CONTENTS))
def test_supposing_a_file_answers_as_loading_it(before, supposed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sets") / "demo"
    store, _ = begun(folder)
    step(store, folder, *before)
    name, variant = supposed
    path = written(folder, name, FILES[name][variant])
    held = set(store.quads())
    try:
        if_so = list(answers(store, Basis(supposed=(str(path),))))
    except DataError as refused:
        assert set(store.quads()) == held
        with pytest.raises(DataError) as too:
            load([path], store, replace=True)
        assert too.value.problems == refused.problems
        return
    assert set(store.quads()) == held
    load([path], store, replace=True)
    assert if_so == list(answers(store))


def test_what_is_supposed_may_be_asked_about(tmp_path):
    folder = tmp_path / "demo"
    store, _ = begun(folder)
    path = written(folder, "more", "  policy/r: {type: AgencyRule, label: Rule R}\n")
    with pytest.raises(KgError):
        answer(store, "Rule R", DAYS[0])
    assert answer(store, "Rule R", DAYS[0], basis=Basis(supposed=(str(path),))).finding


def test_a_file_that_is_missing(tmp_path):
    store, _ = begun(tmp_path / "demo")
    with pytest.raises(MissingFile):
        answer(store, "policy/p", DAYS[0], basis=Basis(supposed=("nowhere.yaml",)))
