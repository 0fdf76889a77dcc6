"""Case files: a small world and what is expected of it, in the words of the facts format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from kg.rdf.kinds import kinds as effect_kinds
from kg.records.answers import Question, Reading
from kg.records.things import (
    Action,
    Effect,
    Membership,
    Participation,
    Policy,
    Surroundings,
    Tenure,
    World,
)
from kg.values.day import Day
from kg.values.scope import Scope

Said = Mapping[str, Any]
Span = tuple[Day | None, Day | None]

TOP = {"policy", "effects", "actions", "cases", "bodies", "places", "classes"}
GOALS = {"expect", "refused", "members"}
POLICY = {"in-force", "issued", "until", "type", "partOf", "partsComplete", "addressees"}
POLICY |= {"implements", "sameEndAs", "checkedThrough"}
SCOPE = {"everyone", "parties", "territories", "classes", "except", "subdivisions", "binds"}
SCOPE |= {"membersAsOf", "laterMembers"}
EFFECT = {"does", "to", "scope", "leaves", "adds", "from", "until", "awaits", "endsWith"}
EFFECT |= {"fromByOpinion", "lastsWhile", "beginsWhenEnds", "conflictsWith", "disputed"}
EFFECT |= {"interprets", "reachesLater", "inseverable", "action"}
OF_ITS_ACTION = {"decided", "case", "enacts"}
ACTION = {*OF_ITS_ACTION, "disposesOf", "triggers", "concludes", "disputed"}
CASE = {"plaintiffs", "defendants", "joined", "left"}
BODY = {"unitOf", "postIn", "holds", "governs", "within", "memberOf"}
PLACE = {"within", "partlyWithin"}
CLASS = {"subClassOf"}
EXPECT = {"of", "for", "in", "by", "on", "reading", "status", "force", "enforceability", "because"}
EXPECT |= {"idle", "not_operative", "flags", "practice", "parts", "exceptions", "branches"}


@dataclass(frozen=True, slots=True)
class Expectation:
    """A question, and what its finding must say; a key that is not given is not checked."""

    question: Question
    says: Said


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What a case file holds: either expectations, or the words of a refusal."""

    world: World
    expect: tuple[Expectation, ...] = ()
    refused: str = ""
    members: tuple[str, ...] = ()


def read(path: Path) -> CaseFile:
    """Read a case file; raises ValueError where it is not in the words of the format."""
    said = _plain(path)
    _only(said, TOP | GOALS, path.name)
    goals = [goal for goal in ("expect", "refused") if goal in said]
    if len(goals) != 1:
        raise ValueError(f"{path.name}: needs `expect:` or `refused:`, and not both")
    world = world_of({key: value for key, value in said.items() if key in TOP})
    expect = tuple(_expectation(one, world) for one in said.get("expect", ()))
    return CaseFile(world, expect, said.get("refused", ""), _names(said.get("members")))


def goal(path: Path) -> tuple[str, tuple[str, ...]]:
    """The refusal and its members that a wrong file expects, read without judging the rest."""
    lines = path.read_text().splitlines()
    said = YAML(typ="safe").load("\n".join(x for x in lines if x.startswith(tuple(GOALS))))
    return said["refused"], _names(said.get("members"))


def world_of(said: Said) -> World:
    """The records that the facts part of a case file describes."""
    _only(said, TOP, "the file")
    actions = {**dict(_issuing(said)), **dict(_actions(said))}
    effects = {**dict(_starts(said)), **dict(_effects(said, actions))}
    return World(
        {name: _policy(name, keys) for name, keys in _each(said, "policy", POLICY)},
        effects,
        actions,
        tuple(_participations(said)),
        _surroundings(said),
    )


def _plain(path: Path) -> Said:
    try:
        return dict(YAML(typ="safe").load(path.read_text()))
    except YAMLError as error:
        raise ValueError(f"{path.name}: {error}") from None


def _only(said: Said, known: set[str], where: str) -> None:
    for key in said:
        if key not in known:
            keys = ", ".join(sorted(known))
            raise ValueError(f"{where}: `{key}:` is not a key; known are {keys}")


def _each(said: Said, section: str, known: set[str]) -> Iterator[tuple[str, Said]]:
    for name, keys in (said.get(section) or {}).items():
        _only(keys or {}, known, f"{section} {name}")
        yield name, keys or {}


def _names(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (str(value),)


def _day(value: object) -> Day | None:
    return None if value is None else Day.parse(str(value))


def _policy(name: str, said: Said) -> Policy:
    to = said.get("addressees")
    return Policy(
        name,
        label=name,
        type=said.get("type", "PolicyInstrument"),
        part_of=said.get("partOf"),
        parts_complete=said.get("partsComplete", False),
        addressees=None if to is None else frozenset(_names(to)),
        implements=_names(said.get("implements")),
        same_end_as=_names(said.get("sameEndAs")),
        checked_through=_day(said.get("checkedThrough")),
    )


def _issuing(said: Said) -> Iterator[tuple[str, Action]]:
    """For each policy with a date of its own, the action `<policy>-issue` that enacts it."""
    for name, keys in _each(said, "policy", POLICY):
        day = keys.get("issued", keys.get("in-force"))
        if day is not None:
            issue = f"{name}-issue"
            yield issue, Action(issue, _day(day), type="ExecutiveAction", enacts=(name,))


def _starts(said: Said) -> Iterator[tuple[str, Effect]]:
    """For each policy with `in-force:`, the effect `<policy>-start` that puts it in force."""
    for name, keys in _each(said, "policy", POLICY):
        if "in-force" in keys:
            start, kind = f"{name}-start", effect_kinds()["issued"]
            begins, until = _day(keys["in-force"]), _day(keys.get("until"))
            yield start, Effect(start, kind, f"{name}-issue", (name,), begins=begins, until=until)


def _actions(said: Said) -> Iterator[tuple[str, Action]]:
    """The actions spelt out, and one for each effect that names none."""
    spelt = dict(_each(said, "actions", ACTION))
    for name, keys in _each(said, "effects", EFFECT | OF_ITS_ACTION):
        if "action" not in keys and name not in spelt:
            own = {key: keys[key] for key in OF_ITS_ACTION if key in keys}
            yield name, _action(name, {"decided": keys.get("from"), **own})
        elif OF_ITS_ACTION & set(keys):
            raise ValueError(f"effects {name}: its action is spelt out; say it there")
    for name, keys in spelt.items():
        yield name, _action(name, keys)


def _action(name: str, said: Said) -> Action:
    return Action(
        name,
        _day(said.get("decided")),
        label=name,
        case=said.get("case"),
        enacts=_names(said.get("enacts")),
        disposes_of=said.get("disposesOf"),
        triggers=_names(said.get("triggers")),
        concludes=_names(said.get("concludes")),
        confidence="disputed" if said.get("disputed") else "",
    )


def _effects(said: Said, actions: Mapping[str, Action]) -> Iterator[tuple[str, Effect]]:
    for name, keys in _each(said, "effects", EFFECT | OF_ITS_ACTION):
        if keys.get("action", name) not in actions:
            raise ValueError(f"effects {name}: `action:` names {keys['action']}, not given")
        yield name, _effect(name, keys)


def _effect(name: str, said: Said) -> Effect:
    leaves, leaves_span = _moved(name, said.get("leaves"))
    adds, adds_span = _moved(name, said.get("adds"))
    kind = effect_kinds().get(said.get("does", ""))
    if kind is None:
        raise ValueError(f"effects {name}: `does: {said.get('does')}` is not an effect kind")
    return Effect(
        name,
        kind,
        said.get("action", name),
        _names(said.get("to")),
        scope=_scope(name, said["scope"]) if "scope" in said else None,
        begins=_day(said.get("from")),
        until=_day(said.get("until")),
        leaves=leaves,
        adds=adds,
        leaves_span=leaves_span,
        adds_span=adds_span,
        awaits=said.get("awaits", ""),
        ends_with=said.get("endsWith", ""),
        lasts_while=said.get("lastsWhile", ""),
        begins_when_ends=said.get("beginsWhenEnds", ""),
        begins_by_opinion=_day(said.get("fromByOpinion")),
        conflicts_with=_names(said.get("conflictsWith")),
        disputed=said.get("disputed", False),
        interprets=said.get("interprets"),
        reaches_later=said.get("reachesLater", False),
        inseverable=said.get("inseverable", False),
    )


def _scope(name: str, said: Said) -> Scope:
    _only(said, SCOPE, f"effects {name}: scope")
    return Scope(
        everyone=said.get("everyone", False),
        parties=frozenset(_names(said.get("parties"))),
        territories=frozenset(_names(said.get("territories"))),
        classes=frozenset(_names(said.get("classes"))),
        exceptions=frozenset(_names(said.get("except"))),
        subdivisions=said.get("subdivisions", False),
        binds=frozenset(_names(said.get("binds"))),
        members_as_of=_day(said.get("membersAsOf")),
        later_members=said.get("laterMembers"),
    )


def _moved(name: str, said: Said | None) -> tuple[Scope | None, Span]:
    """What `leaves:` or `adds:` says of the scope, and of the start and the end."""
    if said is None:
        return None, (None, None)
    members = {key: value for key, value in said.items() if key not in ("from", "until")}
    return _scope(name, members), (_day(said.get("from")), _day(said.get("until")))


def _participations(said: Said) -> Iterator[Participation]:
    for case, keys in _each(said, "cases", CASE):
        joined, left = keys.get("joined", {}), keys.get("left", {})
        for role in ("plaintiff", "defendant"):
            for party in _names(keys.get(f"{role}s")):
                came, went = _day(joined.get(party)), _day(left.get(party))
                yield Participation(case, party, role, came, went)


def _surroundings(said: Said) -> Surroundings:
    sections = (("bodies", BODY), ("places", PLACE), ("classes", CLASS))
    things = [
        (name, keys) for section, known in sections for name, keys in _each(said, section, known)
    ]

    def links(key: str) -> dict[str, tuple[str, ...]]:
        return {name: _names(keys[key]) for name, keys in things if key in keys}

    return Surroundings(
        unit_of=links("unitOf"),
        post_in=links("postIn"),
        tenures={name: tuple(_tenures(keys["holds"])) for name, keys in things if "holds" in keys},
        governs=links("governs"),
        within=links("within"),
        partly_within=links("partlyWithin"),
        member_of={
            name: _names(keys["memberOf"])
            for name, keys in things
            if not isinstance(keys.get("memberOf", {}), dict)
        },
        memberships={
            name: tuple(_memberships(name, keys["memberOf"]))
            for name, keys in things
            if isinstance(keys.get("memberOf"), dict)
        },
        sub_class_of=links("subClassOf"),
        types={name: "Jurisdiction" for name, _ in _each(said, "places", PLACE)},
        labels={name: name for name, _ in things},
    )


def _memberships(name: str, said: Said) -> Iterator[Membership]:
    """The classes and associations a body belonged to, with the days from and until it did."""
    for group, span in said.items():
        _only(span or {}, {"from", "until"}, f"memberOf {group}")
        begun, ended = (_day((span or {}).get(key)) for key in ("from", "until"))
        yield Membership(name, group, begun, ended)


def _tenures(said: Said) -> Iterator[Tenure]:
    """The posts that a person held, each with the days from and until which it was so."""
    for post, span in said.items():
        _only(span, {"from", "until"}, f"holds {post}")
        yield Tenure(post, _day(span.get("from")), _day(span.get("until")))


def _expectation(said: Said, world: World) -> Expectation:
    _only(said, EXPECT, "expect")
    policy = said.get("of", next(iter(world.policies)))
    on = Day.parse(said["on"]).time if isinstance(said["on"], str) else said["on"]
    if not isinstance(on, dt.date) or "status" not in said:
        raise ValueError(f"expect: needs a day under `on:` and a `status:`, not {dict(said)}")
    whom = (said.get("for"), said.get("in"), said.get("by"))
    question = Question(policy, on, *whom, Reading(said.get("reading", "strict")))
    return Expectation(question, said)
