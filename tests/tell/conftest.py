"""A small world to tell of."""

import pytest

from kg.rdf.kinds import kinds
from kg.records.things import Action, Effect, Participation, Policy, Surroundings, World
from kg.tell.words import Words
from kg.values.day import Day
from kg.values.scope import Scope

EVERYONE = Scope(everyone=True)
CHICAGO = Scope(parties=frozenset({"chicago"}))
BUT_TEXAS = Scope(everyone=True, exceptions=frozenset({"texas", "dallas"}))


def effect(name, does, to, action, **more):
    return Effect(name, kinds()[does], action, tuple(to.split(", ")), **more)


@pytest.fixture(scope="session")
def words():
    """Words for a rule, an injunction cut down on appeal, and a suit of two cities."""
    effects = [
        effect("start", "issued", "rule", "issue"),
        effect("bar", "preliminary-injunction", "rule", "order", scope=EVERYONE),
        effect("plain", "preliminary-injunction", "rule", "order"),
        effect("narrow", "narrowed", "bar", "appeal", leaves=CHICAGO),
        effect("widen", "widened", "bar", "appeal", adds=Scope(parties=frozenset({"dallas"}))),
        effect("stay", "stay-pending-appeal", "bar", "appeal", scope=CHICAGO),
        effect("partial stay", "stay-pending-appeal", "bar", "appeal", scope=BUT_TEXAS),
        effect("lasting", "permanent-injunction", "rule", "order"),
        effect("merge", "merged", "bar", "judgment"),
        effect("final", "permanent-injunction", "rule", "judgment", scope=CHICAGO),
        effect("undated", "narrowed", "bar", "lost", leaves=CHICAGO),
        effect("both", "rescinded", "rule, part", "lost"),
        effect("wide", "rescinded", "rule, another rule, a bar elsewhere", "lost"),
        effect("elsewhere", "rescinded", "another rule", "lost"),
        effect("practice", "stated-practice", "rule", "issue"),
        effect("on a part", "stated-practice", "part", "issue"),
        effect("declared", "declared-unlawful", "rule", "judgment"),
        effect("on a part too", "permanent-injunction", "part", "judgment"),
        effect("denial", "stay-denied", "bar", "appeal"),
    ]
    actions = [
        Action("issue", Day.parse("2017-01-25"), "Rule issued", "ExecutiveAction"),
        Action("order", Day.parse("2017-04-25"), "The order", case="case", court="N.D. Ill."),
        Action("appeal", Day.parse("2018-08"), "The appeal", court="7th Cir."),
        Action("judgment", Day.parse("2018-12-01"), "The judgment", court="N.D. Ill."),
    ]
    around = Surroundings(
        types={"texas": "Jurisdiction"},
        labels={"chicago": "City of Chicago", "dallas": "City of Dallas", "texas": "Texas"},
    )
    parties = (
        Participation("case", "dallas", "plaintiff"),
        Participation("case", "chicago", "plaintiff"),
        Participation("case", "doj", "defendant"),
        Participation("another case", "boston", "plaintiff"),
    )
    return Words(
        World(
            {"rule": Policy("rule", "The Rule"), "part": Policy("part", "Part A", part_of="rule")},
            {each.id: each for each in effects},
            {each.id: each for each in actions},
            parties,
            around,
        ),
        {"ca": "California", "chicago": "Chicago, as asked"},
    )
