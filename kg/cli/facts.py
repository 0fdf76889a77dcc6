"""Commands about facts files: load, check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options, out
from kg.cli.patience import patience
from kg.errors import DataError, QuestionError, StoreMissing

if TYPE_CHECKING:
    from kg.rdf.load import LoadReport
    from kg.rdf.stores import Place

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
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Check facts without loading them: every problem, with file, line and the way to mend it."""
    from kg.rdf import stores
    from kg.rdf.store import OpenStore, memory
    from kg.visits.load import problems

    place = stores.locate(store)
    reader: OpenStore = stores.read(place) if stores.exists(place) or store else memory()
    with patience():
        found = problems(paths, reader)
    if found:
        raise DataError(found)
    if options.as_json(json):
        out.document({"problems": []})
    else:
        out.say("no problems found")
