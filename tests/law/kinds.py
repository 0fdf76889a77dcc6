"""The effect kinds of the ontology, read with nothing but a Turtle parser."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.records.things import Kind, Operation

LIST: Final = Path(__file__).parents[2] / "ontology" / "lists" / "effect-kinds.ttl"
NS: Final = "https://w3id.org/inforce/ns#"
LABEL: Final = "http://www.w3.org/2004/02/skos/core#prefLabel"


@cache
def effect_kinds() -> Mapping[str, Kind]:
    """Every kind that `does:` may name, by its short name."""
    read: dict[str, dict[str, str]] = defaultdict(dict)
    for triple in parse(path=str(LIST), format=RdfFormat.TURTLE):
        subject, value = triple.subject, triple.object
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            read[subject.value][triple.predicate.value] = value.value
    kinds = (_kind(_tail(iri), said) for iri, said in read.items() if f"{NS}operation" in said)
    return {kind.id: kind for kind in kinds}


def _kind(name: str, said: Mapping[str, str]) -> Kind:
    def text(term: str) -> str:
        return said.get(f"{NS}{term}", "")

    return Kind(
        id=name,
        label=said[LABEL],
        operation=Operation(_tail(text("operation"))),
        phrase=text("phrase"),
        results_in=text("resultsIn"),
        flag=text("flag"),
        interlocutory=text("interlocutory") == "true",
        lapses_after_days=int(text("lapsesAfterDays") or 0),
        expects_end=text("expectsEnd") == "true",
        cited_with_target=text("citedWithTarget") == "true",
        practice=text("practice") == "true",
    )


def _tail(iri: str) -> str:
    return iri.rpartition("/")[2]
