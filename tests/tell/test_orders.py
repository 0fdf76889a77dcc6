"""What became of effects and actions, in sentences."""

import datetime as dt

import pytest

from kg.records.answers import Finding, Question, Reason, Standing, Status, Verdict
from kg.records.awards import Award, AwardFinding
from kg.records.compare import Change, Comparison
from kg.records.orders import ActionFinding, EffectFinding, Holding, Word, WordBranch
from kg.tell.awards import award_sentence
from kg.tell.compare import change_sentence, comparison_sentence
from kg.tell.orders import action_sentence, effect_sentence
from kg.values.day import Day

ON = dt.date(2018, 12, 1)
BAR = "On 2018-12-01, the preliminary injunction of 2017-04-25 (N.D. Ill.), acting on The Rule, "
NARROWED = Reason("bar", Verdict.CONFINED, "confined by", ("narrow",))
WORKS = Reason("bar", Verdict.OPERATIVE, "operative")


def effect(word, reason=WORKS, holdings=(), asked=(), branches=()):
    found = holdings or (Holding(None, word, reason),)
    return EffectFinding(Question("bar", ON, *asked), word, reason, found, branches=branches)


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        (effect(Word.OPERATIVE), "was operative."),
        (
            effect(Word.OPERATIVE, holdings=(Holding("dallas", Word.OPERATIVE, WORKS),)),
            "was operative for City of Dallas.",
        ),
        (
            effect(Word.OPERATIVE, asked=("dallas", "ca", "doj")),
            "was operative for City of Dallas in California, as against doj.",
        ),
        (
            effect(Word.SUSPENDED, Reason("bar", Verdict.SUSPENDED, "suspended by", ("stay",))),
            "was suspended: by the stay pending appeal of 2018-08 (7th Cir.).",
        ),
        (
            effect(Word.ENDED, Reason("bar", Verdict.ENDED, "ended 2018-11-30")),
            "had ended: on 2018-11-30.",
        ),
        (
            effect(
                Word.OPERATIVE,
                Reason("bar", Verdict.OPERATIVE, "operative, widened by", ("widen",)),
            ),
            "was operative: widened by the widening of 2018-08 (7th Cir.).",
        ),
        (
            effect(Word.CONFINED, NARROWED, asked=("dallas",)),
            "no longer reached City of Dallas: confined by the narrowing of 2018-08 (7th Cir.).",
        ),
        (
            effect(Word.OUT_OF_SCOPE, Reason("bar", Verdict.OUT_OF_SCOPE, "does not reach")),
            "did not reach anyone asked about.",
        ),
        (
            effect(Word.NOT_BEGUN, Reason("bar", Verdict.NOT_BEGUN, "begins 2019-01-01")),
            "had not begun: begins 2019-01-01.",
        ),
        (
            effect(
                Word.PARTLY,
                NARROWED,
                (
                    Holding(None, Word.CONFINED, NARROWED),
                    *(Holding(name, Word.OPERATIVE, WORKS) for name in ("chicago", "ca")),
                ),
            ),
            (
                "was partly operative: for Chicago, as asked and"
                " California; confined by the narrowing of 2018-08 (7th Cir.) for everyone else."
            ),
        ),
        (
            effect(
                Word.UNKNOWN,
                branches=(
                    WordBranch(Word.OPERATIVE, ("appeal: 2018-08-01",)),
                    WordBranch(Word.NOT_BEGUN, ("appeal: 2018-12-02",)),
                ),
            ),
            (
                "was in a condition that the record does not settle: not begun or operative,"
                " depending on the day of The appeal, which is not known."
            ),
        ),
        (
            effect(Word.UNKNOWN),
            (
                "was in a condition that the record does not settle:"
                " more dates are open than can be tried one by one."
            ),
        ),
    ],
)
def test_an_effect_in_a_sentence(words, finding, said):
    assert effect_sentence(finding, words) == BAR + said


@pytest.mark.parametrize("word", Word)
def test_every_word_is_told(words, word):
    assert effect_sentence(effect(word), words).endswith(".")
    change = Change("bar", Word.NOT_BEGUN, word, WORKS)
    assert change_sentence(change, Question("rule", ON), words).startswith(
        "The preliminary injunction of 2017-04-25 (N.D. Ill.) "
    )


def test_an_action_in_a_sentence(words):
    noted = EffectFinding(Question("denial", ON), Word.OPERATIVE, WORKS)
    found = ActionFinding(Question("appeal", ON), Word.PARTLY, (effect(Word.PARTLY), noted))
    assert action_sentence(found, "The appeal", words) == (
        "On 2018-12-01, the effects of The appeal stood thus:"
        " preliminary injunction partly operative and denial of a stay noted."
    )
    none = ActionFinding(Question("issue", ON), Word.NOT_BEGUN)
    assert action_sentence(none, "Rule", words) == "On 2018-12-01, Rule had not been decided."


def test_which_part_of_an_action_works(words):
    """A declaration that stands beside an injunction with nothing left to bar is not idle."""
    idle = Reason("final", Verdict.IDLE, "the policy is revoked because of", ("both",))
    effects = (
        EffectFinding(Question("denial", ON), Word.OPERATIVE, WORKS),
        EffectFinding(Question("final", ON), Word.IDLE, idle),
        EffectFinding(Question("declared", ON), Word.OPERATIVE, WORKS),
    )
    found = ActionFinding(Question("judgment", ON), Word.PARTLY, effects)
    assert action_sentence(found, "The judgment", words) == (
        "On 2018-12-01, the effects of The judgment stood thus: declaration that the policy is"
        " unlawful operative, permanent injunction idle and denial of a stay noted."
    )


def test_effects_of_one_kind_are_told_apart_where_their_words_differ(words):
    effects = (
        EffectFinding(Question("final", ON), Word.ENDED, WORKS),
        EffectFinding(Question("on a part too", ON), Word.OPERATIVE, WORKS),
    )
    found = ActionFinding(Question("judgment", ON), Word.PARTLY, effects)
    assert action_sentence(found, "The judgment", words).endswith(
        "permanent injunction on Part A operative and permanent injunction on The Rule ended."
    )


def standing(policy, status):
    return Standing(policy, status, status, None)


def finding(policy, status, on=ON, subject=None):
    return Finding(Question(policy, on, subject), standing(policy, status), ())


@pytest.mark.parametrize(
    ("made", "conditions", "flags", "said"),
    [
        (True, (), (), "On 2018-12-01, nothing is held about the conditions of Award."),
        (
            True,
            (("rule", Status.ENJOINED),),
            (),
            (
                "On 2018-12-01, the condition of Award stood thus for City of Dallas:"
                " The Rule enjoined."
            ),
        ),
        (
            True,
            (("rule", Status.REVOKED), ("part", Status.IN_FORCE)),
            ("open awards",),
            (
                "On 2018-12-01, the conditions of Award stood thus for City of Dallas: The Rule"
                " revoked and Part A in force; what was taken back since may still bind this award,"
                " which was made before."
            ),
        ),
        (
            False,
            (("rule", Status.IN_FORCE),),
            (),
            "On 2018-12-01, Award had not been made; it is dated 2019-01.",
        ),
        (
            None,
            (("rule", Status.IN_FORCE),),
            (),
            (
                "On 2018-12-01, it is not known whether Award had been made (it is dated 2019-01);"
                " the condition of Award stood thus for City of Dallas: The Rule in force."
            ),
        ),
    ],
)
def test_an_award_in_a_sentence(words, made, conditions, flags, said):
    found = AwardFinding(
        Question("award", ON, "dallas"),
        Status.UNKNOWN,
        made,
        tuple(finding(*each) for each in conditions),
        flags,
    )
    award = Award("award", "Award", recipient="dallas", awarded=Day.parse("2019-01"))
    assert award_sentence(found, award, words) == said


@pytest.mark.parametrize(
    ("was", "now", "reason", "said"),
    [
        ("not-begun", "operative", WORKS, "took effect, acting on The Rule."),
        ("suspended", "operative", WORKS, "worked again."),
        ("partly", "operative", WORKS, "worked for all whom it reaches."),
        ("unknown", "operative", WORKS, "worked beyond doubt."),
        (
            "operative",
            "suspended",
            Reason("bar", Verdict.SUSPENDED, "suspended by", ("stay",)),
            "was suspended by the stay pending appeal of 2018-08 (7th Cir.).",
        ),
        (
            "operative",
            "ended",
            Reason("bar", Verdict.ENDED, "merged into", ("merge",)),
            "ended: merged into the permanent injunction of 2018-12-01 (N.D. Ill.).",
        ),
        (
            "operative",
            "ended",
            Reason("bar", Verdict.ENDED, "ended 2018-11-30"),
            "ended 2018-11-30.",
        ),
        (
            "unknown",
            "ended",
            Reason("bar", Verdict.ENDED, "ended in 2018-11"),
            "had ended in 2018-11.",
        ),
        (
            "operative",
            "confined",
            NARROWED,
            "ceased to reach City of Dallas: confined by the narrowing of 2018-08 (7th Cir.).",
        ),
    ],
)
def test_a_change_in_a_sentence(words, was, now, reason, said):
    change = Change("bar", Word(was), Word(now), reason)
    told = change_sentence(change, Question("rule", ON, "dallas"), words)
    assert told == "The preliminary injunction of 2017-04-25 (N.D. Ill.) " + said


@pytest.mark.parametrize("now", ["confined", "out-of-scope"])
def test_what_never_reached_one_did_not_cease_to(words, now):
    change = Change("bar", Word.NOT_BEGUN, Word(now), NARROWED)
    told = change_sentence(change, Question("rule", ON, "dallas"), words)
    assert "(N.D. Ill.) did not reach City of Dallas" in told
    change = Change("bar", Word.OPERATIVE, Word(now), NARROWED)
    assert "ceased to reach" in change_sentence(change, Question("rule", ON, "dallas"), words)


def test_two_days_in_a_sentence(words):
    before = finding("rule", Status.IN_FORCE, dt.date(2018, 1, 1), "dallas")
    after = finding("rule", Status.PARTLY, ON, "dallas")
    assert comparison_sentence(Comparison(before, after), words) == (
        "Between 2018-01-01 and 2018-12-01, The Rule went from in force to partly in force and"
        " enforceable for City of Dallas; no day brought a change."
    )
    assert comparison_sentence(Comparison(after, after), words).startswith("The two days are the")
