"""A word that people use, but the files do not, is answered with the one that they do."""

import pytest

from kg.errors import DataError
from kg.rdf import yamlld
from kg.rdf.kinds import kinds
from kg.rdf.words import also_called, types

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


def test_a_type_that_resembles_none_is_answered_with_all():
    assert all(name in refusal(type_="Xyzzy") for name in types())


def test_other_names_lead_to_kinds_that_exist():
    assert set(also_called("effect-kinds").values()) <= set(kinds())
    assert not set(also_called("effect-kinds")) & set(kinds())
