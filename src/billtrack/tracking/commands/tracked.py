"""The measures that ``track``, ``sync`` and ``untrack`` are given, and what is asked and said of their records."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from billtrack.cli.loading import Answered, answer_each, listed, names_in, reference_of
from billtrack.cli.options import CommonOptions
from billtrack.cli.reports import warn
from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId, MeasureType, resolve
from billtrack.output.console import is_confirmed
from billtrack.store import records
from billtrack.tracking.commands.own_records import own_record, reads_shipped_records
from billtrack.tracking.commands.updating import open_source
from billtrack.tracking.sync.folder import Service
from billtrack.tracking.sync.folder import untrack as remove


def named_measures(
    measures: list[str], from_file: Path | None, bills: Path, options: CommonOptions
) -> Iterator[MeasureId]:
    """Find the measures to track: those named, and those in the list *from_file*."""
    known, names = ids_in(bills), list(listed(measures))
    if from_file is not None:
        try:
            names += names_in(from_file.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{from_file}: cannot read this list of measures: {error}") from error
    for name in names:
        yield resolve(reference_of(name, options), known)


def measures_of_type(
    service: Service, congress: int, measure_type: MeasureType, options: CommonOptions
) -> list[MeasureId]:
    """List every measure of a type that the official source has."""
    with contextlib.closing(open_source(service, options)) as source:
        found = list(source.list_measures(congress, measure_type))
    if not found and not options.quiet:
        warn(f"the official source lists no {measure_type.printed} measures for Congress {congress}")
    return found


def say_no_records(bills: Path, options: CommonOptions) -> None:
    """Warn that there are no records to update."""
    shipped = " (those that come with billtrack are read only)" if reads_shipped_records(options.bills) else ""
    warn(f"no records in {bills}{shipped}; `billtrack track MEASURE` fetches one")


def is_removal_confirmed(measures: Sequence[MeasureId], bills: Path) -> bool:
    """Ask on standard error; a record with notes is named as such."""
    names = ", ".join(f"{each} (has notes)" if _has_notes(each, bills) else str(each) for each in measures)
    return is_confirmed(f"Remove {names} from {bills}?")


def _has_notes(measure: MeasureId, bills: Path) -> bool:
    path = records.find_record(bills, measure)
    return path is not None and bool(records.load_record(path).notes)


def removed(measure: MeasureId, bills: Path) -> MeasureId:
    """Remove the record of *measure*, and say which it was."""
    remove(bills, measure)
    return measure


def ids_in(bills: Path) -> tuple[MeasureId, ...]:
    """List the records of the folder, which need not exist."""
    return records.record_ids(bills) if bills.is_dir() else ()


def own_records(names: list[str], bills: Path, options: CommonOptions) -> Answered[MeasureId]:
    """Find the records that *names* mean."""
    own = ids_in(bills)
    return answer_each(listed(names), lambda name: own_record(name, own, options))
