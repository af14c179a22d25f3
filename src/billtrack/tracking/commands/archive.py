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
from billtrack.tracking.answers.archive import ArchiveAnswer, CheckAnswer, KindRow, PackageRow, RefusedRow


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


def _info(opened: "Archive", output: Output) -> int:

    held = opened.engine.contents()
    kinds = (
        KindRow(each.congress, each.measure_type.value, each.measures, each.without_status, each.texts, iso(each.as_of))
        for each in held.kinds
    )
    packages = (
        PackageRow(each.name, each.imported.isoformat(), each.held, each.replaced, each.kept, each.refused)
        for each in held.packages
    )
    refused = (RefusedRow(each.name, each.package, each.reason) for each in held.refused)
    emit(ArchiveAnswer(opened.address, held.size, held.words, tuple(kinds), tuple(packages), tuple(refused)), output)
    return DONE


def _check(opened: Archive, output: Output) -> int:
    found = tuple(problems(opened))
    emit(CheckAnswer(opened.address, found), output)
    return FOUND if found else DONE
