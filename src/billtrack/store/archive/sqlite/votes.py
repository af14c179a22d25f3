"""Roll calls in SQLite: written, found by their ID, and found by who voted.

A senator is known here by LIS ID alone; whose it is, is asked when it is read, so that a list that comes later helps.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Collection, Iterator
from itertools import groupby

from billtrack.model.identifiers import MeasureId, MeasureType
from billtrack.model.measure import Chamber
from billtrack.model.vote import Position, Vote, VoteId, VoteKind
from billtrack.store.archive.engine import PersonRow, SignatureRow, VotedRow, VoteRow

# ---------------------------------------------------------------------------------------- writing

_HELD = "SELECT id, document, modified FROM votes WHERE chamber = ? AND congress = ? AND session = ? AND roll = ?"
_VOTE = """
    INSERT INTO votes (document, chamber, congress, session, roll, date, modified, question, kind, result, packed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_VOTER = """
    INSERT INTO voters VALUES (?, ?, ?, ?, ?) ON CONFLICT (member) DO UPDATE
    SET name = excluded.name, party = excluded.party, state = excluded.state, latest = excluded.latest
    WHERE excluded.latest > latest
"""


def find_row(connection: sqlite3.Connection, vote: VoteId) -> tuple[int, int, dt.datetime | None] | None:
    """The row and the document of a vote that is held, and when its file says it was modified."""
    row = connection.execute(_HELD, _key(vote)).fetchone()
    return None if row is None else (row[0], row[1], dt.datetime.fromisoformat(row[2]) if row[2] else None)


def write_vote(connection: sqlite3.Connection, document: int, vote: Vote, packed: bytes) -> None:
    """Write the rows of one vote, which is not held yet."""
    modified = vote.modified.isoformat() if vote.modified else None
    columns = (vote.date.isoformat(), modified, vote.question, vote.kind.value, vote.result, packed)
    row = connection.execute(_VOTE, (document, *_key(vote.id), *columns)).lastrowid
    known = [(each.bioguide_id or each.lis_id, each) for each in vote.positions]
    connection.executemany(
        "INSERT INTO positions VALUES (?, ?, ?, ?)",
        [(member, row, each.position.value, each.vote_cast) for member, each in known if member],
    )
    connection.executemany(
        _VOTER, [(member, each.name, each.party, each.state, columns[0]) for member, each in known if member]
    )


def drop_vote(connection: sqlite3.Connection, row: int) -> None:
    """Remove the rows of one vote."""
    connection.execute("DELETE FROM positions WHERE vote = ?", (row,))
    connection.execute("DELETE FROM votes WHERE id = ?", (row,))


def _key(vote: VoteId) -> tuple[str, int, int, int]:
    return (vote.chamber.value, vote.congress, vote.session, vote.roll_number)


# ---------------------------------------------------------------------------------------- reading


def find_votes(connection: sqlite3.Connection, ids: Collection[VoteId] | None) -> Iterator[VoteRow]:
    """The roll calls of *ids* that are held, or all."""
    asked = () if ids is None else (json.dumps([_key(each) for each in ids]),)
    rows = connection.execute(_VOTES.format("votes AS v" if ids is None else _NAMED), asked)
    for *key, packed, url, sha256, members in rows:
        yield VoteRow(_vote_id(*key), packed, url, sha256, members)


_NAMED = """
    json_each(?) AS name CROSS JOIN votes AS v
        ON v.chamber = json_extract(name.value, '$[0]') AND v.congress = json_extract(name.value, '$[1]')
        AND v.session = json_extract(name.value, '$[2]') AND v.roll = json_extract(name.value, '$[3]')
"""
_VOTES = """
    SELECT v.chamber, v.congress, v.session, v.roll, v.packed, d.url, d.sha256,
        (SELECT count(*) FROM positions WHERE positions.vote = v.id)
    FROM {} JOIN documents AS d ON d.id = v.document
"""


def votes_of(connection: sqlite3.Connection, members: Collection[str]) -> Iterator[VotedRow]:
    """How somebody with the IDs *members* voted."""
    rows = connection.execute(_OF_MEMBER, (json.dumps(list(members)),))
    for _, cited in groupby(rows, lambda row: row[0]):
        every = list(cited)
        _, *key, date, question, kind, result, position, cast = every[0][:11]
        yield VotedRow(
            _vote_id(*key),
            dt.date.fromisoformat(date),
            question,
            VoteKind(kind),
            result,
            Position(position),
            cast,
            tuple((_measure_id(*row[11:14]), row[14]) for row in every if row[11] is not None),
        )


_OF_MEMBER = """
    SELECT v.id, v.chamber, v.congress, v.session, v.roll, v.date, v.question, v.kind, v.result,
        p.position, p.cast, m.type, m.number, m.congress, c.amendment
    FROM positions AS p JOIN votes AS v ON v.id = p.vote
    LEFT JOIN citations AS c
        ON c.chamber = v.chamber AND c.congress = v.congress AND c.session = v.session AND c.roll = v.roll
    LEFT JOIN measures AS m ON m.id = c.measure
    WHERE p.member IN (SELECT value FROM json_each(?)) ORDER BY v.id, m.congress, m.type, m.number
"""


def people(connection: sqlite3.Connection, ids: Collection[str] | None) -> Iterator[PersonRow]:
    """Everybody who introduced a measure, signed one or voted, or those with *ids*."""
    if ids is None:
        rows = connection.execute(_PEOPLE.format("TRUE", "sponsor IS NOT NULL", "TRUE"))
    else:
        tests = map(_AMONG.format, ("member", "sponsor", "bioguide_id"))
        rows = connection.execute(_PEOPLE.format(*tests), (json.dumps(list(ids)),))
    return (PersonRow(*row) for row in rows)


_PEOPLE = """
    SELECT member, name, party, state FROM voters WHERE {}
    UNION SELECT sponsor, sponsor_name, sponsor_party, sponsor_state FROM measures WHERE {}
    UNION SELECT bioguide_id, name, party, state FROM cosponsors WHERE {}
"""


_AMONG = "{} IN (SELECT value FROM json_each(?1))"


def signatures(connection: sqlite3.Connection, bioguide_id: str) -> Iterator[SignatureRow]:
    """The signatures of a member."""
    query = """
        SELECT m.type, m.number, m.congress, m.title, m.introduced_date, c.sponsorship_date, c.withdrawn_date
        FROM cosponsors AS c JOIN measures AS m ON m.id = c.measure WHERE c.bioguide_id = ?
    """
    for *name, title, introduced, signed, withdrawn in connection.execute(query, (bioguide_id,)):
        yield SignatureRow(_measure_id(*name), title, _day(introduced), dt.date.fromisoformat(signed), _day(withdrawn))


def _vote_id(chamber: str, congress: int, session: int, roll: int) -> VoteId:
    return VoteId(Chamber(chamber), congress, session, roll)


def _measure_id(kind: str, number: int, congress: int) -> MeasureId:
    return MeasureId(MeasureType(kind), number, congress)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
