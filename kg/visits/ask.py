"""A question in English, from its words to the answer of a command."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kg.ask.understand import Understood, understand
from kg.rdf.node import Nodes
from kg.rdf.store import Readable
from kg.records.basis import RECORD, Basis
from kg.tell.document import Document
from kg.visits import look
from kg.visits.answer import answer
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
    nodes = Nodes(store)
    meant = understand(question, nodes, on, today)
    result: Any
    if meant.command in DOCUMENTS:
        names = meant.names
        day = meant.on or today
        found = answer(
            store,
            names["policy"],
            day,
            names.get("subject"),
            names.get("place"),
            names.get("enforcer"),
            basis=basis,
        )
        result = DOCUMENTS[meant.command](found, note)
        sentence = _answer(meant, result)
    elif meant.command == "show":
        result = look.show(store, meant.names["thing"])
        sentence = f"{result['label']} ({result['type']})."
    else:
        result = look.search(store, meant.names["text"])
        sentence = f"{len(result)} things are called something like it."
    return {
        "question": question,
        "understood": _say(meant, nodes, today),
        "command": meant.line,
        "answer": sentence,
        "result": result,
    }


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
