"""The words of effects and actions and the conditions of awards, case by case."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Final

import pytest
from casefile import TOP, world_of
from ruamel.yaml import YAML

from kg.law.awards import find_award
from kg.law.index import Index
from kg.law.orders import find_action, find_effect
from kg.law.refuse import refuse
from kg.law.words import sum_up
from kg.records.answers import Question
from kg.records.awards import Award, AwardFinding
from kg.records.orders import ActionFinding, EffectFinding, Word
from kg.values.day import Day

CASES: Final = Path(__file__).parent / "orders"
RIGHT: Final = sorted((CASES / "right").glob("*.yaml"))
WRONG: Final = sorted((CASES / "wrong").glob("*.yaml"))
ASKED: Final = {"effect", "action", "award", "for", "in", "by", "on"}


def read(path):
    said = dict(YAML(typ="safe").load(path.read_text()))
    index = Index(world := world_of({key: value for key, value in said.items() if key in TOP}))
    awards = {name: _award(name, keys) for name, keys in said.get("awards", {}).items()}
    assert set(said) <= TOP | {"awards", "expect", "ask", "refused"}
    return world, index, awards, said


def _award(name, said):
    awarded = Day.parse(str(said["awarded"])) if "awarded" in said else None
    conditions = tuple(said.get("conditions", ()))
    return Award(name, name, None, said["recipient"], awarded, conditions=conditions)


def found(index, awards, asked):
    (kind,) = {"effect", "action", "award"} & set(asked)
    on = dt.date.fromisoformat(str(asked["on"]))
    question = Question(asked[kind], on, asked.get("for"), asked.get("in"), asked.get("by"))
    if kind == "award":
        return find_award(index, awards[asked[kind]], question)
    return (find_effect if kind == "effect" else find_action)(index, question)


def said_by(finding: EffectFinding | ActionFinding | AwardFinding) -> dict[str, Any]:
    """A finding in the words of the case files."""
    checked = finding.checked_through
    told: dict[str, Any] = {"flags": list(finding.flags), "checked": checked}
    told["branches"] = sorted(
        str(b.status if isinstance(finding, AwardFinding) else b.word) for b in finding.branches
    )
    if isinstance(finding, AwardFinding):
        conditions = {each.question.policy: str(each.status) for each in finding.conditions}
        told |= {"status": str(finding.status), "made": finding.made, "conditions": conditions}
        return told
    told["word"] = str(finding.word)
    if isinstance(finding, ActionFinding):
        return told | {"effects": {each.effect: str(each.word) for each in finding.effects}}
    return told | {
        "reason": finding.reason.reason,
        "because": list(finding.because),
        "trace": [reason.effect for reason in finding.trace],
        "whom": {each.subject or "everyone": str(each.word) for each in finding.holdings},
    }


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_right(path: Path) -> None:
    world, index, awards, said = read(path)
    refuse(world)
    for one in said["expect"]:
        told = said_by(found(index, awards, one))
        wanted = {key: value for key, value in one.items() if key not in ASKED}
        assert {key: told[key] for key in wanted} == wanted, one


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_wrong(path: Path) -> None:
    with pytest.raises(ValueError) as refusal:
        _, index, awards, said = read(path)
        found(index, awards, said["ask"])
    goal = YAML(typ="safe").load(path.read_text())["refused"]
    assert goal in str(refusal.value)


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("", "out-of-scope"),
        ("out-of-scope", "out-of-scope"),
        ("operative operative", "operative"),
        ("operative out-of-scope", "operative"),
        ("operative suspended", "partly"),
        ("operative idle", "partly"),
        ("partly", "partly"),
        ("suspended confined", "suspended"),
        ("ended confined", "ended"),
        ("confined out-of-scope", "confined"),
        ("awaiting ended", "awaiting"),
        ("not-begun ended", "not-begun"),
        ("ended ended", "ended"),
        ("unknown operative", "unknown"),
        ("unknown out-of-scope", "unknown"),
    ],
)
def test_words_sum_up(words: str, one: str) -> None:
    assert sum_up(Word(word) for word in words.split()) == one


def test_where_too_many_dates_are_open_nothing_is_certain() -> None:
    names = [f"bar{number}" for number in range(8)]
    bars = {
        name: {"does": "preliminary-injunction", "to": "P", "scope": {"everyone": True}}
        for name in names
    }
    dated = {name: {**bar, "from": "2018-06"} for name, bar in bars.items()}
    index = Index(world_of({"policy": {"P": {"in-force": "2018-01-01"}}, "effects": dated}))
    inside = dt.date(2018, 6, 15)
    assert find_effect(index, Question("bar0", inside)).word is Word.UNKNOWN
    assert find_action(index, Question("bar0", inside)).word is Word.UNKNOWN
    assert find_effect(index, Question("bar0", dt.date(2018, 7, 1))).word is Word.OPERATIVE
