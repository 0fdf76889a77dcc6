"""Every IRI this package spells; nothing else spells one."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

BASE: Final = "https://w3id.org/inforce/"
NS: Final = BASE + "ns#"
ID: Final = BASE + "id/"
LIST: Final = BASE + "list/"
GRAPHS: Final = BASE + "g/"
STORE: Final = BASE + "store"
FACTS: Final = GRAPHS + "facts/"
ONTOLOGY: Final = GRAPHS + "ontology"
DERIVED: Final = GRAPHS + "derived"
CONTEXTS: Final = frozenset({"context.jsonld", BASE + "context.jsonld", BASE + "context"})

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
ORG: Final = "http://www.w3.org/ns/org#"
OA: Final = "http://www.w3.org/ns/oa#"
PROV: Final = "http://www.w3.org/ns/prov#"
NANOPUB: Final = "http://www.nanopub.org/nschema#"

PREFIXES: Final = {
    "kg": NS,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "org": ORG,
    "oa": OA,
    "prov": PROV,
    "np": NANOPUB,
}

#: The lists of the ontology by the prefix of their words in queries.
LISTS: Final = {
    "capacity": "capacities",
    "confidence": "confidences",
    "ending": "endings",
    "enforceability": "enforceabilities",
    "ground": "grounds",
    "judgement": "judgements",
    "kind": "effect-kinds",
    "operation": "operations",
    "polarity": "polarities",
    "role": "roles",
    "status": "statuses",
    "step": "enforcement-steps",
}

TERMS: Final = frozenset(
    """
    Agency AgencyRule Agent AgentClass Application CaseFile Court CourtAction Docket Effect
    EffectKind EnforcementStep Evidence ExecutiveAction ExecutiveOrder FactsFile Finding
    GrantAward GrantCondition GrantProgram Ground Guidance Judgement JudicialDistrict Jurisdiction
    LegalAction LegislativeAction Letter LocalMeasure Membership Memorandum Participation Person
    Policy PolicyInstrument Post PrivateOrganization Proclamation Provision PublicBody Run
    RunInterval Scope Source StatedPractice Statement StatementConflict Statute Tenure Version
    addressee adds agency agentClass amount appealsTo archived asOf awaits awarded barredBy
    baseline because beginsWhenEnds between binds capacity case checkedThrough citation
    citedWithTarget concludes condition confidence conflictsWith corrects count court decided
    defendant digest disposesOf docket docketNumber effect enacts endsWith enforceability engine
    entered everyone evidence except exhaustive expectsEnd filed flag force forWhom from
    fromByOpinion fromDay fromTime governs grant ground group holder holds holdsFor identifier
    implements inseverable interlocutory interprets interval issuer judge judgement kind
    lapsesAfterDays lastsWhile laterMembers leaves member memberOf membersAsOf nameKey operation
    participant partlyWithin partOf partsComplete party phrase plaintiff polarity policy post
    practice program quote rank reachesLater reason recipient recorded replyBy resultsIn role
    sameEndAs scope settledBy sha256 shortName signedBy sitsFor source sourceKind speaker
    standsAlone statement status step subClassOf subdivisions target territory timedInterval
    triggers until untilDay untilTime url versionOf within
    """.split()
)

TYPE: Final = NamedNode(RDF + "type")
LABEL: Final = NamedNode(RDFS + "label")


def term(name: str) -> NamedNode:
    """The node of a term of the ontology; raises KeyError when the ontology has no such term."""
    if name not in TERMS:
        raise KeyError(f"the ontology has no term {name}")
    return NamedNode(NS + name)


def thing(short: str) -> NamedNode:
    """The node of a thing by its short id, as agency/rule."""
    return NamedNode(ID + short)


def facts_graph(folder: str, file: str) -> NamedNode:
    """The graph that holds the facts of one file."""
    return NamedNode(f"{FACTS}{folder}/{file}")


def listed(scheme: str, name: str) -> NamedNode:
    """The node of a word of a list, as ("operations", "bar")."""
    return NamedNode(f"{LIST}{scheme}/{name}")


def short(iri: str) -> str:
    """The short id of a thing, the bare word of a list, else the IRI with its prefix."""
    if iri.startswith(ID):
        return iri[len(ID) :]
    if iri.startswith(LIST):
        return iri.rsplit("/", 1)[-1]
    for prefix, long in PREFIXES.items():
        if iri.startswith(long):
            return f"{prefix}:{iri[len(long) :]}"
    return iri
