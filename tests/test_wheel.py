"""The wheel: everything that an answer needs is inside, and works from a foreign folder."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The wheel of this checkout, unpacked somewhere else."""
    made = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", made, ROOT]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (wheel,) = made.glob("inforce-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(made / "site")
    return made / "site"


@pytest.fixture
def python(unpacked, tmp_path):
    """Runs Python in an empty folder, with the unpacked wheel before everything else."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(unpacked),
        "XDG_CACHE_HOME": str(unpacked.parent / "cache"),
    }

    def run(*words):
        command = [sys.executable, *words]
        return subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
        )

    return run


def inside(folder):
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("folder", ["ontology", "queries", "examples"])
def test_the_data_are_inside(unpacked, folder):
    outside = {name for name in inside(ROOT / folder) if "__pycache__" not in name}
    assert outside == inside(unpacked / "kg" / "_data" / folder)


def test_nothing_else_is_inside(unpacked):
    assert {path.name for path in unpacked.iterdir()} == {"kg", "inforce-0.1.0.dist-info"}
    code = {name for name in inside(unpacked / "kg") if not name.startswith("_data")}
    assert {Path(name).suffix for name in code} <= {".py", ".typed"}


def test_the_command_is_announced(unpacked):
    points = (unpacked / "inforce-0.1.0.dist-info" / "entry_points.txt").read_text()
    assert "kg = kg.cli.main:main" in points


def test_it_answers_from_a_foreign_folder(python, unpacked):
    where = python("-c", "import kg; print(kg.__file__)")
    assert where.stdout.strip() == str(unpacked / "kg" / "__init__.py")
    words = ("status", "EO 13768 s.9(a)", "--for", "Chicago", "--on", "2018-03-01", "--json")
    ran = python("-m", "kg", *words)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["status"] == "enjoined"


def test_it_refuses_from_a_foreign_folder(python):
    ran = python("-m", "kg", "status", "Atlantis", "--json")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert json.loads(ran.stderr)["error"]["code"] == "unknown-name"


def test_it_checks_and_loads_facts_from_a_foreign_folder(python, tmp_path):
    facts = tmp_path / "facts.yaml"
    facts.write_text(
        "file: f\nrecorded: 2026-11-24\nthings:\n  policy/p: {type: AgencyRule, label: P}\n"
    )
    assert python("-m", "kg", "check", "facts.yaml").returncode == 0
    assert python("-m", "kg", "load", "facts.yaml").returncode == 0
    assert python("-m", "kg", "status", "P").stdout.startswith("unknown: ")
    facts.write_text(facts.read_text().replace("AgencyRule", "AgncyRule"))
    assert python("-m", "kg", "check", "facts.yaml").returncode == 3
