"""Random records: an accepted statement answers as the same fact would, once it is known."""

import copy
import datetime as dt
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records import ACTS, INTERVALS, RECORDED, answers, days, last_day, records, some_day, stored

from kg.records.basis import Basis

MANY = settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
ON_A_POLICY = ("preliminary-injunction", "permanent-injunction", "apa-705-stay")


def sayable(record):
    """What can be said of a record that it does not say: of what, under which word, what."""
    found = [
        ("case/k", "plaintiffs", "us/bb"),
        ("case/l", "plaintiffs", "us/aa"),
        ("case/k", "defendants", "us/office"),
        ("us/aa", "memberOf", "class/league"),
        ("class/old", "subClassOf", "class/league"),
        ("us/bb/land", "within", "us/aa/territory"),
        ("policy/p", "partsComplete", True),
        ("docket/l", "number", "17"),
        *(("policy/p/a", "addressees", who) for who in ("us/aa", "us/bb")),
    ]
    for name, thing in record.items():
        if thing["type"] in INTERVALS and "until" not in thing:
            found.append((name, "until", "2018-01-20"))
        for word, effect in thing.get("effects", {}).items():
            own = f"{name}#{word}"
            if effect["does"] in ON_A_POLICY:
                found += [(own, "to", to) for to in ("policy/p", "policy/q")]
            if "until" not in effect:
                found.append((own, "until", "2018-01-21"))
            if "lastsWhile" not in effect and thing["type"] in ACTS:
                found.append((own, "lastsWhile", "policy/q"))
    return found


def statements(record, seed, judged=True):
    """Some statements, each as a thing of the record."""
    chance = Random(seed)
    said = {}
    for number, (about, word, value) in enumerate(chance.sample(sayable(record), 3)):
        said[f"statement/{number}"] = {
            "type": "Statement",
            "about": about,
            "says": word,
            "object": value,
            "source": f"source/{chance.randint(0, 4)}",
            "quote": "so",
            "file": chance.choice(("one", "two")),
            **({"judgement": "accepted"} if judged else {}),
            **({"recorded": some_day(chance)} if chance.random() < 0.5 else {}),
        }
    return said


def _finer(values):
    """True where the record says the same more precisely: of a part, of one inside."""
    return bool({"policy/p/a", "us/aa/town"} & {*values})


def as_facts(record, said):
    """The record with what is said written into it."""
    held = copy.deepcopy(record)
    for each in said.values():
        name, _, part = each["about"].partition("#")
        if name not in held:
            continue
        thing = held[name]["effects"][part] if part else held[name]
        word, value = each["says"], each["object"]
        if value == {"to": "policy/p", "plaintiffs": "us/aa"}.get(word) and _finer(thing[word]):
            continue
        if isinstance(thing.get(word), list):
            thing[word] = sorted({*thing[word], value})
        elif word in ("plaintiffs", "defendants", "memberOf", "subClassOf", "addressees"):
            thing[word] = sorted({*([thing[word]] if word in thing else []), value})
        elif word not in ("number", "within"):  # names add nothing, nor does what nobody knows
            thing.setdefault(word, value)
    return held


seeds = st.integers(0, 2**32)


@MANY
@given(record=records, seed=seeds)
def test_what_is_accepted_answers_as_the_fact(record, seed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("facts")
    said = statements(record, seed)
    whole = stored({**record, **said}, folder / "said")
    assert list(answers(whole)) == list(answers(stored(as_facts(record, said), folder / "facts")))


@MANY
@given(record=records, seed=seeds)
def test_what_is_not_accepted_answers_as_nothing(record, seed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("nothing")
    said = statements(record, seed, judged=False)
    whole = stored({**record, **said}, folder / "said")
    assert list(answers(whole)) == list(answers(stored(record, folder / "record")))


def written(thing):
    return last_day(thing.get("recorded") or RECORDED[thing["file"]])


@MANY
@given(record=records, seed=seeds, by=days)
def test_it_counts_once_its_source_is_public(record, seed, by, tmp_path_factory):
    folder = tmp_path_factory.mktemp("known")
    said = statements(record, seed)
    then = {}
    for name, each in said.items():
        published = record[each["source"]].get("published")
        if (last_day(published) if published else written(each)) <= by:
            then[name] = each
    whole = stored({**record, **said}, folder / "whole")
    rest = stored({**record, **then}, folder / "then")
    basis = Basis(known_on=by)
    assert list(answers(whole, basis)) == list(answers(rest, basis))


@MANY
@given(record=records, seed=seeds, by=days)
def test_the_judgement_of_the_day_counts(record, seed, by, tmp_path_factory):
    chance, folder = Random(seed), tmp_path_factory.mktemp("recorded")
    said = statements(record, seed, judged=False)
    judging, then = {}, {}
    for name, each in said.items():
        made = chance.sample(range(-2, 26), 3)
        for day in made:
            recorded = dt.date(2018, 1, 1) + dt.timedelta(days=day)
            judging[f"judgement/{name[-1]}/{day + 2}"] = {
                "type": "Judgement",
                "statement": name,
                "recorded": recorded.isoformat(),
                "judgement": chance.choice(("accepted", "rejected")),
                "file": "one",
            }
        own = [j for j in judging.values() if j["statement"] == name and written(j) <= by]
        last = max(own, key=written, default={"judgement": "unreviewed"})
        if written(each) <= by:
            then[name] = {**each, "judgement": last["judgement"]}
    whole = stored({**record, **said, **judging}, folder / "whole")
    rest = stored({**record, **then}, folder / "then")
    assert list(answers(whole, Basis(recorded_by=by))) == list(answers(rest, Basis(recorded_by=by)))


@MANY
@given(record=records, seed=seeds, number=st.integers(0, 2))
def test_what_is_left_out_was_never_said(record, seed, number, tmp_path_factory):
    folder = tmp_path_factory.mktemp("left")
    said = statements(record, seed)
    whole = stored({**record, **said}, folder / "whole")
    gone = said[f"statement/{number}"]
    others = {name: each for name, each in said.items() if each is not gone}
    rest = stored({**record, **others}, folder / "others")
    left = answers(whole, Basis(without=(f"statement/{number}",)))
    assert list(left) == list(answers(rest))
    basis = Basis(without_sources=(gone["source"],))
    kept = {name: each for name, each in said.items() if each["source"] != gone["source"]}
    rest = stored({**record, **kept}, folder / "kept")
    assert list(answers(whole, basis)) == list(answers(rest, basis))
