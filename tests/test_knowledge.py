"""The graph as a Python object."""

import datetime as dt

import pytest

import kg
from kg.errors import (
    AlreadyLoaded,
    BadDate,
    DataError,
    KgError,
    MissingFile,
    QuestionError,
    StoreMissing,
    UnknownName,
)
from kg.knowledge import KnowledgeGraph, load

S9A = "EO 13768 s.9(a)"
ON = dt.date(2018, 3, 1)
FACTS = """\
file: my-facts
recorded: 2026-11-24
things:
  source/notes: {type: Source, label: My notes}
  policy/curfew: {type: LocalMeasure, label: The curfew}
  policy/curfew/2025-03-01:
    type: LegislativeAction
    label: Curfew passed
    decided: 2025-03-01
    enacts: policy/curfew
    evidence: [{source: source/notes}]
    effects:
      start: {does: issued, to: policy/curfew}
"""


@pytest.fixture
def graph(story_store):
    with kg.open(story_store) as opened:
        yield opened


@pytest.fixture
def facts(tmp_path):
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS)
    return path


def test_a_status_is_a_finding_with_its_reasons(graph):
    assert isinstance(graph, KnowledgeGraph)
    finding = graph.status(S9A, subject="Chicago", on=ON)
    assert finding.status == "enjoined"
    assert finding.because == ("docket/cand/3-17-cv-00574/2017-11-20#s9a",)
    assert graph.status(S9A, subject="Chicago", on=dt.date(2018, 12, 1)).status == "in-force"


def test_place_and_enforcer(graph):
    later = dt.date(2018, 12, 1)
    assert graph.status(S9A, place="California", on=later).status == "enjoined"
    assert graph.status(S9A, place="Chicago", on=later).status == "in-force"
    assert graph.status(S9A, enforcer="us/president", on=ON).status == "in-force"


def test_without_a_day_it_is_about_today(graph):
    assert graph.status(S9A).question.on == dt.date.today()


def test_an_hour_is_asked_for_with_its_zone(graph):
    noon = dt.datetime(2025, 3, 15, 12, tzinfo=dt.UTC)
    assert graph.explain(S9A, on=noon)["on"] == "2025-03-15T12:00:00+00:00"
    with pytest.raises(BadDate, match="no zone"):
        graph.status(S9A, on=noon.replace(tzinfo=None))


def test_documents_are_what_the_command_prints(graph):
    status = graph.explain(S9A, subject="Chicago", on=ON)
    assert (status["status"], status["on"]) == ("enjoined", "2018-03-01")
    assert graph.why(S9A, subject="Chicago", on=ON)["trace"]
    assert graph.why(S9A, subject="Chicago", on=ON)["because"] == status["because"]
    assert [bar["id"] for bar in graph.blocks("EO 13768", on=dt.date(2018, 1, 24))["bars"]] == list(
        graph.status(S9A, subject="Chicago", on=ON).because
    )


def test_what_would_have_to_fall_and_why_it_is_not_otherwise(graph):
    said = graph.why(S9A, subject="Chicago", on=ON, free=True, not_word="vacated")
    (orders,) = said["free"]["sets"]
    fallen = [order["id"] for order in orders]
    assert graph.status(S9A, subject="Chicago", on=ON, without=fallen).status == "in-force"
    assert said["not"]["word"] == "vacated"
    with pytest.raises(QuestionError, match="is no status"):
        graph.why(S9A, not_word="blocked")


def test_what_became_of_an_order_is_told_as_the_command_tells_it(graph):
    effect = "docket/cand/3-17-cv-00574/2017-11-20#s9a"
    later = dt.date(2018, 12, 1)
    assert graph.explain(effect, on=later)["status"] == "partly"
    assert graph.explain(effect, subject="Chicago", on=later)["status"] == "confined"
    assert graph.why(effect, on=later)["trace"][0]["effect"] == effect
    assert graph.explain("275 F. Supp. 3d 1196", on=later)["action"]["type"] == "CourtAction"
    with pytest.raises(UnknownName):
        graph.status(effect)
    with pytest.raises(TypeError):
        graph.explain(effect, city="Chicago")


def test_two_days_compared(graph):
    said = graph.compare(S9A, dt.date(2017, 4, 1), ON, subject="Chicago")
    assert (said["before"]["status"], said["after"]["status"]) == ("in-force", "enjoined")
    assert [each["on"] for each in said["changed"]] == ["2017-04-25", "2017-11-20"]
    with pytest.raises(ValueError, match="is before"):
        graph.compare(S9A, ON, dt.date(2017, 4, 1))


def test_sources(graph):
    said = graph.sources(S9A, kind="court-record")
    assert "source/s043" in {row["id"] for row in said["sources"]}
    assert {row["kind"] for row in said["sources"]} == {"court-record"}
    assert len(graph.sources()["sources"]) > len(graph.sources(S9A)["sources"])
    with pytest.raises(QuestionError) as caught:
        graph.sources(kind="blog")
    assert caught.value.near == ("self-published",)


def test_sizes(graph):
    said = graph.stats()
    assert said["policies"]["total"] > 10
    assert said["data"] == graph.explain(S9A)["data"]


@pytest.mark.parametrize(
    ("policy", "question"),
    [
        ("EO 99999", {}),
        ("", {}),
        (S9A, {"subject": "Atlantis"}),
        (S9A, {"place": "Department of Justice"}),
        (S9A, {"subject": ""}),
    ],
)
def test_names_that_are_not_known_are_an_error(graph, policy, question):
    with pytest.raises(UnknownName):
        graph.status(policy, **question)


def test_a_keyword_that_does_not_exist_is_refused(graph):
    with pytest.raises(TypeError):
        graph.status(S9A, city="Chicago")


def test_files_answer_from_memory_and_nothing_is_mixed_in(facts):
    with kg.open(data=[facts]) as graph:
        assert graph.note == ""
        assert graph.status("The curfew").status == "in-force"
        with pytest.raises(UnknownName):
            graph.status(S9A)


def test_the_examples_answer_where_nothing_is_named_and_say_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for _ in ("the first time", "from the cache"):
        with kg.open() as graph:
            assert "examples" in graph.note
            assert graph.status(S9A, on=ON).status == "enjoined"


def test_the_same_facts_have_the_same_version_however_they_are_held(facts, tmp_path):
    load([facts], tmp_path / "store")
    with kg.open(tmp_path / "store") as stored, kg.open(data=[facts]) as held:
        assert stored.explain("The curfew")["data"] == held.explain("The curfew")["data"]


def test_load_then_open(facts, tmp_path):
    report = load([facts], tmp_path / "store")
    assert (len(report.files), report.things) == (1, 3)
    with kg.open(str(tmp_path / "store")) as graph:
        assert graph.status("The curfew", on=dt.date(2025, 2, 28)).status == "not-yet-issued"


def test_load_refuses_what_is_wrong_and_what_would_change(facts, tmp_path):
    load([facts], tmp_path / "store")
    facts.write_text(FACTS.replace("2025-03-01\n", "2025-04-01\n"))
    with pytest.raises(AlreadyLoaded):
        load([facts], tmp_path / "store")
    load([facts], tmp_path / "store", replace=True)
    facts.write_text(FACTS.replace("issued", "isued"))
    with pytest.raises(DataError) as refused:
        load([facts], tmp_path / "store", replace=True)
    assert refused.value.problems
    with kg.open(tmp_path / "store") as graph:
        assert graph.status("The curfew", on=dt.date(2025, 3, 15)).status == "not-yet-issued"


def test_what_is_not_there(tmp_path):
    with pytest.raises(StoreMissing):
        kg.open(tmp_path / "nowhere")
    with pytest.raises(MissingFile):
        kg.open(data=[tmp_path / "nothing.yaml"])


def test_every_error_is_one_that_can_be_caught_as_one():
    for error in (UnknownName, BadDate, DataError, StoreMissing, MissingFile):
        assert issubclass(error, KgError)
