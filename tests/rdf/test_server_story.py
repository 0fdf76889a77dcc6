"""The story told from a server: the same statuses and answers, and few requests."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest

from kg.cli.main import run
from kg.rdf import stores
from kg.rdf.change import Change
from kg.visits.load import load
from tests.conftest import STORY
from tests.rdf import servers
from tests.rdf.conftest import emptied
from tests.rdf.servers import Proxy, Server
from tests.rdf.test_every_store import ONE, PART, QUADS
from tests.test_story import holds, rows_of

#: Each row costs some tenths of a second on a server, so only some are tried by default.
ROWS = rows_of(STORY)
SAMPLE = ROWS if os.environ.get("KG_TEST_ALL_ROWS") else ROWS[::15]
KINDS = ("oxigraph", "virtuoso")


@pytest.fixture(scope="module")
def told() -> dict[str, Server]:
    """The servers that hold the story, each loaded when it is first asked for."""
    return {}


@pytest.fixture(params=KINDS)
def storied(request: pytest.FixtureRequest, told: dict[str, Server], use: Any) -> Server:
    """A server that holds the story."""
    kind = request.param
    if kind not in told:
        server = request.getfixturevalue(f"{kind}_process")
        emptied(use(server))
        with stores.write(stores.locate()) as writer:
            load([STORY], writer)
        told[kind] = server
    return use(told[kind])  # type: ignore[no-any-return]


@pytest.mark.parametrize("row", SAMPLE)
def test_a_row_holds(row: dict[str, str], storied: Server) -> None:
    with stores.read(stores.locate(storied.query)) as reader:
        holds(row, reader)


COMMANDS = [
    ["status", "EO 13768 s.9(a)", "--for", "Chicago", "--on", "2018-03-01"],
    ["status", "EO 13768", "--on", "2018-01-24"],
    ["status", "docket/cand/3-17-cv-00574/2017-11-20", "--on", "2018-12-01"],
    ["why", "EO 13768 s.9(a)", "--on", "2018-12-01"],
    ["blocks", "EO 13768", "--on", "2018-01-24"],
    ["timeline", "EO 13768 s.9(a)", "--for", "San Francisco"],
    ["compare", "EO 13768 s.9(a)", "--on", "2017-04-24", "2018-12-01"],
    ["show", "City of Chicago"],
    ["show", "EO 13768 s.9(a)"],
    ["search", "Byrne JAG"],
    ["sources"],
    ["sources", "EO 13768", "--kind", "press"],
    ["stats"],
    ["ask", "which injunctions block EO 13768?", "--on", "2018-01-24"],
    ["check", str(STORY)],
    ["status", "EO 13769x"],
    ["status", "Springfield"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_a_command_says_the_same(
    words: list[str],
    storied: Server,
    story_store: Any,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("KG_STORE")
    said = []
    for place in (str(story_store), storied.query):
        code = run([*words, "--json", "--store", place])
        caught = capsys.readouterr()
        answer = json.loads(caught.out or caught.err)
        if words == ["stats"]:
            assert answer.pop("store") == place
        said.append((code, _sorted(answer)))
    assert said[1] == said[0]


def _sorted(value: Any) -> Any:
    """The same in an order that does not hang on how a store is laid out."""
    if isinstance(value, dict):
        return {key: _sorted(inner) for key, inner in value.items()}
    return sorted(map(_sorted, value), key=str) if isinstance(value, list) else value


def test_the_same_files_again_change_nothing(
    storied: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["load", str(STORY), "--store", storied.query]) == 0
    assert "nothing in them is new" in capsys.readouterr().out


def test_a_status_costs_few_requests(
    storied: Server, use: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    proxy = Proxy(storied)
    use(Server([], storied.folder, proxy.query, proxy.update))
    assert run(COMMANDS[0]) == 0
    assert "enjoined" in capsys.readouterr().out
    asked = len(proxy.asked)
    proxy.close()
    assert asked <= 30


def test_a_server_without_a_union_of_its_own(oxigraph: Server, use: Any) -> None:
    """A server that does not know how to be asked for the union is given the list of graphs."""
    with stores.write(stores.locate()) as writer:
        writer.apply(Change(insert=QUADS))
    proxy = Proxy(oxigraph)
    use(Server([], oxigraph.folder, proxy.query, proxy.update))

    def plain(asked: servers.Asked) -> None:
        asked.body = asked.body.replace(b"&union-default-graph=", b"")

    proxy.before = plain
    joined = f"SELECT ?x WHERE {{ ?x {PART} ?y . ?y {PART} ?z }}"
    with stores.read(stores.locate()) as reader:
        assert [row["x"] for row in reader.query(joined)] == [ONE]  # type: ignore[union-attr]
        assert any(b"FROM+NAMED" in each.body for each in proxy.asked)
    proxy.close()


CURFEW = """\
file: curfew
recorded: 2026-10-01
things:
  source/order: {type: Source, label: The order, published: 2018-03-01}
  policy/curfew: {type: LocalMeasure, label: The curfew}
  act/curfew:
    type: LegislativeAction
    label: Curfew passed
    decided: 2018-01-01
    enacts: policy/curfew
    evidence: [{source: source/order}]
    effects: {start: {does: issued, to: policy/curfew}}
  act/bar:
    type: ExecutiveAction
    label: The injunction
    decided: 2018-03-10
    evidence: [{source: source/order}]
    effects:
      bar: {does: permanent-injunction, to: policy/curfew, scope: {everyone: true}}
"""
AGAIN = """\
file: again
recorded: 2026-11-20
things:
  act/again:
    type: ExecutiveAction
    label: The injunction
    corrects: act/bar
    decided: 2018-04-01
    evidence: [{source: source/order}]
    effects:
      bar: {does: permanent-injunction, to: policy/curfew, scope: {everyone: true}}
"""


def test_what_an_answer_rests_on_is_the_same_on_a_server(
    oxigraph: Server,
    use: Any,
    tmp_path: Any,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use(oxigraph)
    curfew, again = tmp_path / "curfew.yaml", tmp_path / "again.yaml"
    curfew.write_text(CURFEW)
    again.write_text(AGAIN)
    monkeypatch.delenv("KG_STORE")
    asked = ["status", "The curfew", "--on", "2018-03-15", "--json"]

    def statuses(*options: str) -> list[str]:
        said = []
        for place in (oxigraph.query, str(tmp_path / "store")):
            assert run([*asked, *options, "--store", place]) == 0
            said.append(json.loads(capsys.readouterr().out))
        assert said[0] == said[1]
        return [answer["status"] for answer in said]

    def load_both(path: Any) -> None:
        for place in (oxigraph.query, str(tmp_path / "store")):
            assert run(["load", str(path), "--store", place]) == 0
            capsys.readouterr()

    load_both(curfew)
    assert statuses() == 2 * ["enjoined"]
    assert statuses("--known-on", "2018-03-09") == 2 * ["in-force"]
    assert statuses("--without", "act/bar") == 2 * ["in-force"]
    assert statuses("--suppose", str(again)) == 2 * ["in-force"]
    assert statuses() == 2 * ["enjoined"]
    load_both(again)
    assert statuses() == 2 * ["in-force"]
    assert statuses("--known-on", "2026-11-19") == 2 * ["enjoined"]
    assert statuses("--recorded-by", "2026-11-20") == 2 * ["in-force"]
