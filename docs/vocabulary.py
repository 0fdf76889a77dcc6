"""The files of the ontology, read for people: what is under what, with which keys, to what."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Namespace, URIRef
from rdflib.term import Node

from kg.rdf import words
from kg.rdf.words import Form, Word

ONTOLOGY: Final = Path(__file__).parent.parent / "ontology"
HOME: Final = URIRef("https://w3id.org/inforce/ns")
KG: Final = Namespace(f"{HOME}#")
LISTS: Final = "https://w3id.org/inforce/list/"


def read(folder: Path) -> Graph:
    """All Turtle files of a folder as one graph."""
    graph = Graph()
    for file in sorted(folder.glob("*.ttl")):
        graph.parse(file)
    return graph


def last(node: Node | None) -> str:
    """The last word of an IRI."""
    return str(node).replace("#", "/").rpartition("/")[2]


class Vocabulary:
    """The terms, the lists and the shapes, with the keys by which facts files know them."""

    def __init__(self) -> None:
        self.terms = read(ONTOLOGY)
        self.lists = read(ONTOLOGY / "lists")
        self.shapes = read(ONTOLOGY / "shapes")
        self.keys: dict[str, list[Word]] = {}
        for word in words.words().values():
            self.keys.setdefault(word.iri, []).append(word)

    def own(self, kind: Node, stem: str = "") -> list[URIRef]:
        """The terms of one kind: by name, or in the order of one file, where they grow."""
        found = {term for term in self.terms.subjects(RDF.type, kind) if isinstance(term, URIRef)}
        ours = sorted(term for term in found if term in KG)
        if not stem:
            return ours
        text = (ONTOLOGY / f"{stem}.ttl").read_text()
        places = {term: text.find(f"\nkg:{last(term)} a ") for term in ours}
        return sorted((term for term in ours if places[term] >= 0), key=places.__getitem__)

    def said(self, term: Node, by: URIRef) -> str:
        """What is said of a term, as text."""
        graph = self.lists if (term, SKOS.prefLabel, None) in self.lists else self.terms
        return str(graph.value(term, by))

    def above(self, term: URIRef) -> list[URIRef]:
        """The classes directly above a class, those of others among them."""
        parents = self.terms.objects(term, RDFS.subClassOf)
        return sorted(parent for parent in parents if isinstance(parent, URIRef))

    def below(self, term: URIRef) -> list[URIRef]:
        """The classes of our own directly under a class."""
        return [child for child in self.own(OWL.Class) if term in self.above(child)]

    def is_single(self, term: URIRef) -> bool:
        """True for a property that a thing has once at most."""
        return (term, RDF.type, OWL.FunctionalProperty) in self.terms

    def ends(self, term: URIRef) -> tuple[URIRef | None, URIRef | None]:
        """What has a property, and what it leads to, where the ontology says so."""
        of, to = self.terms.value(term, RDFS.domain), self.terms.value(term, RDFS.range)
        return of if isinstance(of, URIRef) else None, to if isinstance(to, URIRef) else None

    def written(self, term: URIRef) -> dict[str, bool]:
        """The keys that a thing of this class is written with; true for those it must have."""
        known: dict[str, bool] = {}
        for shape in self._targeting(term):
            for rule in self.shapes.objects(shape, SH.property):
                must = self.shapes.value(rule, SH.minCount) is not None
                for word in self.keys.get(str(self.shapes.value(rule, SH.path)), ()):
                    known[word.name] = known.get(word.name, False) or must
        return dict(sorted(known.items(), key=lambda item: (not item[1], item[0])))

    def _targeting(self, term: URIRef) -> set[Node]:
        """The shapes that a thing of this class must satisfy."""
        leading = self.terms.subjects(RDFS.range, term)
        found = set(self.shapes.subjects(SH.targetClass, term))
        return found.union(*(self.shapes.subjects(SH.targetObjectsOf, each) for each in leading))

    def shared(self) -> list[str]:
        """The keys that any thing may have."""
        found = {"evidence"}
        for shape, path in self.shapes.subject_objects(SH.targetSubjectsOf):
            if (shape, SH.property / SH.path, path) in self.shapes:
                found.update(word.name for word in self.keys.get(str(path), ()))
        return sorted(found)

    def schemes(self) -> list[str]:
        """The lists, by name."""
        return sorted(last(each) for each in self.lists.subjects(RDF.type, SKOS.ConceptScheme))

    def listed(self, stem: str) -> list[URIRef]:
        """The words of a list in the order of its file, which is the order of the law."""
        text = (ONTOLOGY / "lists" / f"{stem}.ttl").read_text()
        found = {URIRef(str(w)) for w in self.lists.subjects(SKOS.inScheme, URIRef(LISTS + stem))}
        return sorted(found, key=lambda word: text.index(f":{last(word)} a "))

    def names(self, word: URIRef) -> list[str]:
        """What a word of a list is called, its main name first."""
        others = sorted(str(name) for name in self.lists.objects(word, SKOS.altLabel))
        return [self.said(word, SKOS.prefLabel), *others]

    def meaning(self, key: str) -> Word:
        """What a key of facts files stands for and takes."""
        return words.words()[key]

    def list_of(self, term: URIRef) -> str:
        """The list that the words of a property stand in, as its key says; empty for none."""
        return next((w.scheme for w in self.keys.get(str(term), ()) if w.form is Form.LISTED), "")
