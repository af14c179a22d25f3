"""Whether an archive is sound: its file, its index, its ledger, and every value packed in it.

The archive itself is only read.  The index is checked in a copy, on disk and gone afterwards, because SQLite checks
one only where it may write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from billtrack.errors import StoreError
from billtrack.model.identifiers import MeasureId, MeasureType
from billtrack.model.members import kind_of
from billtrack.model.search_terms import LINE_END
from billtrack.store.archive.connection import reported, with_functions
from billtrack.store.archive.lines import lines_of
from billtrack.store.archive.packing import (
    unpack_head,
    unpack_lines,
    unpack_measure,
    unpack_members,
    unpack_text,
    unpack_vote,
)
from billtrack.store.archive.reading import Archive


def problems(archive: Archive) -> Iterator[str]:
    """Find what is wrong in *archive*, a line each; nothing where it is sound.

    Raises:
        StoreError: it cannot be read to its end.
    """
    with reported(archive.path):
        yield from _of_file(archive.connection)
        yield from _of_ledger(archive.connection)
        yield from _of_index(archive.connection)
        yield from _of_statuses(archive.connection)
        yield from _of_texts(archive.connection)
        yield from _of_members(archive.connection)
        yield from _of_votes(archive.connection)


def _of_file(connection: sqlite3.Connection) -> Iterator[str]:
    yield from (f"the file: {found}" for (found,) in connection.execute("PRAGMA integrity_check") if found != "ok")
    for table, row, other, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"the table {table}: its row {row} points at no row of {other}"


def _of_ledger(connection: sqlite3.Connection) -> Iterator[str]:
    """What is held, by the ledger, is there once, and nothing else is."""
    for name, fate, count in connection.execute(_LEDGER):
        yield f"the document {name}: {fate}, by the ledger, and there {count} times"


_LEDGER = """
    SELECT d.name, d.fate, count(there.document)
    FROM documents AS d LEFT JOIN (
            SELECT document FROM texts UNION ALL SELECT document FROM measures UNION ALL SELECT document FROM votes
        ) AS there
        ON there.document = d.id
    GROUP BY d.id HAVING count(there.document) <> (d.fate = 'held')
"""


def _of_index(connection: sqlite3.Connection) -> Iterator[str]:
    held, indexed = connection.execute(_COUNTS).fetchone()
    if held != indexed:
        yield f"the index: it has {indexed:,} documents, the archive {held:,}"
    copy = with_functions(sqlite3.connect("", isolation_level=None))
    try:
        connection.backup(copy)
        copy.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        yield f"the index: it does not fit the words of the documents: {error}"
    finally:
        copy.close()


_COUNTS = """
    SELECT (SELECT count(*) FROM documents WHERE fate = 'held' AND part NOT LIKE 'vote:%'),
        (SELECT count(*) FROM words_docsize)
"""


def _of_statuses(connection: sqlite3.Connection) -> Iterator[str]:
    """Every packed status is that of its row, and the tables beside it say the same."""
    for kind, number, congress, title, titles, packed, signatures in connection.execute(_STATUSES):
        measure_id = MeasureId(MeasureType(kind), number, congress)
        try:
            measure = unpack_measure(packed)
        except StoreError as error:
            yield f"{measure_id}: its status: {error}"
            continue
        if measure.id != measure_id:
            yield f"{measure_id}: its status is that of {measure.id}"
        if measure.title != title or title not in titles.split(LINE_END):
            yield f"{measure_id}: its title is not that of its status"
        if len(measure.cosponsors or ()) != signatures:
            yield f"{measure_id}: it has {signatures} cosponsors, its status {len(measure.cosponsors or ())}"


_STATUSES = """
    SELECT type, number, congress, title, titles, status,
        (SELECT count(*) FROM cosponsors WHERE cosponsors.measure = measures.id)
    FROM measures WHERE document IS NOT NULL ORDER BY id
"""


def _of_texts(connection: sqlite3.Connection) -> Iterator[str]:
    """Every packed text is that of its row, and its lines are its words."""
    for name, code, head, packed, size in connection.execute(_TEXTS):
        try:
            outline, text, lines = unpack_head(head), unpack_text(packed), unpack_lines(packed)
        except StoreError as error:
            yield f"the text {name}: {error}"
            continue
        if not code == outline.version_code == text.version_code:
            yield f"the text {name}: it is the version {text.version_code}, its row says {code}"
        if lines != lines_of(text) or lines.size != size:
            yield f"the text {name}: the lines of the index are not its words"


_TEXTS = """
    SELECT d.name, t.version_code, t.head, t.packed, t.size
    FROM texts AS t JOIN documents AS d ON d.id = t.document ORDER BY t.document
"""


def _of_members(connection: sqlite3.Connection) -> Iterator[str]:
    """Every packed file of members is of the kind its row says."""
    for kind, day, name, packed in connection.execute("SELECT kind, day, name, packed FROM member_files"):
        try:
            found = kind_of(unpack_members(packed))
        except StoreError as error:
            yield f"the members of {day} from {name}: {error}"
            continue
        if found != kind:
            yield f"the members of {day} from {name}: they are {found}, their row says {kind}"


def _of_votes(connection: sqlite3.Connection) -> Iterator[str]:
    """Every packed vote is that of its row, and the table of positions has its members."""
    for name, chamber, congress, session, roll, packed, rows in connection.execute(_VOTES):
        try:
            vote = unpack_vote(packed)
        except StoreError as error:
            yield f"the vote {name}: {error}"
            continue
        if str(vote.id) != f"{chamber}-{congress}-{session}-{roll}":
            yield f"the vote {name}: it is {vote.id}, its row says {chamber}-{congress}-{session}-{roll}"
        known = sum((each.bioguide_id or each.lis_id) is not None for each in vote.positions)
        if known != rows:
            yield f"the vote {name}: {known} members have an ID, {rows} are found by it"


_VOTES = """
    SELECT d.name, v.chamber, v.congress, v.session, v.roll, v.packed,
        (SELECT count(*) FROM positions WHERE positions.vote = v.id)
    FROM votes AS v JOIN documents AS d ON d.id = v.document ORDER BY v.id
"""
