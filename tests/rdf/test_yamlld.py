"""Facts written by hand: what the words become, and what each wrong word is answered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError, KgError, Problem
from kg.rdf import ns, words, yamlld, yamltree
from kg.rdf.store import memory
from tests.conftest import RIGHT

Spoil = Callable[..., list[Problem]]


def things(text: str) -> dict[str, Any]:
    body = yamlld.read(text, "f.yaml").body["things"]
    assert isinstance(body, dict)
    return body


def thing(*lines: str) -> Any:
    return things("things:\n  eo/1:\n" + "".join(f"    {line}\n" for line in lines))["eo/1"]


@pytest.mark.parametrize(
    "text", ["no", "yes", "on", "1:17", "017", "1.5", "1e3", "0x1F", "2017-01-25"]
)
def test_what_other_yaml_readers_turn_into_something_else_stays_text(text: str) -> None:
    assert thing(f"label: {text}") == {"label": text}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2017-09-15", "date"),
        ('"2017-09-15"', "date"),
        ("2017-09", "gYearMonth"),
        ("2017", "gYear"),
        ("2017-09-15T10:30:00-05:00", "dateTime"),
    ],
)
def test_a_day_takes_its_type_from_its_form(text: str, kind: str) -> None:
    assert thing(f"decided: {text}")["decided"] == {
        "@value": text.strip('"'),
        "@type": f"xsd:{kind}",
    }


def test_a_time_without_seconds_gets_them() -> None:
    assert thing("decided: 2017-09-15T10:30Z")["decided"]["@value"] == "2017-09-15T10:30:00Z"


def test_short_names_become_ids_of_their_parent() -> None:
    order = thing(
        "evidence: [{source: source/a}, {source: source/b}]",
        "effects:",
        "  bar:",
        "    does: narrowed",
        "    to: eo/2",
        "    leaves: {parties: [us]}",
        "    evidence: {source: source/c}",
    )
    assert [each["@id"] for each in order["evidence"]] == ["eo/1#evidence.1", "eo/1#evidence.2"]
    effect = order["effects"]["eo/1#bar"]
    assert effect["leaves"] == {"@id": "eo/1#bar.leaves", "parties": ["us"]}
    assert effect["evidence"] == [{"@id": "eo/1#bar.evidence.1", "source": "source/c"}]


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "says"),
    [
        ("decided: 2017", "decidde: 2017", 15, "decidde", "did you mean `decided`?"),
        ("to: [policy/p]", "too: [policy/p]", 20, "too", "did you mean `to`?"),
        ("scope: {every", "scope: {evry", 21, "scope.evryone", "did you mean `everyone`?"),
        ("preliminary-injunction", "preliminary-injuction", 19, "does", "`preliminary-injunction`"),
        ("type: Court,", "type: Cuort,", 7, "type", "did you mean `Court`?"),
        ("2017-09-15", "2017-02-30", 15, "decided", "`2017-02-30` is no date"),
        ("2017-09-15", "15 September 2017", 15, "decided", "write 2018-01-24"),
        ("2017-09-15", "2017-09-15T10:30:00", 15, "decided", "is no date"),
        ("docket: docket/d\n", "to: policy/p\n", 14, "to", "it belongs on an effect"),
        ("to: [policy/p]", "to: [policy/p]\n        judges: us", 21, "judges", "on a thing"),
        ("everyone: true", "everyone: no", 21, "scope.everyone", "write true or false"),
        ("        to: [policy/p]\n", "", 18, "to", "is missing"),
        ("to: [policy/p]", "to:", 20, "to", "has no value"),
        ("to: [policy/p]", "to: [{type: Provision}]", 20, "to", "takes a plain value"),
        ("to: [policy/p]", "to: 13768", 20, "to", "put it in quotes"),
        ("docket: docket/d\n", "docket: [docket/d]\n", 14, "docket", "takes one value"),
        ("label: Preliminary injunction", "label: 2017", 13, "label", "put it in quotes"),
        ("docket/d/ecf-78:", "docket d/ecf-78:", 11, "docket d/ecf-78", "a space"),
        ("docket/d/ecf-78:", "docket/../ecf-78:", 11, "docket/../ecf-78", "holds `..`"),
        ("docket/d/ecf-78:", "/docket/d:", 11, "/docket/d", "begins with `/`"),
        ("docket/d/ecf-78:", r"docket\d:", 11, r"docket\d", "no id may have"),
        ("docket/d/ecf-78:", "https://example.org/x:", 11, "https://example.org/x", "holds `:`"),
        ("docket/d/ecf-78:", "kg:target:", 11, "kg:target", "holds `:`"),
        ("[policy/p]", "../ns#target", 20, "to", "holds `..`"),
        ("      notice:", "      a b:", 18, "a b", "no name for an effect"),
        ("scope: {everyone: true}", "scope: everyone", 21, "scope", "write whom it reaches"),
        ("file: chicago-v-sessions", "file: ../other", 1, "file", "is not a name for a file"),
        ("recorded: 2026-11-24", '"@context": http://e.org', 2, "@context", "not allowed"),
        ("recorded: 2026-11-24", '"@graph": []', 2, "@graph", "not allowed"),
        ("recorded: 2026-11-24", '"@base": x', 2, "@base", "not allowed"),
    ],
)
def test_a_wrong_word_is_refused_with_its_line_and_a_way_out(
    problems: Spoil, old: str, new: str, line: int, key: str, says: str
) -> None:
    found = problems(old, new)
    mine = [each for each in found if each.key == key]
    assert [each.line for each in mine] == [line], found
    assert says in str(mine[0])


def test_every_wrong_word_of_a_file_is_named_at_once(problems: Spoil) -> None:
    text = RIGHT.replace("decided:", "decidde:").replace("docket: docket/d\n", "dokcet: docket/d\n")
    assert [each.line for each in problems(content=text)] == [14, 15]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("things:\n  a: {type: Court}\n  a: {type: Court}\n", 3, "on lines 2 and 3"),
        ("things:\n  a: {type: Court, type: Court}\n", 2, "stands twice"),
        ("things:\n  a: [unclosed\n", 3, "is not YAML"),
        ("things:\n\ta: b\n", 2, "is not YAML"),
        ("- a\n- b\n", 1, "is not a mapping"),
        ("just words\n", 1, "is not a mapping"),
        ("things: {a: &x {type: Court}, b: *x}\n", 1, "anchor"),
        ("things: {a: !!python/object:os.system {}}\n", 1, "tag"),
        ("things: {}\n---\nthings: {}\n", 2, "second document"),
        ("%YAML 1.1\n---\nthings: {}\n", 2, "directive"),
        ("things: " + "[" * 60 + "]" * 60, 1, "nested"),
        ("things: " + "[" * 100_000, 1, "nested"),
        ("? [a, b]\n: c\n", 1, "for a key"),
        ('things: {a: {label: "\\ud83d"}}', 1, "half a character"),
        ("# only a comment\n", None, "holds no facts"),
        ("recorded: 2026-11-24\n", 1, "list the things"),
    ],
)
def test_broken_yaml_is_refused_with_its_line(text: str, line: int | None, says: str) -> None:
    with pytest.raises(DataError) as caught:
        yamlld.read(text, "f.yaml")
    assert [each.line for each in caught.value.problems] == [line]
    assert says in str(caught.value)


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(DataError, match="anchor"):
        yamlld.read(bomb, "f.yaml")


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(
    put: Callable[[str, str | bytes], Path],
) -> None:
    from kg.rdf import parse

    plain = parse.read(put("f.yaml", RIGHT))
    other = parse.read(put("f.yaml", b"\xef\xbb\xbf" + RIGHT.replace("\n", "\r\n").encode()))
    assert set(plain.quads) == set(other.quads)


def test_every_word_of_the_context_stands_for_a_term_of_the_ontology() -> None:
    own = {w.iri for w in words.words().values() if w.iri.startswith(ns.NS)}
    assert {iri.removeprefix(ns.NS) for iri in own} | words.types() <= ns.TERMS


_SIGNS = st.text(st.sampled_from("ab:-[]{}#&*!|>'\"%@`\n\t ,?~\\\r\x85\ufeff\u2028\ud7ff"))


@given(st.one_of(st.text(), _SIGNS))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        yamlld.read(text, "f.yaml")
    except DataError as error:
        assert error.problems


_KEYS = st.sampled_from([*words.words(), "type", "effects", "@id", "eo/1", "bar", "x y", ""])
_LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=8),
    st.sampled_from(["eo/1", "2017", "bar"]),
)
_TREES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=4)),
    max_leaves=12,
)


@given(st.dictionaries(_KEYS, _TREES, max_size=4))
def test_any_tree_of_known_words_is_read_or_refused_and_nothing_is_written(
    tmp_path_factory: pytest.TempPathFactory, tree: dict[str, Any]
) -> None:
    import json

    from kg.visits.load import load

    path = tmp_path_factory.getbasetemp() / "tree.yaml"
    path.write_text(json.dumps({"things": {"eo/1": tree}}), encoding="utf-8")
    store = memory()
    try:
        load([path], store)
    except KgError:
        assert len(store) == 0
    else:
        assert all(str(quad.graph_name).startswith("<" + ns.GRAPHS) for quad in store.quads())


def test_a_tree_keeps_the_line_of_every_value() -> None:
    tree = yamltree.parse("a: 1\nb:\n  - x\n  - true\n", "f.yaml")
    listed = tree.get("b")
    assert isinstance(listed, yamltree.Sequence)
    assert [item.line for item in listed.items] == [3, 4]
