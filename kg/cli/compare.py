"""The command that compares two days."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from kg.cli import options, out
from kg.cli.open import opened
from kg.cli.show import close
from kg.errors import QuestionError

_REVERSED = "the days were given the later first; they are compared in order of time"
_SHOWN = 6
Days = Annotated[
    tuple[str, str],
    typer.Option("--on", help="The two days to compare.", metavar="DATE DATE"),
]


def compare(
    policy: options.Policy,
    on: Days,
    subject: options.For = None,
    place: options.In = None,
    enforcer: options.By = None,
    reading: options.Reading = "strict",
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
) -> None:
    """Compare a policy's status on two days: what changed between them, and by what."""
    from kg.visits.answer import answer
    from kg.visits.documents import compare_document

    if any(text.startswith("-") for text in on):
        raise QuestionError("`--on` takes two days here, as `--on 2017-04-01 2018-12-31`")
    first, last = sorted(given := [options.day(text) for text in on])
    facts = opened(store, data)
    notes = [facts.note, "" if given == [first, last] else _REVERSED]
    note = "; ".join(each for each in notes if each)
    asked = answer(facts.reader, policy, first, subject, place, enforcer, reading)
    said = compare_document(asked, last, note)
    if options.as_json(json):
        out.document(said)
    else:
        show_compare(said)


def show_compare(said: dict[str, Any]) -> None:
    """Print the document of `kg compare`."""
    before, after = said["before"], said["after"]
    out.say(f"{before['status']} → {after['status']}: {said['sentence']}")
    for shift in said["changed"]:
        out.say()
        was, now = shift["before"], shift["after"]
        out.say(f"  {shift['on']}  {now} as before" if was == now else f"  {shift['on']}  {now}")
        for effect in shift["effects"]:
            out.say(f"     {effect['sentence']}")
        _show_others(shift["others"])
    out.say()
    out.say(f"  before  {before['sentence']}")
    out.say(f"  after   {after['sentence']}")
    close({**said, "flags": after["flags"]})


def _show_others(others: list[dict[str, Any]]) -> None:
    """Those whose own answer changed: the first few of each change, then how many more."""
    groups: dict[tuple[str, str], list[str]] = {}
    for each in others:
        groups.setdefault((each["before"], each["after"]), []).append(each["for"]["label"])
    for (was, now), names in groups.items():
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        out.say(f"     {was} → {now} for {', '.join(names[:_SHOWN])}{more}")
