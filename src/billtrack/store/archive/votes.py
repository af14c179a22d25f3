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


# ----------------------------------------------------------------------------------- what a member did


class Sponsored(NamedTuple):
    """A measure a member introduced."""

    measure: MeasureId
    title: str
    introduced_date: dt.date | None


class Signature(NamedTuple):
    """A signature of a member; it is original where it is of the day the measure was introduced.

    So in every one of 54,377 rows of 117th-Congress files; the table of cosponsors has the two days.
    """

    measure: MeasureId
    title: str
    sponsorship_date: dt.date
    is_original_cosponsor: bool
    sponsorship_withdrawn_date: dt.date | None


def sponsored_by(archive: Archive, bioguide: str) -> tuple[Sponsored, ...]:
    """List the measures *bioguide* introduced, oldest first."""
    query = "SELECT type, number, congress, title, introduced_date FROM measures WHERE sponsor = ?"
    with reported(archive.path):
        rows = archive.connection.execute(f"{query} ORDER BY introduced_date, id", (bioguide,)).fetchall()
        return tuple(
            Sponsored(MeasureId(MeasureType(kind), number, congress), title, _day(day))
            for kind, number, congress, title, day in rows
        )


def signed_by(archive: Archive, bioguide: str) -> tuple[Signature, ...]:
    """List the signatures of *bioguide*, oldest first."""
    query = """
        SELECT m.type, m.number, m.congress, m.title, c.sponsorship_date, m.introduced_date, c.withdrawn_date
        FROM cosponsors AS c JOIN measures AS m ON m.id = c.measure
        WHERE c.bioguide_id = ? ORDER BY c.sponsorship_date, m.id, c.place
    """
    with reported(archive.path):
        rows = archive.connection.execute(query, (bioguide,)).fetchall()
        return tuple(
            Signature(
                MeasureId(MeasureType(kind), number, congress),
                title,
                dt.date.fromisoformat(signed),
                signed == introduced,
                _day(withdrawn),
            )
            for kind, number, congress, title, signed, introduced, withdrawn in rows
        )


def measures_held(archive: Archive) -> int:
    """Count the measures held."""
    with reported(archive.path):
        return int(archive.connection.execute("SELECT count(*) FROM measures").fetchone()[0])


def people_of(archive: Archive) -> tuple[Voter, ...]:
    """List everybody who signed, introduced a measure or voted, by each name, party and state they have there."""
    query = """
        SELECT member, name, party, state FROM voters
        UNION SELECT sponsor, sponsor_name, sponsor_party, sponsor_state FROM measures WHERE sponsor IS NOT NULL
        UNION SELECT bioguide_id, name, party, state FROM cosponsors
    """
    with reported(archive.path):
        return tuple(Voter(*row) for row in archive.connection.execute(query))


def people_named(archive: Archive, bioguide: str) -> tuple[Voter, ...]:
    """The same of one ID, by the indexes."""
    query = """
        SELECT member, name, party, state FROM voters WHERE member = ?1
        UNION SELECT sponsor, sponsor_name, sponsor_party, sponsor_state FROM measures WHERE sponsor = ?1
        UNION SELECT bioguide_id, name, party, state FROM cosponsors WHERE bioguide_id = ?1
    """
    with reported(archive.path):
        return tuple(Voter(*row) for row in archive.connection.execute(query, (bioguide,)))


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
