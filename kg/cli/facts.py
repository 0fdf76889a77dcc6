"""Commands about facts files: load, check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options, out
from kg.errors import DataError

Paths = Annotated[
    list[Path],
    typer.Argument(help="Facts files, or folders of them.", metavar="PATH...", readable=False),
]


def load(
    paths: Paths,
    store: options.Store = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put these files in the place of what was loaded.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check, and write nothing.")] = False,
    trusted: Annotated[
        bool, typer.Option("--trusted", help="Skip the checks of files checked before.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Load facts into the store: all of them, or nothing.

    Example: kg load examples/sanctuary-cities
    """
    from kg.rdf import disk as stores
    from kg.visits.load import load as load_into

    with stores.write(stores.locate(store)) as writer:
        report = load_into(paths, writer, replace=replace, dry_run=dry_run, trusted=trusted)
        where = writer.where
    counts = {"files": len(report.files), "things": report.things, "triples": report.triples}
    if options.as_json(json):
        out.document(
            {**counts, "changed": list(report.changed), "store": where, "dry_run": dry_run}
        )
        return
    verb = "would load" if dry_run else "loaded"
    files = f"{counts['files']} file{'s' * (counts['files'] != 1)}"
    new = "" if report.changed else "; nothing in them is new"
    out.say(f"{verb} {files}: {report.things} things, {report.triples} triples, into {where}{new}")


def check(
    paths: Paths,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Check facts without loading them: every problem, with file, line and the way to mend it.

    Example: kg check my-facts.yaml
    """
    from kg.rdf import disk as stores
    from kg.rdf.store import memory
    from kg.visits.load import problems

    folder = stores.locate(store)
    reader = stores.read(folder) if stores.exists(folder) or store else memory()
    found = problems(paths, reader)
    if found:
        raise DataError(found)
    if options.as_json(json):
        out.document({"problems": []})
    else:
        out.say("no problems found")
