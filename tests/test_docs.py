"""Every block of the README is run, and every command in it exists."""

import datetime as dt
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def of(language):
    return [body for found, body in BLOCKS if found == language]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("reader")
    for name, body in zip(("my-facts.yaml", "said.yaml"), of("yaml"), strict=True):
        (made / name).write_text(body, encoding="utf-8")
    return made


def sessions():
    """Every block of calls; a call may use what an earlier one of its block has written."""
    for body in of("console"):
        told = [call.partition("\n") for call in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]]
        calls = [(command, shown) for command, _, shown in told]
        yield pytest.param(calls, id=calls[0][0][:60])


@pytest.mark.parametrize("calls", list(sessions()))
def test_console_block(calls, folder):
    for command, shown in calls:
        words = [sys.executable, "-m", "kg", *shlex.split(command)[1:]]
        ran = subprocess.run(words, capture_output=True, text=True, check=False, cwd=folder)
        assert ran.returncode == 0, ran.stderr
        pattern = re.escape(shown.strip()).replace(r"\.\.\.", "(.|\n)*")
        assert re.fullmatch(pattern, ran.stdout.strip()), ran.stdout


@pytest.mark.parametrize("body", of("python"))
def test_python_block(body):
    exec(compile(body, "README.md", "exec"), {"dt": dt})


def pages():
    """Every SPARQL block of the README and the docs."""
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = path.read_text(encoding="utf-8")
        for number, body in enumerate(re.findall(r"^```sparql\n(.*?)^```", text, re.M | re.S)):
            yield pytest.param(body, id=f"{path.name}-{number}")


@pytest.mark.parametrize("body", list(pages()))
def test_sparql_block(body, folder):
    words = [sys.executable, "-m", "kg", "query", "-", "--json"]
    ran = subprocess.run(words, input=body, capture_output=True, text=True, check=False, cwd=folder)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["results"]["bindings"]


def test_the_first_block_is_the_two_commands():
    first = re.search(r"^((?: {4}\S.*\n)+)", README, re.MULTILINE)
    assert [line.split("#")[0].strip() for line in first[1].splitlines()] == [
        "make demo",
        "make test",
    ]


def test_every_language_is_run():
    assert {language for language, _ in BLOCKS} <= {"console", "python", "yaml", "sparql"}


def test_every_kind_named_in_the_readme_exists():
    from kg.rdf.kinds import kinds

    table = README[README.index("| does |") : README.index("The types:")]
    named = {word for row in table.splitlines()[2:] for word in re.findall(r"`([\w-]+)`", row)}
    assert named <= set(kinds())


def test_the_readme_lists_every_type():
    from kg.rdf.words import types

    paragraph = README[README.index("The types:") : README.index("Turtle, TriG")]
    listed = set(re.findall(r"`([A-Z]\w+)`", paragraph))
    assert listed == set(types()) - {"Effect", "Scope"}
