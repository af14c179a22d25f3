"""Copy an archive into an empty one, of the same engine or another, and compare the two.

Packed values are copied unchanged; columns and indexes are rebuilt from them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import groupby

from billtrack.errors import StoreError
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Action, replace
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.record_parts import STATUS, VOTE
from billtrack.model.vote import parse_vote_id
from billtrack.store.archive.archive import Archive
from billtrack.store.archive.database import Engine
from billtrack.store.archive.engine import LedgerRow, TextForm
from billtrack.store.archive.entries import Entry, RefusedEntry, VoteEntry, status_entry, text_entry
from billtrack.store.archive.packing import unpack_measure, unpack_text, unpack_vote

_BATCH = 500


def copy_archive(source: Archive, target: Archive) -> int:
    """Copy every document and file of members, and return the number of documents.

    Sketches are made again when they are needed.

    Raises:
        StoreError: the target is not empty; one cannot be read or written; or the two differ afterwards.
    """
    if target.engine.known():
        raise StoreError(f"{target.address}: it is not empty", hint="copy into an empty archive")
    count = 0
    with source.engine.snapshot():
        for rows in _runs(source.engine):
            count += len(rows)
            if rows[0].fate in {"held", "refused"}:
                entries = [(row.document, _entry(source.engine, row)) for row in rows]
                target.engine.put_batch(entries, on=rows[0].retrieved)
            else:
                target.engine.enter(rows)
        for file in source.engine.member_files():
            packed = source.engine.member_file(file.kind, file.day)
            if packed is not None:
                target.engine.put_member_file(file, packed)
        if digest(source.engine) != digest(target.engine):
            raise StoreError(f"{target.address}: it differs from {source.address}", hint="copy again")
    return count


def _runs(engine: Engine) -> Iterator[list[LedgerRow]]:
    """The ledger in order, in groups of documents stored on one day in the same way."""
    for _, rows in groupby(engine.ledger(), lambda row: (row.fate in {"held", "refused"}, row.retrieved)):
        batch = list(rows)
        yield from (batch[start : start + _BATCH] for start in range(0, len(batch), _BATCH))


def _entry(engine: Engine, row: LedgerRow) -> Entry:
    """Make the entry of a document again from its packed value."""
    if row.part is not None and row.part.startswith(VOTE):
        [vote] = engine.votes([parse_vote_id(row.part.removeprefix(VOTE))])
        return VoteEntry(vote=unpack_vote(vote.packed), packed=vote.packed, url=vote.url)
    if row.measure is None or row.part is None:
        return RefusedEntry(reason=row.reason or "")
    measure = parse_measure_id(row.measure)
    return _status(engine, measure, row) if row.part == STATUS else _text(engine, measure, row)


def _status(engine: Engine, measure_id: MeasureId, row: LedgerRow) -> Entry:
    [(_, packed, _)] = engine.statuses([measure_id])
    if packed is None or row.standing is None:
        raise StoreError(f"the status of {measure_id} is missing")
    latest = Action(action_date=row.latest_day, text=row.latest_action or "") if row.latest_day else None
    return replace(status_entry(unpack_measure(packed), row.standing, latest, row.url or ""), packed=packed)


def _text(engine: Engine, measure_id: MeasureId, row: LedgerRow) -> Entry:
    text = [TextId(measure_id, (row.part or "").partition(":")[2])]
    [head], [whole] = list(engine.texts(text, TextForm.HEAD)), list(engine.texts(text, TextForm.WHOLE))
    entry = text_entry(measure_id, unpack_text(whole.packed), row.url or "")
    return replace(entry, head=head.packed, packed=whole.packed)


def digest(engine: Engine) -> str:
    """A digest of all an archive says: its ledger, statuses, texts, votes and files of members."""
    whole = hashlib.sha256()
    for row in engine.ledger():
        whole.update(repr(row).encode())
    names = sorted(engine.names())
    for start in range(0, len(names), _BATCH):
        for status in sorted(engine.statuses(names[start : start + _BATCH]), key=lambda each: each.id):
            whole.update(repr((str(status.id), status.source)).encode())
            whole.update(status.packed or b"")
    for form in TextForm:
        for text in engine.every_text(form):
            whole.update(repr((str(text.id), text.document, text.size, text.source)).encode())
            whole.update(text.packed)
    for vote in sorted(engine.votes(), key=lambda each: str(each.id)):
        whole.update(repr(vote).encode())
    for file in engine.member_files():
        whole.update(repr(file).encode())
        whole.update(engine.member_file(file.kind, file.day) or b"")
    return whole.hexdigest()
