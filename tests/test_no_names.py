"""The software is for any policy: its code names no policy, no case and no court."""

from __future__ import annotations

import re
from pathlib import Path

from kg.rdf import ns, store
from kg.rdf.names import POLICIES
from kg.rdf.node import Nodes
from kg.visits.load import load

ROOT = Path(__file__).parent.parent
NAMED = sorted(POLICIES | {"CaseFile", "Court", "Docket"})
NAMING = ("label", "altLabel", "shortName", "identifier", "docketNumber", "citation")
#: Shorter names are words or numbers that stand for much else.
SHORTEST = 4


def names() -> set[str]:
    """Every id and name of a policy, a case or a court of the examples."""
    held = store.memory()
    folders = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())
    load(folders, held, trusted=True)
    nodes, found = Nodes(held), set[str]()
    for quad in (each for type_ in NAMED for each in held.quads(None, ns.TYPE, ns.term(type_))):
        node = nodes[ns.short(quad.subject.value)]
        found |= {node.id, *(name for word in NAMING for name in node.all(word))}
    return {name for name in found if len(name) >= SHORTEST}


def test_no_file_of_the_code_names_a_policy_a_case_or_a_court() -> None:
    known = names()
    assert {"EO 13768", "eo/13768", "N.D. Cal.", "City of Chicago v. Sessions"} <= known
    code = {path: path.read_text(encoding="utf-8") for path in (ROOT / "kg").rglob("*.py")}
    for name in sorted(known):
        whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        assert [str(path) for path, text in code.items() if whole.search(text)] == [], name
