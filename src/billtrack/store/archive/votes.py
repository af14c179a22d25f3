"""Roll calls in an archive: put in, found by name, and found by who voted.

A senator is known here by LIS ID alone; whose it is, is asked when it is read, so that a list that comes later helps.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from billtrack.model.identifiers import MeasureId, MeasureType
from billtrack.model.measure import Chamber
from billtrack.model.vote import Citation, HeldVote, Position, Vote, VoteId, VoteKind, citations
from billtrack.store.archive.connection import reported
from billtrack.store.archive.entries import CitationRow
from billtrack.store.archive.packing import unpack_measure, unpack_vote
from billtrack.store.archive.reading import Archive


class Voted(NamedTuple):
    """How one member voted in one roll call, and the measures whose actions cite it, with the amendment if one does."""

    id: VoteId
    date: dt.date
    question: str
    kind: VoteKind
    result: str
    position: Position
    vote_cast: str
    measures: tuple[tuple[MeasureId, str | None], ...]


class Voter(NamedTuple):
    """Somebody who stands in a roll call: a Bioguide ID or a LIS ID, and the name, party and state last printed."""

    member: str
    name: str
    party: str
    state: str


def citation_rows(found: Iterable[Citation]) -> tuple[CitationRow, ...]:
    """The rows of ``citations`` for one measure, each vote once; a vote on the measure itself is no amendment's."""
    rows: dict[VoteId, CitationRow] = {}
    for each in found:
        vote = each.id
        row = CitationRow(vote.chamber.value, vote.congress, vote.session, vote.roll_number, each.amendment)
        rows.setdefault(vote, row)
    return tuple(rows.values())


def citations_packed(status: bytes) -> str:
    """The same of a packed status, as JSON: for archives made before votes were kept."""
    import json  # noqa: PLC0415 - once in the life of an archive

    return json.dumps(citation_rows(citations(unpack_measure(status))))


# ---------------------------------------------------------------------------------------- putting in

_KEY = "chamber = ? AND congress = ? AND session = ? AND roll = ?"
_VOTE = "INSERT INTO votes (document, chamber, congress, session, roll, date, modified, question, kind, result, packed)"
_VOTE += " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def find_row(connection: sqlite3.Connection, vote: VoteId) -> tuple[int, int, dt.datetime | None] | None:
    """The row and the document of a vote that is held, and when its file says it was modified."""
    query = f"SELECT id, document, modified FROM votes WHERE {_KEY}"  # noqa: S608 - our own words
    row = connection.execute(query, _key(vote)).fetchone()
    return None if row is None else (row[0], row[1], dt.datetime.fromisoformat(row[2]) if row[2] else None)


def write_vote(connection: sqlite3.Connection, document: int, vote: Vote, packed: bytes) -> None:
    """Write the rows of one vote, which is not held yet."""
    modified = vote.modified.isoformat() if vote.modified else None
    told = (vote.date.isoformat(), modified, vote.question, vote.kind.value, vote.result, packed)
    key = connection.execute(_VOTE, (document, *_key(vote.id), *told)).lastrowid
    known = [(each.bioguide_id or each.lis_id, each) for each in vote.positions]
    connection.executemany(
        "INSERT INTO positions VALUES (?, ?, ?, ?)",
        [(member, key, each.position.value, each.vote_cast) for member, each in known if member],
    )
    connection.executemany(
        "INSERT INTO voters VALUES (?, ?, ?, ?, ?) ON CONFLICT (member) DO UPDATE SET name = excluded.name,"
        " party = excluded.party, state = excluded.state, latest = excluded.latest WHERE excluded.latest > latest",
        [(member, each.name, each.party, each.state, told[0]) for member, each in known if member],
    )


def drop_vote(connection: sqlite3.Connection, row: int) -> None:
    """Remove the rows of one vote."""
    connection.execute("DELETE FROM positions WHERE vote = ?", (row,))
    connection.execute("DELETE FROM votes WHERE id = ?", (row,))


def _key(vote: VoteId) -> tuple[str, int, int, int]:
    return (vote.chamber.value, vote.congress, vote.session, vote.roll_number)


# ------------------------------------------------------------------------------------------- reading


def find_vote(archive: Archive, vote: VoteId) -> HeldVote | None:
    """Find one vote, as its file tells it."""
    query = f"""
        SELECT v.packed, d.url, d.sha256 FROM votes AS v JOIN documents AS d ON d.id = v.document WHERE {_KEY}
    """  # noqa: S608 - our own words
    with reported(archive.path):
        row = archive.connection.execute(query, _key(vote)).fetchone()
        return None if row is None else HeldVote(unpack_vote(row[0]), row[1], row[2].hex())


def voters(archive: Archive) -> tuple[Voter, ...]:
    """List everybody who stands in a roll call with an ID, by ID."""
    with reported(archive.path):
        query = "SELECT member, name, party, state FROM voters ORDER BY member"
        return tuple(Voter(*row) for row in archive.connection.execute(query))


def votes_of(archive: Archive, members: tuple[str, ...]) -> tuple[Voted, ...]:
    """List how a person voted, oldest first; *members* are the IDs they have, of both kinds."""
    with reported(archive.path):
        rows = [row for member in members for row in archive.connection.execute(_OF_MEMBER, (member,))]
        found: dict[int, Voted] = {}
        for key, chamber, congress, session, roll, date, *told, kind, number, of, amendment in rows:
            question, vote_kind, result, position, cast = told
            cited = ((MeasureId(MeasureType(kind), number, of), amendment),) if kind else ()
            before = found[key].measures if key in found else ()
            found[key] = Voted(
                VoteId(Chamber(chamber), congress, session, roll),
                dt.date.fromisoformat(date),
                question,
                VoteKind(vote_kind),
                result,
                Position(position),
                cast,
                (*before, *cited),
            )
    return tuple(sorted(found.values(), key=lambda each: (each.date, each.id)))


_OF_MEMBER = """
    SELECT v.id, v.chamber, v.congress, v.session, v.roll, v.date, v.question, v.kind, v.result,
        p.position, p.cast, m.type, m.number, m.congress, c.amendment
    FROM positions AS p JOIN votes AS v ON v.id = p.vote
    LEFT JOIN citations AS c
        ON c.chamber = v.chamber AND c.congress = v.congress AND c.session = v.session AND c.roll = v.roll
    LEFT JOIN measures AS m ON m.id = c.measure
    WHERE p.member = ? ORDER BY v.id, m.congress, m.type, m.number
"""
