"""The named queries: each has a whole header, and answers as expected or finds nothing."""

import datetime as dt
import re
import shlex

import pytest

from kg.errors import QuestionError
from kg.rdf import derived, ns
from kg.rdf import store as stores
from kg.rdf.names import all_policies
from kg.rdf.node import Nodes
from kg.rdf.queries import NamedQuery, Parameter, named_queries, parse
from kg.rdf.read import Slice
from kg.rdf.tokens import tokenized
from kg.visits.load import load
from kg.visits.orders import answer_any
from kg.visits.query import Request, answer

QUERIES = named_queries()
CHICAGO = "docket/ilnd/1-17-cv-05720/ecf-78#notice-access"
S9A = "docket/cand/3-17-cv-00574"
ORRICK = "person/william-orrick-iii"

#: What each query is asked, and the first columns of what comes of it.
FOUND = [
    ("awaiting-mandate", {"on": "2017-06-30"}, [
        ("docket/ca4/17-1351/2017-05-25#president", "narrowed", "2017-05-25"),
        ("docket/ca9/17-15589/2017-06-12#reviews", "injunction-vacated", "2017-06-12"),
    ]),
    ("awards-at-stake", {"recipient": "Albuquerque"}, [
        ("award/cgic/fy2018/albuquerque", "grant/cgic", "policy/cgic/fy2018"),
    ]),
    ("bound-by", {"order": "docket/txwd/5-17-cv-00404/2017-08-30"}, [
        ("post/tx-ag", None), ("post/tx-governor", None), ("us/tx", None),
    ]),
    ("bound-by", {"order": "docket/cand/3-17-cv-00574/2017-11-20"}, [
        ("us/dhs", None), ("us/doj", None), ("us/omb", None),
    ]),
    ("days-enjoined", {"policy": "EO 13768 s.9(a)", "on": "2017-05-01"}, [
        ("eo/13768/s9/a", "7"),
    ]),
    ("days-enjoined", {"policy": "EO 13768 s.9(a)", "on": "2030-01-01"}, [
        ("eo/13768/s9/a", "494"),
    ]),
    ("deadlines", {"addressee": "Chicago", "on": "2017-06-01"}, [
        ("2017-06-30", "policy/doj/letter-2017-04-21"),
        ("2017-10-27", "policy/doj/letter-2017-10-12"),
        ("2018-02-23", "policy/doj/letter-2018-01-24"),
    ]),
    ("enjoined-on", {"on": "2018-01-24", "policy": "Byrne JAG notice condition"}, [
        ("policy/byrne-jag/fy2017/notice", "kg:everyone", CHICAGO, "2026-06-24"),
    ]),
    ("enjoined-on", {"on": "2018-01-24", "policy": "policy/byrne-jag/fy2017/compliance"}, [
        ("policy/byrne-jag/fy2017/compliance", "us/pa/philadelphia",
         "docket/paed/2-17-cv-03894/ecf-75#compliance", "2026-06-24"),
    ]),
    ("identifiers-of", {"of": "EO 13768"}, [
        ("2017-02102", None), ("82 FR 8799", None), ("82 Fed. Reg. 8799", "eo/13768/2017-01-25"),
    ]),
    ("orders-by-scope", {"day": "2025-06-27"}, [
        ("before", "everyone", "30"),
        ("before", "the plaintiffs", "3"),
        ("before", "those named", "24"),
        ("since", "the plaintiffs", "13"),
        ("since", "those named", "2"),
    ]),
    ("orders-undone", {"judge": ORRICK, "court": "9th Cir."}, []),
    ("orders-undone", {"judge": ORRICK}, [
        (f"{S9A}/2017-11-20#s9a", ORRICK, "narrowed", "2018-08-01"),
        ("docket/cand/3-17-cv-04701/2018-10-05#compliance", ORRICK, "narrowed", "2020-07-13"),
        ("docket/cand/3-17-cv-04701/2018-10-05#notice-access", ORRICK, "narrowed", "2020-07-13"),
        ("docket/cand/3-18-cv-05146/2019-03-04#conditions", ORRICK, "narrowed", "2022-07-29"),
    ]),
    ("relations-of", {"policy": "EO 13993"}, [
        ("eo/13993", "revoked", "eo/13768", "2021-01-20"),
        ("eo/14148", "revoked", "eo/13993", "2025-01-20"),
        ("eo/14159", "revoked", "eo/13993", "2025-01-20"),
    ]),
    ("restraining-orders-ending", {"on": "2017-02-03", "by": "2017-02-05"}, [
        ("docket/vaed/1-17-cv-00116/2017-01-28#removal", "eo/13769/s3/c/removal", "2017-02-05"),
    ]),
    ("signed-while-acting", {}, [("person/chad-wolf", "acting", "post/dhs-secretary")]),
    ("status-on", {"policy": "eo/13768/s9/a", "subject": "Chicago", "on": "2018-03-01"}, [
        ("eo/13768/s9/a", "us/il/chicago", "2018-03-01", "enjoined", "in-force", "enjoined"),
    ]),
    ("status-on", {"policy": "eo/13768/s9/a", "on": "2018-12-31"}, [
        ("eo/13768/s9/a", "kg:everyone", "2018-12-31", "in-force", "in-force", "enforceable"),
    ]),
    ("status-at", {"policy": "EO 13769", "at": "2017-01-28T18:00-05:00"}, [
        ("eo/13769", "kg:everyone", "2017-01-28T18:00:00-05:00", "-05:00", "in-force"),
    ]),
    ("untouched-parts", {"policy": "EO 13768"}, [("eo/13768/s2/c",), ("eo/13768/s9/b",)]),
    ("unused-classes", {}, [
        (f"kg:{name}",)
        for name in ("FactsFile", "Judgement", "Membership", "RunInterval", "Scope", "Version")
    ]),
    ("without-quote", {"of": "EO 13768 s.9(a)"}, [
        (f"{S9A}/2017-04-25", "2017-04-25", "5"),
        ("docket/cand/3-17-cv-00485/2017-07-20", "2017-07-20", "1"),
        ("docket/cand/3-17-cv-01535/ecf-42", "2017-08-21", "2"),
        ("docket/wawd/2-17-cv-00497/ecf-44", "2017-10-19", "2"),
    ]),
]  # fmt: skip

#: What finds nothing in the examples, though it is well asked.
NOTHING = [
    ("awaiting-mandate", {"on": "2017-01-01"}),
    ("awards-at-stake", {"recipient": "Chicago"}),
    ("conditions-of", {"program": "Community Development Block Grant"}),
    ("days-enjoined", {"on": "2017-01-01"}),
    ("deadlines", {"addressee": "Chicago", "on": "2026-01-01"}),
    ("enjoined-on", {"on": "2017-01-01"}),
    ("enjoined-on", {"on": "2018-01-24", "policy": "EO 13993"}),
    ("letter-addressees", {"letter": "EO 13768"}),
    ("orders-undone", {"court": "S. Ct."}),
    ("relations-of", {"policy": "EO 13768 s.9(b)"}),
    ("restraining-orders-ending", {"on": "2018-02-03", "by": "2018-02-17"}),
    ("said-about", {"about": "EO 13993"}),
    ("signed-while-acting", {"person": "person/alan-hanson"}),
    ("suits-against", {"policy": "EO 13768 s.9(b)"}),
    ("unchecked-since", {"since": "2010-01-01"}),
    ("universal-bars", {"before": "2017-01-01", "on": "2018-01-01"}),
    ("untouched-parts", {"policy": "EO 13768 s.9(a)"}),
    ("version-on", {"policy": "EO 13768"}),
    ("without-quote", {"of": "EO 13768 s.9(b)"}),
]


def asked(store, name, given):
    found = answer(store, Request(QUERIES[name], given)).answer
    return [tuple(ns.short(cell.value) if cell else None for cell in row) for row in found.rows]


@pytest.mark.parametrize(
    ("name", "given", "rows"), FOUND, ids=[f"{n}-{name}" for n, (name, *_) in enumerate(FOUND)]
)
def test_it_answers_as_expected(examples, name, given, rows):
    width = len(rows[0]) if rows else None
    assert [row[:width] for row in asked(examples, name, given)] == rows


@pytest.mark.parametrize(
    ("name", "given"), NOTHING, ids=[f"{n}-{name}" for n, (name, _) in enumerate(NOTHING)]
)
def test_it_finds_nothing_where_nothing_is(examples, name, given):
    assert asked(examples, name, given) == []


def test_every_query_is_tried_and_most_where_they_find_nothing():
    assert {name for name, *_ in (*FOUND, *NOTHING)} | WHOLE.keys() == QUERIES.keys()
    always = {"bound-by", "docket-history", "identifiers-of", "orders-by-scope", "status-on"}
    always |= {"actors-by-cases", "unused-classes", "revoked-while-enjoined", "status-at"}
    always |= {"disputed"}
    assert {name for name, _ in NOTHING} | always == QUERIES.keys()


#: Of long answers: how many rows, and one of them.
WHOLE = {
    "actors-by-cases": ({}, 63, ("us/dhs", "25", "0", "25", "0")),
    "conditions-of": (
        {"program": "Byrne JAG", "subject": "Chicago", "on": "2018-07-01"},
        12,
        ("policy/byrne-jag/fy2017/notice", "enjoined", "enjoined"),
    ),
    "disputed": (
        {},
        11,
        ("conflict/evanston-filed", "case/ilnd/1-18-cv-04853", "statement/s093/evanston-filed"),
    ),
    "docket-history": (
        {"docket": "1:17-cv-05720"},
        21,
        ("2018-04-19", "court/ca7", "docket/ca7/17-2991/2018-04-19", "affirmed", "888 F.3d 272"),
    ),
    "letter-addressees": (
        {"letter": "policy/doj/letter-2018-01-24"},
        23,
        ("us/co/denver", "2018-02-23", "subpoena", "2020-01-15", "step/dhs-ice/2020-01-15"),
    ),
    "revoked-while-enjoined": (
        {},
        11,
        (
            "eo/13769/s5/c",
            "2017-03-16",
            "docket/wawd/2-17-cv-00141/ecf-52#order",
            "eo/13780/2017-03-06#revokes-13769",
        ),
    ),
    "suits-against": (
        {"policy": "EO 13768"},
        11,
        (
            "case/cand/3-17-cv-00574",
            "court/ca9",
            "2018-08-01",
            "docket/ca9/17-17480/2018-08-01",
            "narrowed",
            "eo/13768/s9/a",
        ),
    ),
    "unchecked-since": ({"since": "2026-01-01"}, 28, ("policy/tx/sb-4-2017/assist", "2018-11-30")),
    "universal-bars": (
        {"before": "2025-06-27", "on": "2018-03-01"},
        21,
        (CHICAGO, "preliminary-injunction", "2017-09-15", "court/ilnd", "true"),
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_long_answer(examples, name):
    given, number, row = WHOLE[name]
    found = asked(examples, name, given)
    assert len(found) == number
    assert row in found


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
def test_a_header_is_whole(query):
    assert query.title
    assert query.asks.endswith("?")
    assert query.none.endswith(".")
    assert query.examples
    assert query.phrasings
    words = {token.text for token in tokenized(query.text) if token.kind == "word"}
    assert set(query.terms) == {word for word in words if word.startswith("kg:") and word != "kg:"}
    for each in query.parameters:
        assert f"?{each.name}" in query.text


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
def test_the_examples_of_a_header_are_answered(examples, query):
    for example in query.examples:
        words = shlex.split(example)
        assert words[:3] == ["kg", "query", query.name]
        assert set(words[3::2]) <= {"--set"}
        answer(examples, Request(query, dict(word.split("=", 1) for word in words[4::2])))


def test_what_a_header_says():
    found = parse(
        "x",
        "# title: T\n# asks: Why?\n# parameter: p (policy, else any) which\n"
        "# terms: kg:a\n# terms: kg:b\n# none: No.\n#\n# free: text\nASK {}",
    )
    assert found == NamedQuery(
        *("x", found.text, "T", "Why?", ("kg:a", "kg:b"), "No."),
        (Parameter("p", "policy", "which", "any"),),
    )
    assert parse("x", "# a comment\nASK {}") == NamedQuery("x", "# a comment\nASK {}")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("# titel: x", "did you mean `title`"),
        ("# nonsense", "is no line of a header"),
        ("# title: again", "`title` stands twice"),
        ("# parameter: p policy", "is not written as `name (type) what it is`"),
        ("# parameter: p (polcy) x", "did you mean `policy`"),
    ],
)
def test_a_wrong_header_is_refused(line, says):
    with pytest.raises(QuestionError, match=re.escape(says)):
        parse("x", f"# title: T\n{line}\nASK {{}}")


# What the engine says of the same


def runs(store):
    """Each policy with its runs; the one of everyone else first."""
    for policy in sorted(all_policies(store)):
        found = derived.read(store, policy)
        yield policy, sorted(found, key=lambda run: bool(run.holds_for))


def holds(interval, day):
    return (interval.first is None or interval.first <= day) and (
        interval.until is None or day < interval.until
    )


@pytest.fixture(scope="module")
def checked(examples):
    """Through which day each policy is known, as the engine has it."""
    nodes = Nodes(examples)
    days = {
        policy: Slice(nodes, with_evidence=False).world(policy).policies[policy].checked_through
        for policy in sorted(all_policies(examples))
    }
    return {policy: str(day) if day else None for policy, day in days.items()}


DAYS = ["2017-02-10", "2017-06-01", "2018-01-24", "2019-05-05", "2021-04-27", "2025-09-30"]


@pytest.mark.parametrize("on", DAYS)
def test_what_is_enjoined_by_the_runs(examples, on):
    day = dt.date.fromisoformat(on)
    expected = set()
    for policy, (baseline, *own) in runs(examples):
        blocked = [
            each for each in baseline.intervals if holds(each, day) and each.status == "enjoined"
        ]
        expected |= {(policy, "kg:everyone", name) for each in blocked for name in each.because}
        for run in own if not blocked else ():
            for each in run.intervals:
                if holds(each, day) and each.status == "enjoined":
                    pairs = ((who, name) for who in run.holds_for for name in each.because)
                    expected |= {(policy, *pair) for pair in pairs}
    assert {row[:3] for row in asked(examples, "enjoined-on", {"on": on})} == expected


@pytest.mark.parametrize("on", [*DAYS, "2030-01-01"])
def test_the_days_enjoined_by_the_runs(examples, checked, on):
    expected = {}
    for policy, (baseline, *_) in runs(examples):
        close = dt.date.fromisoformat(min(on, checked[policy] or on)) + dt.timedelta(days=1)
        spans = [
            (min(each.until or close, close) - each.first).days
            for each in baseline.intervals
            if each.status == "enjoined" and each.first < close
        ]
        if spans:
            expected[policy] = str(sum(spans))
    found = {row[0]: row[1] for row in asked(examples, "days-enjoined", {"on": on})}
    assert found == expected


@pytest.mark.parametrize(
    "since", ["2018-01-31", "2018-02-01", "2021-01-20", "2021-01-21", "2027-01-01"]
)
def test_what_is_unchecked_by_the_engine(examples, checked, since):
    expected = {(policy, day) for policy, day in checked.items() if not day or day < since}
    assert set(asked(examples, "unchecked-since", {"since": since})) == expected


def test_what_awaits_a_mandate_by_the_engine(examples):
    awaits = examples.quads(p=ns.term("awaits"), o=ns.listed("endings", "mandate"))
    effects = sorted({ns.short(quad.subject.value) for quad in awaits})
    assert len(effects) > 10
    nodes = Nodes(examples)
    for on in ("2017-07-01", "2018-08-15", "2020-05-01", "2022-01-01"):
        found = {row[0] for row in asked(examples, "awaiting-mandate", {"on": on})}
        for effect in effects:
            (action,) = nodes.pointing("effect", effect)
            word = answer_any(examples, effect, dt.date.fromisoformat(on)).finding.word
            # `awaiting` where no mandate is on record, `not-begun` where one came later.
            waits = nodes[action].first("decided") <= on and word in ("awaiting", "not-begun")
            assert (effect in found) == waits, (effect, on, word)


# What the examples do not hold

MORE = """\
file: more
recorded: 2026-11-24
things:
  source/a: {type: Source, label: The paper, published: 2018-02-01}
  us: {type: PublicBody, label: United States}
  person/a: {type: Person, label: A. Person}
  person/b: {type: Person, label: B. Person}
  post/head: {type: Post, label: The head, postIn: us}
  tenure/a: {type: Tenure, holder: person/a, post: post/head, capacity: acting,
             confidence: from-memory, from: 2017-03-01, until: 2018-01-10}
  tenure/b: {type: Tenure, holder: person/b, post: post/head, capacity: confirmed, from: 2018-01-10,
             confidence: from-memory}
  court/c: {type: Court, label: A court}
  case/k: {type: CaseFile, label: A suit, plaintiffs: us/xx, defendants: post/head}
  docket/d: {type: Docket, label: Docket, number: "1", court: court/c, case: case/k}
  us/xx: {type: PublicBody, label: Springfield}
  rule/r: {type: AgencyRule, label: The rule}
  rule/r/v1: {type: Version, label: First text, versionOf: rule/r, from: 2017-05-01,
              until: 2018-02-01, confidence: from-memory}
  rule/r/v2: {type: Version, label: Second text, versionOf: rule/r, from: 2018-02-01,
              confidence: from-memory}
  rule/r/made: {type: ExecutiveAction, label: Made, decided: 2017-05-01, signedBy: person/a,
                enacts: rule/r, evidence: [{source: source/a}],
                effects: {start: {does: issued, to: rule/r}}}
  rule/q: {type: AgencyRule, label: Another rule}
  rule/q/made: {type: ExecutiveAction, label: Made too, decided: 2018-01-10, signedBy: person/a,
                enacts: rule/q, evidence: [{source: source/a}],
                effects: {start: {does: issued, to: rule/q}}}
  docket/d/order: {type: CourtAction, label: Order, docket: docket/d, decided: 2017-06-01,
                   evidence: [{source: source/a}],
                   effects: {bar: {does: preliminary-injunction, to: rule/r},
                             other: {does: affirmed, to: rule/q, confidence: disputed}}}
  statement/1: {type: Statement, about: rule/r, says: issuer, object: us, source: source/a,
                quote: "the government made it"}
"""


@pytest.fixture(scope="module")
def more(tmp_path_factory):
    path = tmp_path_factory.mktemp("more") / "more.yaml"
    path.write_text(MORE)
    writer = stores.memory()
    load([path], writer)
    return writer


@pytest.mark.parametrize(
    ("name", "given", "rows"),
    [
        ("version-on", {"policy": "The rule", "on": "2018-01-31"}, [("rule/r/v1",)]),
        ("version-on", {"policy": "The rule", "on": "2018-02-01"}, [("rule/r/v2",)]),
        ("version-on", {"policy": "The rule", "on": "2017-04-30"}, []),
        ("said-about", {"about": "The rule"}, [("source/a", None, "kg:issuer", "us")]),
        ("disputed", {}, [("docket/d/order#other", "rule/q", None)]),
        ("bound-by", {"order": "Order", "on": "2018-01-09"}, [("post/head", "person/a", "acting")]),
        ("bound-by", {"order": "Order", "on": "2018-01-10"},
         [("post/head", "person/b", "confirmed")]),
        ("bound-by", {"order": "Order", "on": "2017-01-10"}, [("post/head", None, None)]),
        ("signed-while-acting", {}, [("person/a", "acting", "post/head", "rule/r/made")]),
        ("signed-while-acting", {"person": "B. Person"}, []),
        ("enjoined-on", {"on": "2017-06-01"}, [("rule/r", "us/xx", "docket/d/order#bar", None)]),
        ("untouched-parts", {"policy": "The rule"}, []),
    ],
)  # fmt: skip
def test_what_the_examples_do_not_hold(more, name, given, rows):
    found = asked(more, name, given)
    assert [row[: len(rows[0])] if rows else row for row in found] == rows
