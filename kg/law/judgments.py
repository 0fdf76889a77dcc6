"""What a judgment ends by law: the interlocutory relief of its suit, whoever wins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.law.order_of_days import surely_earlier
from kg.records.things import Effect, Kind, Operation, World

#: The last part of the id of the effect that a judgment has by law, whatever it says.
DISPOSED: Final = "#disposition"
#: A judgment that disposes of a suit ends its interlocutory relief, whoever wins.
DISPOSITION: Final = Kind(
    "final-judgment", "final judgment", Operation.TERMINATE, "ended by", stands_alone=True
)


def with_dispositions(world: World) -> World:
    """Add, for each judgment that disposes of a suit, the end of its interlocutory relief."""
    added: dict[str, Effect] = {}
    for action in world.actions.values():
        if action.disposes_of:
            ended = tuple(_interlocutory(world, action.id, action.disposes_of))
            if ended:
                name = action.id + DISPOSED
                added[name] = Effect(name, DISPOSITION, action.id, ended)
    return replace(world, effects={**world.effects, **added}) if added else world


def _interlocutory(world: World, judgment: str, case: str) -> Iterator[str]:
    """The interlocutory relief of a suit that a judgment can end without saying so itself."""
    judged = world.actions[judgment].decided or world.undated
    said = {
        target
        for effect in world.effects.values()
        if effect.action == judgment and effect.kind.operation is Operation.TERMINATE
        for target in effect.targets
    }
    for effect in world.effects.values():
        action = world.actions.get(effect.action)
        if action and action.case == case and action.id != judgment:
            later = surely_earlier(judged, action.decided or world.undated)
            if effect.kind.interlocutory and not later and effect.id not in said:
                yield effect.id
