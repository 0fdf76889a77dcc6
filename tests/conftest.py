"""What many tests share: the example story, loaded once, in memory and on disk."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import DataError, Problem
from kg.rdf import disk
from kg.rdf import store as stores
from kg.visits.load import load

ROOT = Path(__file__).parent.parent
STORY = ROOT / "examples" / "sanctuary-cities"
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())


@pytest.fixture(scope="session")
def story():
    """The story in memory."""
    writer = stores.memory()
    load([STORY], writer)
    return writer


@pytest.fixture(scope="session")
def examples():
    """All the examples in one store, as they answer when no other is named."""
    writer = stores.memory()
    load(EXAMPLES, writer)
    return writer


@pytest.fixture(scope="session")
def story_store(tmp_path_factory):
    """The story in a store on disk."""
    folder = tmp_path_factory.mktemp("story") / "store"
    with disk.write(folder) as writer:
        load([STORY], writer)
    return folder


RIGHT = """\
file: chicago-v-sessions
recorded: 2026-11-24
things:
  source/s061: {type: Source, label: The opinion}
  us: {type: PublicBody, label: United States}
  us/il/chicago: {type: PublicBody, label: City of Chicago}
  court/ilnd: {type: Court, label: N.D. Ill.}
  case/c: {type: CaseFile, label: Chicago v. Sessions, plaintiffs: [us/il/chicago], defendants: us}
  docket/d: {type: Docket, label: The docket, number: "1:17", court: court/ilnd, case: case/c}
  policy/p: {type: GrantCondition, label: The notice condition}
  docket/d/ecf-78:
    type: CourtAction
    label: Preliminary injunction
    docket: docket/d
    decided: 2017-09-15
    evidence: [{source: source/s061}, {source: source/s061, quote: "grants in part"}]
    effects:
      notice:
        does: preliminary-injunction
        to: [policy/p]
        scope: {everyone: true}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set of facts named `demo`."""
    made = tmp_path / "demo"
    made.mkdir()
    return made


@pytest.fixture
def put(folder: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file into the set."""

    def write(name: str, content: str | bytes) -> Path:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def problems(put: Callable[[str, str | bytes], Path]) -> Callable[..., list[Problem]]:
    """Loads the right facts with one text put in the place of another, and gives what is wrong."""

    def spoil(
        old: str = "", new: str = "", content: str | bytes = b"", name: str = "f.yaml"
    ) -> list[Problem]:
        assert content or old in RIGHT
        path = put(name, content or RIGHT.replace(old, new))
        store = stores.memory()
        with pytest.raises(DataError) as caught:
            load([path], store)
        assert len(store) == 0
        return list(caught.value.problems)

    return spoil
