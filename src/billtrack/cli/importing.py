"""``billtrack import``: official files into records, with no network."""

from pathlib import Path
from typing import Annotated

import typer

from billtrack.cli.options import Reading, reading_command
from billtrack.cli.reports import DONE, INPUT


@reading_command
def import_files(
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
    report: Annotated[
        bool, typer.Option("--report", help="Account for every element met: kept, or left out and why.")
    ] = False,
) -> int:
    """Import official files into records: BILLSTATUS and bill texts in XML, GPO's plain text.

    The kind of each file is told by its content.  Notes and tags of a record are kept.  A file that cannot be read is
    refused and stops no other; the exit code is then 3.
    """
    from dataclasses import asdict

    from billtrack.accounting import account_for
    from billtrack.cli.clock import today
    from billtrack.cli.places import own_bills_folder
    from billtrack.importing import Fate, import_documents
    from billtrack.render.console import emit
    from billtrack.render.importing import DocumentRow, ElementRow, ImportAnswer

    output, folder = reading.output(), into or own_bills_folder(reading.bills)
    documents = tuple(
        DocumentRow(each.document, str(each.measure) if each.measure else None, each.part, each.fate, each.reason)
        for each in import_documents(paths, into=folder, on=today())
    )
    elements = tuple(ElementRow(**asdict(each)) for each in account_for(paths)) if report else None
    emit(ImportAnswer(str(folder), documents, elements), output)
    return INPUT if any(each.fate == Fate.REFUSED for each in documents) else DONE
