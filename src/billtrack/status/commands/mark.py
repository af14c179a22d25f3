"""``billtrack mark``: the keeper's own keys of records."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from billtrack.cli.options import CommonOptions, MeasureArguments, reading_command
from billtrack.cli.places import own_bills_folder
from billtrack.cli.reports import UsageError
from billtrack.cli.signatures import one_of
from billtrack.errors import InputError
from billtrack.model.choices import KEEPERS, Position

if TYPE_CHECKING:
    from billtrack.model.identifiers import MeasureId
    from billtrack.model.measure import Measure
    from billtrack.status.marking import Marks


@reading_command
def mark(
    measures: MeasureArguments,
    options: CommonOptions,
    *,
    position: Annotated[Position | None, typer.Option(help="Where you stand on the measure.")] = None,
    priority: Annotated[int | None, typer.Option(metavar="N", help="A number.")] = None,
    owner: Annotated[str | None, typer.Option(metavar="NAME", help="Who works on it.")] = None,
    tag: Annotated[list[str] | None, typer.Option(metavar="TAG", help="Add a tag; repeatable.")] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Add a line to the notes.")] = None,
    clear: Annotated[
        list[str] | None,
        typer.Option(**one_of("key to clear", KEEPERS), metavar="KEY", help=f"Empty {', '.join(KEEPERS)}; repeatable."),
    ] = None,
) -> int:
    """Write your position, priority, owner, tags and notes into records; syncing never touches them.

    Without an option, show them.
    """
    from billtrack.cli.loading import answer_each, listed, reference_of
    from billtrack.model.identifiers import resolve
    from billtrack.output.console import emit
    from billtrack.status.marking import MarkAnswer, Marks
    from billtrack.store import records

    marks = Marks(position, priority, owner, tuple(tag or ()), note, frozenset(clear or ()))
    if any(text is not None and not text.strip() for text in (owner, note, *marks.tags)):
        raise UsageError("an owner, tag or note cannot be empty; --clear KEY empties one")
    output, bills = options.output(), own_bills_folder(options.bills)
    known = records.record_ids(bills) if bills.is_dir() else ()

    def written(name: str) -> "Measure":
        return _mark(bills, resolve(reference_of(name, options), known), marks)

    answered = answer_each(listed(measures), written)
    emit(MarkAnswer(answered.found), answered.target(output))
    return answered.code


def _mark(bills: Path, measure_id: "MeasureId", marks: "Marks") -> "Measure":
    """Write *marks* into the record of a measure; without any, only read it."""
    from billtrack.status.marking import Marks, marked
    from billtrack.store import records
    from billtrack.store.hidden import HIDDEN, only_writer

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
