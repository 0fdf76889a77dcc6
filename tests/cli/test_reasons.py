"""`kg why --free` and `kg why --not`: what would have to fall, and why it is not otherwise."""

import pytest

S9A = "EO 13768 s.9(a)"


def test_the_orders_that_would_have_to_fall_are_named(kg):
    found = kg("why", S9A, "--for", "Chicago", "--on", "2017-12-01", "--free", "--json").json
    (orders,) = found["free"]["sets"]
    assert [(order["court"], order["decided"]) for order in orders] == [
        ("N.D. Cal.", "2017-04-25"),
        ("N.D. Cal.", "2017-11-20"),
    ]
    assert "permanent injunction" in orders[1]["kind"]
    assert found["free"]["looked"]["complete"]
    assert found["trace"]


def test_text_says_first_what_would_have_to_fall(kg):
    said = kg("why", S9A, "--for", "Chicago", "--on", "2017-12-01", "--free")
    assert said.first_line.startswith("enjoined: ")
    assert f"On 2017-12-01, for {S9A} to be enforceable for City of Chicago, " in said.out
    assert "(N.D. Cal.) would both have to fall." in said.out
    assert "  1. preliminary injunction, N.D. Cal., " in said.out
    assert "all sets looked through" in said.out


def test_what_is_enforceable_needs_nothing_to_fall(kg):
    found = kg("why", S9A, "--for", "Chicago", "--on", "2018-12-01", "--free", "--json").json
    assert (found["status"], found["free"]["sets"]) == ("in-force", [[]])
    assert found["free"]["sentence"].endswith("no order had to fall: it was.")


def test_what_no_order_keeps_from_being_in_force_is_said_to_be_so(kg):
    found = kg("why", S9A, "--on", "2017-01-24", "--free", "--json").json
    assert found["free"]["sets"] == []
    assert "no set of orders would be enough" in found["free"]["sentence"]
    assert "would not have been issued" in found["free"]["sentence"]


def test_why_it_is_not_enjoined(kg):
    asked = ("why", S9A, "--for", "Chicago", "--on", "2018-12-01", "--not", "enjoined")
    found = kg(*asked, "--json").json["not"]
    assert found["word"] == "enjoined"
    assert (
        "the status of EO 13768 s.9(a) for City of Chicago was in-force, not enjoined"
        in (found["sentence"])
    )
    assert {step["verdict"] for step in found["considered"]} == {"confined", "ended"}
    said = kg(*asked)
    assert "confined by the narrowing of 2018-08-01 (9th Cir.)" in said.out
    assert "issuance, " not in said.out


def test_where_nothing_could_give_the_word_that_is_said(kg):
    found = kg("why", S9A, "--on", "2018-03-01", "--not", "vacated", "--json").json["not"]
    assert found["considered"] == []
    assert found["sentence"].endswith("was enjoined, not vacated: no order of that kind is known.")


def test_a_word_that_it_has_is_said_to_be_so(kg):
    found = kg("why", S9A, "--on", "2018-03-01", "--not", "Enjoined", "--json").json["not"]
    assert found["sentence"].startswith("It is enjoined: On 2018-03-01, ")


def test_a_misspelt_word_comes_with_the_nearest(kg):
    said = kg("why", S9A, "--not", "enjoint", "--json")
    assert (said.code, said.error["code"]) == (2, "question")
    assert said.error["near"][0] == "enjoined"


@pytest.mark.parametrize("option", [["--free"], ["--not", "enjoined"]])
def test_of_an_order_neither_can_be_asked(kg, option):
    effect = "docket/cand/3-17-cv-00574/2017-11-20#s9a"
    said = kg("why", effect, *option, "--json")
    assert (said.code, said.error["code"]) == (2, "question")
    assert "about a policy" in said.error["message"]
