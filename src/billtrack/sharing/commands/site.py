"""``billtrack site``: a static site of all records, or of a selection."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.places import bills_folder
from billtrack.cli.reports import report
from billtrack.cli.selections import Selection
from billtrack.errors import InputError
from billtrack.model.choices import Order

if TYPE_CHECKING:
    from billtrack.cli.loading import Answered
    from billtrack.model.measure import Measure
    from billtrack.status.listing import ListFilter
    from billtrack.store.library import Holdings

_MARK = ".billtrack-site"


@reading_command(formats=())
def site(
    options: CommonOptions,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="DIR", help="Folder to write; an earlier site in it is replaced."),
    ],
    selection: Selection,
) -> int:
    """Write a static site of all records: an index, one page per measure, differences between related measures.

    Words and options select measures as `billtrack list` does, from the archive too; `-` reads a list of measures.
    The log of changes comes as a feed and a calendar. The folder is written whole or not at all; a folder with other
    files is left alone. The same records give the same site, byte for byte.
    """
    from billtrack.cli.loading import text_sources
    from billtrack.output.answers import counted
    from billtrack.sharing.documents import compared
    from billtrack.sharing.site import INDEX, site_files
    from billtrack.store.folders import replace_folder
    from billtrack.tracking.sync.folder import whole_log

    texts, holdings = text_sources(options), options.holdings()
    wanted = selection.filter()
    loaded = _selected(holdings, wanted, quiet=options.quiet)
    if not loaded.found:
        if wanted.is_any or loaded.code:
            return loaded.code
        raise InputError("no measure held fits, so there is no site to write")
    kept = frozenset(each.id for each in loaded.found)
    log = whole_log(bills_folder(options.bills))
    for problem in log.problems:
        report(problem)
    entries = tuple(each for each in log.entries if wanted.is_any or each.event.measure in kept)
    files = site_files(loaded.found, entries, lambda names: compared(names, texts), today=clock.today())
    count = replace_folder(output, files, mark=_MARK)
    typer.echo(f"{output / INDEX}: {counted(len(loaded.found), 'measure')}, {counted(count, 'file')}")
    return loaded.code


def _selected(holdings: "Holdings", wanted: "ListFilter", *, quiet: bool) -> "Answered[Measure]":
    """Load what is wanted, in order: every record, the measures of a list, or those held that fit."""
    from billtrack.cli.loading import load_all, load_measures
    from billtrack.status.listing import list_holdings

    if wanted.words == "-":
        named = load_measures(["-"], holdings)
        return named._replace(
            found=tuple(sorted({each.id: each for each in named.found}.values(), key=lambda each: each.id))
        )
    loaded = load_all(holdings, quiet=quiet)
    if wanted.is_any:
        return loaded
    listing = list_holdings(holdings, loaded.found, today=clock.today(), wanted=wanted, order=Order.ID)
    return loaded._replace(found=tuple(holdings.find(str(each.id)) for each in listing.measures))
