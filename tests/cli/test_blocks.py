"""`kg blocks`: the operative bars, and the last day one worked."""

import csv
import io

SANTA_CLARA = "docket/cand/3-17-cv-00574/2017-11-20#s9a"


def test_the_day_of_the_article(kg):
    found = kg("blocks", "EO 13768", "--on", "2018-01-24", "--json").json
    (bar,) = found["bars"]
    assert bar["id"] == SANTA_CLARA
    assert bar["on"] == {"id": "eo/13768/s9/a", "label": "EO 13768 s.9(a)"}
    assert (bar["court"], bar["decided"]) == ("N.D. Cal.", "2017-11-20")
    assert bar["holds_for"] == "everyone"
    assert bar["cites"] == ["275 F. Supp. 3d 1196"]
    assert found["last_blocked"] is None
    assert found["status"] == "partly"


def test_today_it_is_revoked_and_says_what_last_blocked_it(kg):
    found = kg("blocks", "EO 13768", "--json").json
    assert (found["status"], found["bars"]) == ("revoked", [])
    last = found["last_blocked"]
    assert last["on"] == "2021-01-19"
    assert [bar["id"] for bar in last["bars"]] == [SANTA_CLARA]
    assert last["bars"][0]["holds_for"] == "everyone within California"


def test_today_in_text(kg):
    said = kg("blocks", "EO 13768")
    assert said.first_line.startswith("revoked: ")
    assert "No order blocked it on " in said.out
    assert "It was last blocked on 2021-01-19, by:" in said.out
    assert "County of Santa Clara v. Trump" in said.out


def test_before_the_first_order_nothing_ever_blocked_it(kg):
    found = kg("blocks", "EO 13768", "--on", "2017-02-01", "--json").json
    assert (found["status"], found["bars"], found["last_blocked"]) == ("in-force", [], None)


def test_for_one_city_only_what_protects_it(kg):
    words = ("blocks", "EO 13768 s.9(a)", "--on", "2018-12-01", "--json", "--for")
    assert [bar["id"] for bar in kg(*words, "San Francisco").json["bars"]] == [SANTA_CLARA]
    chicago = kg(*words, "Chicago").json
    assert (chicago["status"], chicago["bars"]) == ("in-force", [])
    last = chicago["last_blocked"]
    assert last["on"] == "2018-09-29"  # the mandate came the day after at the latest
    assert [bar["certain"] for bar in last["bars"]] == [False]


def test_a_bar_for_one_city_is_among_the_bars_of_everyone(kg):
    found = kg("blocks", "Byrne JAG compliance condition", "--on", "2018-01-24", "--json").json
    assert found["status"] == "in-force"
    (bar,) = found["bars"]
    assert (bar["court"], bar["holds_for"]) == ("E.D. Pa.", "City of Philadelphia")


def test_a_stayed_reach_is_told_with_the_bar(kg):
    found = kg("blocks", "Byrne JAG notice condition", "--on", "2018-07-01", "--json").json
    reach = {bar["case"]: bar["holds_for"] for bar in found["bars"]}
    assert reach["City of Chicago v. Sessions"] == ("City of Chicago (suspended for everyone else)")


def test_csv_has_a_row_for_each_bar(kg):
    said = kg("blocks", "EO 13768", "--on", "2018-01-24", "--csv")
    (row,) = csv.DictReader(io.StringIO(said.out))
    assert list(row) == "on kind court case decided holds_for cites id".split()
    assert (row["on"], row["id"]) == ("EO 13768 s.9(a)", SANTA_CLARA)


def test_csv_without_a_bar_is_its_header(kg):
    said = kg("blocks", "EO 13768", "--on", "2017-02-01", "--csv")
    assert (said.code, said.out.splitlines()) == (
        0,
        ["on,kind,court,case,decided,holds_for,cites,id"],
    )


def test_csv_of_a_misspelt_policy_is_no_table(kg):
    said = kg("blocks", "EO 137689", "--csv")
    assert (said.code, said.out) == (2, "")
