"""``billtrack untrack``: records removed."""

from collections.abc import Sequence
from pathlib import Path

import typer

from billtrack.cli.loading import answer_each
from billtrack.cli.options import CommonOptions
from billtrack.cli.places import own_bills_folder
from billtrack.cli.reports import UsageError, hint
from billtrack.model.measure_names import MeasureId
from billtrack.output.console import can_ask, is_confirmed
from billtrack.store import records
from billtrack.tracking.commands.own_records import own_records
from billtrack.tracking.sync import folder


def run(measures: list[str], options: CommonOptions, *, yes: bool) -> int:
    """Remove the records of *measures*; ask first, unless *yes*."""
    if not yes and not can_ask():
        raise UsageError("untrack asks before it removes records; without a terminal, give --yes")
    bills = own_bills_folder(options.bills)
    found = own_records(measures, bills, options)
    if not found.found or not (yes or _is_confirmed(found.found, bills)):
        return found.code
    done = answer_each(found.found, lambda measure: _removed(measure, bills))
    if done.found and not options.quiet:
        typer.echo("\n".join(f"{measure}: removed" for measure in done.found))
        hint(f"`billtrack track {' '.join(map(str, done.found))}` fetches them again, without your notes and tags")
    return max(found.code, done.code)


def _is_confirmed(measures: Sequence[MeasureId], bills: Path) -> bool:
    """Ask on standard error; a record with notes is named as such."""
    names = ", ".join(f"{each} (has notes)" if _has_notes(each, bills) else str(each) for each in measures)
    return is_confirmed(f"Remove {names} from {bills}?")


def _has_notes(measure: MeasureId, bills: Path) -> bool:
    path = records.find_record(bills, measure)
    return path is not None and bool(records.load_record(path).notes)


def _removed(measure: MeasureId, bills: Path) -> MeasureId:
    """Remove the record of *measure*, and say which it was."""
    folder.untrack(bills, measure)
    return measure
