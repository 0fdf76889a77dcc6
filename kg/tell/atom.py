"""Changes as an Atom feed (RFC 4287), one entry for each change of a policy's status."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from kg.tell.document import Document

_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(said: Document, address: str) -> bytes:
    """The feed of a document of changes; `address` is where ids begin.

    An entry's id says the policy, for whom, and the day, so that a reader shows each once.
    """
    ElementTree.register_namespace("", _ATOM)
    top = ElementTree.Element(f"{{{_ATOM}}}feed")
    changes = [*said["changes"], *said["returned"]]
    updated = max((_day(each, said) for each in changes), default=said["on"])
    _add(top, "id", f"{address}changes")
    _add(top, "title", "Changes of what is in force")
    _add(top, "updated", _time(updated))
    _add(_add(top, "author"), "name", said["engine"])
    _add(top, "subtitle", said["sentence"])
    for each in changes:
        _entry(top, each, _day(each, said), address)
    ElementTree.indent(top)
    written: bytes = ElementTree.tostring(top, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(top: ElementTree.Element, change: Document, day: str, address: str) -> None:
    entry = _add(top, "entry")
    whom = "\n".join(each["id"] for each in change["for"] or ())
    key = hashlib.sha256(f"{day}\n{change['before']}\n{change['after']}\n{whom}".encode())
    policy = change["policy"]
    _add(entry, "id", f"{address}{policy['id']}#change-{key.hexdigest()[:16]}")
    _add(entry, "title", f"{policy['label']}: {change['before']} → {change['after']}")
    _add(entry, "updated", _time(day))
    _add(entry, "content", "\n".join(_lines(change))).set("type", "text")


def _lines(change: Document) -> Iterator[str]:
    """A change, what brought each of its turns, and what was learned, in sentences."""
    yield change["sentence"]
    for turn in change["turns"]:
        told = [each["sentence"] for each in turn["effects"]] or [turn["sentence"]]
        yield " ".join([f"{turn['on']}: {turn['after']}.", *told])
    for fact in change["learned"]:
        yield f"Learned {fact['since'] or 'on a day not known'}: {fact['label']}."


def _day(change: Document, said: Document) -> str:
    """The day of the last turn, or of the last fact that was learned."""
    days = [turn["on"] for turn in change["turns"]]
    days += [each["since"] for each in change["learned"] if each["since"]]
    return str(max(days, default=said["on"]))


def _time(day: str) -> str:
    return f"{day}T00:00:00Z"


def _add(parent: ElementTree.Element, name: str, text: str = "") -> ElementTree.Element:
    made = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}")
    made.text = _clean(text) or None
    return made


def _clean(text: str) -> str:
    """Text without the characters that no XML may hold (XML 1.0, production 2)."""
    return _NEVER.sub("", text)
