"""``billtrack mark``: the keeper's own keys of records."""

from collections.abc import Sequence
from pathlib import Path

from billtrack.cli.loading import answer_each, listed, reference_of
from billtrack.cli.options import CommonOptions
from billtrack.cli.places import own_bills_folder
from billtrack.cli.reports import UsageError
from billtrack.errors import InputError
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId, resolve
from billtrack.output.console import emit
from billtrack.status.commands.list_options import MarkOptions
from billtrack.status.marking import MarkAnswer, Marks, marked
from billtrack.store import records
from billtrack.store.hidden import HIDDEN, only_writer


def run(measures: Sequence[str], options: CommonOptions, given: MarkOptions) -> int:
    """Write what was given into the record of each measure, and show what it holds then."""
    marks = _marks(given)
    output, bills = options.output(), own_bills_folder(options.bills)
    known = records.record_ids(bills) if bills.is_dir() else ()

    def written(name: str) -> Measure:
        return _mark(bills, resolve(reference_of(name, options), known), marks)

    answered = answer_each(listed(measures), written)
    emit(MarkAnswer(answered.found), answered.target(output))
    return answered.code


def _marks(given: MarkOptions) -> Marks:
    """Settle what to write; a text of spaces is nothing to write."""
    tags = tuple(given.tag or ())
    if any(text is not None and not text.strip() for text in (given.owner, given.note, *tags)):
        raise UsageError("an owner, tag or note cannot be empty; --clear KEY empties one")
    return Marks(given.position, given.priority, given.owner, tags, given.note, frozenset(given.clear or ()))


def _mark(bills: Path, measure_id: MeasureId, marks: Marks) -> Measure:
    """Write *marks* into the record of a measure; without any, only read it."""
    path = records.find_record(bills, measure_id)
    if path is None:
        hint = f"`billtrack track {measure_id}` fetches one"
        raise InputError(f"no record of {measure_id} in {bills}", hint=hint)
    if marks == Marks():
        return records.load_record(path)
    with only_writer(bills / HIDDEN):
        record = marked(records.load_record(path), marks)
        records.save_record(bills, record)
    return record
