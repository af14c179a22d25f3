"""Roll calls in PostgreSQL: written, found by their ID, and found by who voted.

A senator is known here by LIS ID alone; whose it is, is asked when it is read, so that a list that comes later helps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from billtrack.model.identifiers import MeasureId, MeasureType
from billtrack.model.measure import Chamber
from billtrack.model.vote import Position, Vote, VoteId, VoteKind
from billtrack.store.archive.engine import PersonRow, SignatureRow, VotedRow, VoteRow
from billtrack.store.archive.entries import VoteEntry
from billtrack.store.archive.postgres.connection import Connection
from billtrack.store.archive.postgres.schema import LOCK

HeldVote = tuple[int, dt.datetime | None]
"""The document of a vote that is held, and when its file says it was modified."""

# ---------------------------------------------------------------------------------------- writing


def lock_votes(connection: Connection, ids: Collection[VoteId]) -> dict[VoteId, HeldVote]:
    """Let no other import write votes until the transaction ends; those of *ids* that are held."""
    if not ids:
        return {}
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK + 1,))
    rows = connection.execute(_HELD, _keys_of(ids)).fetchall()
    return {_vote_id(*key): (document, dt.datetime.fromisoformat(m) if m else None) for *key, document, m in rows}


def write_votes(connection: Connection, votes: Iterable[tuple[int, VoteEntry]], gone: list[int]) -> None:
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
    [row] = connection.execute(_VOTE, (document, *_key(vote.id), *columns)).fetchall()
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
_NAMED = """
    unnest(%s::text[], %s::int[], %s::int[], %s::int[]) AS name(chamber, congress, session, roll) JOIN votes AS v
        ON v.chamber = name.chamber COLLATE "C" AND v.congress = name.congress AND v.session = name.session
        AND v.roll = name.roll
"""
_HELD = f"SELECT v.chamber, v.congress, v.session, v.roll, v.document, v.modified FROM {_NAMED}"  # noqa: S608 - our own


def _key(vote: VoteId) -> tuple[str, int, int, int]:
    return (vote.chamber.value, vote.congress, vote.session, vote.roll_number)


def _keys_of(ids: Collection[VoteId]) -> list[list[object]]:
    return [[_key(each)[at] for each in ids] for at in range(4)]


# ---------------------------------------------------------------------------------------- reading


def find_votes(connection: Connection, ids: Collection[VoteId] | None) -> Iterator[VoteRow]:
    """The roll calls of *ids* that are held, or all."""
    query = _VOTES.format("votes AS v" if ids is None else _NAMED).encode()
    for *key, packed, url, sha256, members in connection.execute(query, None if ids is None else _keys_of(ids)):
        yield VoteRow(_vote_id(*key), packed, url, sha256, members)


_VOTES = """
    SELECT v.chamber, v.congress, v.session, v.roll, v.packed, d.url, d.sha256,
        (SELECT count(*) FROM positions WHERE positions.vote = v.id)
    FROM {} JOIN documents AS d ON d.id = v.document
"""


def votes_of(connection: Connection, members: Collection[str]) -> Iterator[VotedRow]:
    """How somebody with the IDs *members* voted."""
    rows = connection.execute(_OF_MEMBER, (list(members),)).fetchall()
    for _, cited in groupby(rows, lambda row: row[0]):
        every = list(cited)
        _, *key, date, question, kind, result, position, cast = every[0][:11]
        measures = tuple((_measure_id(*row[11:14]), row[14]) for row in every if row[11] is not None)
        yield VotedRow(_vote_id(*key), date, question, VoteKind(kind), result, Position(position), cast, measures)


_OF_MEMBER = """
    SELECT v.id, v.chamber, v.congress, v.session, v.roll, v.date, v.question, v.kind, v.result,
        p.position, p."cast", m.type, m.number, m.congress, c.amendment
    FROM positions AS p JOIN votes AS v ON v.id = p.vote
    LEFT JOIN citations AS c
        ON c.chamber = v.chamber AND c.congress = v.congress AND c.session = v.session AND c.roll = v.roll
    LEFT JOIN measures AS m ON m.id = c.measure
    WHERE p.member = ANY(%s) ORDER BY v.id, m.congress, m.type, m.number
"""


def people(connection: Connection, ids: Collection[str] | None) -> Iterator[PersonRow]:
    """Everybody who introduced a measure, signed one or voted, or those with *ids*."""
    asked = None if ids is None else list(ids)
    return (PersonRow(*row) for row in connection.execute(_PEOPLE, {"ids": asked}))


_PEOPLE = """
    SELECT member, name, party, state FROM voters WHERE %(ids)s::text[] IS NULL OR member = ANY(%(ids)s::text[])
    UNION SELECT sponsor, sponsor_name, sponsor_party, sponsor_state FROM measures
        WHERE sponsor IS NOT NULL AND (%(ids)s::text[] IS NULL OR sponsor = ANY(%(ids)s::text[]))
    UNION SELECT bioguide_id, name, party, state FROM cosponsors
        WHERE %(ids)s::text[] IS NULL OR bioguide_id = ANY(%(ids)s::text[])
"""


def signatures(connection: Connection, bioguide_id: str) -> Iterator[SignatureRow]:
    """The signatures of a member."""
    query = """
        SELECT m.type, m.number, m.congress, m.title, m.introduced_date, c.sponsorship_date, c.withdrawn_date
        FROM cosponsors AS c JOIN measures AS m ON m.id = c.measure WHERE c.bioguide_id = %s
    """
    for kind, number, congress, *signature in connection.execute(query, (bioguide_id,)):
        yield SignatureRow(_measure_id(kind, number, congress), *signature)


def _vote_id(chamber: str, congress: int, session: int, roll: int) -> VoteId:
    return VoteId(Chamber(chamber), congress, session, roll)


def _measure_id(kind: str, number: int, congress: int) -> MeasureId:
    return MeasureId(MeasureType(kind), number, congress)
