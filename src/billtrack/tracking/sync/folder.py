"""A bills folder between runs: its records, where they came from, its settled change log, and removing a record."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.model.events import Entry
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId
from billtrack.model.record_parts import STATUS, fingerprint
from billtrack.model.values import Value
from billtrack.store import records
from billtrack.store.change_log import read_changes, settled_end
from billtrack.store.hidden import HIDDEN, load_documents, only_writer, save_documents
from billtrack.store.run_journal import Unfinished, find_unfinished


class Service(StrEnum):
    """The official services that records are made from."""

    GOVINFO = "govinfo"
    CONGRESS = "congress"


class HeldRecord(Value, frozen=True):
    """The record of a measure as its file has it (``None``: there is none), and the file's SHA-256."""

    measure: MeasureId
    record: Measure | None
    sha256: str | None


def read_held(bills: Path, measure: MeasureId) -> HeldRecord:
    """Read the record of *measure*.

    Raises:
        InputError: it cannot be read.
    """
    path = records.find_record(bills, measure)
    if path is None:
        return HeldRecord(measure, None, None)
    return HeldRecord(measure, records.load_record(path), file_sha256(path))


def file_sha256(path: Path) -> str | None:
    """Give the SHA-256 of a regular file; ``None`` if there is none. A pipe is never read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"{path}: cannot read the record: {error.strerror}") from error


def read_log(bills: Path) -> Iterator[Entry | InputError]:
    """Read the change log of *bills*, oldest first; an unreadable line is an error and hides no other.

    Raises:
        InputError: the log cannot be opened.
    """
    return read_changes(bills, end=log_end(bills, find_unfinished(bills)))


class WholeLog(NamedTuple):
    """The change log of a bills folder: its entries, oldest first, and the errors of the lines that cannot be read."""

    entries: list[Entry]
    problems: list[InputError]


def whole_log(bills: Path) -> WholeLog:
    """Read the change log of *bills* to its end.

    Raises:
        InputError: the log cannot be opened.
    """
    log = WholeLog([], [])
    for each in read_log(bills):
        if isinstance(each, InputError):
            log.problems.append(each)
        else:
            log.entries.append(each)
    return log


def chosen_entries(
    entries: Iterable[Entry],
    *,
    since: dt.date | None,
    day_of: Callable[[dt.datetime], dt.date],
    measures: Collection[MeasureId] = (),
    kinds: Collection[str] = (),
) -> list[Entry]:
    """Choose the entries recorded on *since* or later, of *measures* and *kinds*; an empty choice takes all.

    *day_of* gives the date of a moment in Washington.
    """
    return [
        each
        for each in entries
        if (not measures or each.event.measure in measures)
        and (not kinds or each.event.kind in kinds)
        and (since is None or day_of(each.recorded) >= since)
    ]


def log_end(bills: Path, unfinished: Unfinished | None) -> int | None:
    """Find where the log ends after the interrupted run *unfinished*; ``None``: at its last whole line.

    Raises:
        InputError: the log cannot be read.
    """
    return None if unfinished is None else settled_end(bills, partial(_fingerprint, bills, unfinished))


def _fingerprint(bills: Path, unfinished: Unfinished, measure: MeasureId) -> str | None:
    """Give the present fingerprint of a record; a record that is done or unreadable counts as changed."""
    if str(measure) in unfinished.done:
        return "done"
    try:
        record = read_held(bills, measure).record
    except InputError:
        return "unreadable"
    return None if record is None else fingerprint(record)


def services_of(bills: Path, measures: Iterable[MeasureId]) -> dict[Service, tuple[MeasureId, ...]]:
    """Group *measures* by the service each status last came from; govinfo if unknown."""
    documents = load_documents(bills)
    found: dict[Service, list[MeasureId]] = {}
    for measure in measures:
        known = documents.get(str(measure), {}).get(STATUS)
        service = Service(known.service) if known and known.service in set(Service) else Service.GOVINFO
        found.setdefault(service, []).append(measure)
    return {service: tuple(ids) for service, ids in found.items()}


def untrack(bills: Path, measure: MeasureId) -> None:
    """Remove the record of *measure* and the long texts beside it; its changes stay in the change log.

    Raises:
        InputError: there is no record, or it cannot be removed.
    """
    with only_writer(bills / HIDDEN):
        path = records.find_record(bills, measure)
        if path is None:
            raise InputError(f"no record of {measure} in {bills}")
        record = records.load_record(path)
        records.remove_record(path, (text.file for text in record.text_versions or () if text.file is not None))
        documents = load_documents(bills)
        if documents.pop(str(measure), None) is not None:
            save_documents(bills, documents)
