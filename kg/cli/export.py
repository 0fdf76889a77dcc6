"""The command that hands on the facts in a format of others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options, out
from kg.cli.open import opened
from kg.errors import QuestionError


def export(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Files of the store, SET/FILE each; none: all.", metavar="[FILE]..."),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            help="trig, jsonld, nquads; turtle, of one file; rdf12, with statements as reifiers; "
            "nanopub, with statements as nanopublications.",
            metavar="FORMAT",
        ),
    ] = "trig",
    output: Annotated[
        str | None,
        typer.Option("-o", help="The file to write; none: standard output.", metavar="FILE"),
    ] = None,
    store: options.Store = None,
    data: options.Data = None,
    json: options.Json = False,
) -> None:
    """Write all facts in a format of others, which `kg load` reads back as they were."""
    from kg.rdf.export import export as exported

    as_json = options.as_json(json)
    if as_json and output is None:
        raise QuestionError("`--json` tells what was written; say where with `-o FILE`")
    facts = opened(store, data)
    found = exported(facts.reader, form, files or ())
    if output is None:
        out.binary(found.portions)
    else:
        size = out.file(Path(output), found.portions)
        _tell(form, output, len(found.files), size, as_json)
    if facts.note:
        out.note(facts.note)


def _tell(form: str, output: str, files: int, size: int, as_json: bool) -> None:
    if as_json:
        out.document({"format": form, "files": files, "bytes": size, "output": output})
    else:
        out.say(f"wrote {files} file{'s' * (files != 1)} of facts as {form} to {output}")
