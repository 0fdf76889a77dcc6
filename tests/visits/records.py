"""Random small records of acts, and what is left of them by a day: told twice, independently.

A record is a mapping of ids to plain things, as a facts file holds them under `things:`, with the
file that each stands in. What the engine makes of the whole is compared with what it makes of the
part that somebody sees.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any, Final

from hypothesis import reject
from hypothesis import strategies as st

from kg.errors import DataError
from kg.law.finding import PUBLICATION_ASSUMED, find
from kg.rdf.load import plan
from kg.rdf.store import memory
from kg.records.basis import RECORD
from kg.values.day import Day
from kg.visits.answer import answer

Record = dict[str, dict[str, Any]]
ZERO: Final = dt.date(2018, 1, 1)
DAYS: Final = 24
ACTS: Final = ("CourtAction", "ExecutiveAction")
INTERVALS: Final = ("Membership", "Participation", "Tenure")
POLICIES: Final = ("policy/p", "policy/p/a", "policy/q")
SUBJECTS: Final = (None, "us/aa", "us/bb", "us/aa/town", "class/league")
ON_A_POLICY: Final = (
    *4 * ("preliminary-injunction",),
    "permanent-injunction",
    "revoked",
    "vacated",
    "apa-705-stay",
)
ON_AN_ORDER: Final = (
    *("stay-pending-appeal", "stay-pending-appeal", "reversed", "dissolved"),
    *("narrowed", "widened"),
)
WORLD: Final[Record] = {
    "court/c": {"type": "Court", "label": "A court"},
    "us/aa": {"type": "PublicBody", "label": "A", "governs": "us/aa/territory"},
    "us/aa/territory": {"type": "Jurisdiction", "label": "A"},
    "us/aa/town": {"type": "PublicBody", "label": "Town", "governs": "us/aa/town/territory"},
    "us/aa/town/territory": {
        "type": "Jurisdiction",
        "label": "Town",
        "within": ["us/aa/territory"],
    },
    "us/bb": {"type": "PublicBody", "label": "B", "memberOf": ["class/old"]},
    "us/office": {"type": "Agency", "label": "Office"},
    "post/chief": {"type": "Post", "label": "Chief", "postIn": "us/office"},
    "person/x": {"type": "Person", "label": "X"},
    "class/league": {"type": "AgentClass", "label": "League"},
    "class/old": {"type": "AgentClass", "label": "Old"},
    "case/k": {"type": "CaseFile", "label": "K", "plaintiffs": ["us/aa"], "defendants": "us/bb"},
    "case/l": {"type": "CaseFile", "label": "L", "plaintiffs": ["us/bb", "us/aa/town"]},
    "docket/k": {"type": "Docket", "label": "K", "court": "court/c", "case": "case/k"},
    "docket/l": {"type": "Docket", "label": "L", "court": "court/c", "case": "case/l"},
    "policy/p": {"type": "AgencyRule", "label": "P"},
    "policy/p/a": {"type": "Provision", "label": "P a", "partOf": "policy/p"},
    "policy/q": {"type": "AgencyRule", "label": "Q"},
}


def some_day(chance: Random, first: int = 0) -> str:
    """A day of the stretch in which things happen, now and then only its month."""
    return (ZERO + dt.timedelta(days=chance.randint(first, DAYS))).isoformat()


def random_record(chance: Random) -> Record:
    """Two policies and what was done to them, with sources dated and undated, in two files."""
    record = copy.deepcopy(WORLD)
    for number in range(5):
        source = record[f"source/{number}"] = {"type": "Source", "label": f"Source {number}"}
        if chance.random() < 0.7:
            source["published"] = chance.choice((some_day(chance), some_day(chance), "2018-01"))
    _add_acts(chance, record)
    _add_intervals(chance, record)
    for thing in record.values():
        thing["file"] = chance.choice(("one", "two"))
        if chance.random() < 0.3 and thing["type"] in (*ACTS, *INTERVALS):
            thing["recorded"] = some_day(chance)
    return record


def _add_acts(chance: Random, record: Record) -> None:
    targets = list[str]()
    for name in ("policy/p", "policy/q"):
        start = {"does": "issued", "to": [name]}
        record[f"act/issue-{name[-1]}"] = _act(chance, {"enacts": [name], "effects": {"e": start}})
    for number in range(chance.randint(1, 7)):
        name = f"act/{number}"
        made = {
            word: _effect(chance, targets) for word in ("e", "f")[: chance.choice((1, 1, 1, 2))]
        }
        record[name] = _act(chance, {"effects": made})
        if chance.random() < 0.2:
            record[f"act/{number}-mandate"] = _act(chance, {"triggers": [f"{name}#e"]})
            made["e"]["awaits"] = "mandate"
            made["e"].pop("beginsWhenEnds", None)
        targets += [name, *(f"{name}#{word}" for word in made)]
    if chance.random() < 0.15:
        record["act/judgment"] = _act(chance, {"disposesOf": "case/k"})


def _act(chance: Random, more: dict[str, Any]) -> dict[str, Any]:
    act = {"type": "ExecutiveAction", "label": "An act", "decided": some_day(chance), **more}
    act["evidence"] = _evidence(chance)
    if chance.random() < 0.7 or "disposesOf" in more:
        act |= {"type": "CourtAction", "docket": chance.choice(("docket/k", "docket/l"))}
    return act


def _evidence(chance: Random) -> list[dict[str, str]]:
    chosen = chance.sample(range(5), chance.choice((1, 1, 1, 2)))
    return [{"source": f"source/{number}"} for number in chosen]


def _effect(chance: Random, targets: list[str]) -> dict[str, Any]:
    on_order = bool(targets) and chance.random() < 0.5
    effect: dict[str, Any] = {"does": chance.choice(ON_AN_ORDER if on_order else ON_A_POLICY)}
    pool = targets if on_order else list(POLICIES)
    effect["to"] = chance.sample(pool, min(len(pool), chance.choice((1, 1, 1, 2))))
    word = {"narrowed": "leaves", "widened": "adds"}.get(effect["does"], "scope")
    if word != "scope" or chance.random() < 0.6 or "injunction" in effect["does"]:
        effect[word] = _scope(chance)
    if chance.random() < 0.15:
        effect["until"] = (ZERO + dt.timedelta(days=DAYS + 3)).isoformat()
    hung = [each for each in targets if "#" in each]
    if chance.random() < 0.2:
        how = chance.choice(("lastsWhile", "beginsWhenEnds"))
        effect[how] = chance.choice([*hung, "policy/q"])
    if chance.random() < 0.25:
        effect["evidence"] = _evidence(chance)
    return effect


def _scope(chance: Random) -> dict[str, Any]:
    return chance.choice(
        (
            {"everyone": True},
            {"parties": ["us/aa"], "subdivisions": True},
            {"parties": ["us/bb"]},
            {"territories": ["us/aa/territory"]},
            {"classes": ["class/league"], "laterMembers": True},
            {"classes": ["class/league"], "binds": ["us/office"]},
            {"everyone": True, "except": ["us/aa/town"]},
        )
    ).copy()


def _add_intervals(chance: Random, record: Record) -> None:
    kinds: tuple[dict[str, Any], ...] = (
        {"type": "Membership", "member": "us/bb", "group": "class/league"},
        {"type": "Membership", "member": "us/aa/town", "group": "class/league"},
        {"type": "Membership", "member": "us/bb", "group": "class/old"},
        {"type": "Participation", "case": "case/l", "party": "us/bb", "role": "plaintiff"},
        {"type": "Participation", "case": "case/k", "party": "us/bb", "role": "plaintiff"},
        {"type": "Tenure", "holder": "person/x", "post": "post/chief"},
    )
    for number, kind in enumerate(kinds):
        if chance.random() < 0.5:
            stated = record[f"stated/{number}"] = dict(kind)
            begun = chance.randint(0, DAYS - 2)
            if chance.random() < 0.8:
                stated["from"] = (ZERO + dt.timedelta(days=begun)).isoformat()
            if chance.random() < 0.5:
                stated["until"] = some_day(chance, begun + 1)
            if chance.random() < 0.7:
                stated["evidence"] = _evidence(chance)


#: The day on which each of the two files was written down.
RECORDED: Final = {"one": "2018-01-10", "two": "2018-01-16"}
CHECKED: Final = "2018-01-20"
records: Final = st.integers(0, 2**32).map(lambda seed: random_record(Random(seed)))
days: Final = st.integers(-1, DAYS + 1).map(lambda n: ZERO + dt.timedelta(days=n))


def stored(record: Record, folder: Any, checked: str = CHECKED) -> Any:
    """A store that holds a record, whatever the checks of a load would say of it.

    A record is passed over whose effects hang on each other in a circle.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, day in RECORDED.items():
        things = {
            id_: {key: value for key, value in thing.items() if key != "file"}
            for id_, thing in record.items()
            if thing["file"] == name
        }
        if things:
            head = {"file": name, "recorded": day, "checkedThrough": checked}
            paths.append(folder / f"{name}.yaml")
            paths[-1].write_text(json.dumps({**head, "things": things}))
    store = memory()
    store.apply(plan(paths, store).change())
    for policy in sorted({*POLICIES} & record.keys()):
        try:
            answer(store, policy, ZERO)
        except DataError:
            reject()
    return store


def last_day(text: str) -> dt.date:
    return Day.parse(str(text)).last


def published(record: Record, thing: dict[str, Any]) -> dt.date | None:
    """The earliest day on which one of its sources was published."""
    named = (record[each["source"]] for each in thing.get("evidence", ()))
    return min((last_day(s["published"]) for s in named if "published" in s), default=None)


def public(record: Record, thing: dict[str, Any]) -> dt.date:
    """The day on which an act, or what is stated of someone, became public."""
    found = published(record, thing)
    if thing["type"] in INTERVALS:
        return found or (last_day(thing["from"]) if "from" in thing else dt.date.min)
    return max(found or dt.date.min, last_day(thing["decided"]))


def written_down(_: Record, thing: dict[str, Any]) -> dt.date:
    """The day on which it was recorded."""
    return last_day(thing.get("recorded") or RECORDED[thing["file"]])


def known_by(record: Record, by: dt.date, since: Callable[..., dt.date]) -> Record:
    """What a record held on a day: what came later was never written into it."""
    held = copy.deepcopy(record)
    for name, thing in record.items():
        if thing["type"] in (*ACTS, *INTERVALS) and since(record, thing) > by:
            del held[name]
        elif thing["type"] in INTERVALS and "until" in thing and last_day(thing["until"]) > by:
            del held[name]["until"]
        elif since is public:
            for word, effect in thing.get("effects", {}).items():
                if (own := published(record, effect)) and own > by:
                    del held[name]["effects"][word]
    return mended(held)


def left(record: Record, goes: Callable[[str, dict[str, Any]], bool]) -> Record:
    """A record without the acts, effects and statements of which one says that they go."""
    held = copy.deepcopy(record)
    for name, thing in record.items():
        if goes(name, thing):
            del held[name]
            continue
        for word, effect in thing.get("effects", {}).items():
            if goes(f"{name}#{word}", effect):
                del held[name]["effects"][word]
    return mended(held)


def mended(held: Record) -> Record:
    """A record that names nothing which it does not hold, but for what something hangs on.

    An effect of which all targets are gone keeps them: it hits nothing, but others may hang on it.
    """
    there = {*held, *(f"{n}#{w}" for n, each in held.items() for w in each.get("effects", ()))}
    for thing in held.values():
        for owner in (thing, *thing.get("effects", {}).values()):
            for word in ("to", "triggers", "enacts"):
                if word in owner:
                    kept = [each for each in owner[word] if each in there]
                    owner[word] = kept or (owner[word] if word == "to" else kept)
        for word in ("effects", "triggers", "enacts"):
            if not thing.get(word, True):
                del thing[word]
    return held


def answers(store: Any, basis: Any = RECORD, policies: Any = POLICIES) -> Iterator[Any]:
    """The answers for everyone who is asked about, on every day: what they say, and why."""
    for policy in policies:
        for subject in SUBJECTS:
            asked = answer(store, policy, ZERO, subject, basis=basis)
            for number in range(-1, DAYS + 5, 2):
                on = ZERO + dt.timedelta(days=number)
                found = find(asked.index, replace(asked.question, on=on))
                trace = tuple((r.effect, r.verdict, r.phrase, r.by) for r in found.trace)
                told = (found.standing, found.branches, found.exceptions, trace)
                yield (policy, subject, number, *told, found.checked_through)


def without_flag(found: Iterator[Any]) -> list[Any]:
    """Answers without the flag that a publication is assumed, which only a day calls forth."""
    return [
        tuple(
            replace(each, flags=tuple(f for f in each.flags if f != PUBLICATION_ASSUMED))
            if hasattr(each, "flags")
            else each
            for each in row
        )
        for row in found
    ]
