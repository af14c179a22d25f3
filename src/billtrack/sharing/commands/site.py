"""``billtrack site``: a static site of all records."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.loading import load_all
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.places import bills_folder
from billtrack.cli.reports import report
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


@reading_command(formats=())
def site(
    options: CommonOptions,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="DIR", help="Folder to write; an earlier site in it is replaced."),
    ],
) -> int:
    """Write a static site of all records: an index, one page per measure, differences between related measures.

    The log of changes comes as a feed and a calendar. The folder is written whole or not at all; a folder with other
    files is left alone. The same records give the same site, byte for byte.
    """
    texts = text_sources(options)
    loaded = load_all(options.holdings(), quiet=options.quiet)
    if not loaded.found:
        return loaded.code
    entries = tuple(_log(bills_folder(options.bills)))
    files = site_files(loaded.found, entries, lambda names: compared(names, texts), today=clock.today())
    count = replace_folder(output, files, mark=_MARK)
    typer.echo(f"{output / INDEX}: {counted(len(loaded.found), 'measure')}, {counted(count, 'file')}")
    return loaded.code


def _log(bills: Path) -> "Iterator[Entry]":
    """Read the log of changes; report each line that cannot be read and skip it."""
    for entry in read_log(bills):
        if isinstance(entry, InputError):
            report(entry)
        else:
            yield entry
