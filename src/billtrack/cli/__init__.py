"""The command line: arguments in, one question asked, one answer out.

Only here do errors become text and exit codes, and only here are the clock, the environment and the working
directory read.  The modules of this room load nothing costly; a command loads what it needs when it runs.
"""

import gc
import os
import sys
from collections.abc import Sequence
from typing import TextIO

import typer

from billtrack.cli.program import named_command, run_command
from billtrack.cli.reports import BUG, DONE, INTERRUPTED, is_on, report, report_bug, report_refusal, report_usage
from billtrack.errors import BilltrackError, InputError


def main(argv: Sequence[str] | None = None) -> int:  # noqa: PLR0911 - one for each way to end
    """Run billtrack and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        code = run_command(arguments)
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
    except OSError as error:
        return report_refusal(error, debug=_wants_debug(arguments))
    except Exception as error:  # noqa: BLE001 - the one catcher: whatever arrives here is a bug
        return report_bug(error, debug=_wants_debug(arguments))
    return code


def run() -> None:
    """Run billtrack with the arguments and streams of this process, and exit."""
    _open_closed_streams()
    code = main()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # already reported; the interpreter would report it again and exit with its own code
            _send_nowhere(stream)
    gc.freeze()  # collecting garbage at the end takes a sixth of a short command's time
    sys.exit(code)


def _open_closed_streams() -> None:
    """Open the streams the caller closed (``>&-``); else a record could be opened as standard output and overwritten.

    Standard input is then empty and standard error goes nowhere; standard output takes nothing, so that an answer
    nobody gets is an error.
    """
    for number, name, how in ((0, "stdin", os.O_RDONLY), (1, "stdout", os.O_RDONLY), (2, "stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, how)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            stream = open(number, "r" if number == 0 else "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - it stays open
            setattr(sys, name, stream)


def _wants_debug(arguments: Sequence[str]) -> bool:
    return "--debug" in arguments or is_on("BILLTRACK_DEBUG")


def _report_usage(error: typer.TyperException, arguments: Sequence[str]) -> int:
    if not arguments:  # Typer raises the help as an error
        typer.echo(error.format_message(), err=True)
        return error.exit_code
    if not named_command(arguments) and (measure := _measure_named(arguments)):
        return report_usage(error, "billtrack", meant=f"billtrack status {measure}")
    return report_usage(error, " ".join(("billtrack", *named_command(arguments))))


def _measure_named(arguments: Sequence[str]) -> str | None:
    """The measure that *arguments* name without a command, if they do."""
    from billtrack.model.identifiers import parse_reference  # noqa: PLC0415 - only a mistake needs it

    try:
        reference = parse_reference(" ".join(each for each in arguments if not each.startswith("-")))
    except InputError:
        return None
    return f"'{' '.join(arguments)}'" if reference.measure_id is None else str(reference.measure_id)


def _stopped(stop: SystemExit) -> int:
    """Typer and Rich exit by themselves when the reader closes the pipe."""
    if isinstance(stop.__context__, BrokenPipeError):
        return _reader_gone()
    return stop.code if isinstance(stop.code, int) else DONE if stop.code is None else BUG


def _reader_gone() -> int:
    """The reader closed the pipe: not an error."""
    _send_nowhere(sys.stdout)
    return DONE


def _send_nowhere(stream: TextIO) -> None:
    from billtrack.output.streams import send_nowhere  # noqa: PLC0415 - loads msgspec; most streams stay open

    send_nowhere(stream)
