"""The page about the ontology is fresh, whole, and leads nowhere that is not there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from docs.build import PAGE, Page
from docs.vocabulary import ONTOLOGY
from kg.rdf import ns, words

TEXT: Final = PAGE.read_text()


def test_the_page_is_fresh() -> None:
    assert Page().text() == TEXT, "run `make docs`"


def test_every_link_leads_somewhere() -> None:
    anchors = re.findall(r'id="([^"]+)"', TEXT)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= set(anchors)
    for path in set(re.findall(r"\]\((\.\.[^)]+)\)", TEXT)):
        assert (Path(PAGE).parent / path).exists(), path


def test_every_term_key_list_and_rule_is_there() -> None:
    for name in ns.TERMS:
        kind = "class" if name[0].isupper() else "property"
        assert f'<a id="{kind}-{name.lower()}"></a>{name}' in TEXT
    assert all(f"| `{key}` |" in TEXT for key in words.words())
    for file in (*ONTOLOGY.glob("lists/*.ttl"), *ONTOLOGY.glob("hygiene/*.rq")):
        assert f"](../ontology/{file.relative_to(ONTOLOGY)})" in TEXT
