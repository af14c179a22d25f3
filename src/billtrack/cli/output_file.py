"""Answers that go into a file: the format by its name's ending, and the file written whole or not at all."""

from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import typer

from billtrack.cli.reports import UsageError
from billtrack.errors import InputError
from billtrack.store.files import replace_file

_ENDINGS = MappingProxyType(
    {
        ".html": "html",
        ".htm": "html",
        ".md": "markdown",
        ".markdown": "markdown",
        ".docx": "docx",
        ".json": "json",
        ".jsonl": "jsonl",
        ".csv": "csv",
        ".tsv": "tsv",
        ".txt": "plain",
    }
)

FileOption = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FILE", help="Write to this file; its ending says the format.", show_default=False
    ),
]


def format_for(file: Path | None, chosen: str | None, offered: frozenset[str]) -> str | None:
    """Settle the format of a document: the one *chosen*, else the one the ending of *file* says.

    Raises:
        UsageError: the ending says none of those *offered*, and none is chosen; or *file* is a folder.
    """
    if file is not None and file.is_dir():
        raise UsageError(f"{file}: is a folder; name a file in it")
    if chosen is not None or file is None:
        return chosen
    found = _ENDINGS.get(file.suffix.lower())
    if found not in offered:
        endings = ", ".join(ending for ending, name in _ENDINGS.items() if name in offered)
        raise UsageError(f"{file}: its ending says no format (one of {endings}); --format says it too")
    return found


def write_document(file: Path, data: bytes) -> None:
    """Write *data* to *file*, whole or not at all; what is no regular file (a pipe, a device) is written to as it is.

    Raises:
        InputError: it cannot be written.
    """
    try:
        if file.exists() and not file.is_file() and not file.is_dir():
            file.write_bytes(data)
        else:
            replace_file(file.resolve(), data)
    except OSError as error:
        raise InputError(f"{file}: cannot be written: {error.strerror}") from error
