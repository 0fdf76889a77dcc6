"""Commands about facts files: load, check."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options, out
from kg.cli.patience import patience
from kg.errors import DataError, QuestionError, StoreMissing

if TYPE_CHECKING:
    from kg.errors import Problem
    from kg.rdf.load import LoadReport
    from kg.rdf.store import Quads
    from kg.rdf.stores import Place
    from kg.visits.against import Compared

Paths = Annotated[
    list[Path],
    typer.Argument(help="Facts files, or folders of them.", metavar="PATH...", readable=False),
]


def load(
    paths: Annotated[
        list[str],
        typer.Argument(help="Facts files, or folders of them.", metavar="PATH..."),
    ],
    store: options.Store = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put these files in the place of what was loaded.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check, and write nothing.")] = False,
    trusted: Annotated[
        bool, typer.Option("--trusted", help="Skip the checks of files checked before.")
    ] = False,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take out what these files put in; SET/FILE each.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Load facts into the store: all of them, or nothing."""
    from kg.rdf import stores
    from kg.visits import load as loading

    place = stores.locate(store)
    if remove:
        _removing(place, replace, trusted)
    with stores.write(place) as writer, patience():
        if remove:
            report = loading.remove(paths, writer, dry_run=dry_run)
        else:
            report = loading.load(
                [Path(each) for each in paths],
                writer,
                replace=replace,
                dry_run=dry_run,
                trusted=trusted,
            )
    if options.as_json(json):
        out.document(_counts(report, writer.where, dry_run))
    else:
        out.say(_sentence(report, writer.where, dry_run, remove))


def _removing(place: Place, replace: bool, trusted: bool) -> None:
    """Refuse to take out with options of putting in, and from a store that is not there."""
    from kg.rdf import stores

    if replace or trusted:
        other = "--replace" if replace else "--trusted"
        raise QuestionError(f"`--remove` takes out and `{other}` puts in; ask for one of them")
    if not stores.exists(place):
        raise StoreMissing(f"there is no store at {place}; nothing can be taken out of it")


def _counts(report: LoadReport, where: str, dry_run: bool) -> dict[str, object]:
    return {
        "files": len(report.files),
        "things": report.things,
        "triples": report.triples,
        "changed": list(report.changed),
        "store": where,
        "dry_run": dry_run,
    }


def _sentence(report: LoadReport, where: str, dry_run: bool, removing: bool) -> str:
    verb, way = ("remove", "from") if removing else ("load", "into")
    done = f"would {verb}" if dry_run else f"{verb.removesuffix('e')}ed"
    files, things, triples = (
        f"{number} {word}{'s' * (number != 1)}"
        for number, word in (
            (len(report.files), "file"),
            (report.things, "thing"),
            (report.triples, "triple"),
        )
    )
    new = "" if report.changed else "; nothing in them is new"
    return f"{done} {files}: {things}, {triples}, {way} {where}{new}"


def check(
    paths: Paths,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against",
            help="Also compare the quotes of one source with this copy of its text.",
            metavar="FILE",
            readable=False,
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            help="Of which source FILE is a copy; none: the one with its `sha256:`.",
            metavar="SOURCE",
        ),
    ] = None,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Check facts without loading them: every problem, with file, line and the way to mend it."""
    from kg.rdf import stores
    from kg.rdf.store import OpenStore, memory
    from kg.visits.load import checked

    if source and not against:
        raise QuestionError("`--source` says what the text of `--against FILE` is; name that too")
    place = stores.locate(store)
    reader: OpenStore = stores.read(place) if stores.exists(place) or store else memory()
    if against:
        _compare(paths, reader, against, source, options.as_json(json))
        return
    with patience():
        found = checked(paths, reader)
    if found.problems:
        raise DataError(found.problems)
    if options.as_json(json):
        out.document(_no_problems(found.remarks))
        return
    out.say("no problems found")
    _show(found.remarks)


def _no_problems(remarks: Iterable[Problem]) -> dict[str, object]:
    return {"problems": [], "remarks": [remark.to_json() for remark in remarks]}


def _show(remarks: Iterable[Problem]) -> None:
    for remark in remarks:
        out.note(f"remark: {remark}")


def _compare(
    paths: list[Path], reader: Quads, text: Path, source: str | None, as_json: bool
) -> None:
    """Check facts, and their quotes of one source against a copy of it."""
    from kg.visits.against import against

    with patience():
        found = against(paths, reader, text, source)
    if found.problems:
        if not as_json:
            out.note(_quotes(found))
        raise DataError(found.problems)
    if as_json:
        out.document({**_no_problems(found.remarks), "against": found.document()})
        return
    out.say("no problems found")
    out.say(_quotes(found))
    _show(found.remarks)


def _quotes(found: Compared) -> str:
    """How many quotes were found in the copy, and how many nobody looked for."""
    of = f"{found.label} ({found.source})"
    judged = found.verified + len(found.problems)
    said = f"these files do not quote {of}"
    if judged:
        said = f"quotes of {of} that stand in {found.copy.path}: {found.verified} of {judged}"
    if found.not_judged:
        said += f"; {found.not_judged} of other sources not judged"
    if found.same is False:
        said += "; it is another copy than the one that was read"
    return said
