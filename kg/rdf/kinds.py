"""The legal names of what actions do, read from the ontology's list of effect kinds."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from kg.rdf import ns, resources
from kg.records.things import Kind, Operation


@cache
def kinds() -> dict[str, Kind]:
    """Every effect kind by the word that facts files use under `does:`."""
    values: dict[str, dict[str, str]] = {}
    path = resources.ontology() / "lists" / "effect-kinds.ttl"
    for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if isinstance(subject, ox.NamedNode) and not isinstance(value, ox.BlankNode):
            found = values.setdefault(subject.value, {})
            found[quad.predicate.value] = getattr(value, "value", "")
    return {
        kind.id: kind
        for name, said in values.items()
        if ns.term("operation").value in said
        for kind in [_kind(name, said)]
    }


def _kind(name: str, said: dict[str, str]) -> Kind:
    def word(key: str) -> str:
        return said.get(ns.term(key).value, "")

    return Kind(
        id=name.rpartition("/")[2],
        label=said[ns.SKOS + "prefLabel"],
        operation=Operation(word("operation").rpartition("/")[2]),
        phrase=word("phrase"),
        results_in=word("resultsIn"),
        flag=word("flag"),
        interlocutory=word("interlocutory") == "true",
        lapses_after_days=int(word("lapsesAfterDays") or 0),
        cited_with_target=word("citedWithTarget") == "true",
        practice=word("practice") == "true",
        expects_end=word("expectsEnd") == "true",
        stands_alone=word("standsAlone") == "true",
    )
