"""Roll-call files in a folder of records: each is beside the records that cite it, which name it as a source.

Only the actions of a measure refer to a vote, so the file may be imported before the record or after it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Collection
from pathlib import Path

from billtrack.errors import InputError
from billtrack.model.measure import Measure, Source
from billtrack.model.measure_names import MeasureId
from billtrack.model.record_builder import ImportResult, with_vote
from billtrack.model.vote import Vote, VoteId, citations, why_vote_kept
from billtrack.sources.votes import parse_vote
from billtrack.store import records
from billtrack.store.votes import read_vote, save_vote, vote_ids


def put_vote(folder: Path, vote: Vote, data: bytes) -> tuple[ImportResult, str | None]:
    """Write the file of *vote* beside the records of *folder*.

    Returns:
        The result, and the reason if an existing file stays.

    Raises:
        InputError: it cannot be written.
    """
    held = read_vote(folder, vote.id)
    if held == data:
        return ImportResult.UNCHANGED, None
    if held is not None and (reason := why_vote_kept(_modified(held, vote.id), vote.modified)):
        return ImportResult.KEPT, reason
    save_vote(folder, vote.id, data)
    return (ImportResult.NEW if held is None else ImportResult.UPDATED), None


def _modified(data: bytes, vote: VoteId) -> dt.datetime | None:
    """The modification time in the existing file; ``None`` if it cannot be read, so that it is replaced."""
    with contextlib.suppress(InputError):
        return parse_vote(data, name=vote.file, expected=vote).modified
    return None


def name_votes(folder: Path, *, votes: Collection[VoteId], measures: Collection[MeasureId], on: dt.date) -> None:
    """Name the votes beside the records in the sources of the records of *folder* that cite them.

    Checks the records of *measures*, and all records for *votes*; an unreadable one is skipped.

    Raises:
        InputError: a record cannot be written.
    """
    held = frozenset(vote_ids(folder))
    for measure in records.record_ids(folder) if votes else sorted(measures):
        path = records.find_record(folder, measure)
        if path is None or not held:
            continue
        try:
            record = records.load_record(path)
        except InputError:
            continue
        wanted = held if measure in measures else frozenset(votes)
        named = with_votes(record, folder, wanted, on=on)
        if named != record:
            records.save_record(folder, named)


def with_votes(record: Measure, folder: Path, wanted: frozenset[VoteId], *, on: dt.date) -> Measure:
    """Name in *record* the votes of *wanted* that it cites and *folder* has.

    *on* is the day of a new source.
    """
    digests = {source.part: source.sha256 for source in record.sources}
    for vote in dict.fromkeys(each.id for each in citations(record) if each.id in wanted):
        data = read_vote(folder, vote)
        digest = hashlib.sha256(data).hexdigest() if data is not None else None
        if digest is not None and digests.get(vote.part) != digest:
            record = with_vote(record, Source(part=vote.part, url=vote.url, retrieved=on, sha256=digest))
    return record
