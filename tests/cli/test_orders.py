"""`kg status` and `kg why` of effects, actions and grant awards."""

import pytest

HEAD = "for in by on known_on reading status".split()
STAMP = "engine data note".split()
BAR = "docket/ilnd/1-17-cv-05720/ecf-78#notice-access"
STAY = "docket/ca7/17-2991/2018-06-26#stay"
S9A = "docket/cand/3-17-cv-00574/2017-11-20#s9a"
RULING = "docket/ca9/17-17480/2018-08-01"
FACTS = """\
file: awards
recorded: 2026-11-24
checkedThrough: 2026-11-24
things:
  source/notes: {type: Source, label: My notes}
  us/doj: {type: Agency, label: Department of Justice}
  us/il/springfield: {type: PublicBody, label: City of Springfield}
  us/il/salem: {type: PublicBody, label: City of Salem}
  grant/jag: {type: GrantProgram, label: JAG, agency: us/doj}
  policy/jag/notice: {type: GrantCondition, label: Notice condition, issuer: us/doj}
  policy/jag/access: {type: GrantCondition, label: Access condition, issuer: us/doj}
  policy/jag/2017-07-25:
    type: ExecutiveAction
    label: Conditions posted
    decided: 2017-07-25
    enacts: [policy/jag/notice, policy/jag/access]
    evidence: [{source: source/notes}]
    effects:
      start: {does: issued, to: [policy/jag/notice, policy/jag/access]}
  policy/jag/2021-04-28:
    type: ExecutiveAction
    label: Conditions rescinded
    decided: 2021-04-28
    evidence: [{source: source/notes}]
    effects:
      end: {does: rescinded, to: [policy/jag/notice, policy/jag/access]}
  court/x: {type: Court, label: Court of X, shortName: D. X.}
  case/x: {type: CaseFile, label: Springfield v. DOJ, plaintiffs: us/il/springfield}
  docket/x/1: {type: Docket, label: "No. 1", number: "1", court: court/x, case: case/x}
  docket/x/1/2018-01-01:
    type: CourtAction
    label: Springfield injunction
    docket: docket/x/1
    decided: 2018-01-01
    evidence: [{source: source/notes}]
    effects:
      bar: {does: preliminary-injunction, to: policy/jag/notice}
  docket/x/1/2018-06-12:
    type: CourtAction
    label: Springfield judgment
    docket: docket/x/1
    decided: 2018-06-12
    disposesOf: case/x
    evidence: [{source: source/notes}]
  docket/x/1/2019-01-01:
    type: CourtAction
    label: Springfield order
    docket: docket/x/1
    decided: 2019-01-01
    evidence: [{source: source/notes}]
  award/springfield-2017:
    type: GrantAward
    label: Springfield award of 2017
    grant: grant/jag
    recipient: us/il/springfield
    awarded: 2017-10-01
    amount: 2200000
    conditions: [policy/jag/notice, policy/jag/access]
    evidence: [{source: source/notes}]
"""
AWARD = "Springfield award of 2017"


@pytest.fixture
def facts(tmp_path):
    path = tmp_path / "awards.yaml"
    path.write_text(FACTS)
    return ("--data", str(path))


def test_the_json_of_an_effect(kg):
    found = kg("status", BAR, "--on", "2018-07-01", "--json").json
    body = "why acts_on traced_for for_whom because flags branches checked_through sentence".split()
    assert list(found) == ["effect", *HEAD, *body, *STAMP]
    assert found["status"] == "partly"
    head = found["effect"]
    assert (head["id"], head["type"], head["kind"]) == (BAR, "Effect", "preliminary injunction")
    assert head["court"] == "N.D. Ill."
    assert head["evidence"]
    assert (found["for"], found["on"]) == (None, "2018-07-01")
    assert [each["id"] for each in found["because"]] == [STAY]
    assert [(each["for"], each["status"]) for each in found["for_whom"]] == [
        (None, "suspended"),
        ({"id": "us/il/chicago", "label": "City of Chicago"}, "operative"),
    ]
    assert found["for_whom"][0]["by"] == [STAY]
    assert found["sentence"].endswith(
        "was partly operative: for City of Chicago;"
        " suspended by the stay pending appeal of 2018-06-26 (7th Cir.) for everyone else."
    )


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ((S9A, "--on", "2017-11-19"), "not-begun"),
        ((S9A, "--on", "2018-03-01"), "operative"),
        ((S9A, "--on", "2018-12-01"), "partly"),
        ((S9A, "--on", "2018-12-01", "--for", "Chicago"), "confined"),
        ((S9A, "--on", "2018-12-01", "--for", "San Francisco"), "operative"),
        ((S9A, "--on", "2018-12-01", "--in", "California"), "operative"),
        ((S9A, "--on", "2018-03-01", "--by", "us/president"), "out-of-scope"),
        ((S9A, "--on", "2021-01-20"), "idle"),
        ((BAR, "--on", "2018-07-01", "--for", "Chicago"), "operative"),
        ((BAR, "--on", "2018-07-01", "--for", "San Francisco"), "suspended"),
        ((BAR, "--on", "2018-07-27"), "ended"),
        ((STAY, "--on", "2018-07-01"), "operative"),
        (("docket/ca2/19-267/2020-02-26#reversed", "--on", "2020-03-01"), "awaiting"),
        (("docket/ilnd/1-17-cv-05720/ecf-198#reach-stay", "--on", "2020-07-15"), "unknown"),
    ],
)
def test_the_word_of_an_effect(kg, words, status):
    found = kg("status", *words, "--json").json
    assert found["status"] == status
    assert found["sentence"].startswith(f"On {words[2]}, the ")
    assert kg("status", *words).first_line == f"{status}: {found['sentence']}"


def test_an_open_day_gives_both_words(kg):
    effect = "docket/ilnd/1-17-cv-05720/ecf-198#reach-stay"
    found = kg("status", effect, "--on", "2020-07-15", "--json").json
    assert sorted(each["status"] for each in found["branches"]) == ["ended", "operative"]
    assert found["why"].startswith("ended or operative, depending on the day of Mandate,")


def test_the_text_of_an_effect_says_for_whom_and_because_of_what(kg):
    said = kg("status", BAR, "--on", "2018-07-01")
    assert "  operative  for City of Chicago\n" in said.out
    assert "  suspended  for everyone whom no order names: by the stay" in said.out
    assert "  because  stay pending appeal, 7th Cir., City of Chicago v. Sessions" in said.out
    assert "264 F. Supp. 3d 933" in said.out
    assert said.out.endswith("Facts known through 2026-06-24.\n")


def test_the_json_of_an_action_lists_its_effects(kg):
    found = kg("status", RULING, "--on", "2018-10-01", "--json").json
    body = "because effects enacts flags branches checked_through sentence".split()
    assert list(found) == ["action", *HEAD, *body, *STAMP]
    assert found["action"]["type"] == "CourtAction"
    assert found["status"] == "operative"
    assert {each["id"]: each["status"] for each in found["effects"]} == {
        f"{RULING}#narrowed": "operative",
        f"{RULING}#affirmed": "operative",
    }
    assert found["sentence"].endswith("stood thus: narrowing operative and affirmance noted.")


@pytest.mark.parametrize("name", [RULING, "897 F.3d 1225"])
def test_an_action_goes_by_any_of_its_names(kg, name):
    assert kg("status", name, "--on", "2018-08-15", "--json").json["status"] == "not-begun"


def test_a_policy_goes_before_the_action_that_shares_its_name(kg):
    assert "policy" in kg("status", "82 FR 8799", "--on", "2018-03-01", "--json").json


def test_the_text_of_an_action(kg):
    said = kg("status", "275 F. Supp. 3d 1196", "--on", "2018-12-01")
    assert said.first_line.startswith("partly: On 2018-12-01, the effects of Permanent injunction")
    assert f"  partly  permanent injunction ({S9A})" in said.out
    assert "     operative  for California" in said.out


def test_why_of_an_effect_is_what_acted_on_it(kg):
    found = kg("why", BAR, "--on", "2018-07-01", "--json").json
    trace = {step["effect"]: step for step in found["trace"]}
    assert next(iter(trace)) == BAR
    assert trace[BAR]["by"] == [STAY]
    assert trace[STAY]["verdict"] == "operative"
    assert all("evidence" in step for step in trace.values())
    said = kg("why", BAR, "--on", "2018-07-01")
    assert "  1. preliminary injunction, N.D. Ill.," in said.out


def test_why_of_a_party_limited_order_is_traced_for_a_party(kg):
    effect = "docket/paed/2-17-cv-03894/2018-06-28#conditions"
    found = kg("why", effect, "--on", "2018-12-01", "--json").json
    assert found["traced_for"]["id"] == "us/pa/philadelphia"
    assert found["trace"][0]["verdict"] == "operative"
    said = kg("why", effect, "--on", "2018-12-01")
    assert "Traced for City of Philadelphia:\n" in said.out


def test_why_of_an_action_weighs_each_of_its_effects_once(kg):
    found = kg("why", RULING, "--on", "2018-10-01", "--json").json
    effects = [step["effect"] for step in found["trace"]]
    assert len(effects) == len(set(effects))
    assert {f"{RULING}#narrowed", f"{RULING}#affirmed"} <= set(effects)


def test_the_json_of_an_award(kg, facts):
    found = kg("status", AWARD, "--on", "2018-02-01", *facts, "--json").json
    body = "because conditions flags branches checked_through sentence".split()
    assert list(found) == ["award", *HEAD, *body, *STAMP]
    assert found["award"] == {
        "id": "award/springfield-2017",
        "label": AWARD,
        "type": "GrantAward",
        "grant": {"id": "grant/jag", "label": "JAG"},
        "recipient": {"id": "us/il/springfield", "label": "City of Springfield"},
        "awarded": "2017-10-01",
        "amount": "2200000",
    }
    assert found["for"] == found["award"]["recipient"]
    assert (found["status"], found["checked_through"]) == ("partly", "2026-11-24")
    conditions = {each["policy"]["id"]: each for each in found["conditions"]}
    assert conditions["policy/jag/notice"]["status"] == "enjoined"
    assert conditions["policy/jag/access"]["status"] == "in-force"
    assert conditions["policy/jag/notice"]["because"][0]["court"] == "D. X."


@pytest.mark.parametrize(
    ("on", "status", "flags"),
    [
        ("2017-09-30", "not-yet-issued", []),
        ("2017-10-01", "in-force", []),
        ("2018-01-01", "partly", []),
        ("2018-06-12", "in-force", []),
        ("2022-01-01", "revoked", ["open awards", "past conduct"]),
    ],
)
def test_the_word_of_an_award(kg, facts, on, status, flags):
    found = kg("status", AWARD, "--on", on, *facts, "--json").json
    assert (found["status"], found["flags"]) == (status, flags)
    assert kg("status", AWARD, "--on", on, *facts).first_line.startswith(f"{status}: On {on}, ")


def test_the_text_of_an_award(kg, facts):
    said = kg("status", AWARD, "--on", "2018-02-01", *facts)
    assert "  awarded 2017-10-01 under JAG, 2200000 USD\n" in said.out
    assert "  enjoined  Notice condition\n" in said.out
    assert "     because  preliminary injunction, D. X., Springfield v. DOJ, 2018-01-01" in said.out


def test_an_award_is_asked_about_for_its_recipient_alone(kg, facts):
    words = ("status", AWARD, "--on", "2018-02-01", *facts)
    assert kg(*words, "--for", "City of Springfield", "--json").json["status"] == "partly"
    said = kg(*words, "--for", "City of Salem")
    assert said.code == 2
    assert "was made to City of Springfield, not to City of Salem" in said.err


def test_why_of_an_award_names_its_conditions(kg, facts):
    said = kg("why", AWARD, *facts)
    assert (said.code, said.out) == (2, "")
    assert "policy/jag/access, policy/jag/notice" in said.err


def test_a_judgment_ends_interlocutory_relief_and_that_is_its_effect(kg, facts):
    judgment = "docket/x/1/2018-06-12"
    found = kg("status", judgment, "--on", "2018-06-12", *facts, "--json").json
    assert [each["id"] for each in found["effects"]] == [f"{judgment}#disposition"]
    alone = kg("status", f"{judgment}#disposition", "--on", "2018-06-12", *facts, "--json").json
    assert (alone["status"], alone["effect"]["kind"]) == ("operative", "final judgment")


def test_an_action_without_effects(kg, facts):
    words = ("status", "Springfield order", *facts, "--json")
    found = kg(*words, "--on", "2019-01-01").json
    assert (found["status"], found["effects"]) == ("idle", [])
    assert found["sentence"] == "On 2019-01-01, Springfield order had no effects of its own."
    assert kg(*words, "--on", "2018-12-31").json["status"] == "not-begun"


@pytest.mark.parametrize("command", ["status", "why"])
@pytest.mark.parametrize(
    ("name", "says"),
    [
        (f"{RULING}#narowed", "has no effect `#narowed`; it has affirmed, narrowed"),
        (f"{RULING}#disposition", "has no effect `#disposition`"),
        (f"{RULING}x#narrowed", f"nothing known is called '{RULING}x' as an action"),
        ("Chicago#narrowed", "not an action"),
        ("#narrowed", "nothing known is called '' as an action"),
        (f"{S9A}.scope", "part of a thing"),
        ("1:17-cv-05720", "(Docket), not a policy, effect, action or award"),
        ("Permanent injuncton of Santa Clara", "policy, effect, action or award; nearest: "),
    ],
)
def test_what_is_not_there_or_not_such_a_thing(kg, command, name, says):
    said = kg(command, name)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert kg(command, name, "--json").error["code"] == "unknown-name"


@pytest.mark.parametrize("command", ["blocks", "timeline"])
def test_other_commands_are_about_policies(kg, command):
    assert "(Effect), not a policy" in kg(command, BAR).err
