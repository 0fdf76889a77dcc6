"""A word that people use, but the files do not, is answered with the one that they do."""

import pytest

from kg.errors import DataError
from kg.rdf import yamlld
from kg.rdf.kinds import kinds
from kg.rdf.words import also_called, listed, types

FILE = """
things:
  eo/1: {{type: {type}, label: An order}}
  docket/x/1/2025-01-01:
    type: CourtAction
    decided: 2025-01-01
    effects:
      bar: {{does: {does}, to: eo/1}}
"""


def refusal(type_="ExecutiveOrder", does="preliminary-injunction"):
    with pytest.raises(DataError) as caught:
        yamlld.read(FILE.format(type=type_, does=does), "f.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("TRO", "temporary-restraining-order"),
        ("pi", "preliminary-injunction"),
        ("stay", "stay-pending-appeal"),
        ("preliminary-injuction", "preliminary-injunction"),
    ],
)
def test_a_kind_by_another_name(said, meant):
    assert f"f.yaml:8: docket/x/1/2025-01-01#bar `does:` `{said}`" in refusal(does=said)
    assert f"did you mean `{meant}`" in refusal(does=said)


SOURCE = """
things:
  source/a: {{type: Source, label: A page, sourceKind: {kind}}}
"""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("court-recrod", "court-record"),
        ("opinion", "court-record"),
        ("Federal Register", "official-publication"),
        ("press release", "agency-statement"),
        ("newspaper", "press"),
        ("Blog", "self-published"),
    ],
)
def test_a_kind_of_source_by_another_name(said, meant):
    with pytest.raises(DataError) as caught:
        yamlld.read(SOURCE.format(kind=said), "f.yaml")
    assert f"source/a `sourceKind:` `{said}` is not in the list source-kinds" in str(caught.value)
    assert f"did you mean `{meant}`" in str(caught.value)


def test_a_type_that_resembles_none_is_answered_with_all():
    assert all(name in refusal(type_="Xyzzy") for name in types())


def test_other_names_lead_to_kinds_that_exist():
    assert set(also_called("effect-kinds").values()) <= set(kinds())
    assert not set(also_called("effect-kinds")) & set(kinds())
    assert set(also_called("source-kinds").values()) <= listed("source-kinds")
    assert not set(also_called("source-kinds")) & listed("source-kinds")
