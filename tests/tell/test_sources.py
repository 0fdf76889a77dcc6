"""Sources in order of weight, whatever they are and however they come."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.records.evidence import Source, SourceKind
from kg.tell.sources import by_weight, sources_sentence
from kg.values.day import Day

KINDS = st.integers(1, 3).map(lambda rank: SourceKind(f"kind-{rank}", "A kind", rank))
DAYS = st.sampled_from(["2017", "2017-05", "2017-05-01", "2018-01-24"]).map(Day.parse)
SOURCES = st.lists(
    st.builds(
        Source,
        id=st.text("ab/", min_size=1, max_size=3),
        label=st.just("A source"),
        kind=st.none() | KINDS,
        published=st.none() | DAYS,
    ),
    max_size=8,
)


@given(SOURCES)
def test_none_is_lost_and_none_stands_before_a_weightier(sources):
    told = by_weight(sources)
    assert sorted(map(id, told)) == sorted(map(id, sources))
    ranks = [each.kind.rank if each.kind else 99 for each in told]
    assert ranks == sorted(ranks)


@given(SOURCES)
def test_of_one_rank_the_earlier_comes_first_and_the_undated_last(sources):
    told = by_weight(sources)
    for one, next_ in pairwise(told):
        if (one.kind and one.kind.rank) == (next_.kind and next_.kind.rank):
            assert one.published or not next_.published
            if one.published and next_.published:
                assert one.published.first <= next_.published.first


@given(SOURCES, st.randoms())
def test_the_order_they_come_in_makes_no_difference(sources, random):
    unlike = list({each.id: each for each in sources}.values())
    mixed = random.sample(unlike, len(unlike))
    assert by_weight(mixed) == by_weight(unlike)


def test_the_sentence():
    press = SourceKind("press", "press", 5)
    assert sources_sentence(1, "", None) == "The record holds 1 source."
    assert sources_sentence(0, "", press) == "The record holds no sources of the kind press."
    assert sources_sentence(2, "P", None) == "For P the record rests on 2 sources."
