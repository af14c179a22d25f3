"""Errors, warnings and hints on standard error: one line each, safe on a terminal."""

import importlib.util
import os
import traceback
from collections.abc import Mapping

import typer

from billtrack.errors import BilltrackError, InputError, OptionError, RemoteError, StoreError

DONE, FOUND, USAGE, INPUT, REMOTE, STORE, BUG, INTERRUPTED = 0, 1, 2, 3, 4, 5, 70, 130
"""The exit codes."""

_CODES: Mapping[type[BilltrackError], int] = {
    OptionError: USAGE,
    InputError: INPUT,
    RemoteError: REMOTE,
    StoreError: STORE,
}


def report(error: BilltrackError) -> int:
    """Print *error* and the lines of its hint; return its exit code."""
    say("error", str(error))
    for line in (error.hint or "").splitlines():
        hint(line)
    return next(code for kind, code in _CODES.items() if isinstance(error, kind))


class UsageError(typer.TyperException):
    """The command line contradicts itself."""

    exit_code = USAGE


def report_usage(error: typer.TyperException, command: str, *, meant: str | None = None) -> int:
    """Print what is wrong with the command line of *command*, what was perhaps meant, and where its help is."""
    # Typer finds the options spelled most like an unknown one.
    near = [f"`{meant}`"] if meant else sorted(getattr(error, "possibilities", None) or ())
    message = error.message.strip().rstrip(".") if near else error.format_message().strip()
    for typed, plain in _PLAIN_WORDS.items():
        message = message.replace(typed, plain)
    say("error", message)
    question = f"did you mean {' or '.join(near)}? " if near else ""
    hint(f"{question}See `{command} --help`")
    return error.exit_code


_PLAIN_WORDS = {
    "is not a valid int range": "is not a whole number",
    "is not a valid int": "is not a whole number",
    "is not a valid float range": "is not a number",
}
"""Typer's words about wrong values, and plain ones."""


def is_on(variable: str) -> bool:
    """Whether an environment variable is set, and not to 0."""
    return os.environ.get(variable, "0") not in {"", "0"}


def report_bug(error: BaseException, *, debug: bool) -> int:
    """Print that billtrack itself failed; with *debug*, where."""
    if debug:
        _trace(error)
    say("error", f"internal error: {type(error).__name__}: {error}")
    if not debug:
        hint("run the same command with --debug and report what it prints")
    return BUG


def _trace(error: BaseException) -> None:
    """Print where *error* came from, made safe: its words may come from outside."""
    for line in "".join(traceback.format_exception(error)).splitlines():
        _print(line)


def report_refusal(error: OSError, *, debug: bool) -> int:
    """Print what the system refused, where no room has better words; with *debug*, where.  Return the exit code."""
    if debug:
        _trace(error)
    what = "cannot write the answer" if error.filename is None else os.fsdecode(error.filename)
    return report(InputError(f"{what}: {error.strerror or type(error).__name__}"))


def warn(message: str) -> None:
    """Print what the reader should know about the answer."""
    say("warning", message)


def hint(message: str) -> None:
    """Print what to try next."""
    _print(f"hint: {message}")


def say(kind: str, message: str) -> None:
    """Print one line after billtrack's name."""
    _print(f"billtrack: {kind}: {message}")


def _print(line: str) -> None:
    from billtrack.output.streams import say_line  # noqa: PLC0415 - loads msgspec; most runs report nothing

    say_line(line)


def require_extra(command: str, extra: str, *libraries: str) -> None:
    """Check that *libraries*, which billtrack's *extra* brings, are installed, without loading them.

    Raises:
        InputError: one is not; the hint says how to install it.
    """
    missing = [name for name in libraries if importlib.util.find_spec(name) is None]
    if missing:
        raise InputError(
            f"billtrack {command} needs {' and '.join(missing)}, which is not installed",
            hint=f"python -m pip install 'billtrack[{extra}]'",
        )
