"""The direction of imports: each line may import only lines below it, never its own."""

import ast
from pathlib import Path

import pytest

KG = Path(__file__).parent.parent / "kg"
LINES = [
    ["cli"],
    ["serve"],
    ["knowledge"],
    ["visits"],
    ["ask", "feeds"],
    ["law", "evidence", "rdf", "net", "tell", "page"],
    ["records"],
    ["values"],
    ["errors"],
    ["version"],
]
HEIGHT = {name: len(LINES) - row for row, names in enumerate(LINES) for name in names}
ASK_MAY_USE = {"kg.rdf.names", "kg.rdf.node", "kg.rdf.questions"}


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return {name for name in found if name.startswith("kg.")}


FILES = sorted(path for path in KG.rglob("*.py") if "_data" not in path.parts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(KG)))
def test_a_room_imports_only_from_below(path):
    here = path.relative_to(KG).parts[0].removesuffix(".py")
    if here in ("__init__", "__main__"):
        return
    assert here in HEIGHT, f"{here} has no line among the layers"
    for module in imports(path):
        there = room(module)
        if there in ("", here):
            continue
        assert HEIGHT[there] < HEIGHT[here], f"{path.name} imports {module}, which is not below it"


def test_ask_uses_only_names_and_questions_of_rdf():
    for path in (KG / "ask").glob("*.py"):
        modules = {".".join(name.split(".")[:3]) for name in imports(path)}
        assert {m for m in modules if room(m) == "rdf"} <= ASK_MAY_USE | {"kg.rdf"}


@pytest.mark.parametrize("room_", ["values", "records", "law", "evidence", "tell", "ask"])
def test_only_rdf_knows_the_storage_engine(room_):
    for path in (KG / room_).glob("*.py"):
        text = path.read_text()
        assert "pyoxigraph" not in text
        assert "rdflib" not in text


def test_only_one_file_spells_an_iri():
    spelling = [p for p in FILES if "https://w3id.org" in p.read_text()]
    assert [path.name for path in spelling] == ["ns.py"]


def test_no_file_of_the_engine_names_a_policy_a_case_or_a_court():
    for path in (KG / "law").glob("*.py"):
        text = path.read_text()
        for word in ("13768", "Byrne", "Chicago", "Santa Clara", "Cir."):
            assert word not in text, f"{path.name} names {word}"
