"""Write the rows that a batch of documents leaves in an archive in PostgreSQL, many at a time, and tidy up at the end.

Documents that are gone stay in the postings until a program tidies up: a search leaves them out.  One program at a time
takes them out, those that others left too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from struct import Struct
from typing import LiteralString

from billtrack.model.measure_names import MeasureId
from billtrack.model.search_terms import LINE_END, terms
from billtrack.model.vote import Vote, VoteId
from billtrack.store.archive.engine import DocumentKey
from billtrack.store.archive.entries import StatusEntry, TextEntry, VoteEntry
from billtrack.store.archive.postgres.schema import LOCK, Connection
from billtrack.store.archive.postgres.vectors import COUNT_BITS, Chunk, Vectors, posting
from billtrack.store.archive.votes import vote_key


class Rows:
    """What a batch leaves to write.  *keys* are the keys of its measures; documents are named by their ids.

    ``ledger`` has the columns of each document entered; all imports enter theirs in the order of its keys.  ``gone``
    are documents no longer held, ``replaced`` says why.  ``titles`` are those of measures without a status.
    """

    def __init__(self, keys: Mapping[MeasureId, int]) -> None:
        self._keys = keys
        self.ledger: dict[DocumentKey, tuple[object, ...]] = {}
        self.gone: list[int] = []
        self.replaced: dict[int, str] = {}
        self.statuses: dict[MeasureId, tuple[int, StatusEntry]] = {}
        self.texts: dict[tuple[MeasureId, str], tuple[int, TextEntry]] = {}
        self.vectors: dict[int, Vectors] = {}
        self.titles: dict[MeasureId, str] = {}
        self.votes: dict[VoteId, tuple[int, VoteEntry]] = {}

    def write(self, connection: Connection) -> None:
        """Write what the batch leaves: what is gone first, then the ledger, then what is held."""
        run, keys = connection.execute, self._keys
        run(_GONE, (self.gone,))
        run("DELETE FROM docs WHERE document = ANY(%s)", (self.gone,))
        run("DELETE FROM chunks WHERE document = ANY(%s)", (self.gone,))
        run("DELETE FROM texts WHERE document = ANY(%s)", (self.gone,))
        _run_once(connection, _ENTER, [self.ledger[key] for key in sorted(self.ledger)])
        _run_once(connection, _REPLACED, list(self.replaced.items()))
        _run_once(connection, _TITLES, [(keys[each], title) for each, title in self.titles.items()])
        _run_once(connection, _STATUS, [_status_values(row, each, keys) for row, each in self.statuses.values()])
        for table in ("cosponsors", "committees", "related", "subjects", "citations"):
            ids = [keys[each] for each in self.statuses]
            run(f"DELETE FROM {table} WHERE measure = ANY(%s)".encode(), (ids,))  # noqa: S608 - our own names
        self._copy_rows(connection)
        self._copy_texts(connection)
        _write_votes(connection, self.votes.values(), self.gone)
        self._name(connection)

    def _copy_rows(self, connection: Connection) -> None:
        keys = self._keys
        statuses = [(keys[measure], entry) for measure, (_, entry) in self.statuses.items()]
        _copy(connection, "cosponsors", ((key, *row) for key, each in statuses for row in each.cosponsors))
        _copy(connection, "committees", (
            (key, *row) for key, each in statuses
            for row in {row.system_code: row for row in reversed(each.committees)}.values()
        ))  # fmt: skip
        _copy(connection, "related", ((key, *row) for key, each in statuses for row in each.related))
        _copy(connection, "citations", ((key, *row) for key, each in statuses for row in each.citations))
        _copy(connection, "subjects", ((key, *row) for key, each in statuses for row in dict.fromkeys(each.subjects)))

    def _copy_texts(self, connection: Connection) -> None:
        keys = self._keys
        found = [(keys[measure], row, entry) for (measure, _), (row, entry) in self.texts.items()]
        _copy(connection, "texts", (
            (row, key, each.version_code, each.date, each.authority, each.coverage, each.size, each.head, each.packed)
            for key, row, each in found
        ))  # fmt: skip
        docs = [
            *((row, keys[name], None, None) for name, (row, _) in self.statuses.items()),
            *((row, key, each.version_code, each.date) for key, row, each in found),
        ]
        made = [(doc, self.vectors[doc[0]]) for doc in docs]
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
        for _, entry in self.statuses.values():
            names |= {entry.policy_area, entry.sponsor.name if entry.sponsor else None}
            names |= {each.name for rows in (entry.cosponsors, entry.committees, entry.subjects) for each in rows}
        new = sorted(name for name in names if name)
        known = {row[0] for row in connection.execute("SELECT name FROM names WHERE name = ANY(%s)", (new,))}
        query = "INSERT INTO names VALUES (%s, %s) ON CONFLICT DO NOTHING"
        with connection.cursor() as cursor:
            cursor.executemany(query, [(name, terms(name)) for name in new if name not in known])


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


def _status_values(row: int, entry: StatusEntry, keys: Mapping[MeasureId, int]) -> tuple[object, ...]:
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


def _write_votes(connection: Connection, votes: Iterable[tuple[int, VoteEntry]], gone: list[int]) -> None:
    """Write votes under their documents; the votes of the documents *gone* are removed first."""
    connection.execute("DELETE FROM votes WHERE document = ANY(%s)", (gone,))
    latest: dict[str, tuple[object, ...]] = {}
    for document, entry in sorted(votes, key=lambda each: each[1].vote.date):
        vote = entry.vote
        _write_vote(connection, document, vote, entry.packed)
        members = ((each.bioguide_id or each.lis_id, each) for each in vote.positions)
        latest |= {m: (m, each.name, each.party, each.state, vote.date) for m, each in members if m}
    with connection.cursor() as cursor:
        cursor.executemany(_VOTER, [latest[member] for member in sorted(latest)])


def _write_vote(connection: Connection, document: int, vote: Vote, packed: bytes) -> None:
    modified = vote.modified.isoformat() if vote.modified else None
    columns = (vote.date, modified, vote.question, vote.kind.value, vote.result, packed)
    [row] = connection.execute(_VOTE, (document, *vote_key(vote.id), *columns)).fetchall()
    with connection.cursor() as cursor, cursor.copy("COPY positions FROM STDIN") as copy:
        for each in vote.positions:
            member = each.bioguide_id or each.lis_id
            if member:
                copy.write_row((member, row[0], each.position.value, each.vote_cast))


_VOTE = """
    INSERT INTO votes (document, chamber, congress, session, roll, date, modified, question, kind, result, packed)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id
"""
_VOTER = """
    INSERT INTO voters VALUES (%s, %s, %s, %s, %s) ON CONFLICT (member) DO UPDATE
    SET name = excluded.name, party = excluded.party, state = excluded.state, latest = excluded.latest
    WHERE excluded.latest > voters.latest
"""


def tidy(connection: Connection) -> None:
    """Take documents that are gone out of the postings, and bring the index and the planner's figures up to date."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK + 2,))  # one program at a time
        connection.execute(_TAKE_OUT.encode())
    for statement in _AFTER_WRITING:
        connection.execute(statement)


_TAKE_OUT = f"""
    WITH dead AS (DELETE FROM gone RETURNING term, document),
        each AS (SELECT term, array_agg(document) AS documents FROM dead GROUP BY term)
    UPDATE postings AS p
    SET held = ARRAY(SELECT v FROM unnest(p.held) AS v WHERE v >> {COUNT_BITS} <> ALL(each.documents))
    FROM each WHERE p.term = each.term
        AND EXISTS (SELECT 1 FROM unnest(p.held) AS v WHERE v >> {COUNT_BITS} = ANY(each.documents))
"""  # noqa: S608 - our own number
_AFTER_WRITING = (
    "SELECT gin_clean_pending_list('chunks_vector')",
    # Figures of vectors and of lists of documents help no plan, and take a third of the time.
    "ANALYZE documents, measures, cosponsors, committees, related, subjects, texts, names, docs",
    "ANALYZE chunks (document, part), postings (term)",
)
