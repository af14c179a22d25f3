"""Records that may be written, and what to do about measures held elsewhere.

The records that come with billtrack are read only, and the archive is not made of records.
"""

from collections.abc import Collection
from pathlib import Path

from billtrack.cli.loading import Answered, answer_each, listed, reference_of
from billtrack.cli.options import CommonOptions
from billtrack.cli.places import NoHomeError, bills_folder, own_bills_folder
from billtrack.cli.reports import say
from billtrack.errors import InputError
from billtrack.model.measure_names import MeasureId, resolve
from billtrack.store import records


def ids_in(bills: Path) -> tuple[MeasureId, ...]:
    """List the records of the folder, which need not exist."""
    return records.record_ids(bills) if bills.is_dir() else ()


def own_records(names: list[str], bills: Path, options: CommonOptions) -> Answered[MeasureId]:
    """Find the records that *names* mean."""
    own = ids_in(bills)
    return answer_each(listed(names), lambda name: _own_record(name, own, options))


def _own_record(name: str, own: Collection[MeasureId], options: CommonOptions) -> MeasureId:
    """Find which of the records *own* is meant.

    Raises:
        InputError: none; the message says where the measure is held instead, and the hint what to do.
    """
    measure = resolve(reference_of(name, options), own)
    if measure not in own:
        raise _held_elsewhere(measure, options)
    return measure


def _held_elsewhere(measure: MeasureId, options: CommonOptions) -> InputError:
    folder = own_bills_folder(options.bills)
    fetch = f"`billtrack track {measure}` fetches it into {folder}"
    if reads_shipped_records(options.bills) and measure in records.record_ids(bills_folder(options.bills)):
        return InputError(f"{measure} comes with billtrack and is read only", hint=fetch)
    if _is_archived(measure, options):
        return archived(measure)
    return InputError(f"no record of {measure} in {folder}", hint=fetch)


def _is_archived(measure: MeasureId, options: CommonOptions) -> bool:
    holdings = options.holdings()  # the archive is closed when nothing holds on to them
    return holdings.archive is not None and measure in holdings.archive.ids()


def archived(measure: MeasureId) -> InputError:
    """Make the error for a measure that the archive holds and no record."""
    return InputError(
        f"{measure} is in the archive, not in a record",
        hint=f"`billtrack archive check` checks the archive; `billtrack track {measure}` makes a record",
    )


def reads_shipped_records(given: Path | None) -> bool:
    """Whether the records read are those that come with billtrack, because there are no others."""
    try:
        return bills_folder(given) != own_bills_folder(given)
    except NoHomeError:
        return True


def say_shipped(what: str, options: CommonOptions) -> None:
    """Say what holds for the records that come with billtrack, if they are the ones read, and what to do."""
    if reads_shipped_records(options.bills) and not options.quiet:
        say("note", f"{what}; `billtrack track MEASURE` fetches a record of your own")
