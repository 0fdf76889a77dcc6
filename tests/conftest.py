"""What many tests share: the example story, loaded once, in memory and on disk."""

from pathlib import Path

import pytest

from kg.rdf import store as stores
from kg.visits.load import load

ROOT = Path(__file__).parent.parent
STORY = ROOT / "examples" / "sanctuary-cities"


@pytest.fixture(scope="session")
def story():
    """The story in memory."""
    writer = stores.memory()
    load([STORY], writer)
    return writer


@pytest.fixture(scope="session")
def story_store(tmp_path_factory):
    """The story in a store on disk."""
    folder = tmp_path_factory.mktemp("story") / "store"
    with stores.write(folder) as writer:
        load([STORY], writer)
    return folder
