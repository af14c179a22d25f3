"""What a person can type for the commands of this room."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from billtrack.cli.options import CommonOptions, MeasureArguments, reading_command
from billtrack.cli.selections import Selection
from billtrack.cli.typed import first_day
from billtrack.model.choices import GroupBy
from billtrack.output.formats import Format


@reading_command(formats=(Format.MARKDOWN, Format.HTML, Format.DOCX, Format.PDF))
def brief(
    measures: MeasureArguments,
    options: CommonOptions,
    full: Annotated[
        bool | None,
        typer.Option(
            "--full/--one-page",
            help="Everything: differences, history, citations, all cosponsors (default: one page, for up to two).",
        ),
    ] = None,
    gaps: Annotated[
        bool,
        typer.Option("--gaps", help="Add who to ask next, with reasons, phones and rooms, to the page."),
    ] = False,
) -> int:
    """Write one page to share: where measures stand, what differs, who is behind them, sources.

    Two measures or versions are compared with each other; one measure, its earliest text with its latest; three or
    more, those an official source relates. PDF is printed by Chromium or LibreOffice. The same records give the same
    document, byte for byte.
    """
    from billtrack.sharing.commands import brief as work

    return work.run(measures, options, full=full, gaps=gaps)


@reading_command(formats=(Format.MARKDOWN, Format.HTML, Format.DOCX, Format.PDF, Format.EML))
def digest(
    options: CommonOptions,
    *,
    since: Annotated[
        dt.date | None,
        first_day(help="Changes recorded on or after this day."),
    ] = None,
    by: Annotated[GroupBy, typer.Option(help="Group by this.")] = GroupBy.MEASURE,
    again: Annotated[bool, typer.Option("--again", help="Write the last digest again.")] = False,
) -> int:
    """Write what changed since a day, or since the last digest, for people: each change once, and the next step.

    A digest written with -o is the last one: the next begins after it. No mail is sent; an .eml file opens in a mail
    program. The same log and records give the same digest, byte for byte.
    """
    from billtrack.sharing.commands import digest as work

    return work.run(options, since=since, by=by, again=again)


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
    from billtrack.sharing.commands import site as work

    return work.run(output, selection, options)
