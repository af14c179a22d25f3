"""Put documents into an archive in PostgreSQL: one transaction per batch, whoever else writes.

The measures of a batch are made and locked in sorted order, so two imports wait for each other and never in a circle.
Then what is held is read, the fate of each document is settled, and the rows are copied in.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from struct import Struct
from typing import LiteralString, TypeAlias

from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Authority, Coverage, TextVersion
from billtrack.model.record_builder import ImportResult, why_status_kept, why_text_kept
from billtrack.model.record_parts import STATUS, text_part
from billtrack.model.search_terms import LINE_END, indexed, terms
from billtrack.model.vote import VoteId, why_vote_kept
from billtrack.store.archive.engine import DocumentKey, Put
from billtrack.store.archive.entries import DocumentEntry, Entry, RefusedEntry, StatusEntry, TextEntry, VoteEntry
from billtrack.store.archive.postgres.connection import Connection
from billtrack.store.archive.postgres.held import Entries, Held, HeldText, LedgerEntry
from billtrack.store.archive.postgres.vectors import Chunk, Vectors, posting, vectors
from billtrack.store.archive.postgres.votes import write_votes

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
        batch = _Batch(Held(connection, entries), made, on)
        put = [batch.put(document, entry) for document, entry in entries]
        batch.write(connection)
    return put


class _Batch:
    """The fates of documents, and the rows they leave."""

    def __init__(self, held: Held, made: Made, on: dt.date) -> None:
        self._held = held
        self._made = made
        self._vectors: dict[int, Vectors] = {}
        self._on = on
        self._ledger: dict[int, tuple[object, ...]] = {}
        self._gone: list[int] = []
        self._replaced: dict[int, str] = {}
        self._statuses: dict[MeasureId, tuple[int, StatusEntry]] = {}
        self._texts: dict[tuple[MeasureId, str], tuple[int, TextEntry]] = {}
        self._titles: dict[MeasureId, str] = {}
        self._votes: dict[VoteId, tuple[int, VoteEntry]] = {}

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
        self._ledger[row] = (row, *key, document.package, document.size, fate, reason, measure, part, url, self._on)
        return row

    def _replace(self, held: int, by: DocumentEntry) -> None:
        self._gone.append(held)
        self._replaced[held] = f"replaced by {by.name}"
        for key, row in self._held.documents.items():
            if row.id == held:
                self._held.documents[key] = row._replace(fate="replaced", reason=self._replaced[held])

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
        self._statuses[entry.measure] = row, entry
        self._vectors[row] = self._made[document.sha256, document.name]
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
        self._texts[entry.measure, entry.version_code] = row, entry
        self._vectors[row] = self._made[document.sha256, document.name]
        first = min(texts, key=lambda code: (texts[code].date is None, texts[code].date or dt.date.min, code))
        if self._held.statuses[entry.measure][0] is None and first == entry.version_code:
            self._titles[entry.measure] = entry.title
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
        self._votes[vote] = row, entry
        return Put(ImportResult.NEW if held is None else ImportResult.UPDATED, None, vote.part)

    # ---------------------------------------------------------------------------------- rows

    def write(self, connection: Connection) -> None:
        """Write what the batch leaves: what is gone first, then the ledger, then what is held."""
        run, keys = connection.execute, self._held.measures
        run(_GONE, (self._gone,))
        run("DELETE FROM docs WHERE document = ANY(%s)", (self._gone,))
        run("DELETE FROM chunks WHERE document = ANY(%s)", (self._gone,))
        run("DELETE FROM texts WHERE document = ANY(%s)", (self._gone,))
        _run_once(connection, _ENTER, [self._ledger[row] for row in self._in_order()])
        _run_once(connection, _REPLACED, list(self._replaced.items()))
        _run_once(connection, _TITLES, [(keys[each], title) for each, title in self._titles.items()])
        _run_once(connection, _STATUS, [_status_values(row, each, keys) for row, each in self._statuses.values()])
        for table in ("cosponsors", "committees", "related", "subjects", "citations"):
            ids = [keys[each] for each in self._statuses]
            run(f"DELETE FROM {table} WHERE measure = ANY(%s)".encode(), (ids,))  # noqa: S608 - our own names
        self._copy_rows(connection)
        self._copy_texts(connection)
        write_votes(connection, self._votes.values(), self._gone)
        self._name(connection)

    def _in_order(self) -> list[int]:
        """The documents entered, in the one order in which every import enters them."""
        return [row.id for _, row in sorted(self._held.documents.items()) if row.id in self._ledger]

    def _copy_rows(self, connection: Connection) -> None:
        keys = self._held.measures
        statuses = [(keys[measure], entry) for measure, (_, entry) in self._statuses.items()]
        _copy(connection, "cosponsors", ((key, *row) for key, each in statuses for row in each.cosponsors))
        _copy(connection, "committees", (
            (key, *row) for key, each in statuses
            for row in {row.system_code: row for row in reversed(each.committees)}.values()
        ))  # fmt: skip
        _copy(connection, "related", ((key, *row) for key, each in statuses for row in each.related))
        _copy(connection, "citations", ((key, *row) for key, each in statuses for row in each.citations))
        _copy(connection, "subjects", ((key, *row) for key, each in statuses for row in dict.fromkeys(each.subjects)))

    def _copy_texts(self, connection: Connection) -> None:
        keys = self._held.measures
        found = [(keys[measure], row, entry) for (measure, _), (row, entry) in self._texts.items()]
        _copy(connection, "texts", (
            (row, key, each.version_code, each.date, each.authority, each.coverage, each.size, each.head, each.packed)
            for key, row, each in found
        ))  # fmt: skip
        docs = [
            *((row, keys[name], None, None) for name, (row, _) in self._statuses.items()),
            *((row, key, each.version_code, each.date) for key, row, each in found),
        ]
        made = [(doc, self._vectors[doc[0]]) for doc in docs]
        _copy(connection, "docs", ((*doc, each.length) for doc, each in made))
        _copy_chunks(connection, ((doc[0], chunk) for doc, each in made for chunk in each.chunks))
        postings: defaultdict[str, list[str]] = defaultdict(list)
        for doc, each in made:
            for term, count in each.counts.items():
                postings[term].append(str(posting(doc[0], count)))
        _copy_plain(connection, "postings", (f"{term}\t{{{','.join(postings[term])}}}" for term in sorted(postings)))

    def _name(self, connection: Connection) -> None:
        """Keep the terms of the names that filters ask for."""
        names: set[str | None] = set()
        for _, entry in self._statuses.values():
            names |= {entry.policy_area, entry.sponsor.name if entry.sponsor else None}
            names |= {each.name for rows in (entry.cosponsors, entry.committees, entry.subjects) for each in rows}
        new = sorted(name for name in names if name)
        known = {row[0] for row in connection.execute("SELECT name FROM names WHERE name = ANY(%s)", (new,))}
        query = "INSERT INTO names VALUES (%s, %s) ON CONFLICT DO NOTHING"
        with connection.cursor() as cursor:
            cursor.executemany(query, [(name, terms(name)) for name in new if name not in known])


_FATES = {"held": ImportResult.UNCHANGED, "kept": ImportResult.KEPT, "replaced": ImportResult.KEPT}
_GONE = """
    INSERT INTO gone (term, document)
    SELECT DISTINCT v.lexeme, c.document FROM chunks AS c, unnest(c.vector) AS v WHERE c.document = ANY(%s)
"""
# A document that another import refused meanwhile keeps its id, and so does one refused before.
_ENTER = """
    INSERT INTO documents (id, sha256, name, package, bytes, fate, reason, measure, part, url, retrieved)
    SELECT * FROM unnest(
        %s::bigint[], %b::bytea[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::text[],
        %s::text[], %s::text[], %s::date[]
    )
    ON CONFLICT (sha256, name) DO UPDATE SET fate = excluded.fate, reason = excluded.reason,
        measure = excluded.measure, part = excluded.part, url = excluded.url, retrieved = excluded.retrieved
    WHERE documents.fate = 'refused'
"""
_REPLACED = """
    UPDATE documents AS d SET fate = 'replaced', reason = v.reason
    FROM unnest(%s::bigint[], %s::text[]) AS v(id, reason) WHERE d.id = v.id
"""
_TITLES = """
    UPDATE measures AS m SET title = v.title
    FROM unnest(%s::bigint[], %s::text[]) AS v(id, title) WHERE m.id = v.id AND m.document IS NULL
"""
_STATUS = """
    UPDATE measures AS m SET document = v.document, title = v.title, titles = v.titles,
        introduced_date = v.introduced_date, update_date = v.update_date, latest_action_date = v.latest_action_date,
        latest_action = v.latest_action, stage = v.stage, stage_date = v.stage_date, expires_on = v.expires_on,
        sponsor = v.sponsor, sponsor_name = v.sponsor_name, sponsor_party = v.sponsor_party,
        sponsor_state = v.sponsor_state, policy_area = v.policy_area, status = v.status
    FROM unnest(
        %s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::date[], %s::text[], %s::date[], %s::text[], %s::text[],
        %s::date[], %s::date[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %b::bytea[]
    ) AS v(
        id, document, title, titles, introduced_date, update_date, latest_action_date, latest_action, stage,
        stage_date, expires_on, sponsor, sponsor_name, sponsor_party, sponsor_state, policy_area, status
    )
    WHERE m.id = v.id
"""


def _status_values(row: int, entry: StatusEntry, keys: dict[MeasureId, int]) -> tuple[object, ...]:
    standing, sponsor = entry.standing, entry.sponsor
    return (
        keys[entry.measure],
        row,
        entry.title,
        LINE_END.join(entry.titles),
        entry.introduced_date,
        entry.update_date.isoformat() if entry.update_date else None,
        entry.latest_action_date,
        entry.latest_action,
        standing.stage,
        standing.stage_date,
        standing.expires_on,
        *((sponsor.bioguide_id, sponsor.name, sponsor.party, sponsor.state) if sponsor else (None,) * 4),
        entry.policy_area,
        entry.packed,
    )


def _outline(coverage: Coverage, authority: Authority | None) -> TextVersion:
    return TextVersion(version_code="", coverage=coverage, authority=authority)


def _run_once(connection: Connection, query: LiteralString, rows: Sequence[Sequence[object]]) -> None:
    """Run *query* once for all *rows*, of which it takes each column as an array: parsed and planned once."""
    if rows:
        connection.execute(query, [list(column) for column in zip(*rows, strict=True)])


def _copy(connection: Connection, table: LiteralString, rows: Iterable[Sequence[object]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _copy_plain(connection: Connection, table: LiteralString, rows: Iterable[str]) -> None:
    """Copy rows that are written as COPY reads them; letters and digits need no escape."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for some in _batched(rows):
            copy.write("\n".join((*some, "")))


def _copy_chunks(connection: Connection, rows: Iterable[tuple[int, Chunk]]) -> None:
    """Copy rows of ``chunks`` in binary: PostgreSQL reads vectors so in a third of the time."""
    with connection.cursor() as cursor, cursor.copy("COPY chunks FROM STDIN (FORMAT BINARY)") as copy:
        copy.write(_BINARY)
        for document, (part, vector) in rows:
            head = _CHUNK.pack(3, 8, document, len(part))
            copy.write(b"".join((head, part.encode(), len(vector).to_bytes(4, "big"), vector)))
        copy.write(_END)


_BINARY = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_CHUNK = Struct(">hiqi")
_END = b"\xff\xff"


def _batched(rows: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Give some rows at a time."""
    every = iter(rows)
    while some := tuple(islice(every, 200)):
        yield some
