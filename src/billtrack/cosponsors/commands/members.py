"""``billtrack members``: who served in Congress on a day, from congress-legislators files."""

import contextlib
import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import typer

from billtrack.cli import clock
from billtrack.cli.loading import answer_each
from billtrack.cli.official_sources import open_legislators
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.places import own_archive_address
from billtrack.cli.reports import DONE, INPUT, UsageError, hint, warn
from billtrack.cli.typed import last_day
from billtrack.cosponsors.answers.members_answer import ImportedFile, MembersImportAnswer, MembersListAnswer
from billtrack.cosponsors.roster import checked_for
from billtrack.errors import InputError
from billtrack.model.members import Contents, kind_of
from billtrack.output.console import emit
from billtrack.sources.legislators import FILES, MAIN, LegislatorFiles
from billtrack.sources.members import read_members
from billtrack.store.archive import open_writer
from billtrack.store.archive_address import Address


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
    output = options.output()
    if action == "list":
        if files or as_of:
            raise UsageError("members list takes no files and no --as-of")
        return _list(options)
    if action == "fetch":
        if files:
            raise UsageError("members fetch takes no files; use --as-of DATE for the day")
        return _fetch(clock.past_day(as_of), options)
    if not files:
        raise UsageError("members import needs files, such as legislators-2017-10-27.yaml")

    day, target = clock.past_day(as_of), own_archive_address(options.archive)
    found = [_read(path, day, quiet=options.quiet) for path in files]
    rows = _put([each for each in found if isinstance(each, _Read)], target)
    refused = [
        ImportedFile(path.name, fate="refused", reason=str(each))
        for path, each in zip(files, found, strict=True)
        if isinstance(each, InputError)
    ]
    for advice in dict.fromkeys(each.hint for each in found if isinstance(each, InputError) and each.hint):
        hint(advice)
    emit(MembersImportAnswer(str(target), (*rows, *refused)), output)
    return INPUT if refused else DONE


def _list(options: CommonOptions) -> int:
    holdings = options.holdings()  # closes its archive when it goes
    archive = holdings.archive
    address, files = (archive.address, archive.engine.member_files()) if archive else ("no archive", ())
    emit(MembersListAnswer(address, files), options.output())
    return DONE


def _fetch(day: dt.date | None, options: CommonOptions) -> int:
    """Download the three files of a day; a missing one does not stop the others."""
    output, target = options.output(), own_archive_address(options.archive)
    with contextlib.closing(open_legislators(options)) as source:
        commit = source.find_commit(day) if day else MAIN
        fetched = answer_each(FILES, lambda name: _fetched(source, name, commit, day or clock.today()))
    rows = _put(fetched.found, target)
    if rows:
        emit(MembersImportAnswer(str(target), rows), output)
    return fetched.code


def _fetched(source: LegislatorFiles, name: str, commit: str, day: dt.date) -> "_Read":
    found = source.fetch(name, commit)
    named = f"{name}@{commit[:12]}"
    return _Read(named, found.data, found.content, day, checked_for(found.content, day, name=named))


class _Read(NamedTuple):
    """A file that was read, the day it describes, and a short description."""

    name: str
    data: bytes
    contents: Contents
    day: dt.date
    holds: str


def _read(path: Path, given: dt.date | None, *, quiet: bool) -> _Read | InputError:
    """Read one file; a refused file does not stop the others."""
    try:
        data = path.read_bytes()
        contents = read_members(data, name=path.name)
        day = _day(path, given, quiet=quiet)
        return _Read(path.name, data, contents, day, checked_for(contents, day, name=path.name))
    except OSError as error:
        return InputError(f"{path}: {error.strerror}")
    except InputError as error:
        return error


def _put(found: Sequence[_Read], target: Address) -> tuple[ImportedFile, ...]:
    """Store what was read; without files no archive is created."""
    if not found:
        return ()
    rows = []
    with open_writer(target) as writer:
        for each in found:
            fate = writer.put_members(each.contents, each.data, name=each.name, day=each.day, on=clock.today())
            rows.append(ImportedFile(each.name, kind_of(each.contents), str(each.day), fate.value, each.holds))
    return tuple(rows)


def _day(path: Path, given: dt.date | None, *, quiet: bool) -> dt.date:
    """The day a file describes: the one given, or else the one in its name; never a guess."""
    found = re.search(r"\d{4}-\d{2}-\d{2}", path.name)
    try:
        named = dt.date.fromisoformat(found[0]) if found else None
    except ValueError:
        named = None
    day = given or named
    if day is None:
        raise InputError(
            f"{path.name}: no date in the file name",
            hint="add --as-of DATE (the date of the file's commit), or put the date in the name",
        )
    if given and named and given != named and not quiet:
        warn(f"{path.name}: loaded as of {given}, as you asked; its name says {named}")
    clock.past_day(day)
    return day
