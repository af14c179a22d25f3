"""``billtrack members``: who served in Congress on a day, from congress-legislators files."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

from billtrack.cli import clock
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.places import own_archive_address
from billtrack.cli.reports import DONE, INPUT, UsageError, hint
from billtrack.cli.typed import last_day
from billtrack.errors import InputError


@reading_command
def members(
    options: CommonOptions,
    action: Annotated[
        Literal["fetch", "import", "list"],
        typer.Argument(help="fetch the files of a day, import files you have, or list what is loaded."),
    ],
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="legislators-*.yaml, committees-*.yaml and committee-membership-*.yaml, of one or more days.",
        ),
    ] = None,
    as_of: Annotated[
        dt.date | None,
        last_day(help="The day to fetch (default: today), or the day the imported files describe."),
    ] = None,
) -> int:
    """Load members of Congress and committee seats, for `gaps`, from unitedstates/congress-legislators.

    `fetch` downloads members, committees and their seats as of a day.  A file describes one day: the date in its name
    (legislators-2017-10-27.yaml), or --as-of.  A file that cannot be read is refused; the others are loaded.
    """
    from billtrack.cosponsors.answers.members_answer import ImportedFile, MembersImportAnswer
    from billtrack.cosponsors.commands.member_files import Read, emit_fetched, emit_loaded, put, read
    from billtrack.output.console import emit

    output = options.output()
    if action == "list":
        if files or as_of:
            raise UsageError("members list takes no files and no --as-of")
        return emit_loaded(options)
    if action == "fetch":
        if files:
            raise UsageError("members fetch takes no files; use --as-of DATE for the day")
        return emit_fetched(clock.past_day(as_of), options)
    if not files:
        raise UsageError("members import needs files, such as legislators-2017-10-27.yaml")

    day, target = clock.past_day(as_of), own_archive_address(options.archive)
    found = [read(path, day, quiet=options.quiet) for path in files]
    rows = put([each for each in found if isinstance(each, Read)], target)
    refused = [
        ImportedFile(path.name, fate="refused", reason=str(each))
        for path, each in zip(files, found, strict=True)
        if isinstance(each, InputError)
    ]
    for advice in dict.fromkeys(each.hint for each in found if isinstance(each, InputError) and each.hint):
        hint(advice)
    emit(MembersImportAnswer(str(target), (*rows, *refused)), output)
    return INPUT if refused else DONE
