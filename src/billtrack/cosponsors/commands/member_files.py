"""The files of ``billtrack members``: fetched or read, put into an archive, and listed."""

import contextlib
import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from billtrack.cli import clock
from billtrack.cli.loading import answer_each
from billtrack.cli.official_sources import open_legislators
from billtrack.cli.options import CommonOptions
from billtrack.cli.places import own_archive_address
from billtrack.cli.reports import DONE, warn
from billtrack.cosponsors.answers.members_answer import ImportedFile, MembersImportAnswer, MembersListAnswer
from billtrack.cosponsors.roster import checked_for
from billtrack.errors import InputError
from billtrack.model.members import Contents, kind_of
from billtrack.output.console import emit
from billtrack.sources.legislators import FILES, MAIN, LegislatorFiles
from billtrack.sources.members import read_members
from billtrack.store.archive import open_writer
from billtrack.store.archive_address import Address


def emit_loaded(options: CommonOptions) -> int:
    """List the files in the archive."""
    holdings = options.holdings()  # closes its archive when it goes
    archive = holdings.archive
    address, files = (archive.address, archive.engine.member_files()) if archive else ("no archive", ())
    emit(MembersListAnswer(address, files), options.output())
    return DONE


def emit_fetched(day: dt.date | None, options: CommonOptions) -> int:
    """Download the three files of a day; a missing one does not stop the others."""
    output, target = options.output(), own_archive_address(options.archive)
    with contextlib.closing(open_legislators(options)) as source:
        commit = source.find_commit(day) if day else MAIN
        fetched = answer_each(FILES, lambda name: _fetched(source, name, commit, day or clock.today()))
    rows = put(fetched.found, target)
    if rows:
        emit(MembersImportAnswer(str(target), rows), output)
    return fetched.code


def _fetched(source: LegislatorFiles, name: str, commit: str, day: dt.date) -> "Read":
    found = source.fetch(name, commit)
    named = f"{name}@{commit[:12]}"
    return Read(named, found.data, found.content, day, checked_for(found.content, day, name=named))


class Read(NamedTuple):
    """A file that was read, the day it describes, and a short description."""

    name: str
    data: bytes
    contents: Contents
    day: dt.date
    holds: str


def read(path: Path, given: dt.date | None, *, quiet: bool) -> Read | InputError:
    """Read one file; a refused file does not stop the others."""
    try:
        data = path.read_bytes()
        contents = read_members(data, name=path.name)
        day = _day(path, given, quiet=quiet)
        return Read(path.name, data, contents, day, checked_for(contents, day, name=path.name))
    except OSError as error:
        return InputError(f"{path}: {error.strerror}")
    except InputError as error:
        return error


def put(found: Sequence[Read], target: Address) -> tuple[ImportedFile, ...]:
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
