"""The command line, called as a person calls it, over the example story in a store."""

import json
from dataclasses import dataclass

import pytest

from kg.cli.main import run


@dataclass(frozen=True)
class Said:
    """What a call printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        """The answer, as JSON."""
        return json.loads(self.out)

    @property
    def error(self):
        """The error, which must be one JSON object on one line and alone."""
        assert self.out == ""
        (line,) = self.err.splitlines()
        return json.loads(line)["error"]

    @property
    def first_line(self):
        return self.out.splitlines()[0]


@pytest.fixture
def kg(capsys, monkeypatch, story_store, tmp_path):
    """Calls `kg` with some words, in an empty folder."""
    monkeypatch.setenv("KG_STORE", str(story_store))
    monkeypatch.delenv("KG_FORMAT", raising=False)
    monkeypatch.chdir(tmp_path)

    def call(*words):
        capsys.readouterr()
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Said(code, said.out, said.err)

    return call
