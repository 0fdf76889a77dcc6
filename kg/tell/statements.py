"""What sources say and what the record makes of it, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.records.evidence import Agreement, Conflict, Held, SourceKind, Statement
from kg.tell.words import listed

_SHOWN = 6


def what_is_said(statement: Statement, names: Mapping[str, str], property_: str) -> str:
    """What a statement comes to, as “the order, status: enjoined”."""
    about = names[statement.about]
    denial = "not " if statement.denies else ""
    since = f", because it was a {names[statement.reason]}" if statement.reason else ""
    whom = f" for {names[statement.whom]}" if statement.whom else ""
    said = (
        _counted(statement, names) if statement.count is not None else names[statement.value or ""]
    )
    return f"{about}, {property_}: {denial}{said}{whom}{since}"


def _counted(statement: Statement, names: Mapping[str, str]) -> str:
    exempt = [names[each] for each in statement.exempt]
    return f"{statement.count}" + (f" besides {listed(exempt)}" if exempt else "")


def what_is_recorded(held: Held, values: Sequence[str], names: Mapping[str, str]) -> str:
    """What the record makes of a statement, in one sentence."""
    return _TOLD[held.agreement](held, values, names)


def _confirmed(held: Held, values: Sequence[str], _: Mapping[str, str]) -> str:
    if held.statement.count is not None:
        return f"The record lists as many: {_some(values)}."
    return f"The record has {_some(values)}." if values else "The record has nothing else."


def _contradicted(held: Held, values: Sequence[str], names: Mapping[str, str]) -> str:
    if held.lacks_reason:
        return "The record knows of no such reason."
    if held.alike:
        alike = [names[each] for each in held.alike]
        return f"The same reason holds for {_some(alike)}, of whom it is not so."
    if held.statement.count is not None:
        return f"The record lists {len(values)}: {_some(values)}."
    whole = ", and not the whole" if held.only_parts else ""
    return f"The record has {_some(values)}{whole}." if values else "The record has none."


def _silent(held: Held, values: Sequence[str], _: Mapping[str, str]) -> str:
    more = f"; it has {_some(values)}" if values and held.statement.count is None else ""
    return f"The record does not tell{more}."


def _not_comparable(_: Held, __: Sequence[str], ___: Mapping[str, str]) -> str:
    return "No rule holds such words against the record."


_TOLD = {
    Agreement.CONFIRMED: _confirmed,
    Agreement.CONTRADICTED: _contradicted,
    Agreement.SILENT: _silent,
    Agreement.NOT_COMPARABLE: _not_comparable,
}


def _some(labels: Sequence[str]) -> str:
    labels = list(dict.fromkeys(labels))
    more = [f"{len(labels) - _SHOWN} more"] if len(labels) > _SHOWN else []
    return listed([*labels[:_SHOWN], *more])


def how_settled(mine: SourceKind | None, record: SourceKind | None, judgement: str) -> str:
    """Which side prevails where the record contradicts a statement, by the ranks of sources."""
    if judgement == "accepted":
        return "Open: it was judged accepted, though the record says otherwise."
    if mine is None or record is None:
        return "The record prevails; no rank tells whether it rests on the weightier source."
    if record.rank < mine.rank:
        return (
            f"The record prevails: of the kinds of sources, {record.label} outweighs {mine.label}."
        )
    if record.rank == mine.rank:
        return f"Open: the record rests on a source that weighs no more ({record.label})."
    return f"Open: the record rests on a source that weighs less ({record.label})."


def settled_sentence(conflict: Conflict, names: Mapping[str, str]) -> str:
    """What settled a conflict that somebody wrote down."""
    if not conflict.id:
        return "Found by rule; nobody has settled it."
    if not conflict.settled_by:
        return "Not settled."
    return f"Settled by {listed([names[each] for each in conflict.settled_by])}."


def tally(held: Sequence[Held], conflicts: int) -> str:
    """How many statements there are, and what the record makes of them."""
    counts = {each: sum(one.agreement is each for one in held) for each in Agreement}
    words = {
        Agreement.CONTRADICTED: "contradicted by the record",
        Agreement.CONFIRMED: "confirmed",
        Agreement.SILENT: "of which the record does not tell",
        Agreement.NOT_COMPARABLE: "not comparable",
    }
    parts = [f"{counts[each]} {word}" for each, word in words.items() if counts[each]]
    number = len(held)
    said = f"{number or 'No'} statement{'' if number == 1 else 's'}"
    said += f": {', '.join(parts)}" if parts else ""
    places = f"{conflicts} place{'' if conflicts == 1 else 's'}"
    return f"{said}. Sources disagree in {places}."
