"""The command `kg`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand
from typer.exceptions import TyperException

from kg.cli import options, out
from kg.cli.ask import ask
from kg.cli.changes import changes
from kg.cli.compare import compare
from kg.cli.evidence import conflicts, statements
from kg.cli.export import export
from kg.cli.facts import check, load
from kg.cli.policy import blocks, status, timeline, why
from kg.cli.query import queries, query
from kg.cli.sources import sources
from kg.cli.stats import stats
from kg.cli.things import search, show
from kg.errors import KgError, QuestionError, StoreError
from kg.version import VERSION

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

app = typer.Typer(
    name="kg",
    help="Is this policy in force, for whom, where, on which date, and because of what?",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class _Command(TyperCommand):
    """A command whose help ends with a real call of it."""

    def format_epilog(self, _ctx: Context, formatter: HelpFormatter) -> None:
        """Write the call."""
        from kg.rdf.questions import call

        formatter.write(f"\nExample: {call(self.name or '')}\n")


for command in (
    ask,
    status,
    why,
    blocks,
    timeline,
    compare,
    changes,
    show,
    search,
    sources,
    statements,
    conflicts,
    query,
    queries,
    stats,
    load,
    check,
    export,
):
    app.command(cls=_Command)(command)


@app.callback(invoke_without_command=True)
def _top(
    version: bool = typer.Option(False, "--version", help="Say which version this is."),
) -> None:
    """Say whether a policy is in force, for whom, where, on which date, and why."""
    if version:
        out.say(f"inforce {VERSION}")
        raise typer.Exit


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; every failure becomes a message and an exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    wants_json = "--json" in given
    out.ready()
    try:
        wants_json = options.as_json(wants_json)
        result = app(given or ["--help"], standalone_mode=False)
        out.done()
    except KgError as failure:
        out.error(failure, wants_json)
        return failure.exit_code
    except TyperException as failure:
        out.error(_usage(failure, given), wants_json)
        return 2
    except (KeyboardInterrupt, typer.Abort):
        out.note("interrupted")
        return 130
    except out.ClosedPipe:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as failure:
        if told := _of_the_disk(failure):
            out.error(told, wants_json)
            return told.exit_code
        if os.environ.get("KG_DEBUG"):
            raise
        out.unforeseen(failure, wants_json)
        return 1
    return result if isinstance(result, int) else 0


def _of_the_disk(failure: Exception) -> StoreError | None:
    """What a failure says of the disk or the store, unless it is one of this software."""
    from kg.rdf.faults import damaged, of_the_engine

    if of_the_engine(failure):
        return damaged(str(failure))
    if not isinstance(failure, OSError):
        return None
    where = f"{failure.filename}: " if failure.filename else ""
    return StoreError(f"{where}{failure.strerror or failure}")


def _usage(failure: TyperException, given: list[str]) -> QuestionError:
    context = getattr(failure, "ctx", None)
    path = context.command_path if context else f"kg {given[0]}" if given else "kg"
    way_out = f"; see `{path} --help`"
    message = getattr(failure, "format_message", lambda: str(failure))()
    return QuestionError(message.rstrip(".") + way_out)


def main() -> None:
    """The entry point of the installed command."""
    sys.exit(run())
