"""`kg changes`: every policy whose status changed, for whom, by what."""

from xml.etree import ElementTree

SINCE = ("--since", "2017-04-24", "--on", "2017-04-26")


def test_a_change_in_words(kg):
    said = kg("changes", *SINCE)
    assert said.code == 0
    assert said.first_line.startswith("Between 2017-04-24 and 2017-04-26, the status of ")
    assert (
        "in-force → enjoined: EO 13768 s.9(a) went from in force to enjoined for everyone"
        in said.out
    )
    assert "2017-04-25  enjoined" in said.out
    assert "The preliminary injunction of 2017-04-25 (N.D. Cal.) took effect" in said.out


def test_the_json_of_changes(kg):
    said = kg("changes", *SINCE, "--json").json
    head = "since on known_since changes returned sentence engine data note".split()
    assert list(said) == head
    (change,) = [each for each in said["changes"] if each["policy"]["id"] == "eo/13768/s9/a"]
    assert (change["for"], change["before"], change["after"]) == (None, "in-force", "enjoined")
    (turn,) = change["turns"]
    assert turn["on"] == "2017-04-25"
    assert turn["effects"][0]["evidence"]


def test_a_week_before_today_by_default(kg):
    said = kg("changes", "--on", "2017-04-30", "--json").json
    assert (said["since"], said["on"]) == ("2017-04-23", "2017-04-30")


def test_what_was_learned(kg):
    said = kg("changes", "--known-since", "2017-04-24", "--on", "2017-04-26").out
    assert said.startswith("By what became known after 2017-04-24, for 2017-04-26, ")
    assert "learned  " in said


def test_the_feed(kg, tmp_path):
    said = kg("changes", *SINCE, "--atom", tmp_path / "changes.atom")
    assert said.code == 0
    assert ElementTree.parse(tmp_path / "changes.atom").getroot().tag.endswith("feed")
    assert [each.name for each in tmp_path.iterdir()] == ["changes.atom"]


def test_a_feed_that_cannot_be_written(kg, tmp_path):
    said = kg("changes", *SINCE, "--atom", tmp_path / "nowhere" / "changes.atom", "--json")
    assert said.code == 4
    assert said.error["code"] == "output-unwritable"


def test_days_the_wrong_way_round(kg):
    said = kg("changes", "--since", "2018-01-02", "--on", "2018-01-01")
    assert (said.code, said.err) == (2, "kg: --since 2018-01-02 is after --on 2018-01-01\n")


def test_no_day(kg):
    said = kg("changes", "--known-since", "last week")
    assert said.code == 2
    assert "--known-since: 'last week' is not a day" in said.err
