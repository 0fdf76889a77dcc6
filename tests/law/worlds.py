"""Random small worlds: orders upon orders, four deep and more, and questions about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Final

from hypothesis import strategies as st

from kg.records.answers import Question
from kg.records.things import (
    Action,
    Effect,
    Kind,
    Membership,
    Operation,
    Policy,
    Surroundings,
    Tenure,
    World,
)
from kg.values.day import Day
from kg.values.scope import Scope

ZERO: Final = dt.date(2018, 1, 1)
LAST: Final = 9
DAY: Final = dt.timedelta(days=1)
Op = Operation

AROUND: Final = Surroundings(
    unit_of={"ojp": ("doj",), "police": ("chicago",)},
    post_in={"attorney general": ("doj",), "mayor": ("chicago",)},
    governs={"illinois": ("Illinois",), "chicago": ("Chicago",), "dallas": ("Dallas",)},
    within={"Chicago": ("Illinois",), "resident": ("Chicago",), "Dallas": ("Texas",)},
    partly_within={"Dallas": ("Illinois",), "Illinois": ("Texas",)},
    member_of={"resident": ("members",), "dallas": ("cities",), "chicago": ("cities",)},
    memberships={
        "dallas": (Membership("dallas", "league", Day.on(ZERO + 3 * DAY), Day.on(ZERO + 8 * DAY)),),
        "chicago": (Membership("chicago", "league", None, Day.on(ZERO + 5 * DAY)),),
        "illinois": (
            Membership("illinois", "league", Day.on(ZERO + 2 * DAY)),
            Membership("illinois", "members", None, Day.on(ZERO + 6 * DAY)),
        ),
        "league": (Membership("league", "cities", Day.on(ZERO + 4 * DAY)),),
    },
    sub_class_of={"members": ("people",)},
    tenures={"sessions": (Tenure("attorney general", None, Day.on(ZERO + dt.timedelta(days=5))),)},
)
BODIES: Final = ("illinois", "chicago", "dallas", "police", "mayor", "resident")
PLACES: Final = ("Illinois", "Chicago", "Texas")
CLASSES: Final = ("members", "people", "cities", "league")
ENFORCERS: Final = ("doj", "ojp", "attorney general", "sessions", "dhs")

ON_A_POLICY: Final = (
    *5 * (Kind("bar", "bar", Op.BAR),),
    Kind("revoked", "revoked", Op.TERMINATE, results_in="revoked"),
    Kind("superseded", "superseded", Op.TERMINATE, results_in="superseded"),
    *2 * (Kind("vacated", "vacated", Op.ERASE),),
    Kind("postponed", "postponed", Op.POSTPONE),
    Kind("suspended", "suspended", Op.SUSPEND),
    Kind("reinstated", "reinstated", Op.COMMENCE),
    Kind("remanded", "remanded", Op.NONE),
)
ON_AN_EFFECT: Final = (
    Kind("stayed", "stayed", Op.SUSPEND),
    Kind("reversed", "reversed", Op.TERMINATE),
    Kind("annulled", "annulled", Op.ERASE),
    *2 * (Kind("narrowed", "narrowed", Op.RESTRICT), Kind("widened", "widened", Op.EXTEND)),
    Kind("cut", "cut", Op.RESTRICT),
    Kind("put-off", "put-off", Op.RESTRICT),
    Kind("lengthened", "lengthened", Op.EXTEND),
)
#: The effects that first put the two orders in force; by name they come before all others.
STARTS: Final = frozenset({"a-start-P", "a-start-R"})
#: A kind that moves dates: at most one of them acts on an effect, so that their order is no matter.
MOVES: Final = ("cut", "put-off", "lengthened")
#: What may act on a commencement: a moved date, a changed reach, or its annulment.
ON_A_START: Final = tuple(k for k in ON_AN_EFFECT if k.id not in ("stayed", "reversed"))


def some_day(chance: Random) -> Day:
    """Any day of the stretch in which things happen."""
    return Day.on(ZERO + dt.timedelta(days=chance.randint(0, LAST)))


def after(chance: Random, day: Day) -> Day:
    """A day later than this one."""
    return Day.on(day.first + dt.timedelta(days=chance.randint(1, LAST)))


def scope(chance: Random) -> Scope:
    """A scope with at least one member or everyone, and often exceptions."""
    member = chance.choice((None, *BODIES, *PLACES, *CLASSES))
    second = chance.choice((None, None, *BODIES, *PLACES, *CLASSES))
    members = {name for name in (member, second) if name}
    excluded = chance.choice((None, None, None, *BODIES, *PLACES, *CLASSES))
    bound = chance.choice((None, None, *ENFORCERS))
    some = (members | {excluded}) & set(CLASSES)
    whose = chance.choice(("those then", "whoever is", "those of a day")) if some else ""
    return Scope(
        everyone=not members,
        parties=frozenset(members & set(BODIES)),
        territories=frozenset(members & set(PLACES)),
        classes=frozenset(members & set(CLASSES)),
        exceptions=frozenset({excluded} - {None}),  # type: ignore[arg-type]
        subdivisions="illinois" in members and chance.random() < 0.5,
        binds=frozenset({bound} - {None}),  # type: ignore[arg-type]
        members_as_of=some_day(chance) if whose == "those of a day" else None,
        later_members={"those then": False, "whoever is": True}.get(whose),
    )


def policies(chance: Random) -> dict[str, Policy]:
    """An order with none to three provisions, and a second order beside it."""
    shape = chance.choice(((), (), ("P1",), ("P1", "P2"), ("P1", "P2", "P11")))
    to = chance.choice((None, None, None, frozenset({"chicago"}), frozenset({"members"})))
    whole = {"P1": "P", "P2": "P", "P11": "P1"}
    complete = {name: chance.random() < 0.5 for name in ("P", "P1")}
    made = [Policy("P", parts_complete=complete["P"], addressees=to), Policy("R")]
    made += [
        Policy(name, part_of=whole[name], parts_complete=complete.get(name, False))
        for name in shape
    ]
    return {policy.id: policy for policy in made}


class Draft:
    """A world in the making."""

    def __init__(self, made: dict[str, Policy]) -> None:
        self.policies = made
        self.effects: dict[str, Effect] = {}
        self.actions: dict[str, Action] = {}
        self.moved: set[str] = set()

    def issue(self, policy: str, decided: Day, begins: Day, until: Day | None) -> None:
        """Enact a policy and put it in force."""
        action = Action(f"issue-{policy}", decided, enacts=(policy,))
        start = Effect(
            f"a-start-{policy}", _START, action.id, (policy,), begins=begins, until=until
        )
        self.actions[action.id] = action
        self.effects[start.id] = start

    def hit_by(self, target: str) -> tuple[Kind, ...]:
        """The kinds of effect that may act on this target."""
        if target in self.policies:
            return ON_A_POLICY
        names = [target] if target in self.effects else self.of_action(target)
        starts = any(self.effects[name].kind.operation is Op.COMMENCE for name in names)
        kinds = ON_A_START if starts else ON_AN_EFFECT
        free = not self.moved & set(names)
        return tuple(kind for kind in kinds if free or kind.id not in MOVES)

    def of_action(self, action: str) -> list[str]:
        """The effects that an action produced."""
        return [effect.id for effect in self.effects.values() if effect.action == action]

    def world(self) -> World:
        """The world as it stands."""
        return World(self.policies, self.effects, self.actions, around=AROUND)


_START: Final = Kind("issued", "issued", Op.COMMENCE)


def random_world(chance: Random, most: int = 9) -> World:
    """Two orders and up to so many effects, each on something that was there before it."""
    draft = Draft(policies(chance))
    for policy in ("P", "R"):
        decided = Day.on(ZERO + dt.timedelta(days=chance.randint(0, 4)))
        begins = chance.choice((decided, after(chance, decided)))
        draft.issue(policy, decided, begins, chance.choice((None, None, after(chance, begins))))
    for number in range(chance.randint(1, most)):
        _add(chance, draft, f"e{number}")
    return draft.world()


def _add(chance: Random, draft: Draft, name: str) -> None:
    """Add one effect, with its action where it has one of its own."""
    target, action = chance.choice(PLOTS)(chance, draft)
    if action is None or action == target:
        action = f"act-{name}"
    kind = chance.choice(draft.hit_by(target))
    if action not in draft.actions:
        draft.actions[action] = Action(action, some_day(chance))
    effect = _dated(chance, draft, Effect(name, kind, action, (target,)))
    if kind.id in MOVES:
        names = [target] if target in draft.effects else draft.of_action(target)
        draft.moved.update(names)
    draft.effects[name] = _hung(chance, draft, _shaped(chance, effect))


Plot = Callable[[Random, Draft], tuple[str, str | None]]


def _on_anything(chance: Random, draft: Draft) -> tuple[str, str | None]:
    acts = [action for action in draft.actions if draft.of_action(action)]
    target = chance.choice((*draft.policies, *draft.effects, *acts))
    return target, chance.choice((None, None, acts[-1]))


def _on_the_latest(_: Random, draft: Draft) -> tuple[str, str | None]:
    return list(draft.effects)[-1], None


def _once_more(_: Random, draft: Draft) -> tuple[str, str | None]:
    """By the same order on the same target as a change of reach, so on the same day."""
    changes = [e for e in draft.effects.values() if e.kind.id in ("narrowed", "widened")]
    if not changes:
        return list(draft.effects)[-1], None
    return changes[-1].targets[0], changes[-1].action


def _on_the_same(_: Random, draft: Draft) -> tuple[str, str | None]:
    return list(draft.effects.values())[-1].targets[0], None


def _by_the_second_order(chance: Random, draft: Draft) -> tuple[str, str | None]:
    return chance.choice(("P", *draft.effects)), "issue-R"


def _on_a_policy(chance: Random, draft: Draft) -> tuple[str, str | None]:
    return chance.choice(list(draft.policies)), None


def _against_the_second_order(_: Random, __: Draft) -> tuple[str, str | None]:
    return "R", None


PLOTS: Final[tuple[Plot, ...]] = (
    _on_anything,
    _on_a_policy,
    _on_a_policy,
    _on_the_latest,
    _on_the_latest,
    _once_more,
    _on_the_same,
    _by_the_second_order,
    _against_the_second_order,
)


def _dated(chance: Random, draft: Draft, effect: Effect) -> Effect:
    """Give the effect its beginning and its end: stated, or hung on another action."""
    decided = draft.actions[effect.action].decided
    assert decided is not None
    how = chance.choice(
        ("decided", "decided", "decided", "decided", "stated", "stated", "awaits", "pending")
    )
    begins = decided
    if how == "stated":
        begins = after(chance, decided)
        effect = replace(effect, begins=begins)
    elif how in ("awaits", "pending"):
        effect = replace(effect, awaits="mandate")
        if how == "awaits":
            begins = after(chance, decided)
            mandate = Action(f"mandate-{effect.id}", begins, triggers=(effect.id,))
            draft.actions[mandate.id] = mandate
    end = chance.choice(("none", "none", "none", "none", "stated", "concluded"))
    if effect.kind.operation is Op.COMMENCE or how == "pending" or end == "none":
        return effect
    if end == "stated":
        return replace(effect, until=after(chance, begins))
    ending = Action(f"ending-{effect.id}", after(chance, begins), concludes=(effect.id,))
    draft.actions[ending.id] = ending
    return replace(effect, ends_with="mandate")


def _shaped(chance: Random, effect: Effect) -> Effect:
    """Give the effect its scope, and what it leaves or adds."""
    operation = effect.kind.operation
    if operation is Op.BAR or chance.random() < 0.5:
        effect = replace(effect, scope=scope(chance))
    if effect.kind.id == "put-off":
        return replace(effect, leaves=Scope(), leaves_span=(some_day(chance), None))
    if effect.kind.id == "cut":
        return replace(effect, leaves=Scope(), leaves_span=(None, some_day(chance)))
    if effect.kind.id == "lengthened":
        return replace(effect, adds=Scope(), adds_span=(None, some_day(chance)))
    if operation is Op.RESTRICT:
        return replace(effect, leaves=scope(chance))
    if operation is Op.EXTEND:
        return replace(effect, adds=scope(chance))
    on_policy = operation in (Op.BAR, Op.ERASE) and effect.targets[0] in ("P1", "P2", "P11")
    return replace(effect, inseverable=on_policy and chance.random() < 0.5)


def _hung(chance: Random, draft: Draft, effect: Effect) -> Effect:
    """Hang the effect, now and then, on a policy or on an effect that was there before it."""
    other = chance.choice((*draft.policies, *draft.effects))
    how = chance.choice(("while", *3 * ("after",), *4 * ("by itself",)))
    dated = effect.awaits or effect.ends_with or effect.begins or effect.until
    if how == "while" and effect.kind.operation is not Op.COMMENCE:
        return replace(effect, lasts_while=other)
    if how == "after" and not dated and effect.kind.operation in (Op.BAR, Op.SUSPEND):
        draft.moved.add(effect.id)
        return replace(effect, begins_when_ends=other)
    return effect


def random_question(chance: Random, world: World) -> Question:
    """A question about any policy of the world, for anyone, anywhere, on any day."""
    return Question(
        chance.choice(("P", *world.policies)),
        ZERO + dt.timedelta(days=chance.randint(-1, LAST + 6)),
        chance.choice((None, *BODIES, "members", "league")),
        chance.choice((None, None, None, *PLACES, "Dallas")),
        chance.choice((None, None, *ENFORCERS)),
    )


#: A fair coin for each world: what hypothesis draws bit by bit is less varied, and slower.
chances: Final = st.integers(0, 2**32).map(Random)
worlds: Final = chances.map(random_world)
