"""The journal of one run of ``track`` or ``sync``: which measures are done, and what their documents were.

It is there from the first record to the end of the run; one that is still there tells that a run was cut short, so
that the next one goes on where it stopped and looks after the change log's end.  Losing it costs requests, no data.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import msgspec

from billtrack.errors import InputError
from billtrack.model.identifiers import parse_measure_id
from billtrack.store.change_log import HIDDEN
from billtrack.store.files import open_own, read_own, sync_folder, write_whole
from billtrack.store.validators import Known

_RESUMED_WITHIN = dt.timedelta(hours=1)
"""What was done longer ago than this may have changed again at the source."""


class _Start(msgspec.Struct, frozen=True, tag="start", tag_field="line"):
    """The first line: what was asked, and when; in UTC."""

    command: str
    started: dt.datetime


class _Done(msgspec.Struct, frozen=True, tag="done", tag_field="line"):
    """One measure whose record is as its documents are."""

    measure: str
    documents: dict[str, Known]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A run that was cut short, and the documents of each measure it had done, by id."""

    command: str
    started: dt.datetime
    done: Mapping[str, Mapping[str, Known]]

    def is_resumed_by(self, command: str, *, now: dt.datetime) -> bool:
        """Whether *command* may go on where this run stopped."""
        return self.command == command and dt.timedelta(0) <= now - self.started <= _RESUMED_WITHIN


def journal_path(bills: Path) -> Path:
    """Where the journal of a bills folder is."""
    return bills / HIDDEN / "run.jsonl"


def find_unfinished(bills: Path) -> Unfinished | None:
    """Find the run that was cut short in a bills folder; ``None`` where the last one came to its end."""
    try:
        lines = read_own(journal_path(bills)).splitlines()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"{journal_path(bills)}: cannot be read: {error.strerror}") from error
    start = _Start("", dt.datetime(1, 1, 1, tzinfo=dt.UTC))
    done: dict[str, Mapping[str, Known]] = {}
    for data in lines:
        try:
            line = msgspec.json.decode(data, type=_Start | _Done)
            if isinstance(line, _Done):
                parse_measure_id(line.measure)
        except (msgspec.MsgspecError, UnicodeDecodeError, InputError):
            continue  # torn: that measure is asked for again
        if isinstance(line, _Start):
            start = line
        else:
            done[line.measure] = MappingProxyType(line.documents)
    return Unfinished(start.command, start.started, MappingProxyType(done))


class RunJournal:
    """The journal of the present run; the caller is the only writer."""

    def __init__(self, bills: Path, command: str, *, started: dt.datetime, resumed: Unfinished | None) -> None:
        """Begin a journal, or go on with that of the run *resumed*.

        Raises:
            InputError: it cannot be written.
        """
        self.path = journal_path(bills)
        try:
            self._file = open_own(self.path, "wb" if resumed is None else "ab")
        except OSError as error:
            raise _unwritable(self.path, error) from error
        try:
            self._write(_Start(command, started) if resumed is None else None)
            self._stay()
        except InputError:
            self._file.close()
            raise

    def done(self, measure: str, documents: Mapping[str, Known]) -> None:
        """Note that *measure* is done.

        Raises:
            InputError: it cannot be written.
        """
        self._write(_Done(measure, dict(documents)))

    def finish(self) -> None:
        """The run came to its end: nothing is left to go on with.

        Raises:
            InputError: the journal cannot be removed.
        """
        self._file.close()
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise InputError(f"{self.path}: cannot be removed: {error.strerror}") from error

    def close(self) -> None:
        """The run stops here; the journal stays for the next one."""
        self._file.close()

    def _write(self, line: _Start | _Done | None) -> None:
        """Write *line* on a line of its own, even after a torn one."""
        try:
            write_whole(self._file, b"\n" if line is None else msgspec.json.encode(line) + b"\n")
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def _stay(self) -> None:
        """Be on the disk before the first event is: without it nobody asks whether that event happened."""
        try:
            os.fsync(self._file.fileno())
            sync_folder(self.path.parent)
        except OSError as error:
            raise _unwritable(self.path, error) from error


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(f"{path}: cannot be written: {error.strerror}")
