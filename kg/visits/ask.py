"""A question in English, from its words to the answer of a command."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterator
from typing import Any

from kg.ask.understand import Understood, understand
from kg.rdf.names import POLICIES, resolve
from kg.rdf.node import Nodes
from kg.rdf.store import Readable
from kg.records.basis import RECORD, Basis
from kg.tell.document import Document
from kg.visits import look
from kg.visits.answer import about
from kg.visits.basis import record
from kg.visits.documents import DOCUMENTS

_SAYS = {
    "blocks": "which orders block {policy}",
    "why": "why the status of {policy} is what it is",
    "status": "whether {policy} is in force",
    "show": "what is known of {thing}",
    "search": "what is called something like {text}",
}


def ask(
    store: Readable,
    question: str,
    on: dt.date | None,
    today: dt.date,
    note: str = "",
    basis: Basis = RECORD,
) -> Document:
    """The JSON of `kg ask`: what was understood, the command, and its answer.

    Raises QuestionError, UnknownName, AmbiguousName.
    """
    held = record(store, basis)
    nodes = held.names
    meant = understand(question, nodes, on, today)
    result: Any
    if meant.command in DOCUMENTS:
        names = meant.names
        day = meant.on or today
        policy = resolve(nodes, names["policy"], POLICIES, "policy")
        whom = (names.get("subject"), names.get("place"), names.get("enforcer"))
        found = about(held, policy, day, *whom)
        result = DOCUMENTS[meant.command](found, note)
        sentence = _answer(meant, result)
    elif meant.command == "show":
        result = look.show(nodes.store, meant.names["thing"])
        sentence = f"{result['label']} ({result['type']})."
    else:
        result = look.search(nodes.store, meant.names["text"])
        sentence = f"{len(result)} things are called something like it."
    return {
        "question": question,
        "understood": _say(meant, nodes, today),
        "command": " ".join([meant.line, *_resting_on(held.basis)]),
        "answer": sentence,
        "result": result,
    }


def _resting_on(basis: Basis) -> Iterator[str]:
    """The options of the command that say what its answer rests on."""
    days = {"--known-on": basis.known_on, "--recorded-by": basis.recorded_by}
    yield from (f"{option} {day}" for option, day in days.items() if day)
    names = {
        "--suppose": basis.supposed,
        "--without": basis.without,
        "--without-source": basis.without_sources,
    }
    for option, given in names.items():
        yield from (f"{option} {shlex.quote(name)}" for name in given)


def _answer(meant: Understood, result: Document) -> str:
    if meant.command != "blocks" or result["bars"]:
        return str(result["sentence"])
    last = result["last_blocked"]
    never = "nothing is known ever to have blocked it before"
    was = f"it was last blocked on {last['on']}" if last else never
    return f"{str(result['sentence']).rstrip('.')}; no order blocked it that day, and {was}."


def _say(meant: Understood, nodes: Nodes, today: dt.date) -> str:
    labels = {
        role: nodes[name].label if role != "text" else name for role, name in meant.names.items()
    }
    text = _SAYS[meant.command].format(**labels)
    text += f" for {labels['subject']}" if "subject" in labels else ""
    text += f" against {labels['enforcer']}" if "enforcer" in labels else ""
    text += f" in {labels['place']}" if "place" in labels else ""
    if meant.command in DOCUMENTS:
        text += f" on {meant.on or today}"
    return text + "".join(f"; {each}" for each in meant.taken)
