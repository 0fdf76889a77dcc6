"""Random worlds with any of the features, and questions about their days and hours."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random
from typing import Final

from features import FEATURES
from hourly import ZONES
from worlds import LAST, ZERO, random_question, random_world

from kg.records.answers import Question, Reading
from kg.records.things import World

_DAY: Final = dt.timedelta(days=1)


def full_world(chance: Random) -> World:
    """A random world with any of the features."""
    world = random_world(chance)
    for feature in FEATURES:
        if chance.random() < 0.35:
            world = feature.added(chance, world)
    return world


def full_question(chance: Random, world: World) -> Question:
    """A question about a world, about a day or an hour, in either reading."""
    question = random_question(chance, world)
    if {"act-joined", "act-group"} & set(world.actions) and chance.random() < 0.5:
        question = replace(question, subject=chance.choice(("dallas", "chicago", "illinois")))
    later = {"S", "T"} & set(world.policies)
    if later and chance.random() < 0.5:
        question = replace(question, policy=chance.choice(sorted(later)))
    timed = any(action.decided and action.decided.time for action in world.actions.values())
    if any(effect.begins_by_opinion for effect in world.effects.values()):
        question = replace(question, reading=chance.choice(tuple(Reading)))
    if not timed:
        return question
    question = replace(question, on=ZERO + chance.randint(-1, LAST // 2 + 3) * _DAY)
    return replace(question, on=_hour(chance, question.on)) if chance.random() < 0.7 else question


def _hour(chance: Random, day: dt.date) -> dt.datetime:
    time = dt.time(chance.randint(0, 23), chance.choice((0, 0, 30)))
    return dt.datetime.combine(day, time, chance.choice(ZONES))
