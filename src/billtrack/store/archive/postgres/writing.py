"""Put documents into an archive in PostgreSQL: one transaction per batch, whoever else writes.

The measures of a batch are made and locked in sorted order, so two imports wait for each other and never in a circle.
Then what is held is read, the fate of each document is settled, and the rows are copied in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from billtrack.model.measure import Authority, Coverage, TextVersion
from billtrack.model.measure_names import MeasureId
from billtrack.model.record_builder import ImportResult, why_status_kept, why_text_kept
from billtrack.model.record_parts import STATUS, text_part
from billtrack.model.search_terms import LINE_END, indexed
from billtrack.model.vote import VoteId, why_vote_kept
from billtrack.store.archive.engine import DocumentKey, Put
from billtrack.store.archive.entries import DocumentEntry, Entry, RefusedEntry, StatusEntry, TextEntry, VoteEntry
from billtrack.store.archive.postgres.connection import KEYS, NAMED_VOTES, columns_of, keys_of
from billtrack.store.archive.postgres.rows import Rows
from billtrack.store.archive.postgres.schema import LOCK, Connection
from billtrack.store.archive.postgres.vectors import Vectors, vectors
from billtrack.store.archive.votes import vote_id, vote_key

Entries = Sequence[tuple[DocumentEntry, Entry | None]]
HeldRoll = tuple[int, dt.datetime | None]
"""The document of a vote that is held, and when its file says it was modified."""
Made: TypeAlias = Mapping[DocumentKey, Vectors]
"""The vectors of documents."""


def vectors_of(entries: Entries) -> Made:
    """Make the vectors of the documents that may be held: what takes long, before anything is locked."""
    return {(document.sha256, document.name): vectors(_columns(entry)) for document, entry in entries
            if isinstance(entry, StatusEntry | TextEntry)}  # fmt: skip


def _columns(entry: StatusEntry | TextEntry) -> tuple[str, str, str]:
    return entry.columns if isinstance(entry, TextEntry) else (indexed(LINE_END.join(entry.titles)), "", "")


def put_batch(connection: Connection, entries: Entries, made: Made, on: dt.date) -> list[Put]:
    """Put documents read on the day *on*, in one transaction; *made* are their vectors."""
    with connection.transaction():
        batch = _Batch(BatchState(connection, entries), made, on)
        put = [batch.put(document, entry) for document, entry in entries]
        batch.rows.write(connection)
    return put


class _Batch:
    """The fates of documents, and the rows they leave, in ``rows``."""

    def __init__(self, held: BatchState, made: Made, on: dt.date) -> None:
        self._held = held
        self._made = made
        self._on = on
        self.rows = Rows(held.measures)

    def put(self, document: DocumentEntry, entry: Entry | None) -> Put:
        """Settle the fate of a document."""
        earlier = self._held.documents.get((document.sha256, document.name))
        if earlier and earlier.fate != "refused":
            return Put(_FATES[earlier.fate], earlier.measure, earlier.part, earlier.reason)
        match entry:
            case StatusEntry():
                return self._put_status(document, entry)
            case TextEntry():
                return self._put_text(document, entry)
            case VoteEntry():
                return self._put_vote(document, entry)
            case RefusedEntry():
                self._enter(document, "refused", None, None, entry.reason, None)
                return Put(ImportResult.REFUSED, reason=entry.reason)
            case None:
                raise LookupError(f"{document.name}: neither read nor known")

    def _enter(  # noqa: PLR0917 - the columns of a row
        self,
        document: DocumentEntry,
        fate: str,
        measure: str | None,
        part: str | None,
        reason: str | None,
        url: str | None,
    ) -> int:
        """Enter a document into the ledger, under the id it has there already, if it has."""
        key = (document.sha256, document.name)
        earlier = self._held.documents.get(key)
        row = earlier.id if earlier else next(self._held.ids)
        self._held.documents[key] = LedgerEntry(row, fate, measure, part, reason, url)
        self.rows.ledger[key] = (row, *key, document.package, document.size, fate, reason, measure, part, url, self._on)
        return row

    def _replace(self, held: int, by: DocumentEntry) -> None:
        self.rows.gone.append(held)
        self.rows.replaced[held] = f"replaced by {by.name}"
        for key, row in self._held.documents.items():
            if row.id == held:
                self._held.documents[key] = row._replace(fate="replaced", reason=self.rows.replaced[held])

    def _put_status(self, document: DocumentEntry, entry: StatusEntry) -> Put:
        held, updated = self._held.statuses[entry.measure]
        measure = str(entry.measure)
        reason = why_status_kept(updated, entry.update_date)
        row = self._enter(document, "held" if reason is None else "kept", measure, STATUS, reason, entry.url)
        if reason is not None:
            return Put(ImportResult.KEPT, measure, STATUS, reason)
        if held is not None:
            self._replace(held, document)
        self._held.statuses[entry.measure] = row, entry.update_date
        self.rows.statuses[entry.measure] = row, entry
        self.rows.vectors[row] = self._made[document.sha256, document.name]
        return Put(ImportResult.NEW if held is None else ImportResult.UPDATED, measure, STATUS)

    def _put_text(self, document: DocumentEntry, entry: TextEntry) -> Put:
        texts = self._held.texts[entry.measure]
        held = texts.get(entry.version_code)
        measure, part = str(entry.measure), text_part(entry.version_code)
        outline = _outline(held.coverage, held.authority) if held else None
        reason = why_text_kept(outline, _outline(entry.coverage, entry.authority))
        row = self._enter(document, "held" if reason is None else "kept", measure, part, reason, entry.url)
        if reason is not None:
            return Put(ImportResult.KEPT, measure, part, reason)
        if held is not None:
            self._replace(held.document, document)
        texts[entry.version_code] = HeldText(row, entry.coverage, entry.authority, entry.date)
        self.rows.texts[entry.measure, entry.version_code] = row, entry
        self.rows.vectors[row] = self._made[document.sha256, document.name]
        first = min(texts, key=lambda code: (texts[code].date is None, texts[code].date or dt.date.min, code))
        if self._held.statuses[entry.measure][0] is None and first == entry.version_code:
            self.rows.titles[entry.measure] = entry.title
        return Put(ImportResult.NEW if held is None else ImportResult.UPDATED, measure, part)

    def _put_vote(self, document: DocumentEntry, entry: VoteEntry) -> Put:
        vote = entry.vote.id
        held = self._held.votes.get(vote)
        reason = why_vote_kept(held[1] if held else None, entry.vote.modified)
        row = self._enter(document, "held" if reason is None else "kept", None, vote.part, reason, entry.url)
        if reason is not None:
            return Put(ImportResult.KEPT, None, vote.part, reason)
        if held is not None:
            self._replace(held[0], document)
        self._held.votes[vote] = row, entry.vote.modified
        self.rows.votes[vote] = row, entry
        return Put(ImportResult.NEW if held is None else ImportResult.UPDATED, None, vote.part)


_FATES = {"held": ImportResult.UNCHANGED, "kept": ImportResult.KEPT, "replaced": ImportResult.KEPT}


def _outline(coverage: Coverage, authority: Authority | None) -> TextVersion:
    return TextVersion(version_code="", coverage=coverage, authority=authority)


class LedgerEntry(NamedTuple):
    """A document in the ledger."""

    id: int
    fate: str
    measure: str | None
    part: str | None
    reason: str | None
    url: str | None


class HeldText(NamedTuple):
    """A text that is held: its document, and what says whether another is better."""

    document: int
    coverage: Coverage
    authority: Authority | None
    date: dt.date | None


class BatchState:
    """What an archive holds of the documents and measures of a batch; changes as documents are put."""

    def __init__(self, connection: Connection, entries: Entries) -> None:
        self._run = connection.execute
        wanted = {entry.measure for _, entry in entries if isinstance(entry, StatusEntry | TextEntry)}
        self.measures = self._locked(sorted(wanted, key=lambda each: (each.congress, each.measure_type, each.number)))
        self.votes = self._locked_votes({entry.vote.id for _, entry in entries if isinstance(entry, VoteEntry)})
        keys = [(document.sha256, document.name) for document, _ in entries]
        self.documents: dict[DocumentKey, LedgerEntry] = {
            (sha256, name): LedgerEntry(*rest)
            for sha256, name, *rest in self._run(_KNOWN, ([key[0] for key in keys], [key[1] for key in keys]))
        }
        self.statuses: dict[MeasureId, tuple[int | None, dt.datetime | None]] = {}
        self.texts: dict[MeasureId, dict[str, HeldText]] = {each: {} for each in self.measures}
        by_key = {key: measure for measure, key in self.measures.items()}
        for key, document, updated in self._run(_STATUSES, (list(by_key),)):
            self.statuses[by_key[key]] = document, dt.datetime.fromisoformat(updated) if updated else None
        for key, code, document, coverage, authority, date in self._run(_HELD_TEXTS, (list(by_key),)):
            known_as = Authority(authority) if authority else None
            self.texts[by_key[key]][code] = HeldText(document, Coverage(coverage), known_as, date)
        self.ids = iter([row[0] for row in self._run(_IDS, (len(entries),))])

    def _locked(self, names: list[MeasureId]) -> dict[MeasureId, int]:
        """Make the measures that are missing and lock all, in one order for every writer."""
        if not names:
            return {}
        values = keys_of(names)
        self._run(_NEW_MEASURES, values[:3])
        found = self._run(_LOCKED.format(KEYS.format(*("%s",) * 4)).encode(), values)
        return {names[place - 1]: key for key, _, place in found}

    def _locked_votes(self, ids: Collection[VoteId]) -> dict[VoteId, HeldRoll]:
        """Let no other import write votes until the transaction ends; those of *ids* that are held."""
        if not ids:
            return {}
        self._run("SELECT pg_advisory_xact_lock(%s)", (LOCK + 1,))
        rows = self._run(_HELD_VOTES, columns_of([vote_key(each) for each in ids]))
        return {vote_id(*key): (document, dt.datetime.fromisoformat(m) if m else None) for *key, document, m in rows}


_HELD_VOTES = f"SELECT v.chamber, v.congress, v.session, v.roll, v.document, v.modified FROM {NAMED_VOTES}"  # noqa: S608 - our own


_KNOWN = """
    SELECT d.sha256, d.name, d.id, d.fate, d.measure, d.part, d.reason, d.url
    FROM unnest(%s::bytea[], %s::text[]) AS asked(sha256, name)
        JOIN documents AS d ON d.sha256 = asked.sha256 AND d.name = asked.name COLLATE "C"
"""
_STATUSES = "SELECT id, document, update_date FROM measures WHERE id = ANY(%s)"
_HELD_TEXTS = """
    SELECT measure, version_code, document, coverage, authority, date FROM texts WHERE measure = ANY(%s)
"""
_NEW_MEASURES = """
    INSERT INTO measures (congress, type, number, title, titles)
    SELECT asked.congress, asked.type, asked.number, '', ''
    FROM unnest(%s::int[], %s::text[], %s::int[]) WITH ORDINALITY AS asked(congress, type, number, place)
    WHERE NOT EXISTS (
        SELECT 1 FROM measures AS m
        WHERE m.congress = asked.congress AND m.type = asked.type COLLATE "C" AND m.number = asked.number
    )
    ORDER BY asked.place ON CONFLICT DO NOTHING
"""
_LOCKED = "{} ORDER BY name.place FOR UPDATE OF k"
_IDS = "SELECT nextval(pg_get_serial_sequence('documents', 'id')) FROM generate_series(1, %s)"
