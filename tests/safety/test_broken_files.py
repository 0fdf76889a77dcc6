"""A thousand broken files: each is loaded whole or clearly refused, and then nothing is written.

A hundred by default, all of them with KG_ALL_SAFETY=1.
"""

import os
import random
import re
import time

import pytest
from pyoxigraph import RdfFormat, Triple, serialize

from kg.errors import DataError, LimitError, QuestionError
from kg.rdf import parse as reading
from kg.rdf.store import Writer
from kg.visits.load import load
from tests.conftest import STORY
from tests.safety.breaking import broken

GROUP = 25
GROUPS = 40 if os.environ.get("KG_ALL_SAFETY") else 4
SECONDS = 20  # a hundred times what most take, for a machine that does much else
FILES = sorted(STORY.glob("*.yaml"))
OTHER = {
    ".nt": RdfFormat.N_TRIPLES,
    ".ttl": RdfFormat.TURTLE,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".trig": RdfFormat.TRIG,
}


class Watched(Writer):
    """A store that keeps what would change it, and stays as it is."""

    def __init__(self, store):
        super().__init__(store._inner)
        self.changes = []

    def apply(self, change):
        self.changes.append(change)


@pytest.fixture(scope="module")
def store(story):
    return Watched(story)


def written(source, ending):
    """The facts of a file in another format."""
    quads = reading.read(source).quads
    named = ending == ".trig"
    facts = quads if named else [Triple(q.subject, q.predicate, q.object) for q in quads]
    return serialize(facts, format=OTHER[ending]).decode()


def case(seed):
    """A broken file: its name, what is in it, and what was done to it."""
    source = random.Random(seed).choice(FILES)
    ending = random.Random(-seed).choice(sorted(OTHER)) if seed % 10 == 7 else ".yaml"
    text = source.read_text() if ending == ".yaml" else written(source, ending)
    content, harms = broken(text, seed)
    return f"{source.stem}{ending}", content, harms


def is_clear(problem, path):
    """A problem says what is wrong and, of a file written by hand, on which line."""
    assert problem.message.strip(), problem
    assert len(str(problem)) < 4000
    assert not re.search(r"Error\b|Traceback|<unicode string>|0x[0-9a-f]{6}", problem.message)
    at_home = problem.file == str(path)
    gone = "would be gone" in problem.message  # what is not in the file has no line there
    assert problem.line or gone or not at_home or path.suffix != ".yaml", problem


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_broken_file_is_loaded_whole_or_clearly_refused(store, tmp_path, group):
    folder = tmp_path / "sanctuary-cities"
    folder.mkdir()
    refused = 0
    for seed in range(group * GROUP, (group + 1) * GROUP):
        name, content, harms = case(seed)
        path = folder / name
        path.write_bytes(content)
        store.changes.clear()
        start = time.monotonic()
        try:
            load([path], store, replace=True)
        except DataError as error:
            refused += 1
            assert error.problems
            for problem in error.problems:
                is_clear(problem, path)
            assert store.changes == [], (seed, harms)
        except (QuestionError, LimitError) as error:
            assert error.message
            assert store.changes == [], (seed, harms)
        else:
            assert len(store.changes) <= 1
        assert time.monotonic() - start < SECONDS, (seed, harms)
        path.unlink()
    assert refused > GROUP / 2  # or the harms would do none
