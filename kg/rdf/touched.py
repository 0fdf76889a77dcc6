"""Which policies a change can touch: those whose answers may differ afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pyoxigraph import NamedNode, Quad

from kg.rdf import ns
from kg.rdf.hiding import JUDGED
from kg.rdf.names import POLICIES
from kg.rdf.node import Node, Nodes

_ABOUT_POLICIES = ("partOf", "partsComplete", "addressee", "sameEndAs")
_ABOUT_ACTIONS = ("decided", "effect", "enacts", "disposesOf", "triggers", "concludes")
_ABOUT_EFFECTS = (
    *("kind", "target", "scope", "leaves", "adds", "from", "until", "awaits", "endsWith"),
    *("lastsWhile", "beginsWhenEnds", "fromByOpinion", "conflictsWith", "confidence"),
    *("interprets", "reachesLater", "inseverable"),
)
_ABOUT_SCOPES = ("everyone", "party", "territory", "agentClass", "except", "subdivisions", "binds")
_ABOUT_MEMBERS = ("member", "group", "membersAsOf", "laterMembers")
_ABOUT_SUITS = ("docket", "case", "plaintiff", "defendant", "participant", "role")
_UP = ("unitOf", "postIn", "governs", "within", "partlyWithin", "memberOf", "subClassOf")
_OF_ORG = ("unitOf", "postIn")
_HANGING = ("lastsWhile", "beginsWhenEnds")
_MEMBERS = ("party", "territory", "agentClass", "except")
_ABOUT_STATEMENTS = ("statement", "judgement", "polarity", "count", "reason", "forWhom")
_OF_RDF = ("subject", "predicate", "object")

#: The properties on which an answer can depend; a label or a source changes none.
BEARING = frozenset(
    [ns.TYPE.value, *(ns.RDF + word for word in _OF_RDF), *(ns.ORG + link for link in _OF_ORG)]
    + [
        ns.NS + word
        for word in (
            *_ABOUT_POLICIES,
            *_ABOUT_ACTIONS,
            *_ABOUT_EFFECTS,
            *_ABOUT_SCOPES,
            *_ABOUT_SUITS,
            *_ABOUT_MEMBERS,
            *_ABOUT_STATEMENTS,
            *(link for link in _UP if link not in _OF_ORG),
            "corrects",
            "recorded",
        )
    ]
)


def touched(changed: Iterable[Quad], *states: Nodes) -> frozenset[str]:
    """The policies that the changed quads can touch, as the store was and as it will be."""
    subjects = {
        quad.subject.value
        for quad in changed
        if quad.predicate.value in BEARING and isinstance(quad.subject, NamedNode)
    }
    return borne_on([ns.short(iri) for iri in subjects], *states)


def borne_on(things: Iterable[str], *states: Nodes) -> frozenset[str]:
    """The policies that these things bear on in any of these states of the facts."""
    things = list(things)
    names = sorted({nodes.canonical(name) for nodes in states for name in things})
    return frozenset(policy for nodes in states for policy in _Walk(nodes).from_(names))


class _Walk:
    """Follows what each thing bears on until policies are met, each thing once."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self.found: set[str] = set()
        self._waiting: list[tuple[Callable[[str], None], str]] = []
        self._seen: set[tuple[str, str]] = set()

    def from_(self, names: Iterable[str]) -> set[str]:
        """The policies that these things bear on."""
        self._next(self._thing, names)
        while self._waiting:
            step, name = self._waiting.pop()
            step(name)
        return self.found

    def _next(self, step: Callable[[str], None], names: Iterable[str]) -> None:
        for name in names:
            if (key := (step.__name__, name)) not in self._seen:
                self._seen.add(key)
                self._waiting.append((step, name))

    def _pointing(self, step: Callable[[str], None], name: str, *words: str) -> None:
        for word in words:
            self._next(step, self.nodes.pointing(word, name))

    def _thing(self, name: str) -> None:
        node = self.nodes[name]
        if node.type in POLICIES:
            self._policy(name)
        elif node.one("kind"):
            self._effect(name)
        elif node.type == "CaseFile":
            self._case(name)
        elif node.type == "Docket":
            self._pointing(self._action, name, "docket")
        elif node.type == "Participation":
            self._next(self._case, node.ids("case"))
        elif node.type == "FactsFile":
            self._file(node)
        elif node.type in JUDGED:
            spoken_of = [*node.all("statement"), *node.all("subject"), *node.all("object")]
            things = (ns.short(each) for each in spoken_of if each.startswith(ns.ID))
            self._next(self._thing, things)
        elif node.type == "Membership":
            self._next(self._thing, node.ids("member"))
        elif any(node.all(word) for word in _ABOUT_ACTIONS):
            self._action(name)
        else:
            self._member(node)
            self._pointing(self._effect, name, "scope", "leaves", "adds")

    def _file(self, node: Node) -> None:
        """A file: that of its things which count from the day on which it was written down."""
        held = {each: self.nodes.canonical(each) for each in node.ids("holds")}
        corrections = {to for each, to in held.items() if to != each}
        judged = {each for each in held if self.nodes[each].type in JUDGED}
        self._next(self._thing, sorted(corrections | judged))

    def _policy(self, name: str) -> None:
        """A policy, its whole and its parts; and what the acts that made it did elsewhere."""
        self.found.add(name)
        self._next(self._policy, self.nodes[name].ids("partOf"))
        self._pointing(self._policy, name, "partOf", "sameEndAs")
        self._pointing(self._effect, name, *_HANGING)
        for action in self.nodes.pointing("enacts", name):
            self._next(self._effect, self.nodes[action].ids("effect"))

    def _effect(self, name: str) -> None:
        self._pointing(self._effect, name, *_HANGING, "conflictsWith")
        self._next(self._effect, self.nodes[name].ids("conflictsWith"))
        for target in self.nodes[name].ids("target"):
            node = self.nodes[target]
            if node.one("kind"):
                self._next(self._effect, [target])
            elif node.type in POLICIES:
                self._next(self._policy, [target])
            else:
                self._next(self._effect, node.ids("effect"))

    def _action(self, name: str) -> None:
        node = self.nodes[name]
        for word in ("effect", "triggers", "concludes"):
            self._next(self._effect, node.ids(word))
        self._next(self._policy, node.ids("enacts"))
        self._next(self._case, node.ids("disposesOf"))

    def _case(self, name: str) -> None:
        self._pointing(self._action, name, "case")
        for docket in self.nodes.pointing("case", name):
            self._pointing(self._action, docket, "docket")

    def _member(self, node: Node) -> None:
        """A body, place or class: whatever names it or something around it."""
        around = self._around([node.id, *self.nodes.pointing("governs", node.id)])
        for name in around:
            for word in _MEMBERS:
                self._pointing(self._scope, name, word)
            self._pointing(self._case, name, "plaintiff")
            for part in self.nodes.pointing("participant", name):
                self._next(self._case, self.nodes[part].ids("case"))
            addressed = self.nodes.pointing(
                "addressee", name
            )  # by policies, and by steps under them
            self._next(self._policy, (p for p in addressed if self.nodes[p].type in POLICIES))
        for ruler in {r for name in around for r in self.nodes.pointing("governs", name)}:
            scopes = self.nodes.pointing("party", ruler)
            self._next(self._scope, (s for s in scopes if self.nodes[s].true("subdivisions")))

    def _around(self, waiting: list[str]) -> set[str]:
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += (above for link in _UP for above in self.nodes[name].ids(link))
                for each in self.nodes.pointing("member", name):
                    waiting += self.nodes[each].ids("group")
        return seen

    def _scope(self, name: str) -> None:
        self._pointing(self._effect, name, "scope", "leaves", "adds")
