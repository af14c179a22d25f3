"""``billtrack site``: every record as a page, for any static host."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.loading import load_all
from billtrack.cli.options import Reading, reading_command
from billtrack.cli.places import bills_folder
from billtrack.cli.reports import UsageError, report
from billtrack.cli.text_sources import text_sources
from billtrack.diff.answers.labels import counted
from billtrack.errors import InputError
from billtrack.model.events import Entry
from billtrack.sharing.comparing import compared
from billtrack.sharing.site import INDEX, site_files
from billtrack.store.folders import replace_folder
from billtrack.tracking.sync import read_log

if TYPE_CHECKING:
    from collections.abc import Iterator


_MARK = ".billtrack-site"


@reading_command
def site(
    reading: Reading,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="DIR", help="Folder to write; a site made before is replaced."),
    ],
) -> int:
    """Write a static site of all records: an index with stages, a page a measure, what differs between related ones.

    And the log of changes as a feed and a calendar. The folder is written whole or not at all; one that holds other
    files is left alone. Made again of the same records it is the same, byte for byte.
    """
    if reading.format or reading.as_json or reading.as_csv or reading.linear:
        raise UsageError("a site is HTML; list, status and diff answer in other formats")
    texts = text_sources(reading)
    loaded = load_all(reading.holdings(), quiet=reading.quiet)
    if not loaded.found:
        return loaded.code
    entries = tuple(_log(bills_folder(reading.bills)))
    files = site_files(loaded.found, entries, lambda names: compared(names, texts), today=clock.today())
    count = replace_folder(output, files, mark=_MARK)
    typer.echo(f"{output / INDEX}: {counted(len(loaded.found), 'measure')}, {counted(count, 'file')}")
    return loaded.code


def _log(bills: Path) -> "Iterator[Entry]":
    """The log of changes; a line of it that cannot be read is told and left out."""
    for entry in read_log(bills):
        if isinstance(entry, InputError):
            report(entry)
        else:
            yield entry
