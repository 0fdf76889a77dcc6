"""Names and identifiers of things: an index made at load, and the search for what a name means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph as ox

from kg.errors import AmbiguousName, Choice, UnknownName
from kg.rdf import ns
from kg.rdf.kinds import kinds
from kg.rdf.node import Nodes, property_iri
from kg.rdf.store import Quads
from kg.records.things import PLACES

POLICIES = frozenset(
    "PolicyInstrument ExecutiveOrder Proclamation Memorandum Statute AgencyRule Guidance "
    "GrantCondition LocalMeasure Letter Provision Application".split()
)
ACTIONS = frozenset("CourtAction ExecutiveAction EnforcementStep LegislativeAction".split())
AWARDS = frozenset({"GrantAward"})
#: An effect is not typed in the facts: what an action names as its effect is one.
EFFECTS = frozenset({"Effect"})
SUBJECTS = frozenset("PublicBody Agency Court PrivateOrganization Person Post AgentClass".split())

_ECHOED = 80
#: A name that only holds the text in part is worth less than one that shares its words.
_PARTIAL = 0.85
_NAMING = ("label", "altLabel", "identifier", "citation", "docketNumber", "shortName")
_SAME = (
    (r"\bexec(?:utive|\.)?\s+orders?\b|\be\.\s?o\.(?=\s)", "eo"),
    (r"\bsections?\b|\bsecs?\.|\bsec\b|\bss?\.(?=\s*\d)|§+", " s "),
    (r"\bfiscal year\s*|\bfy\s+(?=\d)", "fy"),
    (r"\bversus\b|\bvs?\.(?=\s)", "v"),
    (r"\bu\.s\.(?=\W|$)", "us"),
    (r"&", " and "),
)
_RULES = tuple((re.compile(pattern), word) for pattern, word in _SAME)
_GAPS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """The form under which a name is looked up: case, accents and law's spellings levelled."""
    levelled = _level(text)
    while levelled != text:
        text, levelled = levelled, _level(levelled)
    return text


def _level(text: str) -> str:
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).casefold()
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    for pattern, word in _RULES:
        plain = pattern.sub(word, plain)
    words = _GAPS.sub(" ", plain).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def name_quads(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The index entries of freshly parsed facts, in a graph beside each graph of facts."""
    done: set[ox.Quad] = set()
    for quad in quads:
        for entry in entries(quad):
            if entry not in done:
                done.add(entry)
                yield entry


def entries(quad: ox.Quad) -> Iterator[ox.Quad]:
    """The index entries of one fact: of the id of what it types, or of the name that it gives."""
    naming = quad.predicate in _naming()
    if not naming and quad.predicate != ns.TYPE:
        return
    subject, named = quad.subject, quad.object
    if not isinstance(subject, ox.NamedNode) or not subject.value.startswith(ns.ID):
        return
    if not naming:
        text = ns.short(subject.value)
    elif isinstance(named, ox.Literal):
        text = named.value
    else:
        return
    if folded := fold(text):
        graph = names_graph(getattr(quad.graph_name, "value", ""))
        yield ox.Quad(subject, ns.term("nameKey"), ox.Literal(folded), graph)


@cache
def _naming() -> frozenset[ox.NamedNode]:
    return frozenset(ox.NamedNode(property_iri(word)) for word in _NAMING)


def names_graph(facts: str) -> ox.NamedNode:
    """The graph that indexes the names of a graph of facts."""
    return ox.NamedNode(ns.GRAPHS + "names/" + facts.removeprefix(ns.FACTS))


def matches(nodes: Nodes, text: str) -> list[str]:
    """The short ids of everything that the text names exactly, after folding."""
    short = text.strip().removeprefix(ns.ID)
    if short and " " not in short and nodes_known(nodes, short):
        return [short]
    quads = nodes.store.quads(None, ns.term("nameKey"), ox.Literal(fold(text)))
    return sorted({nodes.canonical(ns.short(getattr(quad.subject, "value", ""))) for quad in quads})


def nodes_known(nodes: Nodes, short: str) -> bool:
    """True when the store holds a thing of this id (ids that are no IRI hold nothing)."""
    try:
        return nodes[short].known
    except ValueError:
        return False


def all_policies(store: Quads) -> Iterator[str]:
    """The short ids of every policy of the store."""
    for type_ in sorted(POLICIES):
        for quad in store.quads(None, ns.TYPE, ns.term(type_)):
            yield ns.short(getattr(quad.subject, "value", ""))


def nearest(nodes: Nodes, text: str, limit: int = 5, floor: float = 68) -> list[tuple[str, float]]:
    """The things whose names come closest to the text, with a score of at most 100."""
    from rapidfuzz import fuzz, process

    keys: dict[str, set[str]] = {}
    for quad in nodes.store.quads(None, ns.term("nameKey"), None):
        name = getattr(quad.object, "value", "")
        thing = nodes.canonical(ns.short(getattr(quad.subject, "value", "")))
        keys.setdefault(name, set()).add(thing)
    found = process.extract(
        fold(text), list(keys), scorer=fuzz.WRatio, limit=limit * 8, score_cutoff=floor
    )
    best: dict[str, float] = {}
    for name, score, _ in found:
        whole_words = fuzz.token_set_ratio(fold(text), name)
        for thing in sorted(keys[name]):
            likeness = max(whole_words, score * _PARTIAL) + fuzz.ratio(fold(text), name) / 100
            best[thing] = max(best.get(thing, 0), likeness)
    ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
    return ranked[:limit]


def type_of(nodes: Nodes, name: str) -> str:
    """The class of a thing; an effect is known by the action whose effect it is."""
    return nodes[name].type or ("Effect" if nodes.pointing("effect", name) else "")


def called(nodes: Nodes, name: str) -> str:
    """What a thing is called; an effect without a name by its kind and the day of its act."""
    kind = kinds().get(nodes[name].one("kind") or "")
    if kind is None or nodes[name].label != name:
        return nodes[name].label
    days = [day for act in nodes.pointing("effect", name) if (day := nodes[act].day("decided"))]
    return f"the {kind.label} of {days[0] if days else 'an unknown day'}"


def choice(nodes: Nodes, name: str) -> Choice:
    """A thing as an error offers it: id, label, type."""
    return Choice(name, nodes[name].label, type_of(nodes, name))


def _instead(nodes: Nodes, found: list[str]) -> str:
    """Where a place was named for a body: how to ask about it."""
    only_places = all(nodes[name].type in PLACES for name in found)
    return "; ask about a place with `--in`" if only_places else ""


def resolve(
    nodes: Nodes, text: str, types: frozenset[str] | None = None, what: str = "thing"
) -> str:
    """The one thing of these types that the text names.

    A body and the territory it governs share their names: a place is meant only where
    places are asked for. Raises UnknownName or AmbiguousName; it never guesses.
    """
    found = matches(nodes, text)
    shown = repr(text if len(text) <= _ECHOED else text[:_ECHOED] + "…")
    wanted = f"an {what}" if what[:1] in "aeiou" else f"a {what}"
    fitting = [name for name in found if types is None or type_of(nodes, name) in types]
    if types is None and len(fitting) > 1:
        fitting = [name for name in fitting if nodes[name].type not in PLACES] or fitting
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise AmbiguousName(
            f"{shown} names {len(fitting)} things; give the id of one of them",
            choices=[choice(nodes, name) for name in fitting],
        )
    if found:
        kinds = ", ".join(f"{n} ({type_of(nodes, n) or 'part of a thing'})" for n in found[:3])
        raise UnknownName(
            f"{shown} is {kinds}, not {wanted}{_instead(nodes, found)}",
            choices=[choice(nodes, n) for n in found],
        )
    candidates = [name for name, _ in nearest(nodes, text, 15)]
    near = [name for name in candidates if types is None or type_of(nodes, name) in types]
    hint = "; nearest: " + ", ".join(f"{nodes[n].label} ({n})" for n in near[:5]) if near else ""
    raise UnknownName(
        f"nothing known is called {shown} as {wanted}{hint}",
        choices=[choice(nodes, name) for name in near[:5]],
        near=[nodes[name].label for name in near[:5]],
    )
