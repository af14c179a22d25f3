"""The journal of one run of ``track`` or ``sync``: which measures are done, and the validators of their documents.

It exists from the first record to the end of the run.  If one is left over, a run was interrupted: the next run
continues it and repairs the end of the change log.  Losing it costs requests but no data.
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
from billtrack.store.files import as_input_error, open_own, read_own, sync_folder, write_whole
from billtrack.store.hidden import HIDDEN, Known

_RESUMED_WITHIN = dt.timedelta(hours=1)
"""After this time the source may have changed again, so the run is not continued."""


class _Start(msgspec.Struct, frozen=True, tag="start", tag_field="line"):
    """The first line: the command, and when it started, in UTC."""

    command: str
    started: dt.datetime


class _Done(msgspec.Struct, frozen=True, tag="done", tag_field="line"):
    """One measure whose record is up to date."""

    measure: str
    documents: dict[str, Known]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An interrupted run, and the documents of each measure it finished, by ID."""

    command: str
    started: dt.datetime
    done: Mapping[str, Mapping[str, Known]]

    def is_resumed_by(self, command: str, *, now: dt.datetime) -> bool:
        """Whether *command* continues this run."""
        return self.command == command and dt.timedelta(0) <= now - self.started <= _RESUMED_WITHIN


def journal_path(bills: Path) -> Path:
    """Locate the journal of a bills folder."""
    return bills / HIDDEN / "run.jsonl"


def find_unfinished(bills: Path) -> Unfinished | None:
    """Find the interrupted run in a bills folder; ``None`` if the last run finished."""
    with as_input_error(journal_path(bills), "cannot be read"):
        try:
            lines = read_own(journal_path(bills)).splitlines()
        except FileNotFoundError:
            return None
    start = _Start("", dt.datetime(1, 1, 1, tzinfo=dt.UTC))
    done: dict[str, Mapping[str, Known]] = {}
    for data in lines:
        try:
            line = msgspec.json.decode(data, type=_Start | _Done)
            if isinstance(line, _Done):
                parse_measure_id(line.measure)
        except (msgspec.MsgspecError, UnicodeDecodeError, InputError):
            continue  # torn: that measure is fetched again
        if isinstance(line, _Start):
            start = line
        else:
            done[line.measure] = MappingProxyType(line.documents)
    return Unfinished(start.command, start.started, MappingProxyType(done))


class RunJournal:
    """The journal of the current run; the caller is the only writer."""

    def __init__(self, bills: Path, command: str, *, started: dt.datetime, resumed: Unfinished | None) -> None:
        """Begin a journal, or continue that of the run *resumed*.

        Raises:
            InputError: it cannot be written.
        """
        self.path = journal_path(bills)
        with as_input_error(self.path, "cannot be written"):
            self._file = open_own(self.path, "wb" if resumed is None else "ab")
        try:
            self._write(_Start(command, started) if resumed is None else None)
            self._stay()
        except InputError:
            self._file.close()
            raise

    def done(self, measure: str, documents: Mapping[str, Known]) -> None:
        """Record that *measure* is done.

        Raises:
            InputError: it cannot be written.
        """
        self._write(_Done(measure, dict(documents)))

    def finish(self) -> None:
        """Remove the journal: the run is finished.

        Raises:
            InputError: the journal cannot be removed.
        """
        self._file.close()
        with as_input_error(self.path, "cannot be removed"):
            self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Stop the run; the journal stays for the next one."""
        self._file.close()

    def _write(self, line: _Start | _Done | None) -> None:
        """Write *line* as its own line, even after a torn one."""
        with as_input_error(self.path, "cannot be written"):
            write_whole(self._file, b"\n" if line is None else msgspec.json.encode(line) + b"\n")

    def _stay(self) -> None:
        """Make the journal durable before the first event: without it nobody checks whether that event happened."""
        with as_input_error(self.path, "cannot be written"):
            os.fsync(self._file.fileno())
            sync_folder(self.path.parent)
