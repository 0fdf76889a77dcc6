"""Of which policies, suits and grant programs no source tells, with the line."""

import pytest

from kg.rdf import store as stores
from kg.visits.load import checked, load

HEAD = "file: f\nrecorded: 2026-11-24\nthings:\n"
SOURCE = "  source/a: {type: Source, label: A page}\n"
TOLD = "evidence: [{source: source/a}]"
ORDER = "  eo/1: {type: ExecutiveOrder, label: EO 1}\n"
SIGNED = f"""\
  eo/1/2025: {{type: ExecutiveAction, label: Signed, decided: 2025-01-20, enacts: eo/1, {TOLD}}}
"""
BEGUN = f"""\
  eo/1/2025:
    type: ExecutiveAction
    label: Put in force
    decided: 2025-01-20
    {TOLD}
    effects:
      start: {{does: issued, to: eo/1}}
"""
SUIT = """\
  city: {type: PublicBody, label: A city}
  court/x: {type: Court, label: Court X}
  case/1: {type: CaseFile, label: City v. US, plaintiffs: city, defendants: city}
  docket/1: {type: Docket, label: The docket, number: "1", court: court/x, case: case/1}
"""
FILED = f"""\
  docket/1/a: {{type: CourtAction, label: Order, decided: 2025-02-01, docket: docket/1, {TOLD}}}
"""
PROGRAM = "  grant/1: {type: GrantProgram, label: A grant}\n"
PART = "  eo/1/s1: {type: Provision, label: EO 1 s.1, partOf: eo/1}\n"


@pytest.fixture
def remarks(put):
    """The ids and lines of what is remarked on some things."""

    def found(things):
        told = checked([put("f.yaml", HEAD + SOURCE + things)], stores.memory())
        assert not told.problems
        return [(each.thing, each.line) for each in told.remarks]

    return found


@pytest.mark.parametrize(
    "things",
    [
        ORDER.replace("EO 1}", f"EO 1, {TOLD}}}"),
        ORDER.replace("EO 1}", "EO 1, confidence: from-memory}"),
        ORDER + SIGNED,
        ORDER + BEGUN,
        ORDER.replace("EO 1}", f"EO 1, {TOLD}}}") + PART,  # the whole's evidence
        ORDER + PART.replace("eo/1}", f"eo/1, {TOLD}}}"),  # the part's
        ORDER + SIGNED + PART,
        SUIT + FILED,
        SUIT.replace("City v. US,", f"City v. US, {TOLD},"),
        "  city: {type: PublicBody, label: A city}\n",  # bodies stand on the lists they come from
    ],
)
def test_what_a_source_tells_of(remarks, things):
    assert remarks(things) == []


@pytest.mark.parametrize(
    ("things", "found"),
    [
        (ORDER, [("eo/1", 5)]),
        (ORDER.replace("EO 1}", "EO 1, confidence: low}"), [("eo/1", 5)]),
        (ORDER + PART, [("eo/1", 5), ("eo/1/s1", 6)]),
        (SUIT, [("case/1", 7)]),
        (SUIT + FILED + PROGRAM, [("grant/1", 10)]),
    ],
)
def test_what_no_source_tells_of(remarks, things, found):
    assert remarks(things) == found


def test_what_the_store_tells_of_will_do(put):
    store = stores.memory()
    load([put("f.yaml", HEAD + SOURCE + ORDER + SIGNED)], store)
    other = HEAD.replace("f\n", "g\n", 1) + ORDER
    assert checked([put("g.yaml", other)], store).remarks == ()
    assert len(checked([put("g.yaml", other)], stores.memory()).remarks) == 1


def test_where_something_is_wrong_nothing_is_remarked(put):
    told = checked(
        [put("f.yaml", HEAD + ORDER.replace("EO 1}", "EO 1, isuer: us}"))], stores.memory()
    )
    assert len(told.problems) == 1
    assert told.remarks == ()


def test_a_remark_says_how_to_mend_it(put):
    (remark,) = checked([put("f.yaml", HEAD + ORDER)], stores.memory()).remarks
    assert str(remark).endswith(
        "f.yaml:4: eo/1 has no evidence, nor has anything that names it; say which source tells "
        "of it, or mark it with the confidence from-memory"
    )


def test_nothing_in_the_examples_is_remarked():
    from tests.conftest import EXAMPLES

    assert checked(EXAMPLES, stores.memory()).remarks == ()
