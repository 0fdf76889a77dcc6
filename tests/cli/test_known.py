"""What was known when, and what if: the options that change what an answer rests on."""

import datetime as dt

import pytest

import kg as library
from kg.errors import BadDate

FACTS = """\
file: rulings
recorded: 2026-10-01
checkedThrough: 2026-09-30
things:
  source/order: {type: Source, label: The order, published: 2018-03-01}
  source/late: {type: Source, label: Late paper, published: 2019-01-01}
  source/notes: {type: Source, label: My notes}
  us/xx: {type: PublicBody, label: Springfield}
  policy/curfew: {type: LocalMeasure, label: The curfew}
  policy/curfew/hours: {type: Provision, label: The hours, partOf: policy/curfew}
  policy/curfew/2018-01-01:
    type: LegislativeAction
    label: Curfew passed
    decided: 2018-01-01
    enacts: policy/curfew
    evidence: [{source: source/notes}]
    effects:
      start: {does: issued, to: policy/curfew}
  ruling/bar:
    type: ExecutiveAction
    label: The injunction
    decided: 2018-02-01
    evidence: [{source: source/order}, {source: source/late}]
    effects:
      bar: {does: permanent-injunction, to: policy/curfew, scope: {everyone: true}}
  ruling/reversal:
    type: ExecutiveAction
    label: The reversal
    decided: 2018-08-01
    evidence: [{source: source/late}]
    effects:
      end: {does: reversed, to: ruling/bar#bar}
"""
CORRECTION = """\
file: corrections
recorded: 2026-11-20
things:
  ruling/bar-corrected:
    type: ExecutiveAction
    label: The injunction
    corrects: ruling/bar
    recorded: 2026-11-20
    decided: 2018-04-01
    evidence: [{source: source/notes}]
    effects:
      bar: {does: permanent-injunction, to: policy/curfew, scope: {everyone: true}}
"""
SPRING = "2018-03-15"
AUTUMN = "2018-09-15"


@pytest.fixture
def asks(kg, tmp_path):
    """Asks about the curfew on a day, with options; `corrected` where a correction is on record."""
    facts, correction = tmp_path / "rulings.yaml", tmp_path / "corrections.yaml"
    facts.write_text(FACTS)
    correction.write_text(CORRECTION)

    def ask(on, *options, corrected=False, command="status"):
        data = ["--data", facts, *(["--data", correction] if corrected else [])]
        return kg(command, "The curfew", *(["--on", on] if on else []), *options, *data)

    return ask


@pytest.mark.parametrize(
    ("on", "options", "status"),
    [
        (SPRING, (), "enjoined"),
        (SPRING, ("--known-on", "2018-02-28"), "in-force"),
        (SPRING, ("--known-on", "2018-03-01"), "enjoined"),
        (SPRING, ("--known-on", "2017-12-31"), "unknown"),
        (AUTUMN, (), "in-force"),
        (AUTUMN, ("--known-on", "2018-12-31"), "enjoined"),
        (AUTUMN, ("--known-on", "2019-01-01"), "in-force"),
        (SPRING, ("--recorded-by", "2026-09-30"), "unknown"),
        (SPRING, ("--recorded-by", "2026-10-01"), "enjoined"),
        (SPRING, ("--without", "ruling/bar"), "in-force"),
        (SPRING, ("--without", "The injunction"), "in-force"),
        (SPRING, ("--without", "ruling/bar#bar"), "in-force"),
        (AUTUMN, ("--without", "The reversal"), "enjoined"),
        (SPRING, ("--without", "The curfew"), "unknown"),
        (SPRING, ("--without-source", "The order"), "enjoined"),
        (AUTUMN, ("--without-source", "Late paper"), "enjoined"),
        (SPRING, ("--without-source", "Late paper", "--without-source", "The order"), "in-force"),
    ],
)
def test_the_status_by_what_it_rests_on(asks, on, options, status):
    assert asks(on, *options, "--json").json["status"] == status


def test_a_correction_changes_todays_answer_and_not_last_months(asks):
    def status(*options):
        return asks(SPRING, *options, "--json", corrected=True).json["status"]

    assert status() == "in-force"
    for clock in ("--known-on", "--recorded-by"):
        assert status(clock, "2026-11-19") == "enjoined"
        assert status(clock, "2026-11-20") == "in-force"
    assert status("--without", "ruling/bar-corrected") == "in-force"
    later = asks("2018-05-01", "--json", corrected=True).json
    assert [each["id"] for each in later["because"]] == ["ruling/bar#bar"]
    assert later["because"][0]["decided"] == "2018-04-01"


def test_an_order_that_acts_on_what_was_corrected_goes_on_acting_on_it(asks):
    assert asks(AUTUMN, "--json", corrected=True).json["status"] == "in-force"


def test_supposing_answers_as_loading(asks, tmp_path):
    supposed = asks(SPRING, "--suppose", tmp_path / "corrections.yaml", "--json").json
    loaded = asks(SPRING, "--json", corrected=True).json
    assert supposed["status"] == loaded["status"] == "in-force"
    assert supposed["supposing"] == [str(tmp_path / "corrections.yaml")]


def test_the_answer_says_what_it_rests_on(asks):
    said = asks(SPRING, "--known-on", "2018-03-01", "--json").json
    assert said["known_on"] == "2018-03-01"
    assert said["flags"] == ["publication assumed", "stale"]
    assert said["checked_through"] == "2018-03-01"
    assert said["sentence"].startswith(f"On {SPRING}, as known on 2018-03-01, The curfew stood")
    assert [each["source"] for each in said["because"][0]["evidence"]] == ["source/order"]
    left = asks(SPRING, "--without", "ruling/bar", "--json").json
    assert left["without"] == [{"id": "ruling/bar", "label": "The injunction"}]
    assert "without The injunction" in left["sentence"]
    assert asks(SPRING, "--recorded-by", "2026-10-01", "--json").json["recorded_by"] == "2026-10-01"


def test_the_timeline_as_it_was_known(asks):
    said = asks(None, "--known-on", "2018-12-31", "--json", command="timeline").json
    assert [turn["status"] for turn in said["turns"]] == ["not-yet-issued", "in-force", "enjoined"]


def test_what_was_learned_between_two_days(asks):
    days = ("--known-on", "2018-02-28", "2019-01-01")
    said = asks(None, *days, "--json", command="compare").json
    assert said["known_on"] == ["2018-02-28", "2019-01-01"]
    assert [each["id"] for each in said["learned"]] == ["ruling/bar", "ruling/reversal"]
    (change,) = said["changed"]
    assert (change["from"], change["until"]) == ("2018-02-01", "2018-08-01")
    assert (change["before"], change["after"]) == ("in-force", "enjoined")


def test_what_a_correction_taught(asks):
    days = ("--known-on", "2026-11-19", "2026-11-20")
    said = asks(None, *days, "--json", command="compare", corrected=True).json
    (fact,) = said["learned"]
    assert (fact["id"], fact["since"], fact["corrected"]) == ("ruling/bar", "2026-11-20", True)
    (change,) = said["changed"]
    assert (change["from"], change["until"]) == ("2018-02-01", "2018-04-01")


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (("--known-on", ""), 2, "--known-on: '' is not a day"),
        (("--known-on", "2018-03"), 2, "--known-on: '2018-03' is not a day"),
        (("--known-on", "2018-03-01T10:00Z"), 2, "is not a day"),
        (("--recorded-by", "soon"), 2, "--recorded-by: 'soon' is not a day"),
        (("--without", "The injuncton"), 2, "The injunction (ruling/bar)"),
        (("--without", "Springfield"), 2, "not an order, effect, suit"),
        (("--without", "The hours"), 2, "no act of its own enacts The hours"),
        (("--without-source", "The injunction"), 2, "not a source"),
        (("--suppose", "nowhere.yaml"), 2, "nowhere.yaml"),
        (("--suppose", "rulings.yaml.txt"), 2, "rulings.yaml.txt"),
    ],
)
def test_what_an_answer_cannot_rest_on(asks, options, code, says):
    said = asks(SPRING, *options)
    assert (said.code, said.out) == (code, "")
    assert says in said.err


def test_a_supposed_file_with_a_fault_is_refused(asks, tmp_path):
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(CORRECTION.replace("permanent-injunction", "permanent-injuncton"))
    said = asks(SPRING, "--suppose", wrong)
    assert said.code == 3
    assert "wrong.yaml:12" in said.err
    assert "did you mean `permanent-injunction`" in said.err


def test_plain_english_about_what_was_known(kg):
    said = kg("ask", "is EO 13768 in force for Chicago on 2018-03-01?", "--known-on", "2017-01-01")
    assert said.code == 0
    assert "as known on 2017-01-01" in said.out


def test_a_page_says_what_corrects_a_thing(kg, tmp_path):
    facts = tmp_path / "all.yaml"
    facts.write_text(FACTS + CORRECTION.partition("things:\n")[2])
    for name in ("ruling/bar", "ruling/bar-corrected", "The injunction"):
        page = kg("show", name, "--data", facts)
        assert page.first_line == "The injunction  (ExecutiveAction, ruling/bar)"
        assert "  corrected by ruling/bar-corrected, recorded 2026-11-20\n" in page.out
        assert "decided: 2018-04-01" in page.out
        assert "2018-02-01" not in page.out
        assert "corrects" not in page.out
    said = kg("show", "ruling/bar", "--data", facts, "--json").json
    assert said["corrections"] == [
        {"id": "ruling/bar-corrected", "recorded": "2026-11-20", "counts": True}
    ]
    targets = kg("show", "The curfew", "--data", facts, "--json").json["mentioned_by"]
    assert [each["id"] for each in targets if each["property"] == "target"] == [
        "policy/curfew/2018-01-01#start",
        "ruling/bar#bar",
    ]


def test_a_search_finds_what_is_corrected_once(kg, tmp_path):
    facts = tmp_path / "all.yaml"
    facts.write_text(FACTS + CORRECTION.partition("things:\n")[2])
    found = kg("search", "injunction", "--data", facts, "--json").json
    assert [each["id"] for each in found] == ["ruling/bar"]


def test_an_order_of_which_nothing_was_known(asks, kg, tmp_path):
    asks(SPRING)
    told = kg(
        *("status", "ruling/bar#bar", "--on", SPRING, "--known-on", "2018-02-28"),
        *("--data", tmp_path / "rulings.yaml"),
    )
    assert told.code == 2
    known = "the permanent injunction of 2018-02-01 (ruling/bar#bar) was not known on 2018-02-28"
    assert known in told.err


def test_an_effect_that_is_left_out_is_told_by_its_kind_and_day(asks):
    said = asks(SPRING, "--without", "ruling/bar#bar").first_line
    assert "without the permanent injunction of 2018-02-01, The curfew stood in force" in said


def test_supposed_facts_are_understood_in_plain_english(asks, kg, tmp_path):
    asks(SPRING)
    more = tmp_path / "more.yaml"
    more.write_text("file: more\nthings:\n  policy/x: {type: Guidance, label: Loudness guidance}\n")
    words = ("ask", "is Loudness guidance in force?", "--data", tmp_path / "rulings.yaml")
    assert kg(*words).code == 2
    told = kg(*words, "--suppose", more)
    assert told.code == 0
    assert f"--suppose {more}" in told.first_line


def test_the_basis_in_python(tmp_path):
    facts, correction = tmp_path / "rulings.yaml", tmp_path / "corrections.yaml"
    facts.write_text(FACTS)
    correction.write_text(CORRECTION)
    on = dt.date.fromisoformat(SPRING)
    with library.open(data=[facts]) as graph:
        for basis, status in (
            ({}, "enjoined"),
            ({"known_on": dt.date(2018, 2, 28)}, "in-force"),
            ({"recorded_by": dt.date(2026, 9, 30)}, "unknown"),
            ({"suppose": correction}, "in-force"),
            ({"suppose": [str(correction)]}, "in-force"),
            ({"without": "ruling/bar"}, "in-force"),
            ({"without_source": ["The order", "Late paper"]}, "in-force"),
            ({"suppose": None, "without": None, "without_source": None}, "enjoined"),
        ):
            assert graph.status("The curfew", on=on, **basis).status == status
        with pytest.raises(BadDate):
            graph.status("The curfew", on=on, known_on=dt.datetime(2018, 2, 28, tzinfo=dt.UTC))
