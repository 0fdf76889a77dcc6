"""The answers by trying every combination of what is open, one by one."""

from __future__ import annotations

from kg.law.alternatives import Supposed
from kg.law.coverage import Reach
from kg.law.finding import shape
from kg.law.force import standing
from kg.law.horizon import Horizon
from kg.law.index import Index
from kg.law.operative import Point
from kg.records.answers import Question, Standing

Reading = tuple[tuple[Supposed, ...], Standing]


def every_reading(index: Index, question: Question) -> list[Reading]:
    """What the policy is in each combination of all that is open on the day."""
    reach = Reach.of(question, index.world.around)
    horizon = Horizon(index, question.on, [reach])
    return [
        (supposed, standing(Point(index, clock, reach, question.on), question.policy))
        for supposed, clock in horizon.readings(range(len(horizon.origins)))
    ]


def first_of_each_shape(found: list[Reading]) -> list[Reading]:
    """For each words of the policy and its parts the first combination that gives them."""
    first: dict[object, Reading] = {}
    for reading in found:
        first.setdefault(shape(reading[1]), reading)
    return list(first.values())


def words(standing: Standing) -> set[tuple[str, str]]:
    """The word of the policy and of each part."""
    found = {(standing.policy, str(standing.status))}
    return found.union(*(words(part) for part in standing.parts))
