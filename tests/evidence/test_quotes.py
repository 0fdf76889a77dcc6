"""A quote stands in its text letter by letter; what a copy may change is levelled, no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evidence.quotes import Text, level
from kg.records.evidence import Misquote, Quote

ORDER = """The motion is granted in part,
and denied in part. The court’s order of “September 15” stands; the order of the
district court does not. An in\u00adjunction is an extraordinary remedy."""


@pytest.mark.parametrize(
    "words",
    [
        "granted in part",
        "granted in part, and denied in part",  # over the end of a line
        "granted\n   in\u00a0part",
        "The court's order",
        "The court’s order",
        "The court‘s order",
        'order of "September 15"',
        "an extra\u00adordinary remedy",
        "An injunction is",
        " remedy. ",
    ],
)
def test_words_that_stand_there(words: str) -> None:
    assert Text(ORDER).misquote(Quote(words)) is None


@pytest.mark.parametrize(
    "words",
    [
        "grants in part",
        "granted in part and denied in part",  # a comma left out
        "Granted in part",
        "the court's order of",
        "September 16",
        "September–15",
        "stands: the order",
        "in junction",
        "grantéd",
        "granted … denied in part",
    ],
)
def test_words_that_do_not(words: str) -> None:
    found = Text(ORDER).misquote(Quote(words))
    assert found is not None
    assert (found.quoted, found.stands) == (level(words), False)


def test_the_form_of_a_letter_is_levelled_and_its_accent_is_not() -> None:
    text = Text("The Gutie\u0301rrez order")
    assert text.misquote(Quote("Guti\u00e9rrez")) is None
    assert text.misquote(Quote("Gutierrez")) is not None


@pytest.mark.parametrize(
    ("before", "after", "fits"),
    [
        ("", "", True),
        ("The court’s", "", True),
        ("of “September 15” stands; the", "of the district court", True),
        ("", "of\nthe", True),
        ("the dist", "", False),
        ("The court's", "of the district", False),  # one place before, the other after
        ("court's the", "", False),
        ("", "of a", False),
    ],
)
def test_the_words_around_a_quote_must_fit_at_one_of_its_places(
    before: str, after: str, fits: bool
) -> None:
    found = Text(ORDER).misquote(Quote("order", before, after))
    assert (found is None) is fits
    assert found is None or found.stands


def test_the_words_around_may_break_a_word() -> None:
    assert Text("a district court").misquote(Quote("rict", "dist", "court")) is None


def test_the_nearest_passage_is_shown() -> None:
    found = Text(ORDER).misquote(Quote("granted in whole, and denied in part"))
    assert found == Misquote(
        "granted in whole, and denied in part", "granted in part, and denied in part."
    )


def test_a_place_that_does_not_fit_is_shown_with_what_is_around_it() -> None:
    found = Text("It is so ordered today.").misquote(Quote("so ordered", "It was"))
    assert found == Misquote("so ordered", "It is … today.", stands=True)


def test_a_long_quote_is_cut_to_where_it_parts_from_the_text() -> None:
    words = " ".join(f"word{number}" for number in range(200))
    found = Text(f"So it begins: {words}. So it ends.").misquote(
        Quote(words.replace("d150", "d15O"))
    )
    assert found is not None
    assert "word15O" in found.quoted and "word150" in found.nearest
    assert max(len(found.quoted), len(found.nearest)) < 110


@pytest.mark.parametrize("text", ["", "xyz", "完全に別の文書"])
def test_where_nothing_is_like_it_nothing_is_shown(text: str) -> None:
    assert Text(text).misquote(Quote("granted in part")) == Misquote("granted in part")


@pytest.mark.parametrize("words", ["", " ", "\u00ad", "\n\u00a0"])
def test_a_quote_without_words_stands_nowhere(words: str) -> None:
    assert Text(ORDER).misquote(Quote(words)) == Misquote(words)


def test_a_quote_longer_than_its_text() -> None:
    found = Text("granted in part").misquote(Quote("granted in part, says the court"))
    assert found is not None
    assert found.nearest == "granted in part"


def test_after_much_looking_a_wrong_quote_is_told_without_what_is_nearest() -> None:
    wrong = Quote("granted in whole")
    text = Text(ORDER, work=2 * len(wrong.words) * len(level(ORDER)))
    found = [text.misquote(wrong) for _ in range(3)]
    assert [each is not None and bool(each.nearest) for each in found] == [True, True, False]
    assert text.misquote(Quote("granted in part")) is None


LETTERS = "aåbc 'é’“\u00ad\n.ﬁ"
texts = st.text(LETTERS, min_size=1, max_size=60)


@given(texts, st.data())
def test_any_part_of_a_text_stands_in_it_with_what_is_around_it(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    if level(words):
        assert Text(text).misquote(Quote(words)) is None
        assert Text(text).misquote(Quote(words, text[:start], text[end:])) is None


@given(texts, st.data())
def test_any_changed_letter_that_makes_another_text_is_caught(
    text: str, data: st.DataObject
) -> None:
    plain = level(text)
    if not plain:
        return
    start = data.draw(st.integers(0, len(plain) - 1))
    end = data.draw(st.integers(start + 1, len(plain)))
    place = data.draw(st.integers(start, end - 1))
    letter = data.draw(st.sampled_from("abcåä0ZAÉ-"))
    words = level(plain[start:place] + letter + plain[place + 1 : end])
    assert (Text(text).misquote(Quote(words)) is None) is (words in plain)


@given(texts, st.text(LETTERS + "z", min_size=1, max_size=6), st.data())
def test_words_that_are_not_before_it_are_caught(
    text: str, before: str, data: st.DataObject
) -> None:
    plain = level(text)
    words = level(text[data.draw(st.integers(0, len(text) - 1)) :])
    if not words:
        return
    wanted, places = level(before), range(len(plain))
    fits = any(
        plain[:place].rstrip().endswith(wanted) and plain[place:].startswith(words)
        for place in places
    )
    assert (Text(text).misquote(Quote(words, before)) is None) is fits


@given(st.text(max_size=80))
def test_levelling_twice_changes_no_more(text: str) -> None:
    assert level(level(text)) == level(text)
