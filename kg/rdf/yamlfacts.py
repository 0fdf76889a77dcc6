"""The walk through a facts file: JSON-LD is written, lines are remembered, problems collected."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kg.errors import Problem
from kg.rdf import statements, words
from kg.rdf import yamlplaces as places
from kg.rdf.ids import fault_of_id
from kg.rdf.lines import Lines, Place
from kg.rdf.near import did_you_mean, nearest
from kg.rdf.words import Form, Word
from kg.rdf.yamltree import Mapping, Node, Scalar, Sequence
from kg.rdf.yamlvalues import Json, Refused, plain

_SHORT: Final = re.compile(r"[A-Za-z0-9_-]+\Z")


class Rewriter:
    """Walks one file, writes JSON-LD, remembers lines and collects problems."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.lines = Lines()
        self.problems: list[Problem] = []

    def file(self, top: Mapping) -> dict[str, Json]:
        """The whole document."""
        body: dict[str, Json] = {}
        self.lines.nodes[""] = Place("", "", top.line)
        for key, value in top.items:
            if key.text == "file":
                body["file"] = self._file_name(value)
            elif key.text == "things":
                body["things"] = self._things(value)
            elif word := self._word("", key, places.FILE, "at the top of a file"):
                self._put(body, word, self._value("", word, value))
        if "things" not in body:
            self._refuse("", "things", "is missing", "list the things of the file under it", top)
        return body

    def _file_name(self, value: Node) -> str:
        if isinstance(value, Scalar) and value.value is not None and _SHORT.match(value.text):
            return value.text
        mend = "use letters, digits, `-` and `_`, as city-v-state"
        self._refuse("", "file", "is not a name for a file", mend, value)
        return ""

    def _things(self, value: Node) -> dict[str, Json]:
        things: dict[str, Json] = {}
        if not isinstance(value, Mapping) or not value.items:
            self._refuse("", "things", "holds no things", "write ids and what they are", value)
            return things
        for key, thing in value.items:
            if fault := fault_of_id(key.text):
                self._refuse("", key.text, f"is no id: it {fault}", "write it as agency/rule", key)
            elif not isinstance(thing, Mapping):
                self._refuse(key.text, "", "says nothing", "write at least its `type:`", key)
            else:
                things[key.text] = self._thing(key.text, key.line, thing)
        return things

    def _thing(self, id_: str, line: int, thing: Mapping) -> dict[str, Json]:
        self.lines.nodes[id_] = Place(id_, "", line)
        legal = places.on_a_thing(thing)
        body: dict[str, Json] = {}
        for key, value in thing.items:
            if key.text == "type":
                self._put_type(id_, body, key, value)
            elif key.text == "effects":
                body["effects"] = self._effects(id_, value)
            elif word := self._word(id_, key, legal, "on a thing"):
                meant = statements.meant(word, thing)
                self._put(body, word, statements.spelt(meant, self._value(id_, meant, value)))
        return body

    def _put_type(self, id_: str, body: dict[str, Json], key: Scalar, value: Node) -> None:
        self.lines.keys[id_, "type"] = key.line
        if isinstance(value, Scalar) and value.value in words.types():
            body["type"] = value.text
            return
        text = value.text if isinstance(value, Scalar) else "this"
        near = nearest(text, words.types())
        mend = did_you_mean(near) or "write one of " + ", ".join(sorted(words.types()))
        self._refuse(id_, "type", f"`{text}` is no type", mend, value)

    def _effects(self, parent: str, value: Node) -> dict[str, Json]:
        effects: dict[str, Json] = {}
        if not isinstance(value, Mapping):
            self._refuse(parent, "effects", "is not a mapping", "give each effect a name", value)
            return effects
        for key, effect in value.items:
            if not _SHORT.match(key.text) or "#" in parent:
                mend = "use letters, digits, `-` and `_`, as notice-access"
                self._refuse(parent, key.text, "is no name for an effect", mend, key)
            elif not isinstance(effect, Mapping):
                self._refuse(parent, key.text, "says nothing", "write `does:` and `to:`", key)
            else:
                id_ = f"{parent}#{key.text}"
                effects[id_] = self._effect(id_, key.line, effect)
        return effects

    def _effect(self, id_: str, line: int, effect: Mapping) -> dict[str, Json]:
        self.lines.nodes[id_] = Place(id_, "", line)
        legal = places.EFFECT_ONLY | places.SHARED | {"from", "until"}
        body: dict[str, Json] = {}
        for key, value in effect.items:
            if word := self._word(id_, key, legal, "on an effect"):
                self._put(body, word, self._value(id_, word, value))
        for needed, mend in (
            ("does", "say in one word of the list what it does"),
            ("to", "name the policy, effect or action it acts on"),
        ):
            if effect.get(needed) is None:
                self._refuse(id_, needed, "is missing", mend, Scalar("", None, line))
        return body

    def _word(self, id_: str, key: Scalar, legal: Iterable[str], where: str) -> Word | None:
        """The word of a key, if it may stand here."""
        self.lines.keys[id_, key.text] = key.line
        name = key.text
        if name in legal and name in words.words():
            return words.words()[name]
        if name.startswith("@"):
            self._refuse(id_, name, "is not allowed in a facts file", "leave it out", key)
        elif name in words.words() or name in ("type", "effects"):
            self._refuse(id_, name, f"does not belong {where}", places.home(name), key)
        else:
            known = {*legal, "type"} if where == "on a thing" else legal
            advice = did_you_mean(nearest(name, known))
            self._refuse(id_, name, "is not a word of facts files", advice, key)
        return None

    @staticmethod
    def _put(body: dict[str, Json], word: Word, value: Json) -> None:
        if value is not None:
            body[word.name] = value

    def _value(self, id_: str, word: Word, value: Node) -> Json:
        """What JSON-LD says for one key; None when it is refused."""
        if word.name == "evidence":
            return self._evidence(id_, value)
        if word.form is Form.NESTED:
            return self._scope(id_, word.name, value)
        if not isinstance(value, Sequence):
            return self._single(id_, word, value)
        if not word.many:
            self._refuse(id_, word.name, "takes one value, not a list", "keep one", value)
            return None
        found = (self._single(id_, word, item) for item in value.items)
        return [each for each in found if each is not None]

    def _single(self, id_: str, word: Word, value: Node) -> Json:
        if not isinstance(value, Scalar):
            mend = "give the thing an id of its own under `things:` and name it here"
            self._refuse(id_, word.name, "takes a plain value", mend, value)
            return None
        if value.value is None:
            self._refuse(id_, word.name, "has no value", "write one or leave the key out", value)
            return None
        try:
            return plain(word, value)
        except Refused as fault:
            self._refuse(id_, word.name, fault.message, fault.mend, value)
            return None

    def _scope(self, effect: str, under: str, value: Node) -> Json:
        if not isinstance(value, Mapping):
            mend = "write whom it reaches, as {everyone: true} or {parties: [city/one]}"
            self._refuse(effect, under, "is not a mapping", mend, value)
            return None
        id_ = f"{effect}.{under}"
        self.lines.nodes[id_] = Place(effect, under, value.line)
        legal = places.SCOPE if under == "scope" else places.SCOPE | {"from", "until"}
        body: dict[str, Json] = {"@id": id_}
        for key, item in value.items:
            if word := self._word(id_, key, legal, f"under `{under}:`"):
                self._put(body, word, self._value(id_, word, item))
        return body

    def _evidence(self, parent: str, value: Node) -> Json:
        items = value.items if isinstance(value, Sequence) else (value,)
        mark = ".evidence." if "#" in parent else "#evidence."
        return [
            self._proof(parent, f"{parent}{mark}{number}", item)
            for number, item in enumerate(items, 1)
        ]

    def _proof(self, parent: str, id_: str, value: Node) -> Json:
        body: dict[str, Json] = {"@id": id_}
        if not isinstance(value, Mapping):
            mend = 'write {source: source/s061, quote: "…"}'
            self._refuse(parent, "evidence", "is not a mapping", mend, value)
            return body
        self.lines.nodes[id_] = Place(parent, "evidence", value.line)
        for key, item in value.items:
            if word := self._word(id_, key, places.EVIDENCE, "under `evidence:`"):
                self._put(body, word, self._value(id_, word, item))
        return body

    def _refuse(self, node: str, key: str, message: str, mend: str, at: Node) -> None:
        problem = self.lines.problem(self._file, node, key, message, mend)
        empty = isinstance(at, Scalar) and not at.text  # YAML sees it where the next word begins
        line = problem.line if empty and problem.line else at.line
        self.problems.append(Problem(self._file, line, problem.thing, problem.key, message, mend))
