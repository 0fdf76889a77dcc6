"""The store that is kept of the examples: made once, and made anew where it is of no use."""

import os
import shutil
import time

import pytest

from kg.visits import open as opening
from tests.safety.processes import facts, names


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A cache of one's own, and a small set of examples."""
    files = facts(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("KG_STORE", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(opening, "_example_sets", lambda: [files[0].parent])
    return tmp_path / "cache" / "inforce"


def test_it_is_made_once_and_read_from_then_on(cache, monkeypatch):
    size = len(opening.open_facts().reader)
    assert size > 50
    monkeypatch.setattr(opening, "_example_sets", list)
    assert len(opening.open_facts().reader) == size
    (name,) = names(cache)
    assert name.startswith("examples-")


@pytest.mark.parametrize("kind", ["version", "current", "data-1/CURRENT", "data-1"])
def test_a_damaged_one_is_made_anew(cache, kind):
    size = len(opening.open_facts().reader)
    (name,) = names(cache)
    path = cache / name / kind
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.write_text("garbage")
    assert len(opening.open_facts().reader) == size
    path = cache / name / kind
    assert path.is_dir() or path.read_text() != "garbage"


def test_where_none_can_be_kept_the_examples_answer_all_the_same(cache):
    cache.parent.mkdir()
    cache.write_text("a file")
    assert len(opening.open_facts().reader) > 20


def test_another_versions_store_is_left_until_it_is_old(cache):
    other, old = cache / "examples-other", cache / "examples-old"
    other.mkdir(parents=True)
    old.mkdir()
    long_ago = time.time() - 30 * 24 * 3600
    os.utime(old, (long_ago, long_ago))
    opening.open_facts()
    assert other.exists()
    assert not old.exists()
