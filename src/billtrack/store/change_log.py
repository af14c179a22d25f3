"""The change log: ``.billtrack/changes.jsonl`` in a bills folder, one event per line, append-only.

A record and its events are two files, and a program may be killed between writing them.  So an update is written in
this order: its events, durably, with the fingerprints of the record before and after; the record, replaced atomically;
a line in the journal of the run (``run_journal``).  Events whose record was not replaced did not happen: while a
journal shows an interrupted run, the log ends before its last update if that record is unchanged (``settled_end``).
Readers stop there and the next writer truncates there, so no event is lost and none is reported twice.  A torn last
line is truncated the same way.

The same update twice in a row (a folder of records restored to an earlier state, then updated again) is reported once.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from io import BufferedReader
from pathlib import Path

import msgspec

from billtrack.errors import InputError
from billtrack.model.events import CosponsorTotals, Entry, Event, EventKind, Update
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure_names import MeasureId
from billtrack.store.files import as_input_error, make_folder, open_own, sync_folder, write_whole
from billtrack.store.hidden import HIDDEN

_SCHEMA_VERSION = 1
_TAIL = 1 << 16


class _Totals(msgspec.Struct, frozen=True):
    """Totals as a line has them."""

    current: int
    by_party: dict[str, int]


class _LogLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line; ``before_record`` and ``after_record`` are fingerprints, null if there was no record."""

    schema_version: int = _SCHEMA_VERSION
    id: str
    recorded: dt.datetime
    measure: str
    kind: EventKind
    subject: str
    field: str
    key: str | None = None
    date: dt.date | None = None
    before: str | None = None
    after: str | None = None
    totals_before: _Totals | None = None
    totals_after: _Totals | None = None
    as_of: dt.datetime | None = None
    before_record: str | None = None
    after_record: str


def log_path(bills: Path) -> Path:
    """Locate the change log of a bills folder."""
    return bills / HIDDEN / "changes.jsonl"


def entries_of(
    update: Update, events: Iterable[Event], *, recorded: dt.datetime, as_of: dt.datetime | None
) -> tuple[Entry, ...]:
    """Make the entries of one update, in the order of its events."""
    return tuple(Entry(_id(update, place, event), recorded, as_of, update, event) for place, event in enumerate(events))


def _id(update: Update, place: int, event: Event) -> str:
    identity = (update.measure, update.before, update.after, place, event.kind, event.key, event.subject)
    return hashlib.sha256("\n".join(map(str, identity)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _encoded(entry: Entry) -> bytes:
    event = entry.event
    line = _LogLine(
        **{name: getattr(event, name) for name in _ALIKE},
        id=entry.id,
        recorded=entry.recorded,
        measure=str(event.measure),
        totals_before=_totals_line(event.totals_before),
        totals_after=_totals_line(event.totals_after),
        as_of=entry.as_of,
        before_record=entry.update.before,
        after_record=entry.update.after,
    )
    return msgspec.json.encode(line) + b"\n"


_ALIKE = ("kind", "subject", "field", "key", "date", "before", "after")
"""What a line has as the event does."""


def _totals_line(totals: CosponsorTotals | None) -> _Totals | None:
    return None if totals is None else _Totals(totals.current, dict(totals.by_party))


def _decoded(data: bytes) -> Entry:
    """Read one line.

    Raises:
        msgspec.MsgspecError: it is not a line of a change log.
        InputError: its measure ID is not valid.
    """
    line = msgspec.json.decode(data, type=_LogLine)
    measure = parse_measure_id(line.measure)
    event = Event(
        **{name: getattr(line, name) for name in _ALIKE},
        measure=measure,
        totals_before=_totals(line.totals_before),
        totals_after=_totals(line.totals_after),
    )
    update = Update(measure, line.before_record, line.after_record)
    return Entry(line.id, line.recorded, line.as_of, update, event)


def _totals(line: _Totals | None) -> CosponsorTotals | None:
    return None if line is None else CosponsorTotals(line.current, tuple(line.by_party.items()))


def read_changes(bills: Path, *, end: int | None = None) -> Iterator[Entry | InputError]:
    """Read the log of a bills folder, oldest first, line by line, up to the offset *end* (``settled_end``).

    An unreadable line is an error that hides no other; a torn last line is skipped.  An event logged twice in a row
    by the same update is given once.

    Raises:
        InputError: the log cannot be opened.
    """
    given: dict[MeasureId, tuple[Update, set[str]]] = {}
    for number, data in _lines(log_path(bills), end):
        try:
            entry = _decoded(data)
        except (msgspec.MsgspecError, InputError, UnicodeDecodeError) as error:
            yield InputError(f"{log_path(bills)}:{number}: not a line of a change log: {error}")
            continue
        update, ids = given.get(entry.update.measure, (None, set()))
        if update != entry.update:
            ids = set()
            given[entry.update.measure] = (entry.update, ids)
        if entry.id not in ids:
            ids.add(entry.id)
            yield entry


def _lines(path: Path, end: int | None) -> Iterator[tuple[int, bytes]]:
    """The whole lines before *end*, numbered from 1."""
    read = 0
    try:
        with BufferedReader(open_own(path, "rb")) as file:
            for number, data in enumerate(file, start=1):
                read += len(data)
                if not data.endswith(b"\n") or (end is not None and read > end):
                    return
                yield number, data
    except FileNotFoundError:
        return
    except OSError as error:
        raise InputError(f"{path}: cannot read the change log: {error.strerror}") from error


def settled_end(bills: Path, fingerprint_of: Callable[[MeasureId], str | None]) -> int:
    """Find where the log ends, without a torn line or an update that did not happen.

    Call this only while a journal shows an interrupted run.  *fingerprint_of* gives the present fingerprint of a
    record, ``None`` if there is no record.

    Raises:
        InputError: the log cannot be read.
    """
    path = log_path(bills)
    with as_input_error(path, "cannot read the change log"):
        tail = _whole_tail(path)
        last = _last_update(path, tail)
    if last is None:
        return tail
    start, update = last
    has_happened = fingerprint_of(update.measure) != update.before
    return tail if has_happened else start


def _whole_tail(path: Path) -> int:
    """Find the offset after the last whole line."""
    if not path.exists():
        return 0
    with contextlib.closing(_lines_backwards(path, path.stat().st_size)) as lines:
        start, last = next(lines, (0, b""))
    return start + len(last) if last.endswith(b"\n") else start


def _last_update(path: Path, tail: int) -> tuple[int, Update] | None:
    """Find the last update before *tail* and the offset of its first line."""
    found: tuple[int, Update] | None = None
    with contextlib.closing(_lines_backwards(path, tail)) as lines:
        for start, data in lines:
            try:
                update = _decoded(data).update
            except (msgspec.MsgspecError, InputError, UnicodeDecodeError):
                return found
            if found is not None and update != found[1]:
                return found
            found = (start, update)
    return found


def _lines_backwards(path: Path, tail: int) -> Generator[tuple[int, bytes], None, None]:
    """The lines before *tail*, last first, each with its offset; only the first one given may be torn.

    The caller closes it: if the file cannot be closed, only the caller can say so.
    """
    if tail == 0:
        return
    with BufferedReader(open_own(path, "rb")) as file:
        rest, position = b"", tail
        while position > 0:
            start = max(0, position - _TAIL)
            file.seek(start)
            rest = file.read(position - start) + rest
            position = start
            while (cut := rest.rfind(b"\n", 0, len(rest) - 1)) >= 0:
                yield position + cut + 1, rest[cut + 1 :]
                rest = rest[: cut + 1]
        yield 0, rest


class ChangeLog:
    """The log of a bills folder, open for appending; the caller is the only writer."""

    def __init__(self, bills: Path, *, end: int | None = None) -> None:
        """Open or create the log and truncate it at *end* (``None``: only a torn last line).

        Raises:
            InputError: it cannot be written to.
        """
        self.path = log_path(bills)
        with self._written():
            make_folder(self.path.parent)
            is_new = not self.path.exists()
            self._file = open_own(self.path, "ab")
            whole = _whole_tail(self.path) if end is None else end
            if whole != self.path.stat().st_size:
                self._file.truncate(whole)
            if is_new:
                sync_folder(self.path.parent)

    def append(self, entries: Iterable[Entry]) -> None:
        """Append *entries* and wait until they are on disk; without entries nothing is written.

        Raises:
            InputError: they cannot be written; a partial write is truncated.
        """
        data = b"".join(map(_encoded, entries))
        if not data:
            return
        start = self._file.seek(0, os.SEEK_END)
        with self._written():
            try:
                write_whole(self._file, data)
                os.fsync(self._file.fileno())
            except OSError:
                with contextlib.suppress(OSError):  # a torn last line is skipped
                    self._file.truncate(start)
                raise

    def take_back(self, entries: Iterable[Entry]) -> None:
        """Truncate the last *entries*, because their record could not be replaced.

        Raises:
            InputError: the log cannot be truncated.
        """
        size = sum(len(_encoded(entry)) for entry in entries)
        with self._written():
            if size:
                self._file.truncate(self._file.seek(0, os.SEEK_END) - size)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _written(self) -> contextlib.AbstractContextManager[None]:
        return as_input_error(self.path, "cannot write the change log")
