"""What would have to fall, and why a status is not another word, in sentences."""

import datetime as dt

import pytest

from kg.records.answers import Finding, Question, Reason, Standing, Status, Verdict
from kg.records.freeing import Freeing
from kg.tell.freeing import freeing_document, freeing_sentence
from kg.tell.instead import instead_sentence

ON = dt.date(2018, 12, 1)
BEARING = frozenset({"bar", "plain", "narrow", "final", "merge", "both"})


def finding(status, because=(), subject="dallas"):
    standing = Standing("rule", status, status, None, because)
    return Finding(Question("rule", ON, subject), standing, (Reason("bar", Verdict.ENDED, "x"),))


ENJOINED = finding(Status.ENJOINED, ("bar",))


def found(*sets, orders=4, size=2, complete=True, left=Status.IN_FORCE):
    return Freeing(sets, orders, size, 7, complete, left, BEARING)


@pytest.mark.parametrize(
    ("looked", "said"),
    [
        (found(()), "no order had to fall: it was."),
        (found(("order",)), "the preliminary injunction of 2017-04-25 (N.D. Ill.) would have to"),
        (found(("judgment", "order")), "would both have to fall."),
        (found(("appeal", "judgment", "order")), "would all have to fall."),
        (found(("order",), ("appeal",)), "one of these would have to fall: the preliminary"),
        (found(("order",), ("appeal",), complete=False), "; sets of more than 2 may be missing."),
        (
            found(("appeal", "judgment", "lost", "order"), complete=False),
            "it would be enough for ",
        ),
        (
            found(("appeal", "judgment", "lost", "order"), complete=False),
            "; more than 2 must, and whether fewer than these would do was not found out.",
        ),
        (
            found(left=Status.EXPIRED),
            (
                "no set of orders would be enough: without any of the 4 orders that bear on it, it "
                "would have expired by its own terms."
            ),
        ),
        (found(orders=1, left=Status.NOT_APPLICABLE), "without the one order that bears on it, it"),
        (found(orders=0, left=Status.NOT_YET_ISSUED), "without any order, it would not have been"),
        (
            found(complete=False),
            (
                "no set of up to 2 of the 4 orders that bear on it would be enough; larger sets "
                "were not looked through."
            ),
        ),
        (
            found(("order",), ("appeal",), ("lost",), ("judgment",)),
            "one of 4 sets of orders would have to fall, one of the smallest being ",
        ),
    ],
)
def test_what_would_have_to_fall(looked, said, words):
    sentence = freeing_sentence(ENJOINED, looked, words)
    assert sentence.startswith("On 2018-12-01, for The Rule to be enforceable for City of Dallas, ")
    assert said in sentence


def test_an_order_is_named_by_what_it_did_to_policies_and_else_to_orders(words):
    said = freeing_document(ENJOINED, found(("judgment",), ("appeal",)), words)
    kinds = {order["id"]: order["kind"] for each in said["sets"] for order in each}
    assert kinds == {"judgment": "permanent injunction", "appeal": "narrowing"}
    assert said["looked"]["complete"]


@pytest.mark.parametrize(
    ("status", "word", "considered", "said"),
    [
        (
            Status.IN_FORCE,
            Status.ENJOINED,
            (Reason("bar", Verdict.CONFINED, "confined by", ("narrow",)),),
            (
                "was in-force, not enjoined: the preliminary injunction of 2017-04-25 (N.D. Ill.), "
                "confined by the narrowing of 2018-08 (7th Cir.)."
            ),
        ),
        (Status.IN_FORCE, Status.VACATED, (), "not vacated: no order of that kind is known."),
        (Status.IN_FORCE, Status.UNKNOWN, (), "not unknown: the record settles it."),
        (Status.IN_FORCE, Status.EXPIRED, (), "not expired: no end of its own is known."),
        (
            Status.ENJOINED,
            Status.IN_FORCE,
            (Reason("bar", Verdict.OPERATIVE, "operative"),),
            "the preliminary injunction of 2017-04-25 (N.D. Ill.), operative.",
        ),
        (
            Status.UNKNOWN,
            Status.ENJOINED,
            (Reason("bar", Verdict.OPERATIVE, "operative"),),
            "operative in one reading.",
        ),
        (
            Status.IN_FORCE,
            Status.REVOKED,
            (Reason("both", Verdict.OPERATIVE, "operative"),),
            "operative, but the policy was put in force again.",
        ),
        (
            Status.POSTPONED,
            Status.ENJOINED,
            (Reason("final", Verdict.OPERATIVE, "operative"),),
            "operative beside the preliminary injunction of 2017-04-25 (N.D. Ill.).",
        ),
    ],
)
def test_why_it_is_not_another_word(status, word, considered, said, words):
    answer = finding(status, ("bar",))
    assert said in instead_sentence(answer, word, considered, words)


def test_what_works_is_told_first_and_nothing_twice(words):
    out = Reason("plain", Verdict.OUT_OF_SCOPE, "does not reach", about="dallas")
    works = Reason("bar", Verdict.OPERATIVE, "operative")
    answer = finding(Status.ENJOINED, ("bar",))
    said = instead_sentence(answer, Status.IN_FORCE, (out, works, works), words)
    assert said.index(", operative; ") < said.index("does not reach City of Dallas.")
    assert said.count("operative") == 1
