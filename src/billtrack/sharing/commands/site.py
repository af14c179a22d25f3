"""``billtrack site``: a static site of all records, or of a selection."""

from collections.abc import Collection
from pathlib import Path

import typer

from billtrack.cli import clock
from billtrack.cli.loading import Answered, load_all, load_measures, text_sources
from billtrack.cli.options import CommonOptions
from billtrack.cli.places import bills_folder
from billtrack.cli.reports import report
from billtrack.cli.selections import Selection
from billtrack.errors import InputError
from billtrack.model.choices import Order
from billtrack.model.events import Entry
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId
from billtrack.output.answers import counted
from billtrack.sharing.documents import compared
from billtrack.sharing.site import INDEX, site_files
from billtrack.status.listing import ListFilter, list_holdings
from billtrack.store.folders import replace_folder
from billtrack.store.library import Holdings
from billtrack.tracking.sync.folder import whole_log

_MARK = ".billtrack-site"


def run(folder: Path, selection: Selection, options: CommonOptions) -> int:
    """Write the site of what is selected into *folder*."""
    texts, holdings = text_sources(options), options.holdings()
    wanted = selection.filter()
    loaded = _selected(holdings, wanted, quiet=options.quiet)
    if not loaded.found:
        if wanted.is_any or loaded.code:
            return loaded.code
        raise InputError("no measure held fits, so there is no site to write")
    entries = _entries(bills_folder(options.bills), None if wanted.is_any else {each.id for each in loaded.found})
    files = site_files(loaded.found, entries, lambda names: compared(names, texts), today=clock.today())
    count = replace_folder(folder, files, mark=_MARK)
    typer.echo(f"{folder / INDEX}: {counted(len(loaded.found), 'measure')}, {counted(count, 'file')}")
    return loaded.code


def _selected(holdings: Holdings, wanted: ListFilter, *, quiet: bool) -> Answered[Measure]:
    """Load what is wanted, in order: every record, the measures of a list, or those held that fit."""
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


def _entries(bills: Path, only: Collection[MeasureId] | None) -> tuple[Entry, ...]:
    """The change log, or what is in it of some measures; what cannot be read is reported."""
    log = whole_log(bills)
    for problem in log.problems:
        report(problem)
    return tuple(each for each in log.entries if only is None or each.event.measure in only)
