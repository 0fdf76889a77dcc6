"""Statements held against the record, and against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from kg.records.evidence import (
    Agreement,
    Conflict,
    Held,
    Recorded,
    Register,
    Sort,
    Statement,
)
from kg.values.day import Day


def held(statement: Statement, register: Register) -> Held:
    """What the record makes of a statement."""
    asserted = _asserted(statement, register)
    if not statement.denies:
        return asserted
    return _denied(statement, register, asserted)


def _asserted(statement: Statement, register: Register) -> Held:
    if register.sort is Sort.PROSE:
        return Held(statement, Agreement.NOT_COMPARABLE)
    if statement.count is not None:
        return _counted(statement, register)
    found = [(_likeness(statement.value or "", each, register), each) for each in register.values]
    for wanted in (Agreement.CONFIRMED, Agreement.SILENT):
        if fitting := tuple(each for likeness, each in found if likeness is wanted):
            return Held(statement, wanted, fitting)
    if not found or not register.closed:
        return Held(statement, Agreement.SILENT, register.values)
    parts = register.of_parts and any(statement.value in each.under for each in register.values)
    return Held(statement, Agreement.CONTRADICTED, register.values, only_parts=parts)


def _counted(statement: Statement, register: Register) -> Held:
    """Only of what is listed exhaustively can it be told that there are not so many."""
    counted = tuple(each for each in register.values if each.value not in statement.exempt)
    if not register.values or not register.closed:
        return Held(statement, Agreement.SILENT)
    fits = len({each.value for each in counted}) == statement.count
    return Held(statement, Agreement.CONFIRMED if fits else Agreement.CONTRADICTED, counted)


def _denied(statement: Statement, register: Register, asserted: Held) -> Held:
    """A denial is right where the assertion is wrong, and its reason tells apart."""
    agreement = asserted.agreement.reversed
    if agreement is not Agreement.CONFIRMED or not statement.reason:
        return Held(statement, agreement, asserted.recorded)
    if register.has_reason and not register.alike:
        return Held(statement, agreement, asserted.recorded)
    lacks = not register.has_reason
    wrong = Agreement.CONTRADICTED
    return Held(statement, wrong, asserted.recorded, lacks_reason=lacks, alike=register.alike)


def _likeness(said: str, recorded: Recorded, register: Register) -> Agreement:
    """Whether one recorded value bears out what is said, leaves it open, or is another."""
    if register.sort is Sort.DAY:
        return _of_days(Day.parse(said), Day.parse(recorded.value))
    if said == recorded.value:
        return Agreement.CONFIRMED
    if register.sort is Sort.EXACT:
        return Agreement.CONTRADICTED
    if register.of_parts:
        borne_out = recorded.value in register.under or register.whole_hit
        return Agreement.CONFIRMED if borne_out else Agreement.CONTRADICTED
    if said in recorded.under:
        return Agreement.CONFIRMED
    less_exact = recorded.value in register.under
    return Agreement.SILENT if less_exact else Agreement.CONTRADICTED


def _of_days(said: Day, recorded: Day) -> Agreement:
    """A month bears out no day in it; a day bears out its month."""
    if said.first <= recorded.first and recorded.last <= said.last:
        return Agreement.CONFIRMED
    apart = said.last < recorded.first or recorded.last < said.first
    return Agreement.CONTRADICTED if apart else Agreement.SILENT


def disagreements(
    statements: Iterable[Statement], register: Callable[[Statement], Register]
) -> Iterator[Conflict]:
    """The statements that cannot both be right, two by two.

    They speak of one property of one thing, for the same day where it changes with time, and
    differ where there can be one value only, or one denies what the other asserts.
    """
    groups: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for each in statements:
        groups[each.about, each.says, each.whom].append(each)
    for group in groups.values():
        for one, other in combinations(group, 2):
            if _at_odds(one, other, register):
                yield Conflict((one.id, other.id))


def _at_odds(one: Statement, other: Statement, register: Callable[[Statement], Register]) -> bool:
    if one.source == other.source and one.speakers == other.speakers:
        return False
    if one.denies and other.denies:
        return False
    known = register(one)
    if known.sort is Sort.PROSE or (one.count is None) != (other.count is None):
        return False
    if one.denies or other.denies:
        denial, assertion = (one, other) if one.denies else (other, one)
        return one.value == other.value and _for_one_day(denial, assertion, known)
    if one.count is not None:
        return one.count != other.count and one.exempt == other.exempt
    return known.single and _differ(one, other, known, register(other))


def _differ(one: Statement, other: Statement, mine: Register, theirs: Register) -> bool:
    if mine.sort is Sort.DAY:
        days = Day.parse(one.value or ""), Day.parse(other.value or "")
        return _of_days(*days) is Agreement.CONTRADICTED
    alike = one.value in theirs.under or other.value in mine.under
    return one.value != other.value and not alike and not (mine.changing and _apart(one, other))


def _apart(one: Statement, other: Statement) -> bool:
    """True where they do not surely speak of one day."""
    return one.as_of is None or other.as_of is None or one.as_of != other.as_of


def _for_one_day(denial: Statement, assertion: Statement, known: Register) -> bool:
    """True where what is denied is what was asserted, and has not become so since."""
    if known.growing and denial.as_of and assertion.as_of:
        return denial.as_of.first >= assertion.as_of.last
    return not (known.changing and _apart(denial, assertion))


def undeclared(found: Iterable[Conflict], declared: Sequence[Conflict]) -> list[Conflict]:
    """The conflicts that nobody has written down."""
    known = [set(each.statements) for each in declared]
    return [each for each in found if not any(set(each.statements) <= one for one in known)]
