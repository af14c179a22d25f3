"""The command line: arguments in, one question asked, one answer out.

Only here do errors become text and exit codes, and only here are the clock, the environment and the working
directory read.  The modules of this room load nothing costly; a command loads what it needs when it runs.
"""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from billtrack.cli.cite import cite
from billtrack.cli.cosponsors import cosponsors
from billtrack.cli.diff import diff
from billtrack.cli.history import history
from billtrack.cli.importing import import_files
from billtrack.cli.listing import list_measures
from billtrack.cli.reports import BUG, DONE, INTERRUPTED, report, report_bug, report_usage
from billtrack.cli.schema import schema
from billtrack.cli.status import status
from billtrack.cli.text import text
from billtrack.cli.verify import verify
from billtrack.errors import BilltrackError

app = typer.Typer(
    name="billtrack",
    help="Track resolutions and bills of the United States Congress from official data.",
    epilog="Start with: billtrack list",
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"billtrack {version('billtrack')}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Track resolutions and bills of the United States Congress from official data."""


app.command("list", epilog="Example: billtrack list --stage agreed_to")(list_measures)
app.command(epilog="Example: billtrack status hres351-115 sres211-115")(status)
app.command(epilog="Example: billtrack history hres351-115")(history)
app.command(epilog="Example: billtrack text hres351-115@ih/whereas/4 --quote")(text)
app.command(epilog="Example: billtrack diff hres351-115@ih hres351-115@eh")(diff)
app.command(epilog="Example: billtrack cosponsors hres351-115 --party R --csv")(cosponsors)
app.command(epilog="Example: billtrack cite hres351-115@ih")(cite)
app.command("import", epilog="Example: billtrack import BILLSTATUS-115hres351.xml BILLS-115hres351ih.xml --into bills")(
    import_files
)
app.command(epilog="Example: billtrack verify hres351-115 --against BILLSTATUS-115hres351.xml")(verify)
app.command(epilog="Example: billtrack schema > record.schema.json")(schema)


def main(argv: Sequence[str] | None = None) -> int:  # noqa: PLR0911 - one for each way to end
    """Run billtrack and return its exit code; only here do errors become text."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        code = app(arguments, prog_name="billtrack", standalone_mode=False)
        sys.stdout.flush()
    except BilltrackError as error:
        return report(error)
    except typer.TyperException as error:
        return _report_usage(error, arguments)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except SystemExit as stop:
        return _stopped(stop)
    except BrokenPipeError:
        return _reader_gone()
    except Exception as error:  # noqa: BLE001 - the one catcher: whatever arrives here is a bug
        return report_bug(error, debug="--debug" in arguments)
    return code if isinstance(code, int) else DONE


def run() -> None:
    """Run billtrack as a program."""
    sys.exit(main())


def _report_usage(error: typer.TyperException, arguments: Sequence[str]) -> int:
    if not arguments:  # asked nothing: Typer raises the help as an error
        typer.echo(error.format_message(), err=True)
        return error.exit_code
    return report_usage(error)


def _stopped(stop: SystemExit) -> int:
    """Typer and Rich end the program themselves where the reader of a pipe has gone."""
    if isinstance(stop.__context__, BrokenPipeError):
        return _reader_gone()
    return stop.code if isinstance(stop.code, int) else DONE if stop.code is None else BUG


def _reader_gone() -> int:
    """Not an error.  Standard output goes nowhere from now on, so that the interpreter's last flush is quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return DONE
