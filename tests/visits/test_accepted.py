"""A statement judged accepted counts as a fact; judged otherwise again, it never was."""

import datetime as dt

import pytest

from kg.errors import DataError
from kg.rdf import derived
from kg.rdf.store import memory
from kg.records.basis import Basis
from kg.visits.answer import answer
from kg.visits.load import load, remove

RECORD = """\
file: record
recorded: 2026-11-01
things:
  source/docket: {type: Source, label: The docket}
  source/press: {type: Source, label: A newspaper, published: 2018-10-05}
  source/blog: {type: Source, label: A blog}
  us/xx: {type: PublicBody, label: State, governs: us/xx/land}
  us/xx/land: {type: Jurisdiction, label: The State}
  us/xx/city: {type: PublicBody, label: City, governs: us/xx/city/land}
  us/xx/city/land: {type: Jurisdiction, label: The city, within: us/xx/land}
  us/yy: {type: PublicBody, label: Other State}
  class/ninth: {type: AgentClass, label: Courts of the Ninth Circuit}
  court/cand: {type: Court, label: N.D. Cal., memberOf: class/ninth}
  court/wawd: {type: Court, label: W.D. Wash.}
  case/k: {type: CaseFile, label: City v. State, plaintiffs: us/xx/city, defendants: us/yy}
  docket/d: {type: Docket, label: The docket, number: "1", court: court/cand, case: case/k}
  policy/p: {type: AgencyRule, label: Rule P}
  policy/q: {type: AgencyRule, label: Rule Q}
  act/p:
    type: ExecutiveAction
    label: Rule P made
    decided: 2018-01-01
    enacts: [policy/p, policy/q]
    evidence: [{source: source/docket}]
    effects: {start: {does: issued, to: [policy/p, policy/q]}}
  docket/d/bar:
    type: CourtAction
    label: The injunction
    docket: docket/d
    decided: 2018-03-01
    evidence: [{source: source/docket}]
    effects: {bar: {does: preliminary-injunction, to: policy/p}}
  docket/d/opinion:
    type: CourtAction
    label: The opinion
    docket: docket/d
    decided: 2018-08-01
    evidence: [{source: source/docket}]
    effects: {end: {does: reversed, to: docket/d/bar#bar, awaits: mandate}}
  docket/d/mandate:
    type: CourtAction
    label: The mandate
    docket: docket/d
    decided: 2018-09
    evidence: [{source: source/docket}]
MORE"""
TRIGGERS = "    triggers: docket/d/opinion#end\n"
SAYS = """\
  statement/one: {type: Statement, about: ABOUT, says: WORD, object: VALUE, source: source/press,
    quote: so they say}
"""
JUDGES = """\
  judgement/NUMBER: {type: Judgement, statement: statement/one, judgement: WORD, recorded: DAY}
"""
IN_SEPTEMBER = dt.date(2018, 9, 15)
IN_OCTOBER = dt.date(2018, 10, 1)


def says(about, word, value, more=""):
    said = SAYS.replace("ABOUT", about).replace("WORD", word).replace("VALUE", value)
    return said.replace("so they say}", f"so they say{more}}}")


#: What only a newspaper says: on which day of the month the mandate issued.
THE_DAY = says("docket/d/mandate", "decided", "2018-09-10")
#: That it sets the reversal off.
THE_TRIGGER = says("docket/d/mandate", "triggers", "docket/d/opinion#end")


class Held:
    """A store with the record and whatever else is loaded."""

    def __init__(self, folder, more=TRIGGERS):
        self.folder, self.store = folder, memory()
        self.load("record", RECORD.replace("MORE", more))

    def load(self, name, text):
        head = "" if text.startswith("file:") else f"file: {name}\nrecorded: 2026-11-02\nthings:\n"
        path = self.folder / f"{name}.yaml"
        path.write_text(head + text)
        load([path], self.store, replace=True)
        return self

    def judged(self, *words, first=20):
        """Judged so, day after day."""
        text = "".join(
            JUDGES.replace("NUMBER", str(n))
            .replace("WORD", w)
            .replace("DAY", f"2026-11-{first + n}")
            for n, w in enumerate(words)
        )
        return self.load("judgements", text)

    def status(self, on, subject="us/xx/city", policy="policy/p", **basis):
        asked = answer(self.store, policy, on, subject, basis=Basis(**basis))
        return asked.finding.status.value


@pytest.fixture
def held(tmp_path):
    return Held(tmp_path)


def test_a_day_that_only_a_newspaper_gives_counts_once_it_is_accepted(held):
    assert held.status(IN_SEPTEMBER) == "unknown"
    held.load("said", THE_DAY)
    assert held.status(IN_SEPTEMBER) == "unknown"
    held.judged("accepted")
    assert held.status(IN_SEPTEMBER) == "in-force"
    assert held.status(dt.date(2018, 9, 9)) == "enjoined"


def test_an_order_that_awaits_the_mandate_works_once_it_is_accepted_that_it_issued(tmp_path):
    held = Held(tmp_path, "").load("said", THE_TRIGGER)
    assert held.status(IN_OCTOBER) == "enjoined"
    held.judged("accepted")
    assert held.status(IN_OCTOBER) == "in-force"
    held.judged("accepted", "rejected")
    assert held.status(IN_OCTOBER) == "enjoined"


@pytest.mark.parametrize(
    ("judgements", "status"),
    [
        ((), "unknown"),
        (("unreviewed",), "unknown"),
        (("disputed",), "unknown"),
        (("rejected",), "unknown"),
        (("accepted",), "in-force"),
        (("rejected", "accepted"), "in-force"),
        (("accepted", "rejected"), "unknown"),
        (("accepted", "rejected", "accepted"), "in-force"),
    ],
)
def test_the_last_judgement_counts(held, judgements, status):
    held.load("said", THE_DAY)
    if judgements:
        held.judged(*judgements)
    assert held.status(IN_SEPTEMBER) == status


def test_a_statement_can_be_judged_where_it_stands_until_a_judgement_is_made(held):
    held.load("said", says("docket/d/mandate", "decided", "2018-09-10", ", judgement: accepted"))
    assert held.status(IN_SEPTEMBER) == "in-force"
    held.judged("unreviewed")
    assert held.status(IN_SEPTEMBER) == "unknown"


def test_judgements_of_one_day_that_differ_are_refused_and_the_same_are_not(held):
    held.load("said", THE_DAY)
    again = JUDGES.replace("NUMBER", "again").replace("DAY", "2026-11-20")
    held.judged("accepted")
    held.load("same", again.replace("WORD", "accepted"))
    with pytest.raises(DataError, match="judged otherwise at the same time"):
        held.load("other", again.replace("again", "other").replace("WORD", "rejected"))
    assert held.status(IN_SEPTEMBER) == "in-force"


def test_the_day_of_a_judgement_is_that_of_its_file_where_it_has_none(held):
    undated = JUDGES.replace(", recorded: DAY", "").replace("NUMBER", "late")
    held.load("said", THE_DAY).judged("accepted", "rejected")
    held.load(
        "late", f"file: late\nrecorded: 2026-12-01\nthings:\n{undated}".replace("WORD", "accepted")
    )
    assert held.status(IN_SEPTEMBER) == "in-force"
    held.load(
        "late", f"file: late\nrecorded: 2026-11-03\nthings:\n{undated}".replace("WORD", "accepted")
    )
    assert held.status(IN_SEPTEMBER) == "unknown"
    with pytest.raises(DataError, match="judged otherwise at the same time"):
        held.load(
            "late",
            f"file: late\nrecorded: 2026-11-21\nthings:\n{undated}".replace("WORD", "accepted"),
        )


def runs(store):
    return set(store.quads(g=derived.GRAPH))


def test_what_is_judged_otherwise_again_leaves_no_trace(held):
    before = runs(held.store)
    held.load("said", THE_DAY)
    assert runs(held.store) == before
    held.judged("accepted")
    assert runs(held.store) != before
    held.judged("accepted", "rejected")
    assert runs(held.store) == before
    held.judged("accepted")
    remove([f"{held.folder.name}/judgements", f"{held.folder.name}/said"], held.store)
    assert runs(held.store) == before


@pytest.mark.parametrize(
    ("on", "known", "status"),
    [
        (IN_SEPTEMBER, dt.date(2018, 10, 4), "unknown"),
        (IN_SEPTEMBER, dt.date(2018, 10, 5), "in-force"),
    ],
)
def test_as_known_on_a_day_it_counts_once_its_source_was_published(held, on, known, status):
    held.load("said", THE_DAY).judged("accepted")
    assert held.status(on, known_on=known) == status


def test_from_an_undated_source_it_was_public_when_it_was_written_down(held):
    held.load("said", THE_DAY.replace("source/press", "source/blog")).judged("accepted")
    assert held.status(IN_SEPTEMBER, known_on=dt.date(2026, 11, 1)) == "unknown"
    assert held.status(IN_SEPTEMBER, known_on=dt.date(2026, 11, 2)) == "in-force"


def test_as_recorded_by_a_day_the_judgement_of_that_day_holds(held):
    held.load("said", THE_DAY).judged("accepted", "rejected", "accepted")
    by = [held.status(IN_SEPTEMBER, recorded_by=dt.date(2026, 11, d)) for d in (19, 20, 21, 22)]
    assert by == ["unknown", "in-force", "unknown", "in-force"]


def test_it_is_not_recorded_before_the_statement_is(held):
    later = THE_DAY.replace("quote:", "recorded: 2026-11-25, quote:")
    held.load("said", later).judged("accepted")
    assert held.status(IN_SEPTEMBER, recorded_by=dt.date(2026, 11, 24)) == "unknown"
    assert held.status(IN_SEPTEMBER, recorded_by=dt.date(2026, 11, 25)) == "in-force"


def test_it_goes_with_its_source_and_by_itself(held):
    held.load("said", THE_DAY).judged("accepted")
    assert held.status(IN_SEPTEMBER, without_sources=("source/press",)) == "unknown"
    assert held.status(IN_SEPTEMBER, without_sources=("source/blog",)) == "in-force"
    assert held.status(IN_SEPTEMBER, without=("statement/one",)) == "unknown"


def test_a_judgement_can_be_supposed(held, tmp_path):
    held.load("said", THE_DAY).judged("rejected")
    path = tmp_path / "suppose.yaml"
    judgement = (
        JUDGES.replace("NUMBER", "9").replace("WORD", "accepted").replace("DAY", "2026-12-01")
    )
    path.write_text(f"file: suppose\nthings:\n{judgement}")
    assert held.status(IN_SEPTEMBER, supposed=(str(path),)) == "in-force"
    assert held.status(IN_SEPTEMBER) == "unknown"


@pytest.mark.parametrize(
    ("statement", "policy", "subject"),
    [
        (says("docket/d/bar#bar", "to", "policy/q"), "policy/q", "us/xx/city"),
        (says("case/k", "plaintiffs", "us/yy"), "policy/p", "us/yy"),
    ],
)
def test_it_adds_to_a_list(held, statement, policy, subject):
    june = dt.date(2018, 6, 1)
    held.load("said", statement)
    assert held.status(june, subject, policy) == "in-force"
    held.judged("accepted")
    assert held.status(june, subject, policy) == "enjoined"
    assert held.status(june) == "enjoined"


@pytest.mark.parametrize(
    "statement",
    [
        says("case/k", "plaintiffs", "us/xx"),  # the city is of the State: said less precisely
        says("case/k", "plaintiffs", "us/yy", ", polarity: denies"),
        says("case/k", "plaintiffs", "us/yy", ", reason: defendants"),
        says("case/k", "plaintiffs", "us/yy").replace("object: us/yy", "count: 2"),
        says("policy/p", "status", "in-force"),
        says("policy/p", "barredBy", "court/wawd"),
        says("docket/d/bar", "label", "The order"),
        says("docket/d/bar", "to", "policy/q"),  # an act hits nothing, its effects do
        says("docket/d/bar#bar", "court", "court/cand"),  # so its docket has it
        says("docket/d/bar", "case", "case/k"),
        says("docket/d/bar#bar", "except", "us/xx/city"),  # scopes except, effects do not
    ],
)
def test_what_adds_nothing(held, statement):
    before = runs(held.store)
    held.load("said", statement).judged("accepted")
    assert runs(held.store) == before


@pytest.mark.parametrize(
    ("about", "word", "value", "status"),
    [
        ("docket/d", "court", "court/wawd", None),
        ("docket/d", "court", "class/ninth", "unknown"),
        ("docket/d", "court", "court/cand", "unknown"),
        ("docket/d/bar#bar", "court", "court/wawd", None),
        ("docket/d/mandate", "decided", "2018-10-02", None),
        ("docket/d/mandate", "decided", "2018", "unknown"),
        ("docket/d/mandate", "decided", "2018-09", "unknown"),
        ("docket/d/bar#bar", "does", "permanent-injunction", None),
        ("docket/d/bar#bar", "does", "preliminary-injunction", "unknown"),
    ],
)
def test_what_the_record_contradicts_is_not_accepted(held, about, word, value, status):
    held.load("said", says(about, word, value))
    if status is None:
        with pytest.raises(DataError, match=r"the record has .*correct the fact, or judge"):
            held.judged("accepted")
        held.judged("rejected")
    else:
        held.judged("accepted")
    assert held.status(IN_SEPTEMBER) == "unknown"


def test_nor_are_two_statements_that_contradict_each_other(held):
    other = THE_DAY.replace("statement/one", "statement/two").replace("09-10", "09-20")
    held.load("said", THE_DAY).load("other", other).judged("accepted")
    with pytest.raises(DataError, match="statement/one, accepted too, says `2018-09-10`"):
        held.load(
            "also",
            JUDGES.replace("NUMBER", "b")
            .replace("one", "two")
            .replace("WORD", "accepted")
            .replace("DAY", "2026-11-21"),
        )
    assert held.status(IN_SEPTEMBER) == "in-force"


def test_nor_is_a_fact_that_contradicts_what_was_accepted(held):
    held.load("said", THE_DAY).judged("accepted")
    with pytest.raises(DataError, match="says `decided: 2018-09-10` of docket/d/mandate"):
        held.load(
            "record",
            RECORD.replace("MORE", TRIGGERS).replace("decided: 2018-09", "decided: 2018-11"),
        )
    held.load(
        "record",
        RECORD.replace("MORE", TRIGGERS).replace("decided: 2018-09", "decided: 2018-09-10"),
    )
    assert held.status(IN_SEPTEMBER) == "in-force"


@pytest.mark.parametrize(
    ("word", "value", "refused"),
    [("to", "docket/d/opinion#end", "itself"), ("from", "2018-09-10", "stands beside `awaits:`")],
)
def test_what_the_law_refuses_is_not_accepted(held, word, value, refused):
    held.load("said", says("docket/d/opinion#end", word, value))
    with pytest.raises(DataError, match=f"{refused}.*so says statement/one, which is accepted"):
        held.judged("accepted")
    assert held.status(IN_SEPTEMBER) == "unknown"


def test_it_counts_for_what_was_corrected(held):
    correction = """\
  docket/d/mandate-again:
    {type: CourtAction, label: The mandate, docket: docket/d, corrects: docket/d/mandate,
     decided: 2018-09, triggers: docket/d/opinion#end, evidence: [{source: source/docket}]}
"""
    held.load("said", THE_DAY).judged("accepted").load("correction", correction)
    assert held.status(IN_SEPTEMBER) == "in-force"
    held.load("said", THE_DAY.replace("docket/d/mandate", "docket/d/mandate-again"))
    assert held.status(IN_SEPTEMBER) == "in-force"
    held.judged("rejected")
    assert held.status(IN_SEPTEMBER) == "unknown"
    corrected = correction.replace("2018-09", "2018-09-10").replace(
        "triggers: docket/d/opinion#end, ", ""
    )
    trigger = THE_TRIGGER.replace("statement/one", "statement/two").replace(
        "quote", "judgement: accepted, quote"
    )
    held.load("correction", corrected).load("said", THE_DAY + trigger)
    assert held.status(IN_SEPTEMBER) == "in-force"
