"""Put documents into an archive in SQLite: one transaction per batch."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from billtrack.model.measure import Authority, Coverage, TextVersion
from billtrack.model.measure_names import MeasureId
from billtrack.model.record_builder import ImportResult, why_status_kept, why_text_kept
from billtrack.model.record_parts import STATUS, text_part
from billtrack.model.search_terms import LINE_END, indexed
from billtrack.model.vote import Vote, VoteId, why_vote_kept
from billtrack.store.archive.engine import Put
from billtrack.store.archive.entries import DocumentEntry, Entry, RefusedEntry, StatusEntry, TextEntry, VoteEntry
from billtrack.store.archive.sqlite.connection import transaction
from billtrack.store.archive.sqlite.schema import ROWS, TEXTS
from billtrack.store.archive.votes import vote_key


class Writer:
    """Puts documents into an archive, a batch at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._run = connection.execute
        self._unindexed: list[tuple[int, str, str, str]] = []
        self._unwritten: dict[str, list[tuple[object, ...]]] = {table: [] for table in _ROWS}

    def put_batch(self, entries: Sequence[tuple[DocumentEntry, Entry | None]], on: dt.date) -> list[Put]:
        """Put documents read on the day *on*, in one transaction."""
        with transaction(self.connection):
            self._forget()
            put = [self._put(document, entry, on) for document, entry in entries]
            self._write_out()
        return put

    def _put(self, document: DocumentEntry, entry: Entry | None, on: dt.date) -> Put:
        query = "SELECT id, fate, measure, part, reason FROM documents WHERE sha256 = ? AND name = ?"
        key, *earlier = self._run(query, (document.sha256, document.name)).fetchone() or (None,)
        if earlier and earlier[0] != "refused":
            return Put(_FATES[earlier[0]], *earlier[1:])
        match entry:
            case StatusEntry():
                return self._put_status(key, document, entry, on)
            case TextEntry():
                return self._put_text(key, document, entry, on)
            case VoteEntry():
                return self._put_vote(key, document, entry, on)
            case RefusedEntry():
                self._enter(key, document, on, "refused", entry.reason, None)
                return Put(ImportResult.REFUSED, reason=entry.reason)
            case None:
                raise LookupError(f"{document.name}: neither read nor known")

    # ------------------------------------------------------------------------------ documents

    def _enter(  # noqa: PLR0917 - the columns of a row
        self, key: int | None, document: DocumentEntry, on: dt.date, fate: str, reason: str | None, about: _About | None
    ) -> int:
        """Enter a document into the ledger, under the id it has there already, if it has."""
        columns = (fate, reason, *(about or (None, None, None)), on.isoformat())
        if key is not None:
            self._run(_ENTER_AGAIN, (*columns, key))
            return key
        values = (document.sha256, document.name, document.package, document.size, *columns)
        return _id(self._run(_ENTER, values))

    def _write_out(self) -> None:
        """Index what was put since, and write its rows, all at once.

        SQLite writes out the words of its index before most other changes, and before a row that comes earlier in the
        index; and one statement over many rows takes half the time of many.
        """
        self.connection.executemany(_INDEX, sorted(self._unindexed))
        for table, rows in self._unwritten.items():
            self.connection.executemany(_ROWS[table], rows)
        self._forget()

    def _forget(self) -> None:
        self._unindexed.clear()
        for rows in self._unwritten.values():
            rows.clear()

    def _replace(self, held: int, by: DocumentEntry) -> None:
        """Take a document that is held out of the index, and say in the ledger what replaced it."""
        self._write_out()
        self._run(_OUT_OF_INDEX, (held,))
        values = (f"replaced by {by.name}", held)
        self._run("UPDATE documents SET fate = 'replaced', reason = ? WHERE id = ?", values)

    # -------------------------------------------------------------------------------- statuses

    def _put_status(self, key: int | None, document: DocumentEntry, entry: StatusEntry, on: dt.date) -> Put:
        measure, held, updated = self._measure(entry.measure)
        reason = why_status_kept(dt.datetime.fromisoformat(updated) if updated else None, entry.update_date)
        about = _About(str(entry.measure), STATUS, entry.url)
        if reason is not None:
            self._enter(key, document, on, "kept", reason, about)
            return Put(ImportResult.KEPT, about.measure, about.part, reason)
        row = self._enter(key, document, on, "held", None, about)
        if held is not None:
            self._replace(held, document)  # which writes out the rows of the one it replaces, in the same batch or not
            for table in _ROWS:
                self._run(f"DELETE FROM {table} WHERE measure = ?", (measure,))  # noqa: S608 - our own names
        self._write_status(measure, row, entry)
        return Put(ImportResult.NEW if held is None else ImportResult.UPDATED, about.measure, about.part)

    def _measure(self, measure_id: MeasureId) -> tuple[int | None, int | None, str | None]:
        """The row of a measure, the document its status is of and its update date; what is not there is ``None``."""
        row: tuple[int, int | None, str | None] | None = self._run(_MEASURE, _key(measure_id)).fetchone()
        return row or (None, None, None)

    def _write_status(self, measure: int | None, document: int, entry: StatusEntry) -> None:
        standing, sponsor = entry.standing, entry.sponsor
        titles = LINE_END.join(entry.titles)
        values = (
            document,
            entry.title,
            titles,
            _iso(entry.introduced_date),
            _iso(entry.update_date),
            _iso(entry.latest_action_date),
            entry.latest_action,
            standing.stage,
            _iso(standing.stage_date),
            _iso(standing.expires_on),
            *((sponsor.bioguide_id, sponsor.name, sponsor.party, sponsor.state) if sponsor else (None,) * 4),
            entry.policy_area,
            entry.packed,
        )
        if measure is None:
            measure = _id(self._run(_NEW_STATUS, (*_key(entry.measure), *values)))
        else:
            self._run(_STATUS, (*values, measure))
        for table, rows in (
            ("cosponsors", entry.cosponsors),
            ("committees", entry.committees),
            ("related", entry.related),
            ("subjects", entry.subjects),
            ("citations", entry.citations),
        ):
            self._unwritten[table] += [(measure, *row) for row in rows]
        self._unindexed.append((measure * ROWS, indexed(titles), "", ""))

    # ----------------------------------------------------------------------------------- texts

    def _put_text(self, key: int | None, document: DocumentEntry, entry: TextEntry, on: dt.date) -> Put:
        measure, status, _ = self._measure(entry.measure)
        is_first = measure is None  # then nothing is asked of its other texts: it has none
        if measure is None:
            measure = _id(self._run(_NEW_MEASURE, (*_key(entry.measure), entry.title)))
        held = None if is_first else self._run(_HELD_TEXT, (measure, entry.version_code)).fetchone()
        reason = why_text_kept(_outline(*held[1:]) if held else None, _outline(entry.coverage, entry.authority))
        about = _About(str(entry.measure), text_part(entry.version_code), entry.url)
        if reason is not None:
            self._enter(key, document, on, "kept", reason, about)
            return Put(ImportResult.KEPT, about.measure, about.part, reason)
        row = self._enter(key, document, on, "held", None, about)
        word_row = TEXTS + measure * ROWS + 1
        if not is_first:
            word_row = self._run(_WORD_ROW, (measure, entry.version_code)).fetchone()[0]
        if held is not None:
            self._replace(held[0], document)
            self._run("DELETE FROM texts WHERE document = ?", (held[0],))
        self._run(_TEXT, (row, measure, entry.version_code, _iso(entry.date), entry.authority, entry.coverage,
                          entry.size, entry.head, entry.packed, word_row))  # fmt: skip
        self._unindexed.append((word_row, *entry.columns))
        if status is None and not is_first:
            self._run(_TITLE_OF_TEXTS, (measure, row, entry.title))
        return Put(ImportResult.NEW if held is None else ImportResult.UPDATED, about.measure, about.part)

    # ----------------------------------------------------------------------------------- votes

    def _put_vote(self, key: int | None, document: DocumentEntry, entry: VoteEntry, on: dt.date) -> Put:
        held = _find_vote(self.connection, entry.vote.id)
        reason = why_vote_kept(held[2] if held else None, entry.vote.modified)
        about = _About(None, entry.vote.id.part, entry.url)
        if reason is not None:
            self._enter(key, document, on, "kept", reason, about)
            return Put(ImportResult.KEPT, None, about.part, reason)
        row = self._enter(key, document, on, "held", None, about)
        if held is not None:
            _drop_vote(self.connection, held[0])
            values = (f"replaced by {document.name}", held[1])
            self._run("UPDATE documents SET fate = 'replaced', reason = ? WHERE id = ?", values)
        _write_vote(self.connection, row, entry.vote, entry.packed)
        return Put(ImportResult.NEW if held is None else ImportResult.UPDATED, None, about.part)


class _About(NamedTuple):
    """What a document tells of: a part of a measure (``None`` for a vote), and the address it is published at."""

    measure: str | None
    part: str
    url: str


_FATES = {"held": ImportResult.UNCHANGED, "kept": ImportResult.KEPT, "replaced": ImportResult.KEPT}
_ENTER = """
    INSERT INTO documents (sha256, name, package, bytes, fate, reason, measure, part, url, retrieved)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ENTER_AGAIN = """
    UPDATE documents SET fate = ?, reason = ?, measure = ?, part = ?, url = ?, retrieved = ? WHERE id = ?
"""
_MEASURE = "SELECT id, document, update_date FROM measures WHERE congress = ? AND type = ? AND number = ?"
_NEW_MEASURE = "INSERT INTO measures (congress, type, number, title, titles) VALUES (?, ?, ?, ?, '')"
_INDEX = "INSERT INTO words (rowid, title, preamble, provisions) VALUES (?, ?, ?, ?)"
_OUT_OF_INDEX = """
    INSERT INTO words (words, rowid, title, preamble, provisions)
    SELECT 'delete', id, title, preamble, provisions FROM indexed WHERE document = ?
"""
_OF_STATUS = (
    *("document", "title", "titles", "introduced_date", "update_date", "latest_action_date", "latest_action"),
    *("stage", "stage_date", "expires_on"),
    *("sponsor", "sponsor_name", "sponsor_party", "sponsor_state", "policy_area", "status"),
)
"""The columns of a measure that its status fills, in the order of the values of ``_write_status``."""
_NEW_STATUS = (
    f"INSERT INTO measures (congress, type, number, {', '.join(_OF_STATUS)})"  # noqa: S608 - our own names
    f" VALUES ({', '.join('?' * (3 + len(_OF_STATUS)))})"
)
_STATUS = f"UPDATE measures SET {', '.join(f'{name} = ?' for name in _OF_STATUS)} WHERE id = ?"  # noqa: S608 - as above
_ROWS = {
    "cosponsors": "INSERT INTO cosponsors VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "committees": "INSERT OR IGNORE INTO committees VALUES (?, ?, ?)",
    "related": "INSERT INTO related VALUES (?, ?, ?, ?, ?)",
    "subjects": "INSERT OR IGNORE INTO subjects VALUES (?, ?)",
    "citations": "INSERT INTO citations VALUES (?, ?, ?, ?, ?, ?)",
}
_HELD_TEXT = "SELECT document, coverage, authority FROM texts WHERE measure = ? AND version_code = ?"
_TEXT = """
    INSERT INTO texts (document, measure, version_code, date, authority, coverage, size, head, packed, word_row)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
# The row in the index of the same version, or the first free one of the measure.
_WORD_ROW = f"""
    SELECT coalesce(max(CASE WHEN version_code = ?2 THEN word_row END), max(word_row) + 1, {TEXTS} + ?1 * {ROWS} + 1)
    FROM texts INDEXED BY texts_in_search
    WHERE word_row BETWEEN {TEXTS} + ?1 * {ROWS} AND {TEXTS} + ?1 * {ROWS} + {ROWS - 1}
"""  # noqa: S608 - our own number
# The title of a measure no status is held of is that of its first text, whichever came first.
_TITLE_OF_TEXTS = """
    UPDATE measures SET title = ?3
    WHERE id = ?1 AND ?2 = (
        SELECT t.document FROM texts AS t WHERE t.measure = ?1 ORDER BY t.date IS NULL, t.date, t.version_code LIMIT 1
    )
"""


def _outline(coverage: str, authority: str | None) -> TextVersion:
    return TextVersion(
        version_code="", coverage=Coverage(coverage), authority=Authority(authority) if authority else None
    )


def _key(measure: MeasureId) -> tuple[int, str, int]:
    return (measure.congress, measure.measure_type.value, measure.number)


def _id(inserted: sqlite3.Cursor) -> int:
    """The id of the row that was inserted."""
    row = inserted.lastrowid
    if row is None:
        raise sqlite3.InternalError("a row was inserted and has no id")
    return row


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


# ------------------------------------------------------------------------------------- votes

_HELD_VOTE = "SELECT id, document, modified FROM votes WHERE chamber = ? AND congress = ? AND session = ? AND roll = ?"
_VOTE = """
    INSERT INTO votes (document, chamber, congress, session, roll, date, modified, question, kind, result, packed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_VOTER = """
    INSERT INTO voters VALUES (?, ?, ?, ?, ?) ON CONFLICT (member) DO UPDATE
    SET name = excluded.name, party = excluded.party, state = excluded.state, latest = excluded.latest
    WHERE excluded.latest > latest
"""


def _find_vote(connection: sqlite3.Connection, vote: VoteId) -> tuple[int, int, dt.datetime | None] | None:
    """The row and the document of a vote that is held, and when its file says it was modified."""
    row = connection.execute(_HELD_VOTE, vote_key(vote)).fetchone()
    return None if row is None else (row[0], row[1], dt.datetime.fromisoformat(row[2]) if row[2] else None)


def _write_vote(connection: sqlite3.Connection, document: int, vote: Vote, packed: bytes) -> None:
    """Write the rows of one vote, which is not held yet."""
    modified = vote.modified.isoformat() if vote.modified else None
    columns = (vote.date.isoformat(), modified, vote.question, vote.kind.value, vote.result, packed)
    row = connection.execute(_VOTE, (document, *vote_key(vote.id), *columns)).lastrowid
    known = [(each.bioguide_id or each.lis_id, each) for each in vote.positions]
    connection.executemany(
        "INSERT INTO positions VALUES (?, ?, ?, ?)",
        [(member, row, each.position.value, each.vote_cast) for member, each in known if member],
    )
    connection.executemany(
        _VOTER, [(member, each.name, each.party, each.state, columns[0]) for member, each in known if member]
    )


def _drop_vote(connection: sqlite3.Connection, row: int) -> None:
    """Remove the rows of one vote."""
    connection.execute("DELETE FROM positions WHERE vote = ?", (row,))
    connection.execute("DELETE FROM votes WHERE id = ?", (row,))
