"""``billtrack archive``: what the archive holds, and whether it is intact."""

from typing import Annotated, Literal

import typer

from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.places import archive_file, user_archive_file
from billtrack.cli.reports import DONE, FOUND
from billtrack.errors import StoreError
from billtrack.output.console import emit
from billtrack.output.formats import Output
from billtrack.store.archive import Archive, open_archive
from billtrack.store.archive.checking import problems
from billtrack.tracking.answers.archive import ArchiveAnswer, CheckAnswer


@reading_command
def archive(
    options: CommonOptions,
    question: Annotated[
        Literal["info", "check"], typer.Argument(help="info: what it holds. check: whether it is intact.")
    ] = "info",
) -> int:
    """Show what the archive holds, from which files and as of when, or check it.

    check exits with 1 if it finds a problem and with 5 if the archive cannot be read.
    """
    output, path = options.output(), archive_file(options.archive)
    if path is None:
        raise StoreError(
            f"no archive given, and none at {user_archive_file()}",
            hint="`billtrack import PATH... --archive FILE` builds one from official files",
        )
    with open_archive(path) as opened:
        return _info(opened, output) if question == "info" else _check(opened, output)


def _info(opened: Archive, output: Output) -> int:
    emit(ArchiveAnswer(opened.address, opened.engine.contents()), output)
    return DONE


def _check(opened: Archive, output: Output) -> int:
    found = tuple(problems(opened))
    emit(CheckAnswer(opened.address, found), output)
    return FOUND if found else DONE
