"""`kg status` and `kg why`: what people type about a policy, and what comes back."""

import json
import subprocess
import sys

import pytest

S9A = "EO 13768 s.9(a)"
HEAD = "policy for in by on known_on reading status force enforceability practice".split()
BODY = "because not_operative parts exceptions flags branches checked_through sentence".split()
REASON = "id does kind label court case decided from until scope cites sources".split()
SANTA_CLARA = "docket/cand/3-17-cv-00574/2017-11-20#s9a"
PRELIMINARY = "docket/cand/3-17-cv-00574/2017-04-25#s9a"


def test_the_json_of_status_is_what_the_interface_promises(kg):
    said = kg("status", S9A, "--for", "Chicago", "--on", "2018-03-01", "--json")
    assert (said.code, said.err) == (0, "")
    found = said.json
    assert list(found)[:-1] == [*HEAD, *BODY, "engine", "data"]
    assert list(found)[-1] == "note"  # says when the examples answered
    expected = {
        "policy": {"id": "eo/13768/s9/a", "label": S9A, "type": "Provision"},
        "for": {"id": "us/il/chicago", "label": "City of Chicago"},
        "in": None,
        "by": None,
        "on": "2018-03-01",
        "known_on": None,
        "reading": "strict",
        "status": "enjoined",
        "force": "in-force",
        "enforceability": "enjoined",
        "practice": None,
        "parts": [],
        "exceptions": [],
        "flags": [],
        "branches": [],
        "checked_through": "2026-06-24",
    }
    assert {key: found[key] for key in expected} == expected
    assert found["engine"].startswith("inforce ")
    assert found["data"]


def test_the_reason_of_a_status_names_the_order(kg):
    found = kg("status", S9A, "--for", "Chicago", "--on", "2018-03-01", "--json").json
    (reason,) = found["because"]
    assert list(reason)[: len(REASON)] == REASON
    assert set(reason) - set(REASON) == {"confidence", "evidence", "holds_for"}
    assert {key: reason[key] for key in REASON if key not in ("label", "sources")} == {
        "id": SANTA_CLARA,
        "does": "bar",
        "kind": "permanent injunction",
        "court": "N.D. Cal.",
        "case": "County of Santa Clara v. Trump",
        "decided": "2017-11-20",
        "from": "2017-11-20",
        "until": None,
        "scope": "everyone",
        "cites": ["275 F. Supp. 3d 1196"],
    }
    assert reason["sources"]


def test_what_did_not_work_says_why(kg):
    found = kg("status", S9A, "--for", "Chicago", "--on", "2018-03-01", "--json").json
    (idle,) = found["not_operative"]
    assert (idle["id"], idle["kind"]) == (PRELIMINARY, "preliminary injunction")
    assert idle["why"].startswith("merged into the permanent injunction of 2017-11-20")


@pytest.mark.parametrize(
    ("subject", "on", "status"),
    [
        ("Chicago", "2017-04-24", "in-force"),
        ("Chicago", "2017-04-25", "enjoined"),
        ("Chicago", "2018-07-31", "enjoined"),
        ("Chicago", "2018-12-01", "in-force"),
        ("San Francisco", "2018-12-01", "enjoined"),
        ("San Francisco", "2021-01-20", "revoked"),
        ("Chicago", "2017-01-24", "not-yet-issued"),
    ],
)
def test_a_subject_and_a_day_decide(kg, subject, on, status):
    found = kg("status", S9A, "--for", subject, "--on", on, "--json").json
    assert found["status"] == status
    assert found["sentence"].startswith(f"On {on}, {S9A} ")


def test_the_notice_condition_was_enjoined_for_everyone(kg):
    found = kg("status", "Byrne JAG notice condition", "--on", "2018-01-24", "--json").json
    assert (found["for"], found["status"], found["exceptions"]) == (None, "enjoined", [])
    assert [each["id"] for each in found["because"]] == [
        "docket/ilnd/1-17-cv-05720/ecf-78#notice-access"
    ]


def test_the_compliance_condition_was_in_force_but_for_philadelphia(kg):
    found = kg("status", "Byrne JAG compliance condition", "--on", "2018-01-24", "--json").json
    assert found["status"] == "in-force"
    (exception,) = found["exceptions"]
    assert exception["for"] == {"id": "us/pa/philadelphia", "label": "City of Philadelphia"}
    assert exception["status"] == "enjoined"
    assert exception["because"][0]["court"] == "E.D. Pa."
    assert "Philadelphia" in found["sentence"]


@pytest.mark.parametrize(
    "name",
    [
        "eo/13768/s9/a",
        "https://w3id.org/inforce/id/eo/13768/s9/a",
        "Executive Order 13768 section 9(a)",
        "executive order 13768 sec. 9(a)",
        "EO 13768 § 9(a)",
        "E.O. 13768, s. 9(a)",
        "Section 9(a) of Executive Order 13768",
    ],
)
def test_a_policy_goes_by_any_of_its_names(kg, name):
    found = kg("status", name, "--on", "2018-03-01", "--json").json
    assert found["policy"]["id"] == "eo/13768/s9/a"


def test_a_place_is_asked_for_with_in(kg):
    found = kg("status", S9A, "--in", "Chicago", "--on", "2018-12-01", "--json").json
    assert found["in"] == {"id": "us/il/chicago/territory", "label": "City of Chicago"}
    assert found["status"] == "in-force"
    assert kg("status", S9A, "--in", "California", "--on", "2018-12-01", "--json").json[
        "status"
    ] == ("enjoined")


def test_an_enforcer_who_is_bound_and_one_who_is_not(kg):
    words = ("status", S9A, "--on", "2018-03-01", "--json", "--by")
    assert kg(*words, "Department of Justice").json["status"] == "enjoined"
    assert kg(*words, "us/president").json["status"] == "in-force"


def test_what_an_open_day_is_about_is_named(kg):
    """A branch says what it supposes by name; ids stand in the JSON."""
    words = ("status", "FY2017 Byrne JAG access condition", "--on", "2020-07-14")
    said = kg(*words).out
    assert "  enjoined  if Mandate" in said
    assert "  enjoined  if docket/" not in said
    (branch, *_) = kg(*words, "--json").json["branches"]
    assert branch["supposing"][0].startswith("docket/")
    assert branch["in_words"][0].startswith("Mandate")


@pytest.mark.parametrize(
    ("who", "day", "status"),
    [
        ("Attorney General of the United States", "2018-03-01", "enjoined"),
        ("Jefferson B. Sessions III", "2018-03-01", "enjoined"),
        ("Jefferson B. Sessions III", "2018-11-30", "in-force"),
        ("Secretary of Homeland Security", "2018-03-01", "enjoined"),
        ("Secretary of Transportation", "2018-03-01", "in-force"),
    ],
)
def test_an_officer_is_bound_where_the_agency_is(kg, who, day, status):
    words = ("status", S9A, "--for", "San Francisco", "--on", day, "--by", who, "--json")
    assert kg(*words).json["status"] == status


def test_text_begins_with_the_status_word(kg):
    said = kg("status", S9A, "--for", "Chicago", "--on", "2018-03-01")
    assert said.first_line.startswith("enjoined: On 2018-03-01, EO 13768 s.9(a) stood in force but")
    assert "275 F. Supp. 3d 1196" in said.out
    assert "Facts known through 2026-06-24." in said.out
    assert "\x1b" not in said.out


def test_why_weighs_every_effect(kg):
    found = kg("why", S9A, "--for", "Chicago", "--on", "2018-12-01", "--json").json
    trace = {step["effect"]: step for step in found["trace"]}
    assert len(trace) == len(found["trace"])
    assert all({"effect", "verdict", "reason", "by", "quotes"} <= set(s) for s in trace.values())
    confined = trace[SANTA_CLARA]
    assert confined["verdict"] == "confined"
    assert confined["reason"].startswith("confined by the narrowing of 2018-08-01")
    (narrowing,) = confined["by"]
    assert trace[narrowing]["verdict"] == "operative"
    assert trace[narrowing]["quotes"]
    assert trace[PRELIMINARY]["verdict"] == "ended"


def test_why_numbers_its_steps_in_text(kg):
    said = kg("why", S9A, "--for", "Chicago", "--on", "2018-12-01")
    assert said.first_line.startswith("in-force: ")
    assert "  1. issuance, Executive Order 13768 signed, 2017-01-25" in said.out
    assert "confined by the narrowing of 2018-08-01 (9th Cir.)" in said.out
    assert "“the present record is not sufficient to support a nationwide injunction”" in said.out


@pytest.mark.parametrize("command", ["status", "why", "blocks"])
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["EO 13786"], "unknown-name"),
        ([""], "unknown-name"),
        (["Chicago"], "unknown-name"),
        ([S9A, "--for", "Chicgo"], "unknown-name"),
        ([S9A, "--for", S9A], "unknown-name"),
        ([S9A, "--for", ""], "unknown-name"),
        ([S9A, "--in", "Atlantis"], "unknown-name"),
        ([S9A, "--in", "Department of Justice"], "unknown-name"),
        ([S9A, "--by", "nobody at all"], "unknown-name"),
        ([S9A, "--on", "2018-02-30"], "bad-date"),
        ([S9A, "--on", "2018-02"], "bad-date"),
        ([S9A, "--on", "January 24, 2018"], "bad-date"),
        ([S9A, "--on", ""], "bad-date"),
        ([S9A, "--on", "2018-01-24T14:30"], "bad-date"),
        ([S9A, "--on", "2018-01-24T25:00-05:00"], "bad-date"),
        ([S9A, "--on", "2018-01-24T14:30 EST"], "bad-date"),
        ([S9A, "--nonsense"], "question"),
        ([], "question"),
        ([S9A, "--data", "nothing-here.yaml"], "missing-file"),
    ],
)
def test_a_question_not_understood_is_exit_2(kg, command, words, code):
    said = kg(command, *words, "--json")
    assert said.code == 2
    assert said.error["code"] == code
    assert said.error["message"]


@pytest.mark.parametrize("command", ["status", "why", "blocks"])
def test_an_hour_is_asked_for_with_its_zone(kg, command):
    said = kg(command, S9A, "--on", "2018-01-24T14:30-05:00", "--json").json
    assert (said["on"], said["status"]) == ("2018-01-24T14:30:00-05:00", "enjoined")
    assert said["sentence"].startswith("At 2018-01-24T14:30-05:00, EO 13768 s.9(a) stood")


def test_an_hour_of_a_day_that_has_none_on_record_is_unknown_where_it_matters(kg):
    # One injunction gave way to another on that day, at whatever hour.
    said = kg("status", S9A, "--on", "2017-11-20T14:30-08:00", "--json").json
    assert (said["status"], said["branches"]) == ("enjoined", [])
    issued = kg("status", S9A, "--on", "2017-01-25T14:30-05:00", "--json").json
    assert issued["status"] == "unknown"
    assert {branch["status"] for branch in issued["branches"]} == {"in-force", "not-yet-issued"}
    assert "depending on the hour of" in issued["sentence"]


def test_a_misspelt_name_comes_with_the_nearest(kg):
    said = kg("status", "EO 13768 s.9(x)", "--json")
    assert "EO 13768 s.9(a)" in said.error["near"]
    choice = {"id": "eo/13768/s9/a", "label": S9A, "type": "Provision"}
    assert choice in said.error["choices"]
    text = kg("status", "EO 13768 s.9(x)")
    assert (text.code, text.out) == (2, "")
    assert text.err.startswith("kg: ")
    assert "eo/13768/s9/a" in text.err


def test_a_body_is_not_a_policy_and_the_error_says_what_it_is(kg):
    assert "us/il/chicago (PublicBody)" in kg("status", "Chicago").err


FOUR = """\
file: cities
recorded: 2026-11-24
things:
  policy/p: {type: LocalMeasure, label: The curfew}
""" + "".join(
    f"  us/{state}/philadelphia: {{type: PublicBody, label: 'Philadelphia', "
    f"governs: us/{state}/philadelphia/territory}}\n"
    f"  us/{state}/philadelphia/territory: {{type: Jurisdiction, label: 'Philadelphia'}}\n"
    for state in ("pa", "ms", "ny", "tn")
)


@pytest.mark.parametrize(
    ("option", "tail", "kind"),
    [("--for", "", "PublicBody"), ("--in", "/territory", "Jurisdiction")],
)
def test_an_ambiguous_name_lists_the_choices(kg, tmp_path, option, tail, kind):
    (tmp_path / "cities.yaml").write_text(FOUR)
    words = ("status", "The curfew", option, "Philadelphia", "--data", "cities.yaml")
    said = kg(*words, "--json")
    assert (said.code, said.error["code"]) == (2, "ambiguous-name")
    ids = [f"us/{state}/philadelphia{tail}" for state in ("ms", "ny", "pa", "tn")]
    assert said.error["choices"] == [
        {"id": name, "label": "Philadelphia", "type": kind} for name in ids
    ]
    assert all(name in kg(*words).err for name in ids)
    chosen = kg("status", "The curfew", option, ids[2], "--data", "cities.yaml", "--json")
    assert (chosen.code, chosen.json["status"]) == (0, "unknown")


def test_kg_format_asks_for_json(kg, monkeypatch):
    monkeypatch.setenv("KG_FORMAT", "json")
    assert kg("status", S9A, "--on", "2018-03-01").json["status"] == "enjoined"
    assert kg("status", "no such thing").error["code"] == "unknown-name"


def test_a_store_that_is_not_there_is_exit_4(kg):
    said = kg("status", S9A, "--store", "nowhere", "--json")
    assert (said.code, said.error["code"]) == (4, "store-missing")


def test_data_that_are_refused_are_exit_3(kg, tmp_path):
    (tmp_path / "bad.yaml").write_text(FOUR + "  policy/q: {type: LocalMeasure, lable: Q}\n")
    said = kg("status", "The curfew", "--data", "bad.yaml", "--json")
    assert (said.code, said.error["code"]) == (3, "data")
    (problem,) = said.error["problems"]
    assert (problem["line"], problem["thing"], problem["key"]) == (13, "policy/q", "lable")


def kg_process(*words, **environment):
    command = [sys.executable, "-m", "kg", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_a_process_answers_and_ends_with_0(story_store):
    ran = kg_process("status", S9A, "--on", "2018-03-01", "--json", KG_STORE=str(story_store))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["status"] == "enjoined"


def test_a_process_refuses_and_ends_with_2(story_store):
    ran = kg_process("status", "Atlantis", KG_FORMAT="json", KG_STORE=str(story_store))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert json.loads(ran.stderr)["error"]["code"] == "unknown-name"


def test_the_examples_answer_where_there_is_no_store_and_say_so(tmp_path):
    ran = kg_process("status", S9A, "--on", "2018-03-01", XDG_CACHE_HOME=str(tmp_path))
    assert ran.returncode == 0
    assert ran.stdout.startswith("enjoined: ")
    assert "built-in examples" in ran.stderr
