"""``--format`` and ``-o FILE``: the options made from the table of formats, and files written whole or not at all."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import typer

from billtrack.cli.reports import UsageError
from billtrack.cli.typed import unknown_value
from billtrack.errors import InputError
from billtrack.output.formats import Format, format_of

OUTPUT = "Output"
"""The panel of these options in the help."""


def format_option(formats: Sequence[Format]) -> Any:  # noqa: ANN401 - Typer gives its options no type
    """Make the option ``--format`` for a command that offers *formats*."""
    choices = ", ".join(formats)
    usual = " (default: table on a terminal, plain when piped)" if Format.TABLE in formats else ""

    def parsed(text: str) -> Format:
        for each in formats:
            if each == text:
                return each
        raise unknown_value("format", text, formats)

    def completed(incomplete: str) -> list[tuple[str, str]]:
        return [(str(each), each.help) for each in formats if each.startswith(incomplete)]

    return typer.Option(
        "--format",
        metavar="FORMAT",
        parser=parsed,
        autocompletion=completed,
        help=f"Output format: {choices}{usual}.",
        rich_help_panel=OUTPUT,
    )


def file_option(formats: Sequence[Format]) -> Any:  # noqa: ANN401 - the same
    """Make the option ``-o FILE`` for a command that offers *formats*."""
    return typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=f"Write to FILE; its ending sets the format: {', '.join(_endings(formats))}.",
        rich_help_panel=OUTPUT,
    )


def _endings(formats: Iterable[Format]) -> list[str]:
    """The usual ending of each format that has one."""
    return [each.endings[0] for each in formats if each.endings]


def format_for(file: Path, chosen: Format | None, formats: Sequence[Format]) -> Format:
    """Settle the format of *file*: the one *chosen*, else the one its ending says.

    Raises:
        UsageError: the ending says none of *formats*, and none is chosen; or *file* is a folder.
    """
    if file.is_dir():
        raise UsageError(f"{file}: is a folder; name a file in it")
    found = chosen or format_of(file.suffix, formats)
    if found is None:
        *others, last = _endings(formats)
        kind = f"file type {file.suffix}" if file.suffix else "file without an ending"
        raise UsageError(f"{file}: unsupported {kind}; use {', '.join(others)} or {last}, or give --format")
    return found


def write_document(file: Path, data: bytes) -> None:
    """Write *data* to *file*, whole or not at all; a pipe or a device is written to as it is.

    Raises:
        InputError: it cannot be written.
    """
    from billtrack.store.files import replace_file  # noqa: PLC0415 - few answers go to a file

    try:
        if file.exists() and not file.is_file() and not file.is_dir():
            file.write_bytes(data)
        else:
            replace_file(file.resolve(), data)
    except OSError as error:
        raise InputError(f"{file}: cannot be written: {error.strerror}") from error
