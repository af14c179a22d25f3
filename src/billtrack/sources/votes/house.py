"""A roll call of the House Clerk: the root ``rollcall-vote`` of an EVS file, to ``Vote``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from lxml import etree

from billtrack.model.measure import Chamber
from billtrack.model.vote import MemberVote, Position, Totals, Vote, VoteId, VoteKind
from billtrack.sources.votes.fields import Fields, months, words_of
from billtrack.sources.votes.words import kind_of, position_of
from billtrack.sources.xml import one_line

_BIOGUIDE = re.compile(r"[A-Z][0-9]{6}")
_NOT_CANDIDATES = {"present", "not voting"}


def read_house(root: etree._Element, name: str) -> Vote:
    """Read one House roll call.

    Raises:
        InputError: something a vote cannot do without is missing or unreadable, or it has no members: the Clerk's
            file of a vacated vote.
    """
    file = Fields(root, name)
    meta = file.inside("vote-metadata")
    question = meta.need("vote-question")
    kind = kind_of(question, Chamber.HOUSE)
    candidates = tuple(
        (each.need("candidate"), each.number("candidate-total")) for each in meta.all("vote-totals/totals-by-candidate")
    )
    if candidates:
        kind = VoteKind.ELECTION
    positions = tuple(_positions(file, is_election=kind is VoteKind.ELECTION))
    vote_type = meta.need("vote-type")
    return Vote(
        id=VoteId(Chamber.HOUSE, meta.number("congress"), _session(meta), meta.number("rollcall-num")),
        moment=_moment(meta),
        question=question,
        kind=VoteKind.QUORUM if vote_type.upper() == "QUORUM" else kind,
        result=meta.need("vote-result"),
        requirement=_requirement(vote_type),
        totals=None if candidates else _totals(meta),
        positions=positions,
        title=meta.line("vote-desc"),
        measure=meta.line("legis-num"),
        amendment=meta.line("amendment-author") or meta.line("amendment-num"),
        candidates=candidates,
        in_committee_of_the_whole=meta.line("chamber") is None and meta.line("committee") is not None,
        has_time=meta.attribute("action-time", "time-etz") is not None,
    )


def _session(meta: Fields) -> int:
    """``1st`` and ``2nd``; early Congresses had a third."""
    printed = meta.need("session")
    found = re.fullmatch(r"([1-9])(?:st|nd|rd|th)?", printed)
    return int(found[1]) if found else meta.refuse("session", "a session like 1st")


def _requirement(vote_type: str) -> str:
    """``2/3 YEA-AND-NAY`` needs two thirds; without a fraction a majority decides."""
    found = re.match(r"([1-9]/[1-9]) ", vote_type)
    return found[1] if found else "1/2"


def _moment(meta: Fields) -> dt.datetime:
    """``2-Nov-2017`` and ``time-etz="17:11"``: Eastern time; some files of 1990 lack the time."""
    day = re.fullmatch(r"(\d{1,2})-([A-Za-z]{3})-(\d{4})", meta.need("action-date"))
    clock = re.fullmatch(r"(\d{1,2}):(\d\d)", meta.attribute("action-time", "time-etz") or "00:00")
    try:
        if day and clock:
            return dt.datetime(  # noqa: DTZ001 - Washington's wall clock, as printed
                int(day[3]), months[day[2].lower()], int(day[1]), int(clock[1]), int(clock[2])
            )
    except (KeyError, ValueError):
        pass
    return meta.refuse("action-date", "a date like 2-Nov-2017")


def _totals(meta: Fields) -> Totals:
    by_vote = meta.inside("vote-totals").inside("totals-by-vote")
    return Totals(*(by_vote.number_or_zero(f"{each}-total") for each in ("yea", "nay", "present", "not-voting")))


def _positions(file: Fields, *, is_election: bool) -> Iterator[MemberVote]:
    rows = file.elements("vote-data/recorded-vote")
    if not rows:
        file.fail("has no recorded votes; a vacated vote has none")
    for row in rows:
        told = {str(each.tag): each for each in row}
        who, voted = told.get("legislator"), told.get("vote")
        name = None if who is None else words_of(who)
        cast = None if voted is None else words_of(voted)
        position = position_of(cast or "") or (Position.CHOICE if is_election and cast else None)
        if who is None or name is None or cast is None or position is None:
            file.refuse_row(row, "a legislator and a vote: Yea, Nay, Present, Not Voting ...")
        bioguide = who.get("name-id", "")
        yield MemberVote(
            name=name,
            party=one_line(who.get("party")) or "",
            state=one_line(who.get("state")) or "",
            position=position,
            vote_cast=cast,
            bioguide_id=bioguide if _BIOGUIDE.fullmatch(bioguide) and not bioguide.endswith("000000") else None,
        )
