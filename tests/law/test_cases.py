"""Each case file of the law: the right ones answer as they say, the wrong ones are refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from casefile import Expectation, goal, read

from kg.law.cycles import CycleError
from kg.law.finding import find
from kg.law.refuse import refuse
from kg.records.answers import Finding, Verdict

CASES: Final = Path(__file__).parent / "cases"
RIGHT: Final = sorted((CASES / "right").glob("*.yaml"))
WRONG: Final = sorted((CASES / "wrong").glob("*.yaml"))


def said_by(finding: Finding) -> dict[str, object]:
    """A finding in the words that case files expect."""
    return {
        "status": str(finding.status),
        "force": str(finding.force),
        "enforceability": finding.enforceability,
        "because": sorted(finding.because),
        "not_operative": {reason.effect: reason.reason for reason in finding.trace},
        "idle": sorted(r.effect for r in finding.trace if r.verdict is Verdict.IDLE),
        "flags": sorted(finding.flags),
        "practice": bool(finding.practice),
        "parts": {part.policy: str(part.status) for part in finding.parts},
        "exceptions": {each.subject: str(each.standing.status) for each in finding.exceptions},
        "branches": sorted({str(branch.status) for branch in finding.branches}),
    }


def differences(expected: Expectation, finding: Finding) -> Iterator[str]:
    """Each key on which the finding does not say what is expected."""
    found = said_by(finding)
    found["not_operative"] = {
        effect: reason
        for effect, reason in dict(found["not_operative"]).items()  # type: ignore[call-overload]
        if effect in expected.says.get("not_operative", {})
    }
    for key, wanted in expected.says.items():
        if key in found:
            sorted_ = sorted(wanted) if isinstance(wanted, list) else wanted
            if found[key] != sorted_:
                yield f"{expected.question}\n    {key}: {found[key]}, but expected {sorted_}"


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_right(path: Path) -> None:
    case = read(path)
    refuse(case.world)
    asked = [(one, find(case.world, one.question)) for one in case.expect]
    wrong = [line for one, finding in asked for line in differences(one, finding)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_wrong(path: Path) -> None:
    words, members = goal(path)
    with pytest.raises(ValueError) as refusal:
        refuse(read(path).world)
    if words == "cycle":
        assert isinstance(refusal.value, CycleError)
        assert set(refusal.value.members) == set(members)
    else:
        assert words in str(refusal.value)
