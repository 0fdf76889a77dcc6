"""Answers about a policy as text."""

from __future__ import annotations

from typing import Any

from kg.cli import out


def show_turns(said: dict[str, Any]) -> None:
    """Print the document of `kg timeline`."""
    if "rests_on" in said:
        out.say(f"{said['policy']['label']}, {said['rests_on']}:")
    out.say(f"{'from':<10}  {'until':<10}  {'status':<17}  because of")
    for turn in said["turns"]:
        start, until = turn["from"] or "", turn["until"] or ""
        because = "; ".join(headline(effect) for effect in turn["because"])
        out.say(f"{start:<10}  {until:<10}  {turn['status']:<17}  {because}".rstrip())
    close({**said, "flags": []})


def show_status(said: dict[str, Any]) -> None:
    """Print the document of `kg status`."""
    out.status_line(said["status"], said["sentence"])
    show_reasons(said)
    close(said)


def show_why(said: dict[str, Any]) -> None:
    """Print the document of `kg why`: a chain that a lawyer can check."""
    out.status_line(said["status"], said["sentence"])
    if said.get("traced_for"):
        out.say(f"Traced for {said['traced_for']['label']}:")
    show_steps(said["trace"])
    close(said)


def show_steps(steps: list[dict[str, Any]]) -> None:
    """Print decisions about effects, each with what it rests on."""
    for number, step in enumerate(steps, 1):
        out.say()
        out.say(f"{number:>3}. {headline(step)}")
        out.say(f"     {_verdict(step)}")
        out.say(f"     acts on {step['acts_on']}; {scope_of(step)}")
        show_support(step)


def show_blocks(said: dict[str, Any]) -> None:
    """Print the document of `kg blocks`."""
    out.status_line(said["status"], said["sentence"])
    if not said["bars"]:
        out.say(f"No order blocked it on {said['on']}.")
    for bar in said["bars"]:
        _show_bar(bar)
    last = said["last_blocked"]
    if last and not said["bars"]:
        out.say(f"It was last blocked on {last['on']}, by:")
        for bar in last["bars"]:
            _show_bar(bar)
    close(said)


def _show_bar(bar: dict[str, Any]) -> None:
    out.say()
    out.say(f"  ⊘ {headline(bar)}")
    doubt = "" if bar["certain"] else " (hangs on what is not known)"
    out.say(f"     blocks {bar['on']['label']}; holds for {bar['holds_for']}{doubt}")
    show_support(bar)


def _verdict(step: dict[str, Any]) -> str:
    """The decision on an effect; its reason alone where that begins with the same word."""
    if step["reason"].startswith(step["verdict"]):
        return str(step["reason"])
    return f"{step['verdict']}: {step['reason']}"


def scope_of(effect: dict[str, Any]) -> str:
    """Whom an effect reaches by its own words."""
    shaping = effect["scope"].startswith(("leaves ", "adds ", "wherever "))
    return str(effect["scope"]) if shaping else f"by its own words for {effect['scope']}"


def headline(effect: dict[str, Any]) -> str:
    """An effect in one line: what it is, of which court and case, of which day."""
    case = f", {effect['case']}" if effect["case"] else f", {effect['label']}"
    court = f", {effect['court']}" if effect["court"] else ""
    start = f" (from {effect['from']})" if effect["from"] not in (None, effect["decided"]) else ""
    return f"{effect['kind']}{court}{case}, {effect['decided'] or 'day not known'}{start}"


def show_support(effect: dict[str, Any]) -> None:
    """Print what an effect rests on: citations, sources, confidence; in a trace quotes too."""
    if effect["cites"]:
        out.say(f"     {'; '.join(effect['cites'])}")
    for source in effect["evidence"]:
        out.say(
            f"     source: {source['label']}" + (f" <{source['url']}>" if source["url"] else "")
        )
        for quote in source["quotes"] if "quotes" in effect else ():
            out.say(f"       “{quote}”")
    if effect["confidence"] not in (None, "high"):
        out.say(f"     confidence: {effect['confidence']}")
    _show_accepted(effect, "     ")


def _show_accepted(said: dict[str, Any], indent: str) -> None:
    """Print what is taken from accepted statements, each with its source and its words."""
    for told in said.get("accepted", ()):
        quote = f": “{told['quote']}”" if told["quote"] else ""
        what = f"{told['says']} {told['called']}, of {told['about']['label']}"
        out.say(f"{indent}{what}, is taken from a statement of {told['source']['label']}{quote}")
        out.say(f"{indent}  {told['statement']}")


def _reach(effect: dict[str, Any]) -> str:
    return f"holds for {effect['holds_for']}" if "holds_for" in effect else scope_of(effect)


def show_reasons(said: dict[str, Any]) -> None:
    """Print what the status of a policy rests on, and for whom it is otherwise."""
    for effect in said["because"]:
        out.say()
        out.say(f"  because  {headline(effect)}; {_reach(effect)}")
        show_support(effect)
    for effect in said["not_operative"]:
        out.say(f"  not operative  {effect['label']} ({effect['kind']}): {effect['why']}")
    for part in said["parts"]:
        out.say(f"  part  {part['policy']['label']}: {part['status']}")
    show_branches(said["branches"], "  ")
    for exception in said["exceptions"]:
        out.say(f"  except  {exception['for']['label']}: {exception['status']}")
    for statement in (said["practice"] or {"statements": ()})["statements"]:
        _show_practice(statement)


def show_branches(branches: list[dict[str, Any]], indent: str) -> None:
    """Print each word that the record allows, with the days that it supposes."""
    for branch in branches:
        out.say(f"{indent}{branch['status']}  if {'; '.join(branch['in_words'])}")


def _show_practice(said: dict[str, Any]) -> None:
    """What the issuer does not enforce, where that is not the whole; for whom and since when."""
    parts = ", ".join(part["label"] for part in said["parts"])
    of_parts = f"on {parts}; " if parts else ""
    out.say(f"  stated practice  {of_parts}for {said['scope']}, since {said['from']}")


def close(said: dict[str, Any]) -> None:
    """Print the flags, and how far the facts go."""
    flags = f"flags: {'; '.join(said['flags'])}. " if said["flags"] else ""
    through = said["checked_through"]
    known = (
        f"Facts known through {through}." if through else "No one has said how far the facts go."
    )
    if said.get("accepted"):
        out.say()
    _show_accepted(said, "  ")
    out.say()
    out.say(f"{flags}{known}")
    if said["note"]:
        out.note(said["note"])
