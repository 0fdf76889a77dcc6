"""What changed, as a document and as a feed."""

from __future__ import annotations

from kg.rdf.version import data_version
from kg.tell.changes import change_of_status
from kg.tell.document import Document
from kg.version import VERSION
from kg.visits.changes import Changes
from kg.visits.documents import support


def changes_document(changes: Changes, note: str = "") -> Document:
    """The JSON of `kg changes`: what differs at the end, and what turned and came back."""
    told = [_told(changes, number) for number in range(len(changes.found))]
    differing = [each for each in told if each["before"] != each["after"]]
    returned = [each for each in told if each["before"] == each["after"]]
    return {
        "since": changes.since.isoformat(),
        "on": changes.on.isoformat(),
        "known_since": changes.known_since.isoformat() if changes.known_since else None,
        "changes": differing,
        "returned": returned,
        "sentence": _sentence(changes, differing, returned),
        "engine": f"inforce {VERSION}",
        "data": data_version(changes.store),
        "note": note,
    }


def _told(changes: Changes, number: int) -> Document:
    change, answer = changes.found[number]
    names = (*change.holds_for, *change.apart_from)
    words = answer.words.naming({name: changes.all.names[name].label for name in names})
    said = change_of_status(change, answer.question, words)
    for turn in said["turns"]:
        for effect in turn["effects"]:
            support(effect, answer)
    return said


def _sentence(changes: Changes, differing: list[Document], returned: list[Document]) -> str:
    count = len({each["policy"]["id"] for each in differing})
    if changes.known_since is None:
        when = f"Between {changes.since} and {changes.on}"
    else:
        days = {changes.since.isoformat(), changes.on.isoformat()}
        when = f"By what became known after {changes.known_since}, for {' and '.join(sorted(days))}"
    policies = "one policy" if count == 1 else f"{count or 'no'} policies"
    back = len({each["policy"]["id"] for each in returned})
    came = f"; {back} more turned and came back for some" if back else ""
    return f"{when}, the status of {policies} changed{came}."
