"""Writes docs/ontology.md from the files of the ontology: `make docs`. A test keeps it fresh."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rdflib import DCTERMS, OWL, SKOS, URIRef

from docs.vocabulary import HOME, KG, LISTS, ONTOLOGY, Vocabulary, last
from kg.rdf.words import Form

PAGE: Final = Path(__file__).parent / "ontology.md"
MODULES: Final = "policies actions effects actors grants evidence answers".split()

#: The relations that hold the whole together, as the picture shows them.
PICTURE: Final = """
LegalAction enacts Policy, LegalAction effect Effect, LegalAction docket Docket
Effect target Policy, Effect kind EffectKind, Effect scope Scope, Scope party Agent
Scope territory Jurisdiction, Docket case CaseFile, Docket court Court, CaseFile plaintiff Agent
Policy partOf Policy, PublicBody governs Jurisdiction, GrantAward recipient Agent
GrantAward condition GrantCondition, LegalAction evidence Evidence, Evidence source Source
Run policy Policy, Run interval RunInterval, RunInterval because Effect
"""

INTRO: Final = """\
# The ontology

*Made by `make docs` from the files under [`ontology/`](../ontology); a test keeps it fresh.*

The words in which facts are written and answers given: what courts, executives and legislatures
did to a policy, for whom, and from when until when. Terms live under `{namespace}`
(prefix `kg:`), version {version}: {classes} classes, {properties} properties, and {words} words
in {lists} lists. The ontology stays within OWL 2 RL and imports nothing of others; what it
reuses, it names.

[Classes](#classes) · {modules} · [Keys](#keys) · [Lists](#lists) · [Rules](#rules)

Facts files have [keys](#keys) for the properties. Under a class stand the keys it is written with:
those in **bold** must be there, the others may. Any thing may also have
{shared}. What does not fit is refused, with its line, by the
[shapes](../ontology/shapes) and the [rules](#rules).
"""

TAKES: Final = {
    Form.NAME: "the id of a thing",
    Form.FLAG: "true or false",
    Form.NUMBER: "an amount",
    Form.DAY: "a day",
    Form.ADDRESS: "a web address",
    Form.TEXT: "text",
    Form.NESTED: "a mapping of its own",
    Form.PROPERTY: "a key of facts files",
    Form.ANY: "whatever the key after `says:` takes",
}
#: What is told of the words of a list beside their names and meanings.
EXTRA: Final = {"effect-kinds": ("operation",), "source-kinds": ("rank",)}
VALUES: Final = {
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "decimal": "an amount",
    "dateTime": "an instant",
    "anyURI": "a web address",
    "Literal": "text",
    "Concept": "a word of a list",
}


def link(kind: str, name: str) -> str:
    """A link to a class, a property, a list or a file of this page."""
    return f"[{name}](#{kind}-{name.lower()})"


def heading(level: int, anchor: str, name: str) -> str:
    """A heading that links can reach, whatever else on the page has the same name."""
    return f'{"#" * level} <a id="{anchor.lower()}"></a>{name}'


def table(*rows: tuple[str, ...]) -> str:
    """A table, its first row the head."""
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


PROPERTIES: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


class Page:
    """The page, part by part."""

    def __init__(self) -> None:
        self.known = Vocabulary()

    def text(self) -> str:
        """The whole page."""
        parts = (self.intro(), self.picture(), self.tree(), *map(self.module, [*MODULES, "kg"]))
        rest = (self.keys(), self.lists(), self.rules())
        return "\n\n".join(part.strip("\n") for part in (*parts, *rest)) + "\n"

    def intro(self) -> str:
        """What this is, how large, and what stands where."""
        modules = (f"[{self.title(stem)}](#file-{stem})" for stem in [*MODULES, "kg"])
        return INTRO.format(
            namespace=KG,
            version=self.known.said(HOME, OWL.versionInfo),
            classes=len(self.known.own(OWL.Class)),
            properties=sum(len(self.known.own(kind)) for kind in PROPERTIES),
            words=sum(len(self.known.listed(stem)) for stem in self.known.schemes()),
            lists=len(self.known.schemes()),
            modules=" · ".join(modules),
            shared=", ".join(f"`{key}`" for key in self.known.shared()),
        )

    def picture(self) -> str:
        """The relations that hold the whole together, for GitHub to draw."""
        lines = []
        for edge in PICTURE.strip().replace("\n", ", ").split(", "):
            missing = [
                name for name in edge.split() if (KG[name], None, None) not in self.known.terms
            ]
            if missing:
                raise ValueError(f"the picture names {missing[0]}, which the ontology lacks")
            lines.append("  {} -- {} --> {}".format(*edge.split()))
        return "\n".join(
            ["## The whole in one picture", "", "```mermaid", "flowchart LR", *lines, "```"]
        )

    def tree(self) -> str:
        """Every class under the class it belongs to."""
        tops = [
            t for t in self.known.own(OWL.Class) if not any(a in KG for a in self.known.above(t))
        ]
        lines = (line for top in tops for line in self.branch(top, 0))
        return "\n".join([heading(2, "classes", "Classes"), "", *lines])

    def branch(self, term: URIRef, depth: int) -> Iterator[str]:
        """A class and all below it, as a nested list."""
        yield f"{'  ' * depth}- {link('class', last(term))}"
        for child in self.known.below(term):
            yield from self.branch(child, depth + 1)

    def title(self, stem: str) -> str:
        """What a file of the ontology is called."""
        if stem == "kg":
            return "Files and names"
        return self.known.said(HOME + f"/{stem}", DCTERMS.title)

    def module(self, stem: str) -> str:
        """One file of the ontology: its classes, then its properties."""
        about = "What any thing may have, and the file it stands in."
        if stem != "kg":
            about = self.known.said(HOME + f"/{stem}", DCTERMS.description)
        parts = [heading(2, f"file-{stem}", self.title(stem))]
        parts.append(f"{about} [File](../ontology/{stem}.ttl)")
        parts += map(self.of_class, self.known.own(OWL.Class, stem))
        for kind in PROPERTIES:
            parts += map(self.of_property, self.known.own(kind, stem))
        return "\n\n".join(parts)

    def described(self, term: URIRef) -> str:
        """The definition of a term and its example."""
        example = self.known.said(term, SKOS.example)
        return f"{self.known.said(term, SKOS.definition)}\n<br>*Example:* {example}"

    def of_class(self, term: URIRef) -> str:
        """One class: what it is, what it belongs to, what it is written with."""
        facts = []
        if parents := self.known.above(term):
            facts.append("Belongs to " + ", ".join(map(self.name, parents)) + ".")
        if children := self.known.below(term):
            facts.append("Under it: " + ", ".join(map(self.name, children)) + ".")
        if keys := self.known.written(term):
            shown = (f"**`{key}`**" if must else f"`{key}`" for key, must in keys.items())
            facts.append("Keys: " + ", ".join(shown) + ".")
        head = heading(3, f"class-{last(term)}", last(term))
        return "\n\n".join([head, self.described(term), *([" ".join(facts)] if facts else [])])

    def name(self, term: URIRef) -> str:
        """A class as a link, or with its prefix where others define it."""
        if term in KG:
            return link("class", last(term))
        return f"`{self.known.terms.namespace_manager.curie(term, generate=False)}`"

    def of_property(self, term: URIRef) -> str:
        """One property: what it says, from what to what, and its key."""
        of, _ = self.known.ends(term)
        to = self.reached(term)
        facts = [f"of {self.name(of)}"] if of else []
        facts += [f"to {to}"] if to else []
        facts += ["one at most"] if self.known.is_single(term) else []
        facts += [f"key `{word.name}:`" for word in self.known.keys.get(str(term), ())]
        head = heading(4, f"property-{last(term)}", last(term))
        return "\n\n".join([head, self.described(term), *([" · ".join(facts)] if facts else [])])

    def reached(self, term: URIRef) -> str:
        """What a property leads to."""
        for word in self.known.keys.get(str(term), ()):
            if word.form not in (Form.NAME, Form.NESTED):
                return self.taken(word.name)
        _, target = self.known.ends(term)
        return "" if target is None else VALUES.get(last(target)) or self.name(target)

    def keys(self) -> str:
        """Every key of facts files, with the property it stands for."""
        found = sorted((word.name, iri) for iri, kept in self.known.keys.items() for word in kept)
        rows = ((f"`{key}`", self.meant(iri), self.taken(key)) for key, iri in found)
        head = heading(2, "keys", "Keys of facts files")
        return f"{head}\n\n{table(('key', 'stands for', 'takes'), *rows)}"

    def meant(self, iri: str) -> str:
        """A property as a link, or whole where others define it."""
        return link("property", last(URIRef(iri))) if iri.startswith(KG) else f"<{iri}>"

    def taken(self, key: str) -> str:
        """What may follow a key."""
        word = self.known.meaning(key)
        one = f"a word of {link('list', word.scheme)}" if word.scheme else TAKES[word.form]
        return f"{one}, or a list of such" if word.many and word.form is not Form.NESTED else one

    def lists(self) -> str:
        """Every list with its words."""
        head = heading(2, "lists", "Lists")
        return "\n\n".join([head, *map(self.one_list, self.known.schemes())])

    def one_list(self, stem: str) -> str:
        """One list: its words, what they are called, and what they mean."""
        extra = EXTRA.get(stem, ())
        rows = [
            (
                f"`{last(word)}`",
                ", ".join(self.known.names(word)),
                *(last(self.known.lists.value(word, KG[each])) for each in extra),
                self.known.said(word, SKOS.definition),
            )
            for word in self.known.listed(stem)
        ]
        about = self.known.said(URIRef(LISTS + stem), SKOS.definition)
        head = heading(3, f"list-{stem}", stem)
        words = table(("word", "name", *extra, "meaning"), *rows)
        return f"{head}\n\n{about} [File](../ontology/lists/{stem}.ttl)\n\n{words}"

    def rules(self) -> str:
        """The rules that facts must keep beside the shapes of their types."""
        rows = []
        for file in sorted((ONTOLOGY / "hygiene").glob("*.rq")):
            title, message, *_ = file.read_text().splitlines()
            name = f"[{title.partition(': ')[2]}](../ontology/hygiene/{file.name})"
            rows.append((name, message.partition(": ")[2]))
        return f"{heading(2, 'rules', 'Rules')}\n\n{table(('what is refused', 'answer'), *rows)}"


if __name__ == "__main__":
    PAGE.write_text(Page().text())
    print(f"docs/{PAGE.name} is written")
