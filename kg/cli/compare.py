"""The command that compares two days, or two states of the record."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import Annotated, Any

import typer

from kg.cli import options, out
from kg.cli.asked import Asked, asking
from kg.cli.show import close
from kg.errors import QuestionError

_REVERSED = "the days were given the later first; they are compared in order of time"
_SHOWN = 6
_TWO = ("", "")
Days = Annotated[
    tuple[str, str],
    typer.Option("--on", help="The two days to compare.", metavar="DATE DATE"),
]
KnownDays = Annotated[
    tuple[str, str],
    typer.Option(
        "--known-on",
        help="Compare what was public at the end of two days; of today, unless `--on` says.",
        metavar="DATE DATE",
    ),
]
RecordedDays = Annotated[
    tuple[str, str],
    typer.Option(
        "--recorded-by",
        help="Compare what had been written down by the end of two days.",
        metavar="DATE DATE",
    ),
]


@partial(asking, leaving_out=("on", "known_on", "recorded_by"))
def compare(
    policy: options.Policy,
    asked: Asked,
    on: Days = _TWO,
    known_on: KnownDays = _TWO,
    recorded_by: RecordedDays = _TWO,
) -> None:
    """Compare a policy's status: on two days, or as it was known on two days."""
    if not any((*on, *known_on, *recorded_by)):
        raise QuestionError(
            "say what to compare, as `--on 2017-04-01 2018-12-31` or "
            "`--known-on 2017-04-01 2018-12-31`"
        )
    if any((*known_on, *recorded_by)):
        said = _reconsidered(policy, asked, on, known_on, recorded_by)
        show_it: Any = show_reconsidered
    else:
        said, show_it = _compared(policy, asked, on), show_compare
    if asked.as_json:
        out.document(said)
    else:
        show_it(said)


def _compared(policy: str, asked: Asked, on: tuple[str, str]) -> dict[str, Any]:
    from kg.visits.documents import compare_document

    first, last = sorted(given := _days(on, "--on"))
    facts = asked.opened()
    notes = [facts.note, "" if given == [first, last] else _REVERSED]
    note = "; ".join(each for each in notes if each)
    return compare_document(replace(asked, on=first.isoformat()).about(facts, policy), last, note)


def _reconsidered(
    policy: str,
    asked: Asked,
    on: tuple[str, str],
    known_on: tuple[str, str],
    recorded_by: tuple[str, str],
) -> dict[str, Any]:
    from kg.visits.documents import revision_document
    from kg.visits.revise import reconsider

    days = _days(on, "--on") if any(on) else [options.day("today")] * 2
    known = _days(known_on, "--known-on") if any(known_on) else [None] * 2
    recorded = _days(recorded_by, "--recorded-by") if any(recorded_by) else [None] * 2
    first, second = (
        replace(asked.basis, known_on=k, recorded_by=r)
        for k, r in zip(known, recorded, strict=True)
    )
    facts = asked.opened()
    pair = (days[0], days[1])
    told = reconsider(facts.reader, policy, pair, (first, second), asked.whom, asked.reading)
    return revision_document(told, facts.note)


def _days(given: tuple[str, str], option: str) -> list[dt.date]:
    if any(text.startswith("-") for text in given):
        raise QuestionError(f"`{option}` takes two days here, as `{option} 2017-04-01 2018-12-31`")
    return [options.day(text, option) for text in given]


def show_reconsidered(said: dict[str, Any]) -> None:
    """Print the document of `kg compare` for two states of the record."""
    before, after = said["before"], said["after"]
    out.say(f"{before['status']} → {after['status']}: {said['sentence']}")
    for change in said["changed"]:
        out.say()
        out.say(f"  {change['sentence']}")
        _show_others(change["others"])
    if said["learned"]:
        out.say()
    for fact in said["learned"]:
        since = f"{fact['since'] or 'day not known'}{' (assumed)' if fact['assumed'] else ''}"
        out.say(f"  {'corrected' if fact['corrected'] else 'learned'}  {since}  {fact['label']}")
    close({**said, "flags": after["flags"]})


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
