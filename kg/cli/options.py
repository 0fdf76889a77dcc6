"""The options that commands share, each explained once."""

from __future__ import annotations

import datetime as dt
import os
from typing import Annotated

import typer

from kg.errors import BadDate, QuestionError
from kg.values.day import Day

Policy = Annotated[
    str,
    typer.Argument(help="A policy by any of its names.", metavar="POLICY"),
]
Anything = Annotated[
    str,
    typer.Argument(
        help="A policy by any of its names; or an effect, an action, an award.", metavar="NAME"
    ),
]
For = Annotated[
    str | None,
    typer.Option("--for", help="The body or class asked about; none: everyone.", metavar="SUBJECT"),
]
In = Annotated[str | None, typer.Option("--in", help="The place asked about.", metavar="PLACE")]
By = Annotated[
    str | None,
    typer.Option("--by", help="Who would enforce it; none: anyone bound.", metavar="ENFORCER"),
]
On = Annotated[
    str,
    typer.Option(
        "--on",
        help="The day asked about: 2018-01-24 or today; or the hour: 2018-01-24T14:30-05:00.",
        metavar="DATE",
    ),
]
Reading = Annotated[
    str,
    typer.Option(
        "--reading",
        help="When relief began: strict, with judgment or mandate; or opinion, which announced it.",
        metavar="strict|opinion",
    ),
]
KnownOn = Annotated[
    str | None,
    typer.Option(
        "--known-on", help="Answer from what was public at the end of this day.", metavar="DATE"
    ),
]
RecordedBy = Annotated[
    str | None,
    typer.Option(
        "--recorded-by",
        help="Answer from what had been written down by the end of this day.",
        metavar="DATE",
    ),
]
Suppose = Annotated[
    list[str] | None,
    typer.Option(
        "--suppose", help="What if these facts were on record too; none is written.", metavar="FILE"
    ),
]
Without = Annotated[
    list[str] | None,
    typer.Option(
        "--without",
        help="What if this order, effect, suit, instrument or statement had never been.",
        metavar="THING",
    ),
]
WithoutSource = Annotated[
    list[str] | None,
    typer.Option(
        "--without-source", help="Leave out what rests on this source alone.", metavar="SOURCE"
    ),
]
NotWord = Annotated[
    str | None,
    typer.Option("--not", help="Why the status is not this word, as enjoined.", metavar="WORD"),
]
Free = Annotated[
    bool,
    typer.Option(
        "--free",
        help="The smallest sets of orders without which, as if never made, the policy would be "
        "enforceable; without --for: for one whom no order names.",
    ),
]
Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        help="The store: a folder (default: nearest .kg/), or the address of a SPARQL server.",
        metavar="DIR|URL",
    ),
]
Data = Annotated[
    list[str] | None,
    typer.Option("--data", help="Facts to read into memory for this call.", metavar="FILE"),
]
Json = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Answer as CSV.")]


def day(text: str, option: str = "--on") -> dt.date:
    """The day that an option names.

    Raises BadDate for anything but an ISO day or `today`.
    """
    known = _known(text)
    if known is None or known.time:
        raise BadDate(f"{option}: {text!r} is not a day; write it as 2018-01-24, or `today`")
    return known.first


def day_if_given(text: str | None, option: str) -> dt.date | None:
    """The day that an option names; None where it was not given.

    Raises BadDate as `day` does.
    """
    return None if text is None else day(text, option)


def moment(text: str) -> dt.date:
    """The day that `--on` names, or the instant: a date and time with its zone.

    Raises BadDate for anything but these or `today`.
    """
    known = _known(text)
    if known is None:
        raise BadDate(
            f"{text!r} is neither a day nor an hour; write 2018-01-24, `today`, "
            "or with its zone 2018-01-24T14:30-05:00"
        )
    return known.time or known.first


def _known(text: str) -> Day | None:
    """The one day or instant that the text names; None where it names none."""
    if text.strip().casefold() == "today":
        return Day.on(dt.date.today())
    try:
        known = Day.parse(text.strip())
    except ValueError:
        return None
    return known if known.exact else None


def as_json(flag: bool) -> bool:
    """True when `--json` or KG_FORMAT asks for JSON.

    Raises QuestionError for a format that KG_FORMAT cannot name.
    """
    named = os.environ.get("KG_FORMAT", "").strip().casefold()
    if named not in ("", "text", "json"):
        raise QuestionError(f"KG_FORMAT is {named!r}; it can be `json` or `text`")
    return flag or named == "json"


def as_csv(csv: bool, json: bool) -> bool:
    """True when `--csv` asks for CSV.

    Raises QuestionError where JSON is asked for too.
    """
    if csv and json:
        raise QuestionError("`--csv` and `--json` are two answers; ask for one of them")
    return csv
