"""Scopes, effects and decisions in words."""

import datetime as dt
from dataclasses import replace

import pytest

from kg.law.parties import parties_of
from kg.records.answers import Reason, Verdict, was_member, whoever_is
from kg.records.things import Participation, Surroundings
from kg.tell.words import listed
from kg.values.day import Day
from kg.values.scope import Scope
from kg.visits.answer import answer


def names(*given):
    return frozenset(given)


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["Portland, Oregon", "b"], "Portland, Oregon and b"),
        (["a", "Portland, Oregon", "c"], "a; Portland, Oregon; and c"),
    ],
)
def test_a_list_as_english_writes_it(items, text):
    assert listed(items) == text


@pytest.mark.parametrize(
    ("thing", "name"),
    [
        ("rule", "The Rule"),
        ("dallas", "City of Dallas"),
        ("ca", "California"),
        ("chicago", "Chicago, as asked"),
        ("us/unknown", "us/unknown"),
    ],
)
def test_a_thing_by_its_label_or_its_id(words, thing, name):
    assert words.name(thing) == name


@pytest.mark.parametrize(
    ("scope", "text"),
    [
        (Scope(everyone=True), "everyone"),
        (Scope(), "nobody"),
        (Scope(parties=names("dallas")), "City of Dallas"),
        (Scope(parties=names("dallas", "boston")), "City of Dallas and boston"),
        (Scope(territories=names("ca")), "everyone within California"),
        (
            Scope(parties=names("dallas"), territories=names("ca")),
            "City of Dallas; everyone within California",
        ),
        (Scope(everyone=True, exceptions=names("dallas")), "everyone except City of Dallas"),
        (
            Scope(everyone=True, exceptions=names("texas", "dallas")),
            "everyone except City of Dallas and all within Texas",
        ),
        (
            Scope(parties=names("dallas"), subdivisions=True),
            "City of Dallas and its subdivisions",
        ),
        (
            Scope(parties=names("dallas", "boston"), subdivisions=True),
            "City of Dallas and boston and their subdivisions",
        ),
        (
            Scope(classes=names("texas"), members_as_of=Day.parse("2018-08-09")),
            "Texas (members on 2018-08-09)",
        ),
        (
            Scope(parties=names("dallas"), classes=names("texas"), later_members=True),
            "City of Dallas and Texas (whoever is a member)",
        ),
        (
            Scope(classes=names("ca"), later_members=False),
            "California (members on the day of the order)",
        ),
    ],
)
def test_a_scope_in_words(words, scope, text):
    assert words.members(scope) == text


@pytest.mark.parametrize(
    ("effect", "text"),
    [
        ("bar", "everyone"),
        ("plain", "the plaintiffs: Chicago, as asked and City of Dallas"),
        ("narrow", "leaves Chicago, as asked"),
        ("widen", "adds City of Dallas"),
        ("merge", "wherever its target applies"),
        ("both", "wherever its targets apply"),
    ],
)
def test_whom_an_effect_reaches_by_its_own_words(words, effect, text):
    assert words.scope(words.effect(effect)) == text


@pytest.mark.parametrize(
    ("effect", "made", "on", "text"),
    [
        # Dallas joined on 2017-06-01, Houston left on 2018-01-15
        ("plain", "2017-04-25", None, "Boston and Houston"),
        ("plain", "2017-05-31", None, "Boston and Houston"),
        ("plain", "2017-06-01", None, "Boston, City of Dallas and Houston"),
        ("plain", "2017-06-01", "2018-01-14", "Boston, City of Dallas and Houston"),
        ("plain", "2017-06-01", "2018-01-15", "Boston and City of Dallas"),
        ("lasting", "2017-06-01", "2018-01-15", "Boston, City of Dallas and Houston"),
        ("plain", "2017", None, "Boston, City of Dallas and Houston"),
        ("plain", None, None, "Boston, City of Dallas and Houston"),
    ],
)
def test_the_plaintiffs_of_an_order_are_those_it_can_protect(words, effect, made, on, text):
    parties = (
        Participation("case", "boston", "plaintiff"),
        Participation("case", "dallas", "plaintiff", joined=Day.parse("2017-06-01")),
        Participation("case", "houston", "plaintiff", left=Day.parse("2018-01-15")),
    )
    around = Surroundings(
        labels={**words.world.around.labels, "boston": "Boston", "houston": "Houston"}
    )
    order = replace(words.world.actions["order"], decided=Day.parse(made) if made else None)
    actions = {**words.world.actions, "order": order}
    world = replace(words.world, participations=parties, around=around, actions=actions)
    asked = replace(
        words,
        world=world,
        on=dt.date.fromisoformat(on) if on else None,
    )
    assert asked.scope(asked.effect(effect)) == f"the plaintiffs: {text}"


@pytest.mark.parametrize(
    ("policy", "day"),
    [
        ("eo/14159/s17", "2025-05-01"),
        ("eo/14159/s17", "2025-09-01"),
        ("policy/hud/coc-2025", "2025-05-10"),
        ("policy/hud/coc-2025", "2025-09-01"),
        ("policy/dhs/terms-2025/dei-eo", "2025-12-01"),
    ],
)
def test_the_plaintiffs_named_are_those_the_law_protects(story, policy, day):
    asked = answer(story, policy, dt.date.fromisoformat(day))
    world, clock = asked.index.world, asked.index.clock
    bars = [
        effect
        for effect in world.effects.values()
        if asked.words.scope(effect).startswith("the plaintiffs: ") and clock.begins[effect.id]
    ]
    assert bars
    for bar in bars:
        protected = parties_of(world, bar, clock, asked.question.on).parties
        assert asked.words.scope(bar) == f"the plaintiffs: {asked.words.names(protected)}"


def test_an_order_without_known_plaintiffs_says_so(words):
    nobody = replace(words, world=replace(words.world, participations=()))
    assert nobody.scope(nobody.effect("plain")) == "plaintiffs who are not on record"


@pytest.mark.parametrize(
    ("shaped", "text"),
    [
        ([], "everyone"),
        (["narrow"], "Chicago, as asked"),
        (["narrow", "widen"], "Chicago, as asked; also City of Dallas"),
        (["stay"], "everyone; suspended for Chicago, as asked"),
        (["partial stay"], "City of Dallas and all within Texas (suspended for everyone else)"),
    ],
)
def test_whom_a_bar_protects_once_it_is_reshaped(words, shaped, text):
    assert words.holds_for(words.effect("bar"), shaped) == text


@pytest.mark.parametrize(
    ("effect", "text"),
    [
        ("bar", "the preliminary injunction of 2017-04-25 (N.D. Ill.)"),
        ("narrow", "the narrowing of 2018-08 (7th Cir.)"),
        ("start", "the issuance of 2017-01-25"),
        ("merge", "the permanent injunction of 2018-12-01 (N.D. Ill.)"),
        ("undated", "the narrowing of an unknown day"),
    ],
)
def test_an_effect_by_what_it_is_and_its_day(words, effect, text):
    assert words.reference(effect) == text


@pytest.mark.parametrize(
    ("effect", "text"),
    [
        ("bar", "The Rule"),
        ("narrow", "the preliminary injunction of 2017-04-25 (N.D. Ill.)"),
        ("both", "The Rule and Part A"),
        ("wide", "The Rule and 2 more"),
        ("elsewhere", "another rule"),
    ],
)
def test_what_an_effect_acts_on(words, effect, text):
    assert words.targets(words.effect(effect)) == text


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        (
            Reason("bar", Verdict.CONFINED, "confined by", ("narrow",)),
            "confined by the narrowing of 2018-08 (7th Cir.)",
        ),
        (
            Reason("bar", Verdict.ENDED, "merged into", ("merge",)),
            "merged into the permanent injunction of 2018-12-01 (N.D. Ill.)",
        ),
        (
            Reason("bar", Verdict.ENDED, "ended with", ("narrow",), "rule"),
            "ended with The Rule, hit by the narrowing of 2018-08 (7th Cir.)",
        ),
        (
            Reason("bar", Verdict.OUT_OF_SCOPE, "does not reach", (), "dallas"),
            "does not reach City of Dallas",
        ),
        (Reason("denial", Verdict.OPERATIVE, "operative"), "changes no status"),
        (Reason("bar", Verdict.OPERATIVE, "operative"), "operative"),
    ],
)
def test_a_decision_as_a_phrase(words, reason, text):
    assert words.reason(reason) == text


def test_what_is_not_certain_about_members_is_told(words):
    doubts = [f"{whoever_is('bar')}: yes", f"{was_member('dallas', 'texas', '2018-08')}: no"]
    assert words.supposing(doubts) == [
        "the preliminary injunction of 2017-04-25 (N.D. Ill.) reaches whoever is a member: yes",
        "City of Dallas belonged to Texas on 2018-08: no",
    ]
    assert words.hangs_on(doubts) == (
        "whether City of Dallas belonged to Texas on 2018-08 and on whether the preliminary "
        "injunction of 2017-04-25 (N.D. Ill.) reaches whoever is a member, or the members of "
        "its own day alone, which it does not say"
    )


def test_a_supposition_is_told_by_name(words):
    said = words.supposing(["appeal: 2018-08-01", "bar until: 2018-01-01", "elsewhere: 2018-01-02"])
    assert said == [
        "The appeal: 2018-08-01",
        "the end of the preliminary injunction of 2017-04-25 (N.D. Ill.): 2018-01-01",
        "the rescission of an unknown day: 2018-01-02",
    ]
