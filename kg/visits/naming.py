"""What a name means that may be of an action and, after `#`, of one of its effects."""

from __future__ import annotations

from kg.errors import Choice, UnknownName
from kg.law.judgments import DISPOSED
from kg.rdf.names import ACTIONS, EFFECTS, matches, resolve
from kg.rdf.node import Nodes


def named(nodes: Nodes, text: str, types: frozenset[str], what: str) -> str:
    """The thing of these types, or the effect, that is meant: by its action and its last word.

    Raises UnknownName, AmbiguousName.
    """
    head, hash_, tail = text.strip().rpartition("#")
    if not hash_ or matches(nodes, text):
        return resolve(nodes, text, types | EFFECTS, what)
    action = resolve(nodes, head, ACTIONS, "action")
    if "#" + tail == DISPOSED and nodes[action].one("disposesOf"):
        return action + DISPOSED
    effects = nodes[action].ids("effect")
    if f"{action}#{tail}" in effects:
        return f"{action}#{tail}"
    has = ", ".join(effect.rpartition("#")[2] for effect in effects) or "none"
    raise UnknownName(
        f"{nodes[action].label} ({action}) has no effect `#{tail}`; it has {has}",
        choices=[Choice(effect, nodes[effect].one("kind") or "", "Effect") for effect in effects],
        near=effects,
    )
