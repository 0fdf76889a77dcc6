"""Commands about a policy: status, why, blocks, timeline."""

from __future__ import annotations

from typing import Any

from kg.cli import options, out
from kg.cli.open import opened


def _said(
    command: str,
    policy: str,
    asked: tuple[str | None, str | None, str | None],
    on: str,
    store: str | None,
    data: list[str] | None,
) -> dict[str, Any]:
    """The document of a command; `asked` is for whom, where and against whom."""
    from kg.visits.answer import answer
    from kg.visits.documents import DOCUMENTS

    day = options.day(on)
    facts = opened(store, data)
    return DOCUMENTS[command](answer(facts.reader, policy, day, *asked), facts.note)


def status(
    policy: options.Policy,
    subject: options.For = None,
    place: options.In = None,
    enforcer: options.By = None,
    on: options.On = "today",
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
) -> None:
    """Is it in force, for whom, because of what.

    Example: kg status "EO 13768 s.9(a)" --for Chicago --on 2018-03-01
    """
    said = _said("status", policy, (subject, place, enforcer), on, store, data)
    if options.as_json(json):
        out.document(said)
        return
    show_status(said)


def why(
    policy: options.Policy,
    subject: options.For = None,
    place: options.In = None,
    enforcer: options.By = None,
    on: options.On = "today",
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
) -> None:
    """Every effect that was weighed: operative or not, why, on what authority.

    Example: kg why "EO 13768 s.9(a)" --for Chicago --on 2018-12-01
    """
    said = _said("why", policy, (subject, place, enforcer), on, store, data)
    if options.as_json(json):
        out.document(said)
        return
    show_why(said)


def blocks(
    policy: options.Policy,
    subject: options.For = None,
    place: options.In = None,
    enforcer: options.By = None,
    on: options.On = "today",
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
    csv: options.Csv = False,
) -> None:
    """Which injunctions block it: the operative bars, with court, case, day, scope, citation.

    Example: kg blocks "EO 13768" --on 2018-01-24
    """
    as_table = options.as_csv(csv, json)
    said = _said("blocks", policy, (subject, place, enforcer), on, store, data)
    if options.as_json(json):
        out.document(said)
    elif as_table:
        header = ("on", "kind", "court", "case", "decided", "holds_for", "cites", "id")
        out.table(header, ([_flat(bar, key) for key in header] for bar in said["bars"]))
    else:
        show_blocks(said)


def timeline(
    policy: options.Policy,
    subject: options.For = None,
    place: options.In = None,
    enforcer: options.By = None,
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
    csv: options.Csv = False,
) -> None:
    """Show every turn of a policy's status, in order.

    Example: kg timeline "Byrne JAG notice condition" --for Chicago
    """
    as_table = options.as_csv(csv, json)
    said = _said("timeline", policy, (subject, place, enforcer), "today", store, data)
    if options.as_json(json):
        out.document(said)
    elif as_table:
        rows = ([turn[key] for key in ("from", "until", "status")] for turn in said["turns"])
        out.table(("from", "until", "status"), rows)
    else:
        _show_turns(said)


def _show_turns(said: dict[str, Any]) -> None:
    out.say(f"{'from':<10}  {'until':<10}  {'status':<17}  because of")
    for turn in said["turns"]:
        start, until = turn["from"] or "", turn["until"] or ""
        because = "; ".join(_headline(effect) for effect in turn["because"])
        out.say(f"{start:<10}  {until:<10}  {turn['status']:<17}  {because}".rstrip())
    _close({**said, "flags": []})


def _flat(bar: dict[str, Any], key: str) -> object:
    if key == "on":
        return bar["on"]["label"]
    return "; ".join(bar[key]) if key == "cites" else bar[key]


def show_status(said: dict[str, Any]) -> None:
    """Print the document of `kg status`."""
    out.status_line(said["status"], said["sentence"])
    _show_reasons(said)
    _close(said)


def show_why(said: dict[str, Any]) -> None:
    """Print the document of `kg why`: a chain that a lawyer can check."""
    out.status_line(said["status"], said["sentence"])
    for number, step in enumerate(said["trace"], 1):
        out.say()
        out.say(f"{number:>3}. {_headline(step)}")
        out.say(f"     {_verdict(step)}")
        out.say(f"     acts on {step['acts_on']}; {_scope(step)}")
        _show_support(step)
    _close(said)


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
    _close(said)


def _show_bar(bar: dict[str, Any]) -> None:
    out.say()
    out.say(f"  ⊘ {_headline(bar)}")
    doubt = "" if bar["certain"] else " (depends on a day that is not known)"
    out.say(f"     blocks {bar['on']['label']}; holds for {bar['holds_for']}{doubt}")
    _show_support(bar)


def _verdict(step: dict[str, Any]) -> str:
    """The decision on an effect; its reason alone where that begins with the same word."""
    if step["reason"].startswith(step["verdict"]):
        return str(step["reason"])
    return f"{step['verdict']}: {step['reason']}"


def _scope(effect: dict[str, Any]) -> str:
    shaping = effect["scope"].startswith(("leaves ", "adds ", "wherever "))
    return str(effect["scope"]) if shaping else f"by its own words for {effect['scope']}"


def _headline(effect: dict[str, Any]) -> str:
    case = f", {effect['case']}" if effect["case"] else f", {effect['label']}"
    court = f", {effect['court']}" if effect["court"] else ""
    start = f" (from {effect['from']})" if effect["from"] not in (None, effect["decided"]) else ""
    return f"{effect['kind']}{court}{case}, {effect['decided'] or 'day not known'}{start}"


def _show_support(effect: dict[str, Any]) -> None:
    if effect["cites"]:
        out.say(f"     {'; '.join(effect['cites'])}")
    for quote in effect.get("quotes", ()):
        out.say(f"     “{quote}”")
    for source in effect["evidence"]:
        out.say(
            f"     source: {source['label']}" + (f" <{source['url']}>" if source["url"] else "")
        )
    if effect["confidence"] not in (None, "high"):
        out.say(f"     confidence: {effect['confidence']}")


def _reach(effect: dict[str, Any]) -> str:
    return f"holds for {effect['holds_for']}" if "holds_for" in effect else _scope(effect)


def _show_reasons(said: dict[str, Any]) -> None:
    for effect in said["because"]:
        out.say()
        out.say(f"  because  {_headline(effect)}; {_reach(effect)}")
        _show_support(effect)
    for effect in said["not_operative"]:
        out.say(f"  not operative  {effect['label']} ({effect['kind']}): {effect['why']}")
    for part in said["parts"]:
        out.say(f"  part  {part['policy']['label']}: {part['status']}")
    for branch in said["branches"]:
        out.say(f"  {branch['status']}  if {'; '.join(branch['supposing'])}")
    for exception in said["exceptions"]:
        out.say(f"  except  {exception['for']['label']}: {exception['status']}")
    if said["practice"]:
        out.say(
            f"  stated practice  for {said['practice']['scope']}, since {said['practice']['since']}"
        )


def _close(said: dict[str, Any]) -> None:
    flags = f"flags: {'; '.join(said['flags'])}. " if said["flags"] else ""
    through = said["checked_through"]
    known = (
        f"Facts known through {through}." if through else "No one has said how far the facts go."
    )
    out.say()
    out.say(f"{flags}{known}")
    if said["note"]:
        out.note(said["note"])
