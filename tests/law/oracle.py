"""The second opinion: worlds and questions written as atoms, and clingo's answers to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import clingo
from facts import facts_of
from stamps import STEP

from kg.records.answers import Question
from kg.records.things import World

RULES: Final = Path(__file__).with_suffix(".lp")
#: So many worlds are put to clingo in one call.
BATCH: Final = 8
Asked = tuple[World, Sequence[Question]]


@dataclass
class Answer:
    """The words that each policy asked about can have, the effects that work there, and flags.

    Of effects and flags it speaks only where nothing is open, which is then `closed`.
    """

    words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    works: set[str] = field(default_factory=set)
    flags: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    closed: bool = False


def answers(asked: Sequence[Asked]) -> list[list[Answer]]:
    """Clingo's answer to each question of each world."""
    starts = range(0, len(asked), BATCH)
    return [each for start in starts for each in _answers(asked[start : start + BATCH])]


def _answers(asked: Sequence[Asked]) -> list[list[Answer]]:
    control = clingo.Control(["--warn=none", "--enum-mode=brave", "-c", f"step={STEP}", "0"])
    control.load(str(RULES))
    control.add("facts", [], "\n".join(facts_of(asked)))
    control.ground([("base", []), ("facts", [])])
    found = [[Answer() for _ in questions] for _, questions in asked]
    shown: Sequence[clingo.Symbol] = ()
    with control.solve(yield_=True) as models:
        for model in models:
            shown = model.symbols(shown=True)
    for symbol in shown:
        where, *told = symbol.arguments
        answer = found[where.arguments[0].number][where.arguments[1].number]
        if symbol.name == "word":
            answer.words[told[0].string].add(told[1].string)
        elif symbol.name == "flag":
            answer.flags[told[0].string].add(told[1].string)
        elif symbol.name == "works":
            answer.works.add(told[0].string)
        else:
            answer.closed = True
    return found
