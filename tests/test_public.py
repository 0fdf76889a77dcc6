"""The public names, and what starting up may cost."""

import importlib
import subprocess
import sys

import pytest

import kg

HEAVY = ("requests", "rdflib", "networkx", "pyshacl", "shacl", "oxrdflib", "pyvis", "numpy")


def test_every_public_name_exists():
    for name in kg.__all__:
        assert getattr(kg, name) is not None


def test_an_unknown_name_says_which_there_are():
    with pytest.raises(AttributeError, match="KnowledgeGraph"):
        kg.opne  # noqa: B018


def test_importing_kg_imports_nothing_else():
    code = "import sys; before = set(sys.modules); import kg; print(*set(sys.modules) - before)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["kg"]


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["status", "EO 13768 s.9(a)", "--for", "Chicago", "--on", "2018-03-01"],
        ["status", "EO 13768", "--json"],
        ["why", "EO 13768 s.9(a)"],
        ["blocks", "EO 13768", "--on", "2018-01-24"],
        ["compare", "EO 13768", "--on", "2018-01-24", "2018-12-31"],
        ["status", "897 F.3d 1225", "--json"],
        ["stats"],
        ["sources"],
    ],
    ids=lambda words: words[0],
)
def test_the_light_path_imports_nothing_heavy(words, story_store):
    code = (
        "import sys; from kg.cli.main import run; code = run(sys.argv[1:]);"
        f"heavy = [m for m in {HEAVY} if m in sys.modules];"
        "print(heavy, file=sys.stderr); sys.exit(code)"
    )
    store = [] if words == ["--help"] else ["--store", str(story_store)]
    command = [sys.executable, "-c", code, *words, *store]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stderr
    assert shown.stderr.strip().splitlines()[-1] == "[]"


def test_every_module_has_a_docstring():
    from pathlib import Path

    for path in Path(kg.__file__).parent.rglob("*.py"):
        if "_data" not in path.parts and path.name != "__main__.py":
            name = ".".join(
                ("kg", *path.relative_to(Path(kg.__file__).parent).with_suffix("").parts)
            )
            assert importlib.import_module(name.removesuffix(".__init__")).__doc__, name
