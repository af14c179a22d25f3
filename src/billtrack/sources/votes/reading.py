"""One vote file, of either chamber, to ``Vote``."""

from __future__ import annotations

from billtrack.errors import InputError
from billtrack.model.vote import Vote, VoteId
from billtrack.sources.votes.house import read_house
from billtrack.sources.votes.senate import read_senate
from billtrack.sources.xml import parse_rows

READERS = {"rollcall-vote": read_house, "roll_call_vote": read_senate}


def parse_vote(data: bytes, *, name: str, expected: VoteId | None = None) -> Vote:
    """Read the XML of one roll call; *name* is what messages call it.

    Members stand in the order of the file, each once.

    Raises:
        InputError: not a roll-call vote, a value that cannot be read, a member twice, or another vote than
            *expected*.

    Source:
        House Clerk ``evs/{year}/roll{n}.xml``; Senate ``LIS/roll_call_votes/.../vote_*.xml``.
    """
    root = parse_rows(data, name=name)
    read = READERS.get(str(root.tag))
    if read is None:
        raise InputError(f"{name}: not a roll-call vote (its root element is <{str(root.tag)[:60]}>)")
    vote = read(root, name)
    _refuse_doubles(vote, name)
    if expected is not None and vote.id != expected:
        raise InputError(f"{name}: is {vote.id}, expected {expected}")
    return vote


def _refuse_doubles(vote: Vote, name: str) -> None:
    met: set[str] = set()
    for each in vote.positions:
        key = each.bioguide_id or each.lis_id
        if key is not None and key in met:
            raise InputError(f"{name}: {each.name} ({key}) votes twice")
        met.add(key or "")
