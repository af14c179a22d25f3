"""``billtrack track``: records fetched from the official source."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from billtrack.cli.loading import listed, names_in, reference_of
from billtrack.cli.options import CommonOptions
from billtrack.cli.places import own_bills_folder
from billtrack.cli.reports import UsageError, warn
from billtrack.errors import InputError
from billtrack.model.measure_names import MeasureId, MeasureType, resolve
from billtrack.tracking.commands.own_records import ids_in
from billtrack.tracking.commands.sync import SyncRequest, bring_up_to_date, open_source
from billtrack.tracking.sync.folder import Service


def run(
    measures: list[str],
    options: CommonOptions,
    *,
    from_file: Path | None,
    measure_type: MeasureType | None,
    congress: int | None,
    with_related: bool,
    source: str,
) -> int:
    """Track the measures named, those in the list *from_file*, and every one of a type."""
    if (measure_type is None) != (congress is None):
        raise UsageError("--type and --congress require each other: --type hres --congress 119")
    if not measures and from_file is None and measure_type is None:
        raise UsageError("give measures, or --from FILE, or --type and --congress")
    bills, service = own_bills_folder(options.bills), Service(source)
    found = list(_named(measures, from_file, bills, options))
    if measure_type is not None and congress is not None:
        found += _of_type(service, congress, measure_type, options)
    request = SyncRequest("track", "Tracking", shows_lines=True, with_related=with_related)
    return bring_up_to_date({service: tuple(dict.fromkeys(found))}, bills, request, options)


def _named(measures: list[str], from_file: Path | None, bills: Path, options: CommonOptions) -> Iterator[MeasureId]:
    """Find the measures to track: those named, and those in the list *from_file*."""
    known, names = ids_in(bills), list(listed(measures))
    if from_file is not None:
        try:
            names += names_in(from_file.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{from_file}: cannot read this list of measures: {error}") from error
    for name in names:
        yield resolve(reference_of(name, options), known)


def _of_type(service: Service, congress: int, measure_type: MeasureType, options: CommonOptions) -> list[MeasureId]:
    """List every measure of a type that the official source has."""
    with contextlib.closing(open_source(service, options)) as source:
        found = list(source.list_measures(congress, measure_type))
    if not found and not options.quiet:
        warn(f"the official source lists no {measure_type.printed} measures for Congress {congress}")
    return found
