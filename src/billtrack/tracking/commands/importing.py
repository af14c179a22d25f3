"""``billtrack import``: official files into records or an archive, with no network."""

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.options import Reading, TrackedOption, reading_command
from billtrack.cli.places import own_bills_folder
from billtrack.cli.reports import DONE, INPUT, UsageError
from billtrack.model.identifiers import TextId, parse_reference
from billtrack.output.console import emit, standard_error_is_terminal
from billtrack.output.progress import progress_of
from billtrack.sources.tracked import Tracked
from billtrack.tracking.accounting import account_for
from billtrack.tracking.answers.importing import DocumentRow, ElementRow, ImportAnswer
from billtrack.tracking.archive_import import Import
from billtrack.tracking.importing import Fate, Taken, import_documents

if TYPE_CHECKING:
    from collections.abc import Iterator


@reading_command
def import_files(  # noqa: PLR0917 - an option each; Typer passes them by name
    reading: Reading,
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...", help="Official files, folders of them, or govinfo's zips.", show_default=False
        ),
    ],
    into: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of records to write to; the bills folder unless named."),
    ] = None,
    archive: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Archive to write to, instead of records; made where there is none."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="Processes that read, for an archive; one a processor core unless said here."
        ),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="MEASURE@VERSION",
            help="The text the one file is, where it does not say so: sres211-115@ats.",
            show_default=False,
        ),
    ] = None,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="Let the Congressional Record replace complete copies of a print, too."),
    ] = False,
    tracked: TrackedOption = Tracked.ACCEPTED,
    report: Annotated[
        bool, typer.Option("--report", help="Account for every element met: kept, or left out and why.")
    ] = False,
) -> int:
    """Import official files into records or an archive: BILLSTATUS, bill texts, pages of the Congressional Record.

    Bill texts may be in XML or GPO's plain text, in Word or PDF, or pasted from either. The kind of each file is told
    by its content. Notes and tags of a record are kept. A file that cannot be read is refused and stops no other; the
    exit code is then 3. An import into an archive that was interrupted goes on where it was when it is run again.
    """
    from dataclasses import asdict

    if into is not None and archive is not None:
        raise UsageError("--into and --archive name two places to write to; give one")
    if archive is not None and (text is not None or accept):
        raise UsageError("--as and --accept are for records; leave out --archive")
    if archive is not None and tracked is not Tracked.ACCEPTED:
        raise UsageError("--tracked is for records; leave out --archive")
    known = _named(text, paths) if text is not None else None
    output = reading.output()
    target = archive or into or own_bills_folder(reading.bills)
    if archive is not None:
        taken = _into_archive(paths, archive, jobs or _cores(), reading)
    else:
        taken = _into_records(paths, target, known, accept=accept, tracked=tracked)
    counts: Counter[str] = Counter()
    documents = []
    for each in taken:
        counts[each.fate] += 1
        if archive is None or each.reason is not None:
            measure = str(each.measure) if each.measure else None
            documents.append(DocumentRow(each.document, measure, each.part, each.fate, each.reason))
    elements = tuple(ElementRow(**asdict(each)) for each in account_for(paths)) if report else None
    emit(ImportAnswer(str(target), counts, tuple(documents), elements), output)
    return INPUT if counts[Fate.REFUSED] else DONE


def _named(text: str, paths: list[Path]) -> "TextId":
    """The text that the one file is said to be."""
    if len(paths) != 1 or paths[0].is_dir():
        raise UsageError("--as names the text of one file; give one")
    text_id = parse_reference(text).text_id
    if text_id is None:
        raise UsageError(f"--as names a measure and a version, as in sres211-115@ats; found {text}")
    return text_id


def _into_records(
    paths: list[Path], folder: Path, known: "TextId | None", *, accept: bool, tracked: Tracked
) -> "Iterator[Taken]":
    return import_documents(paths, into=folder, on=clock.today(), known=known, accepted=accept, tracked=tracked)


def _into_archive(paths: list[Path], archive: Path, jobs: int, reading: Reading) -> "Iterator[Taken]":

    found = Import.of(paths)
    quiet = reading.quiet or not standard_error_is_terminal()  # a line a document would bury what matters
    with progress_of(found.documents, "Importing", quiet=quiet, colour=reading.output().colour) as progress:
        for each in found.into(archive, on=clock.today(), jobs=jobs):
            progress.done(each.document, each.fate)
            yield each


def _cores() -> int:
    """The processor cores this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
