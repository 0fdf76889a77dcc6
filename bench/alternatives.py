"""A policy under 200 effects, eight deep, with twenty open dates, in process: `make bench`.

Orders in 25 chains: a bar, what stays it, what stays that. Twenty dates are known to the month
and the question is about a day of that month: the dates of twenty bars that hang apart, or
twenty in one chain, three to a level. All combinations would be 3,486,784,401. The peer is the
same policy with every date known. Prints ratios; judges nothing.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable
from itertools import pairwise

from kg.law.finding import find
from kg.law.index import Index
from kg.records.answers import Question
from kg.records.things import Action, Effect, Kind, Operation, Policy, World
from kg.values.day import Day
from kg.values.scope import Scope

DEEP, CHAINS, OPEN = 8, 25, 20
MONTH = Day(dt.date(2018, 6, 1), dt.date(2018, 6, 30))
ASKED = dt.date(2018, 6, 15)
START = Kind("effective", "coming into effect", Operation.COMMENCE)
BAR = Kind("preliminary-injunction", "preliminary injunction", Operation.BAR)
STAY = Kind("stay-pending-appeal", "stay pending appeal", Operation.SUSPEND)
EVERYONE = Scope(everyone=True)
Effects = dict[str, Effect]


def chain(number: int, scope: Scope) -> list[Effect]:
    """A bar and the stays above it, each of the last."""
    names = [f"e{number}.{level}" for level in range(DEEP)]
    bar = Effect(names[0], BAR, f"act-{names[0]}", ("P",), scope)
    above = zip(names[1:], names, strict=False)
    return [bar, *(Effect(name, STAY, f"act-{name}", (below,)) for name, below in above)]


def braid() -> list[Effect]:
    """Twenty effects in one chain: a bar, three stays on each level above it, and one on top."""
    levels = [["b0"], *([f"b{level}.{n}" for n in range(3)] for level in range(1, 7)), ["b7"]]
    found = [Effect("b0", BAR, "act-b0", ("P",), EVERYONE)]
    for below, level in pairwise(levels):
        for number, name in enumerate(level):
            found.append(Effect(name, STAY, f"act-{name}", (below[number % len(below)],)))
    return found


def world(effects: list[Effect], opened: set[str], pending: set[str] = frozenset()) -> World:
    """A policy under these effects, of which some are dated to the month, and some to come."""
    start = Effect("start", START, "issue", ("P",))
    actions = {"issue": Action("issue", Day.on(dt.date(2018, 1, 1)), enacts=("P",))}
    for number, effect in enumerate(effects):
        day = Day.on(dt.date(2018, 2, 1) + dt.timedelta(days=number % 90))
        day = MONTH if effect.id in opened else day
        day = Day.on(dt.date(2018, 7, 1)) if effect.id in pending else day
        actions[effect.action] = Action(effect.action, day)
    return World({"P": Policy("P")}, {e.id: e for e in (start, *effects)}, actions)


def apart(opened: int, bodies: int = 0) -> World:
    """Twenty bars of unknown days that work once they have begun, and five that are stayed."""
    scopes = [Scope(parties=frozenset({f"city-{n}"})) for n in range(bodies)] or [EVERYONE]
    chains = [chain(number, scopes[number % len(scopes)]) for number in range(CHAINS)]
    effects = [effect for each in chains for effect in each]
    working = chains[:OPEN]
    return world(effects, {c[0].id for c in chains[:opened]}, {c[-1].id for c in working})


def together(opened: int) -> World:
    """One chain that holds twenty effects of unknown days, beside bars that are stayed."""
    one = braid()
    others = [effect for number in range(CHAINS) for effect in chain(number, EVERYONE)]
    fitting = others[: (DEEP * CHAINS - len(one)) // DEEP * DEEP]
    return world([*one, *fitting], {effect.id for effect in one[:opened]})


def median(action: Callable[[], object], runs: int = 31) -> float:
    """The median time of an action, in milliseconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def compared(name: str, made: Callable[[int], World], subject: str | None = None) -> None:
    """What an answer costs with twenty open dates, beside the same with none."""
    question = Question("P", ASKED, subject)
    spent = {}
    for opened in (0, OPEN):
        index = Index(made(opened))
        spent[opened] = median(lambda index=index: find(index, question))
    found = find(Index(made(OPEN)), question)
    told = " or ".join(branch.status for branch in found.branches) or found.status
    others = f", {len(found.exceptions)} exceptions" if found.exceptions else ""
    times = f"{spent[OPEN]:.1f} ms, with none open {spent[0]:.1f} ms"
    print(f"  {name}: {times} ({spent[OPEN] / spent[0]:.2f}x); {told}{others}")


def main() -> None:
    """The open dates apart, in one chain, and apart with seven who are named."""
    indexed = median(lambda: Index(apart(OPEN)))
    print(f"alternatives: 200 effects, {DEEP} deep, {OPEN} open dates (links {indexed:.1f} ms)")
    compared("twenty bars that hang apart", apart)
    compared("twenty in one chain", together)
    compared("apart, for seven cities, asked for one", lambda n: apart(n, 7), "city-1")
    compared("apart, for seven cities, asked for everyone", lambda n: apart(n, 7))


if __name__ == "__main__":
    main()
