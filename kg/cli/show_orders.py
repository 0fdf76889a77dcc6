"""What became of effects, actions and awards as text."""

from __future__ import annotations

from typing import Any

from kg.cli import out
from kg.cli.show import (
    close,
    headline,
    scope_of,
    show_branches,
    show_reasons,
    show_support,
)

_SEVERAL = 2


def show_any_status(said: dict[str, Any]) -> None:
    """Print the document of `kg status`, whatever it was asked of."""
    out.status_line(said["status"], said["sentence"])
    if "policy" in said:
        show_reasons(said)
    elif "effect" in said:
        _show_effect(said)
    elif "action" in said:
        _show_action(said)
    else:
        _show_award(said)
    close(said)


def _show_effect(said: dict[str, Any]) -> None:
    effect = said["effect"]
    out.say()
    out.say(f"  {headline(effect)}; {_reach(effect)}")
    out.say(f"     acts on {said['acts_on']}")
    show_support(effect)
    _show_for_whom(said, "  ")
    _show_causes(said)


def _reach(effect: dict[str, Any]) -> str:
    """Whom a bar was made for; what reshaped it since is told beside it."""
    return f"made for {effect['scope']}" if effect["does"] == "bar" else scope_of(effect)


def _groups(said: dict[str, Any]) -> dict[tuple[str, str], list[str]]:
    """Who have which word, and why."""
    groups: dict[tuple[str, str], list[str]] = {}
    for each in said["for_whom"]:
        who = each["for"]["label"] if each["for"] else "everyone whom no order names"
        groups.setdefault((each["status"], each["why"]), []).append(who)
    return groups


def _show_for_whom(said: dict[str, Any], indent: str) -> None:
    """For whom the effect has which word, where it has more than one."""
    groups = _groups(said)
    for (word, why), names in groups.items() if len(groups) >= _SEVERAL else ():
        reason = why.removeprefix(word).lstrip(", ")
        out.say(f"{indent}{word}  for {', '.join(names)}{f': {reason}' if reason else ''}")


def _show_causes(said: dict[str, Any]) -> None:
    for effect in said["because"]:
        out.say()
        out.say(f"  because  {headline(effect)}")
        show_support(effect)
    show_branches(said["branches"], "  ")


def _show_action(said: dict[str, Any]) -> None:
    for policy in said["enacts"]:
        out.say(f"  enacted  {policy['label']}")
    for effect in said["effects"]:
        out.say()
        out.say(f"  {effect['status']}  {effect['kind']} ({effect['id']})")
        out.say(f"     acts on {effect['acts_on']}; {_reach(effect)}")
        if effect["why"] != effect["status"] and len(_groups(effect)) < _SEVERAL:
            out.say(f"     {effect['why']}")
        _show_for_whom(effect, "     ")
    show_branches(said["branches"], "  ")
    if said["effects"]:
        out.say()
        show_support(said["effects"][0])


def _show_award(said: dict[str, Any]) -> None:
    award = said["award"]
    grant = f" under {award['grant']['label']}" if award["grant"] else ""
    made = award["awarded"] or "a day not known"
    money = f", {award['amount']} USD" if award["amount"] else ""
    out.say(f"  awarded {made}{grant}{money}")
    show_branches(said["branches"], "  ")
    for condition in said["conditions"]:
        out.say()
        out.say(f"  {condition['status']}  {condition['policy']['label']}")
        show_branches(condition["branches"], "     ")
        for effect in condition["because"]:
            out.say(f"     because  {headline(effect)}")
            show_support(effect)
