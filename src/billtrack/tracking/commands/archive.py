"""``billtrack archive``: what the archive holds, and whether it is sound."""

from typing import Annotated, Literal

import typer

from billtrack.cli.options import Reading, reading_command
from billtrack.cli.places import archive_file, user_archive_file
from billtrack.cli.reports import DONE, FOUND
from billtrack.errors import StoreError
from billtrack.output.console import emit
from billtrack.output.formats import Output, iso
from billtrack.store.archive import Archive, open_archive
from billtrack.store.archive.checking import problems
from billtrack.tracking.answers.archive import ArchiveAnswer, CheckAnswer, KindRow, PackageRow, RefusedRow


@reading_command
def archive(
    reading: Reading,
    question: Annotated[
        Literal["info", "check"], typer.Argument(help="info: what it holds. check: whether all of it is sound.")
    ] = "info",
) -> int:
    """Say what the archive holds, from which files and as of when; or check all of it.

    check exits with 1 where it finds a problem, with 5 where the archive cannot be read.
    """
    output, path = reading.output(), archive_file(reading.archive)
    if path is None:
        raise StoreError(
            f"no archive: none is named, and there is none at {user_archive_file()}",
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


def _check(opened: "Archive", output: Output) -> int:

    found = tuple(problems(opened))
    emit(CheckAnswer(opened.address, found), output)
    return FOUND if found else DONE
