"""What no world may hold: effects that say too little, or contradict themselves."""

from __future__ import annotations

from collections.abc import Iterator

from kg.law.clock import Clock
from kg.law.index import Index
from kg.law.operations import RESHAPES
from kg.law.parties import parties_of
from kg.records.things import Action, Effect, Operation, World
from kg.values.day import Day


class Refusal(ValueError):
    """An effect that cannot be judged: which, under which key of the file, how to mend it."""

    def __init__(self, effect: str, key: str, message: str) -> None:
        self.effect = effect
        self.key = key
        self.message = message
        super().__init__(f"{effect}: `{key}:` {message}")


_ON_POLICIES = (Operation.COMMENCE, Operation.POSTPONE, Operation.BAR, Operation.MODIFY)


def refusals(world: World, judged: World | None = None) -> Iterator[Refusal]:
    """Everything wrong with a world, or with the part of it that is judged.

    Circles of effects are found where the world is put in order.
    """
    judged = judged or world
    for name in judged.policies:
        if name in _wholes(world, name):
            yield Refusal(name, "partOf", "leads back to the policy itself")
    clock = Clock.of(world)
    for effect in judged.effects.values():
        yield from _incomplete(world, effect)
        yield from _aimed_wrongly(world, effect)
        yield from _odd_scopes(effect)
        yield from _odd_members(effect)
        yield from _bar_without_a_party(world, effect, clock)
        begin, end = clock.begins[effect.id], effect.until
        if begin is not None and end is not None and _no_later(end, begin):
            yield Refusal(effect.id, "until", f"{end} is not after its beginning, {begin}")
        early = effect.begins_by_opinion
        if early is not None and begin is not None and early.first > begin.last:
            message = f"{early} is later than its beginning, {begin}"
            yield Refusal(effect.id, "fromByOpinion", message)
    for action in judged.actions.values():
        yield from _met_by_nothing(world, action)
        yield from _met_too_early(world, action)


def _no_later(end: Day, begin: Day) -> bool:
    """True for an end that leaves nothing; on the day of the beginning an hour may be later."""
    if end.time and begin.time:
        return end.time <= begin.time
    return end.last < begin.first if end.time else end.last <= begin.first


def _wholes(world: World, policy: str) -> list[str]:
    """The wholes above a policy, up to the first that was met before."""
    found: list[str] = []
    known = world.policies.get(policy)
    while known and known.part_of and known.part_of not in found:
        found.append(known.part_of)
        known = world.policies.get(known.part_of)
    return found


def _aimed_wrongly(world: World, effect: Effect) -> Iterator[Refusal]:
    """An operation on the wrong sort of target: bars on orders, narrowings of policies."""
    operation, label = effect.kind.operation, effect.kind.label
    for target in effect.targets:
        if operation in _ON_POLICIES and target in world.effects:
            yield Refusal(effect.id, "to", f"names {target}, an effect; {label} acts on a policy")
        ends_orders = operation is Operation.TERMINATE and not effect.kind.results_in
        if ends_orders and target in world.policies:
            message = f"names {target}, a policy; {label} acts on an order or another effect"
            yield Refusal(effect.id, "to", message)
        if effect.kind.results_in and _ends_policies(world, target):
            message = f"names the action {target}; name the instrument that it enacted"
            yield Refusal(effect.id, "to", message)
        if operation in RESHAPES and target in world.policies:
            yield Refusal(effect.id, "to", f"names {target}, a policy; {label} acts on an effect")


def _ends_policies(world: World, action: str) -> bool:
    """True for an action that ended a policy: ending that action would seem to revive it."""
    return action in world.actions and any(
        effect.action == action
        and effect.kind.operation in (Operation.TERMINATE, Operation.ERASE)
        and any(target in world.policies for target in effect.targets)
        for effect in world.effects.values()
    )


def _met_by_nothing(world: World, action: Action) -> Iterator[Refusal]:
    """A trigger or an end for an effect that is unknown, or that waits for none."""
    rules = (
        ("triggers", action.triggers, "awaits", "awaits nothing"),
        ("concludes", action.concludes, "ends_with", "has no `endsWith:`"),
    )
    for key, names, attribute, fault in rules:
        for name in names:
            effect = world.effects.get(name)
            if effect is None:
                yield Refusal(action.id, key, f"names {name}, of which nothing is known")
            elif not getattr(effect, attribute):
                yield Refusal(action.id, key, f"names {name}, which {fault}")


def _reshaping_amiss(effect: Effect) -> Iterator[Refusal]:
    operation = effect.kind.operation
    if operation is Operation.RESTRICT and effect.leaves is None:
        yield Refusal(effect.id, "leaves", "is missing; say what the narrowing leaves")
    if operation is Operation.EXTEND and effect.adds is None:
        yield Refusal(effect.id, "adds", "is missing; say whom or what time it adds")
    if effect.leaves is not None and operation is not Operation.RESTRICT:
        yield Refusal(effect.id, "leaves", f"is only for a narrowing, not for {effect.kind.label}")
    if effect.adds is not None and operation is not Operation.EXTEND:
        yield Refusal(effect.id, "adds", f"is only for a widening, not for {effect.kind.label}")


def _incomplete(world: World, effect: Effect) -> Iterator[Refusal]:
    yield from _reshaping_amiss(effect)
    if not effect.targets:
        yield Refusal(effect.id, "to", "is missing; name the policy, effect or action it acts on")
    for target in effect.targets:
        if not any(target in known for known in (world.policies, world.effects, world.actions)):
            yield Refusal(effect.id, "to", f"names {target}, of which nothing is known")
        if target == effect.id:
            yield Refusal(effect.id, "to", "names the effect itself")
    if effect.interprets is not None and effect.interprets not in world.effects:
        yield Refusal(
            effect.id, "interprets", f"names {effect.interprets}, of which nothing is known"
        )
    yield from _hanging_amiss(world, effect)
    for other in effect.conflicts_with:
        if other not in world.effects or other == effect.id:
            message = f"names {other}, which is no other effect that is known"
            yield Refusal(effect.id, "conflictsWith", message)
    if effect.awaits and effect.begins is not None:
        yield Refusal(
            effect.id, "from", "stands beside `awaits:`; the action that triggers it dates it"
        )


def _hanging_amiss(world: World, effect: Effect) -> Iterator[Refusal]:
    """What an effect hangs on is unknown, is itself, or dates what is dated already."""
    keys = {"lastsWhile": effect.lasts_while, "beginsWhenEnds": effect.begins_when_ends}
    for key, other in keys.items():
        if other == effect.id:
            yield Refusal(effect.id, key, "names the effect itself")
        elif other and other not in world.effects and other not in world.policies:
            message = f"names {other}, which is no policy and no effect that is known"
            yield Refusal(effect.id, key, message)
    if effect.begins_when_ends and (effect.awaits or effect.begins is not None):
        other = "awaits" if effect.awaits else "from"
        message = "stands beside `beginsWhenEnds:`, which dates the effect; say one of them"
        yield Refusal(effect.id, other, message)


def _met_too_early(world: World, action: Action) -> Iterator[Refusal]:
    """A mandate before its judgment, an end before the order that it ends."""
    for key, names in (("triggers", action.triggers), ("concludes", action.concludes)):
        for name in names:
            effect = world.effects.get(name)
            made = world.actions.get(effect.action) if effect else None
            if (
                made
                and made.decided
                and action.decided
                and action.decided.last < made.decided.first
            ):
                message = f"names {name}, which was only decided on {made.decided}"
                yield Refusal(action.id, key, message)


def _odd_scopes(effect: Effect) -> Iterator[Refusal]:
    """A scope that says nothing, or that names some beside everyone."""
    for key, scope in (("scope", effect.scope), ("leaves", effect.leaves), ("adds", effect.adds)):
        if scope is None:
            continue
        if scope.everyone and (scope.parties or scope.territories or scope.classes):
            yield Refusal(effect.id, key, "says `everyone: true` and names some; say one of them")
        spans = {"leaves": effect.leaves_span, "adds": effect.adds_span}.get(key, (None, None))
        if not (scope or scope.exceptions or scope.binds or any(spans)):
            yield Refusal(effect.id, key, "is empty; say whom it reaches, or leave it out")


def _odd_members(effect: Effect) -> Iterator[Refusal]:
    """A scope that says twice which members count, or says it of nobody's members."""
    for scope in (effect.scope, effect.leaves, effect.adds):
        if scope is None or (scope.members_as_of is None and scope.later_members is None):
            continue
        key = "laterMembers" if scope.members_as_of is None else "membersAsOf"
        if scope.members_as_of is not None and scope.later_members is not None:
            yield Refusal(effect.id, key, "stands beside `laterMembers:`; say one of them")
        if not scope.groups:
            message = "names no class or association whose members it means; say which"
            yield Refusal(effect.id, key, message)


def _bar_without_a_party(world: World, effect: Effect, clock: Clock) -> Iterator[Refusal]:
    on_policy = any(target in world.policies for target in effect.targets)
    if effect.kind.operation is not Operation.BAR or effect.scope or not on_policy:
        return
    made = clock.begins[effect.id]
    if made is None or not parties_of(world, effect, clock, made.last).parties:
        yield Refusal(
            effect.id,
            "scope",
            "is missing and its case has no plaintiffs; say whom the bar protects: "
            "{everyone: true}, {parties: […]}, {territories: […]} or {classes: […]}",
        )


def refuse(world: World) -> None:
    """Raise the first Refusal, or CycleError, that the world deserves."""
    for refusal in refusals(world):
        raise refusal
    Index(world)
