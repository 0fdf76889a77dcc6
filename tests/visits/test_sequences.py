"""After any sequence of loads, changes and removals the store is the one built from nothing."""

import shutil

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from kg.errors import KgError
from kg.rdf import derived, ns
from kg.rdf.node import Nodes
from kg.rdf.store import memory
from kg.rdf.touched import touched
from kg.visits.load import load, remove

HEAD = "file: {name}\nrecorded: 2026-11-24\nthings:\n"
SOURCE = "    evidence: [{source: source/s}]\n"


def act(name, body, day="2018-01-01", more=""):
    return (
        f"  act/{name}:\n    type: ExecutiveAction\n    label: {name}\n    decided: {day}\n"
        f"{SOURCE}{more}    effects:\n      e: {body}\n"
    )


def place(within):
    return f"  us/xx/town/territory: {{type: Jurisdiction, label: Town, within: [{within}]}}\n"


BODIES = """\
  source/s: {type: Source, label: A source}
  court/c: {type: Court, label: A court}
  us/xx: {type: PublicBody, label: State, governs: us/xx/territory}
  us/xx/territory: {type: Jurisdiction, label: State}
  us/yy: {type: PublicBody, label: Other state, governs: us/yy/territory}
  us/yy/territory: {type: Jurisdiction, label: Other state}
  us/xx/town: {type: PublicBody, label: Town, governs: us/xx/town/territory, memberOf: [MEMBER]}
  us/office: {type: Agency, label: Office, unitOf: UNIT}
  post/chief: {type: Post, label: Chief, postIn: POST}
  class/league: {type: AgentClass, label: League}
  class/other: {type: AgentClass, label: Other}
"""
SUIT = """\
  case/k: {type: CaseFile, label: A suit, plaintiffs: [PLAINTIFF], defendants: [us/yy]}
  docket/d: {type: Docket, label: Docket, number: "1", court: court/c, case: case/k}
"""


def ruling(name, day, more):
    return (
        f"  docket/d/{name}:\n    type: CourtAction\n    label: {name}\n    docket: docket/d\n"
        f"    decided: {day}\n{SOURCE}{more}"
    )


BAR = "    effects:\n      e: {does: preliminary-injunction, to: [WHAT]SCOPE}\n"

BAR_AGAIN = BAR.replace("WHAT", "policy/p").replace("SCOPE", "")
BAR_ON_Q = BAR.replace("WHAT", "policy/q").replace("SCOPE", ", scope: {everyone: true}")

#: Each file with the contents that it can have; at first nothing is corrected.
FILES = {
    "bodies": [
        BODIES.replace("MEMBER", member).replace("UNIT", unit).replace("POST", post) + place(within)
        for member, within, unit, post in (
            ("class/league", "us/xx/territory", "us/xx", "us/xx"),
            ("class/other", "us/xx/territory", "us/xx", "us/xx"),
            ("class/league", "us/yy/territory", "us/xx", "us/xx"),
            ("class/league", "us/xx/territory", "us/yy", "us/xx"),
            ("class/league", "us/xx/territory", "us/xx", "us/yy"),
        )
    ],
    "memberships": [
        f"  membership/one: {{type: Membership, member: {who}, group: class/{group}, {span}\n"
        "    evidence: [{source: source/s}]}\n"
        for who, group, span in (
            ("us/xx/town", "other", "from: 2018-02-01,"),
            ("us/xx/town", "league", "from: 2018-05-01, until: 2018-07-01,"),
            ("us/yy", "league", "from: 2018-04,"),
            ("us/office", "league", "until: 2018-04-01,"),
        )
    ],
    "policies": [
        "  policy/p: {type: AgencyRule, label: Rule P}\n"
        f"  policy/p/a: {{type: Provision, label: Rule P a, partOf: policy/{whole}}}\n"
        f"  policy/q: {{type: AgencyRule, label: Rule Q{more}}}\n"
        for whole, more in (("p", ""), ("q", ""), ("p", ", sameEndAs: [policy/p]"))
    ],
    "start": [
        act("p", "{does: issued, to: [policy/p]}", day, "    enacts: [policy/p]\n")
        + act("q", "{does: issued, to: [policy/q]}", "2019-06-01", "    enacts: [policy/q]\n")
        for day in ("2018-01-01", "2019")
    ],
    "suit": [SUIT.replace("PLAINTIFF", who) for who in ("us/xx", "us/xx/town")],
    "bar": [
        ruling("bar", "2018-03-01", BAR.replace("WHAT", what).replace("SCOPE", scope))
        for what, scope in (
            ("policy/p", ""),
            ("policy/p/a", ", scope: {territories: [us/xx/territory]}"),
            ("policy/q, policy/p", ", scope: {classes: [class/league]}"),
            ("policy/p", ", scope: {classes: [class/league], laterMembers: true}"),
            ("policy/p", ", scope: {classes: [class/league], membersAsOf: 2018-05-01}"),
            ("policy/p", ", reachesLater: true"),
        )
    ],
    "stay": [
        act("stay", body, "2018-06-01")
        for body in (
            "{does: stay-pending-appeal, to: docket/d/bar#e}",
            "{does: stay-pending-appeal, to: docket/d/bar, until: 2018-09-01}",
            "{does: narrowed, to: docket/d/bar#e, leaves: {parties: [us/xx/town]}}",
            "{does: revoked, to: policy/p}",
        )
    ],
    "hanging": [
        act(
            "hanging",
            "{does: preliminary-injunction, to: [policy/q], scope: {everyone: true}, MORE}".replace(
                "MORE", more
            ),
            "2018-02-01",
        )
        for more in (
            "lastsWhile: docket/d/bar#e",
            "lastsWhile: policy/p",
            "beginsWhenEnds: docket/d/bar#e",
            "conflictsWith: [docket/d/bar#e]",
            "confidence: disputed",
        )
    ],
    "hours": [
        act("hours", body, f'"{hour}"')
        for body, hour in (
            ("{does: dissolved, to: docket/d/bar#e}", "2018-03-01T12:00:00-05:00"),
            ("{does: dissolved, to: docket/d/bar#e}", "2018-03-01T12:00:00-08:00"),
            (
                "{does: narrowed, to: docket/d/bar, leaves: {parties: [us/xx/town]}}",
                "2018-06-01T09:00:00Z",
            ),
            ("{does: revoked, to: policy/p/a}", "2018-03-01T09:00:00-05:00"),
            (
                '{does: postponed, to: policy/q, until: "2019-06-01T18:00:00-05:00"}',
                "2018-01-01T00:00:00-05:00",
            ),
        )
    ],
    "judgment": [
        ruling("judgment", day, "    disposesOf: case/k\n") for day in ("2020-01-01", "2020-02")
    ],
    "correction": [
        ruling(name, day, f"    corrects: docket/d/{of}\n    recorded: {recorded}\n" + body)
        for name, of, day, recorded, body in (
            ("bar-again", "bar", "2018-04-01", "2026-11-25", BAR_AGAIN),
            ("bar-once-more", "bar", "2018-05-01", "2026-11-24", BAR_AGAIN),
            ("bar-again", "bar", "2018-03-01", "2026-11-25", BAR_ON_Q),
            ("judgment-again", "judgment", "2019-06-01", "2026-11-25", "    disposesOf: case/k\n"),
        )
    ],
}
#: What a statement says and what was made of it, beside the facts; at first nothing is said.
SAYS = """\
  statement/NAME: {type: Statement, about: ABOUT, says: WORD, object: VALUE, source: source/s,
    quote: "so"MORE}
"""
JUDGES = "  judgement/NAME: {type: Judgement, statement: statement/NAME, judgement: WORD}\n"


def said(name, about, word, value, more=""):
    text = SAYS.replace("NAME", name).replace("ABOUT", about).replace("WORD", word)
    return text.replace("VALUE", value).replace("MORE", more)


#: What is said: of what, under which word, what.
SAID = [
    ("case/k", "plaintiffs", "us/yy"),
    ("case/k", "plaintiffs", "us/xx"),
    ("docket/d/bar#e", "to", "policy/q"),
    ("docket/d/bar#e", "until", "2018-05-01"),
    ("act/p", "enacts", "policy/p/a"),
    ("policy/q", "sameEndAs", "policy/p"),
    ("us/yy", "memberOf", "class/league"),
    ("class/other", "subClassOf", "class/league"),
    ("docket/d/judgment", "decided", "2020-02-03"),
    ("membership/one", "until", "2018-07-01"),
    ("docket/d/bar-again#e", "to", "policy/q"),
    ("docket/d/judgment", "concludes", "act/hanging#e"),
]
#: The facts beside which each changes an answer; None for what never does.
BESIDE = [
    *({}, None, {}, {"hours": None, "stay": None}, {}, None, {"bar": 3}, {"bar": 3}),
    *(
        {"judgment": 1, "hours": None, "stay": None},
        {"bar": 3, "memberships": 2, "hours": None, "stay": None},
    ),
    *({"correction": 0}, None),
]
SAYING = {
    "one": [said("one", *each) for each in SAID],
    "two": [said("two", *each, ", judgement: accepted") for each in SAID],
    "judging": [JUDGES.replace("NAME", "one").replace("WORD", w) for w in ("accepted", "rejected")],
    "rejudging": [
        JUDGES.replace("NAME", "one").replace("WORD", word).replace("}", f", recorded: {day}}}")
        for word, day in (("accepted", "2026-11-25"), ("disputed", "2026-11-23"))
    ],
}
FILES |= SAYING
ALL = [(name, variant) for name in FILES for variant in (*range(len(FILES[name])), None)]
STEPS = st.sampled_from(ALL)


def step(store, folder, name, variant):
    """Load a file in one of its contents, or take it out; False when that is refused."""
    path = folder / f"{name}.yaml"
    try:
        if variant is None:
            remove([f"{folder.name}/{name}"], store)
        else:
            path.write_text(HEAD.format(name=name) + FILES[name][variant], encoding="utf-8")
            load([path], store, replace=True)
    except KgError:
        return False
    return True


def same_as_afresh(store, folder, held):
    """True when a new store that is given all the files at once holds the same."""
    for name, variant in held.items():
        path = folder / f"{name}.yaml"
        path.unlink(missing_ok=True)
        if variant is not None:
            path.write_text(HEAD.format(name=name) + FILES[name][variant], encoding="utf-8")
    afresh = memory()
    load([folder], afresh)
    assert set(store.quads(g=derived.GRAPH)) == set(afresh.quads(g=derived.GRAPH))
    return set(store.quads()) == set(afresh.quads())


def begun(folder, **variants):
    """A store that holds every file, in its first content where no other is named."""
    folder.mkdir(parents=True)
    nothing = dict.fromkeys(("correction", *SAYING))
    store, held = memory(), {**dict.fromkeys(FILES, 0), **nothing, **variants}
    for name, variant in held.items():
        assert variant is None or step(store, folder, name, variant), name
    return store, held


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEPS, min_size=1, max_size=10))
def test_any_sequence_equals_one_load(steps, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sets") / "demo"
    store, held = begun(folder)
    for name, variant in steps:
        before = set(store.quads())
        if step(store, folder, name, variant):
            held[name] = variant
        else:
            assert set(store.quads()) == before
    assert same_as_afresh(store, folder, held)
    shutil.rmtree(folder)


def to_say(number):
    """Steps in which a statement is judged and the facts around it change."""
    judging = [(name, n) for name in ("judging", "rejudging") for n in (0, 1, None)]
    return [("one", number), ("one", None), *judging, ("two", number)]


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), number=st.integers(0, len(SAID) - 1))
def test_any_sequence_of_judging_equals_one_load(data, number, tmp_path_factory):
    folder = tmp_path_factory.mktemp("judged") / "demo"
    others = [step for step in ALL if step[0] not in SAYING]
    saying = st.sampled_from(to_say(number))
    steps = data.draw(st.lists(st.one_of(saying, saying, st.sampled_from(others)), max_size=8))
    store, held = begun(folder, one=None)
    for name, variant in [("one", number), ("judging", 0), *steps]:
        before = set(store.quads())
        if step(store, folder, name, variant):
            held[name] = variant
        else:
            assert set(store.quads()) == before
    assert same_as_afresh(store, folder, held)
    shutil.rmtree(folder)


@pytest.mark.parametrize("number", [n for n, beside in enumerate(BESIDE) if beside is not None])
def test_each_judgement_equals_one_load(number, tmp_path):
    store, held = begun(tmp_path / "demo", **BESIDE[number])
    before = set(store.quads(g=derived.GRAPH))
    assert step(store, tmp_path / "demo", "one", number)
    changed = []
    for name, variant in (("judging", 0), ("judging", 1), ("two", number)):
        assert step(store, tmp_path / "demo", name, variant)
        held |= {"one": number, name: variant}
        assert same_as_afresh(store, tmp_path / "demo", held), name
        changed.append(set(store.quads(g=derived.GRAPH)) != before)
    assert changed == [True, False, True]


#: The orders for the members of something, of which other days count.
FOR_MEMBERS = [n for n, text in enumerate(FILES["bar"]) if "class/league" in text]


@pytest.mark.parametrize("bar", [n for n in range(len(FILES["bar"])) if n not in FOR_MEMBERS[1:]])
@pytest.mark.parametrize("stay", [0, 2])
def test_each_single_change_equals_one_load(bar, stay, tmp_path):
    changed_one_by_one(set(FILES) - {"memberships", *SAYING}, tmp_path, bar=bar, stay=stay)


@pytest.mark.parametrize("bar", FOR_MEMBERS)
def test_each_change_of_a_membership_equals_one_load(bar, tmp_path):
    changed_one_by_one({"memberships"}, tmp_path, bar=bar)


def test_each_change_of_what_is_corrected_equals_one_load(tmp_path):
    for number in range(len(FILES["correction"])):
        folder = tmp_path / str(number)
        changed_one_by_one({"bar", "correction", "judgment", "stay"}, folder, correction=number)


def changed_one_by_one(names, tmp_path, **begin):
    for name in sorted(names):
        for variant in (*range(len(FILES[name])), None):
            folder = tmp_path / f"{name}-{variant}" / "demo"
            store, held = begun(folder, **begin)
            if step(store, folder, name, variant):
                assert same_as_afresh(store, folder, {**held, name: variant}), (name, variant)


ADDRESSED = """\
  policy/demand: {type: Letter, label: A demand, addressees: [us/xx]}
  act/demand:
    {type: EnforcementStep, label: A demand sent, step: demand, decided: 2018-01-01,
     addressees: [us/xx], enacts: policy/demand, evidence: [{source: source/s}],
     effects: {e: {does: issued, to: policy/demand}}}
"""


def test_an_act_with_addressees_is_no_policy(tmp_path):
    folder = tmp_path / "demo"
    store, _ = begun(folder)
    path = folder / "demand.yaml"
    path.write_text(HEAD.format(name="demand") + ADDRESSED, encoding="utf-8")
    load([path], store)
    found = touched(store.quads(ns.thing("us/xx")), Nodes(store))
    assert {"policy/p", "policy/demand"} <= found
    assert "act/demand" not in found
