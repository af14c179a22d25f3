"""Roll calls of an archive, by their names and by who voted, and the people of its measures and votes.

A senator is known here by LIS ID alone; whose it is, is asked when it is read, so that a list that comes later helps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from billtrack.model.measure import Chamber
from billtrack.model.vote import VoteId, VoteKind, VotePosition
from billtrack.store.archive.engine import PersonRow, SignatureRow, VotedRow, VoteRow
from billtrack.store.archive.tables import Tables, as_day, as_known_day, in_rows, measure_id


class VoteTables(Tables):
    """The part of ``Engine`` with the votes and people."""

    @in_rows
    def votes(self, ids: Collection[VoteId] | None = None) -> Iterator[VoteRow]:
        """The roll calls *ids* that are in the archive, or all; in any order."""
        keys = () if ids is None else self._keys(map(vote_key, ids))
        for *key, packed, url, sha256, members in self._run(
            _VOTES.format("votes AS v" if ids is None else self.named_votes), keys
        ):
            yield VoteRow(vote_id(*key), packed, url, sha256, members)

    @in_rows
    def votes_of(self, members: Collection[str]) -> Iterator[VotedRow]:
        """The votes of the person with the Bioguide and LIS IDs *members*; each roll call once, in any order."""
        rows = self._run(_OF_MEMBER.format(self.among), (self._list_of(members),))
        for _, cited in groupby(rows, lambda row: row[0]):
            every = list(cited)
            _, *key, day, question, kind, result, position, cast = every[0][:11]
            measures = tuple((measure_id(*row[11:14]), row[14]) for row in every if row[11] is not None)
            yield VotedRow(
                vote_id(*key), as_day(day), question, VoteKind(kind), result, VotePosition(position), cast, measures
            )

    @in_rows
    def people(self, ids: Collection[str] | None = None) -> Iterator[PersonRow]:
        """Everybody who introduced a measure, signed one or voted, or those with *ids*.

        A person has a row for each name, party and state in a status, and one for the latest roll call.  In any order.
        """
        if ids is None:
            rows = self._run(_PEOPLE.format("TRUE", "sponsor IS NOT NULL", "TRUE"))
        else:
            tests = (f"{column} {self.among}" for column in ("member", "sponsor", "bioguide_id"))
            rows = self._run(_PEOPLE.format(*tests), (self._list_of(ids),) * 3)
        return (PersonRow(*row) for row in rows)

    @in_rows
    def signatures(self, bioguide_id: str) -> Iterator[SignatureRow]:
        """The signatures of a member; one who signed a measure again has two.  In any order."""
        for *name, title, introduced, signed, withdrawn in self._run(_SIGNATURES, (bioguide_id,)):
            yield SignatureRow(
                measure_id(*name), title, as_known_day(introduced), as_day(signed), as_known_day(withdrawn)
            )


def vote_id(chamber: str, congress: int, session: int, roll: int) -> VoteId:
    """Make the name of a roll call from its columns."""
    return VoteId(Chamber(chamber), congress, session, roll)


def vote_key(vote: VoteId) -> tuple[str, int, int, int]:
    """Give the columns that name a roll call."""
    return (vote.chamber.value, vote.congress, vote.session, vote.roll_number)


_VOTES = """
    SELECT v.chamber, v.congress, v.session, v.roll, v.packed, d.url, d.sha256,
        (SELECT count(*) FROM positions WHERE positions.vote = v.id)
    FROM {} JOIN documents AS d ON d.id = v.document
"""
_OF_MEMBER = """
    SELECT v.id, v.chamber, v.congress, v.session, v.roll, v.date, v.question, v.kind, v.result,
        p.position, p."cast", m.type, m.number, m.congress, c.amendment
    FROM positions AS p JOIN votes AS v ON v.id = p.vote
    LEFT JOIN citations AS c
        ON c.chamber = v.chamber AND c.congress = v.congress AND c.session = v.session AND c.roll = v.roll
    LEFT JOIN measures AS m ON m.id = c.measure
    WHERE p.member {} ORDER BY v.id, m.congress, m.type, m.number
"""
_PEOPLE = """
    SELECT member, name, party, state FROM voters WHERE {}
    UNION SELECT sponsor, sponsor_name, sponsor_party, sponsor_state FROM measures WHERE {}
    UNION SELECT bioguide_id, name, party, state FROM cosponsors WHERE {}
"""
_SIGNATURES = """
    SELECT m.type, m.number, m.congress, m.title, m.introduced_date, c.sponsorship_date, c.withdrawn_date
    FROM cosponsors AS c JOIN measures AS m ON m.id = c.measure WHERE c.bioguide_id = %s
"""
