"""The two readings of relief that an opinion announces before a judgment or mandate gives it."""

from __future__ import annotations

from dataclasses import replace

from kg.records.answers import Reading
from kg.records.things import Effect, World


def read_as(world: World, reading: Reading) -> World:
    """The records as one reads them who counts from the judgment and mandate, or the opinion."""
    if reading is Reading.STRICT:
        return world
    effects = {name: _from_the_opinion(effect) for name, effect in world.effects.items()}
    return replace(world, effects=effects)


def _from_the_opinion(effect: Effect) -> Effect:
    if effect.begins_by_opinion is None:
        return effect
    return replace(effect, begins=effect.begins_by_opinion, awaits="", begins_when_ends="")
