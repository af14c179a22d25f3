"""Roll calls that somebody changed: read, or refused in one line; never another vote, never a member twice."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from billtrack.errors import InputError
from billtrack.model.measure import Chamber
from billtrack.model.vote import VoteId
from billtrack.sources.votes import parse_vote
from billtrack.sources.votes.published import read_published
from hostile import cases, mutated
from invented_votes import HOUSE, SENATE, invented_vote
from targets import vote

Tried = Callable[[str, str, int], None]
VOTES = (VoteId(Chamber.HOUSE, 119, 1, 7), VoteId(Chamber.SENATE, 119, 1, 7))
TOKENS = (
    *(b"<recorded-vote>", b"</vote>", b"<member>", b"</members>", b'name-id="X000901"', b"<vote>Aye</vote>", b"S901"),
    *(b"Not Voting", b"Present, Giving Live Pair", b"<!--", b"]]>", b"<![CDATA[", b"&#0;", b"&#x110000;", b"<", b"-1"),
    *(b"99999999999999999999", "é".encode(), b"\xff", b"\0", b"", b"<totals-by-candidate>"),
)


def in_one_line(error: InputError) -> str:
    assert "\n" not in str(error)
    return "refused"


def outcome(data: bytes) -> str:
    vote(data)
    try:
        parse_vote(data, name="vote.xml")
    except InputError as error:
        return in_one_line(error)
    return "read"


def test_a_mutated_vote_is_read_or_refused_in_one_line(tried: Tried) -> None:
    originals = [invented_vote(each) for each in VOTES]
    ends = {"read": 0, "refused": 0}
    count = cases(300)
    for seed in range(count):
        chance = random.Random(f"vote {seed}")
        data = mutated(originals[seed % 2], chance, TOKENS)
        try:
            ends[outcome(data)] += 1
            expected = VOTES[seed % 2]
            found = _published(data, expected)
            assert found is None or found == expected
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise
    assert min(ends.values()) > 0
    tried("XML is read or refused", f"roll calls changed ({ends['read']:,} read)", count)


def _published(data: bytes, expected: VoteId) -> VoteId | None:
    try:
        found = read_published(data, expected=expected)
    except InputError:
        return None
    return found.id if found else None


@pytest.mark.parametrize("name", VOTES, ids=str)
def test_a_vote_cut_anywhere_is_refused(name: VoteId, tried: Tried) -> None:
    data = invented_vote(name)
    places = range(len(data.rstrip()))
    for end in places:
        assert outcome(data[:end]) == "refused", end
    tried("XML is read or refused", f"{name} cut at every byte", len(places))


BOMBS = {
    "members": invented_vote(VOTES[0], [*HOUSE, *(HOUSE[1],) * 200_000]),
    "depth": invented_vote(VOTES[0]).replace(b"Lighthouses", b"<a>" * 5_000 + b"</a>" * 5_000),
    "entities": invented_vote(VOTES[0]).replace(
        b'"../vote.dtd"', b'"../vote.dtd" [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]'
    ),
    "a word": invented_vote(VOTES[1]).replace(b"Lighthouses", b"x" * 20_000_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_early(name: str, tried: Tried) -> None:
    start = time.process_time()
    with pytest.raises(InputError):
        parse_vote(BOMBS[name], name="vote.xml")
    assert time.process_time() - start < 5
    tried("XML beyond a limit is refused early", f"a roll call: {name}", 1)


@pytest.mark.parametrize(("name", "members"), [(VOTES[0], HOUSE), (VOTES[1], SENATE)], ids=str)
def test_a_member_who_votes_twice_is_refused(name: VoteId, members: tuple[tuple[str, str, str, str, str], ...]) -> None:
    with pytest.raises(InputError, match="votes twice"):
        parse_vote(invented_vote(name, [*members, members[0]]), name="vote.xml")
