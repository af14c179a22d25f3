"""``billtrack members``: who served in Congress on a day, from congress-legislators files put into an archive."""

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
from billtrack.cli.reports import DONE, INPUT, UsageError, hint, warn
from billtrack.cosponsors.answers.members_answer import ImportedFile, MembersImportAnswer, MembersListAnswer
from billtrack.cosponsors.roster import checked_for
from billtrack.errors import InputError
from billtrack.model.members import Contents, kind_of
from billtrack.output.console import emit
from billtrack.output.formats import Output
from billtrack.sources.legislators import FILES, MAIN, LegislatorFiles
from billtrack.sources.members import read_members
from billtrack.store.archive import open_writer
from billtrack.store.archive_address import Address
from billtrack.store.library import Holdings


def run(action: str, files: Sequence[Path], options: CommonOptions, *, as_of: dt.date | None) -> int:
    """List the files in the archive, or load files into it: those of a day, downloaded, or those given."""
    output = options.output()
    _check(action, files, as_of)
    if action == "list":
        return _list(options.holdings(), output)
    day, target = clock.past_day(as_of), own_archive_address(options.archive)
    if action == "fetch":
        return _fetch(day, target, options, output)
    return _import(files, day, target, output, quiet=options.quiet)


def _check(action: str, files: Sequence[Path], as_of: dt.date | None) -> None:
    """Refuse what does not go with *action*."""
    if action == "list" and (files or as_of):
        raise UsageError("members list takes no files and no --as-of")
    if action == "fetch" and files:
        raise UsageError("members fetch takes no files; use --as-of DATE for the day")
    if action == "import" and not files:
        raise UsageError("members import needs files, such as legislators-2017-10-27.yaml")


def _list(holdings: Holdings, output: Output) -> int:
    archive = holdings.archive
    address, files = (archive.address, archive.engine.member_files()) if archive else ("no archive", ())
    emit(MembersListAnswer(address, files), output)
    return DONE


class _ReadFile(NamedTuple):
    """A file that was read, the day it describes, and a short description."""

    name: str
    data: bytes
    contents: Contents
    day: dt.date
    holds: str


def _fetch(day: dt.date | None, target: Address, options: CommonOptions, output: Output) -> int:
    """Download the three files of a day; a missing one does not stop the others."""
    with contextlib.closing(open_legislators(options)) as source:
        commit = source.find_commit(day) if day else MAIN
        fetched = answer_each(FILES, lambda name: _fetched(source, name, commit, day or clock.today()))
    rows = _put(fetched.found, target)
    if rows:
        emit(MembersImportAnswer(str(target), rows), output)
    return fetched.code


def _fetched(source: LegislatorFiles, name: str, commit: str, day: dt.date) -> _ReadFile:
    found = source.fetch(name, commit)
    named = f"{name}@{commit[:12]}"
    return _ReadFile(named, found.data, found.content, day, checked_for(found.content, day, name=named))


def _import(files: Sequence[Path], day: dt.date | None, target: Address, output: Output, *, quiet: bool) -> int:
    """Read the files given; a refused one does not stop the others."""
    found = [_read(path, day, quiet=quiet) for path in files]
    rows = _put([each for each in found if isinstance(each, _ReadFile)], target)
    refused = [
        ImportedFile(path.name, fate="refused", reason=str(each))
        for path, each in zip(files, found, strict=True)
        if isinstance(each, InputError)
    ]
    for advice in dict.fromkeys(each.hint for each in found if isinstance(each, InputError) and each.hint):
        hint(advice)
    emit(MembersImportAnswer(str(target), (*rows, *refused)), output)
    return INPUT if refused else DONE


def _read(path: Path, given: dt.date | None, *, quiet: bool) -> _ReadFile | InputError:
    try:
        data = path.read_bytes()
        contents = read_members(data, name=path.name)
        day = _day(path, given, quiet=quiet)
        return _ReadFile(path.name, data, contents, day, checked_for(contents, day, name=path.name))
    except OSError as error:
        return InputError(f"{path}: {error.strerror}")
    except InputError as error:
        return error


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


def _put(found: Sequence[_ReadFile], target: Address) -> tuple[ImportedFile, ...]:
    """Store what was read; without files no archive is created."""
    if not found:
        return ()
    rows = []
    with open_writer(target) as writer:
        for each in found:
            fate = writer.put_members(each.contents, each.data, name=each.name, day=each.day, on=clock.today())
            rows.append(ImportedFile(each.name, kind_of(each.contents), str(each.day), fate.value, each.holds))
    return tuple(rows)
