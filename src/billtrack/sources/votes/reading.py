"""One roll-call file, of either chamber, to ``Vote``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from lxml import etree

from billtrack.errors import InputError
from billtrack.model.measure import Chamber
from billtrack.model.vote import MemberVote, Totals, Vote, VoteId, VoteKind, VotePosition
from billtrack.sources.votes.fields import Fields, words_of
from billtrack.sources.votes.words import kind_of, position_of
from billtrack.sources.xml import one_line, parse_rows

_BIOGUIDE = re.compile(r"[A-Z][0-9]{6}")
_LIS = re.compile(r"S[0-9]{3}")


def parse_vote(data: bytes, *, name: str, expected: VoteId | None = None) -> Vote:
    """Read the XML of one roll call; *name* is what messages call it.

    Members are in the order of the file, each once.

    Raises:
        InputError: not a roll-call vote, a value that cannot be read, a member twice, or another vote than
            *expected*.

    Source:
        House Clerk ``evs/{year}/roll{n}.xml``; Senate ``LIS/roll_call_votes/.../vote_*.xml``.
    """
    root = parse_rows(data, name=name)
    read = _READERS.get(str(root.tag))
    if read is None:
        raise InputError(f"{name}: not a roll-call vote (its root element is <{str(root.tag)[:60]}>)")
    vote = read(root, name)
    _refuse_doubles(vote, name)
    if expected is not None and vote.id != expected:
        raise InputError(f"{name}: is {vote.id}, expected {expected}")
    return vote


def _refuse_doubles(vote: Vote, name: str) -> None:
    seen: set[str] = set()
    for each in vote.positions:
        key = each.bioguide_id or each.lis_id
        if key is not None and key in seen:
            raise InputError(f"{name}: {each.name} ({key}) votes twice")
        seen.add(key or "")


def _moment(written: str, form: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(written, form)  # noqa: DTZ007 - Washington's wall clock, as printed
    except ValueError:
        return None


# ------------------------------------------------ House: the root rollcall-vote of an EVS file


def _read_house(root: etree._Element, name: str) -> Vote:
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
    positions = tuple(_house_positions(file, is_election=kind is VoteKind.ELECTION))
    vote_type = meta.need("vote-type")
    return Vote(
        id=VoteId(Chamber.HOUSE, meta.number("congress"), _session(meta), meta.number("rollcall-num")),
        moment=_house_moment(meta),
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


def _house_moment(meta: Fields) -> dt.datetime:
    """``2-Nov-2017`` and ``time-etz="17:11"``: Eastern time; some files of 1990 lack the time."""
    day, clock = meta.need("action-date"), meta.attribute("action-time", "time-etz")
    found = _moment(f"{day} {clock or '00:00'}", "%d-%b-%Y %H:%M")
    return found or meta.refuse("action-date", "a date like 2-Nov-2017")


def _totals(meta: Fields) -> Totals:
    by_vote = meta.inside("vote-totals").inside("totals-by-vote")
    return Totals(*(by_vote.number_or_zero(f"{each}-total") for each in ("yea", "nay", "present", "not-voting")))


def _house_positions(file: Fields, *, is_election: bool) -> Iterator[MemberVote]:
    rows = file.elements("vote-data/recorded-vote")
    if not rows:
        file.fail("has no recorded votes; a vacated vote has none")
    for row in rows:
        children = {str(each.tag): each for each in row}
        who, voted = children.get("legislator"), children.get("vote")
        name = None if who is None else words_of(who)
        cast = None if voted is None else words_of(voted)
        position = position_of(cast or "") or (VotePosition.CHOICE if is_election and cast else None)
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


# ---------------------------------------------- Senate: the root roll_call_vote of a LIS file


def _read_senate(root: etree._Element, name: str) -> Vote:
    """Read one Senate roll call.

    Raises:
        InputError: something a vote cannot do without is missing or unreadable, or it has no members.
    """
    file = Fields(root, name)
    question = file.line("vote_question_text") or file.need("question")
    count, tie = file.inside("count"), file.first("tie_breaker")
    return Vote(
        id=VoteId(Chamber.SENATE, file.number("congress"), file.number("session"), file.number("vote_number")),
        moment=_senate_moment(file, "vote_date"),
        question=question,
        kind=kind_of(question, Chamber.SENATE),
        result=file.line("vote_result") or file.need("vote_result_text"),
        requirement=file.line("majority_requirement") or "1/2",
        totals=Totals(*(count.number_or_zero(each) for each in ("yeas", "nays", "present", "absent"))),
        positions=tuple(_senate_positions(file)),
        title=file.line("vote_document_text") or file.line("vote_title"),
        measure=_only(file, "document", "document_name") or _only(file, "amendment", "amendment_to_document_number"),
        amendment=_only(file, "amendment", "amendment_number"),
        tie_breaker=_tie_breaker(tie),
        modified=_senate_moment(file, "modify_date") if file.line("modify_date") else None,
    )


def _only(file: Fields, block: str, name: str) -> str | None:
    """The name in the only *block*; a vote en bloc has many and belongs to none of them."""
    found = [each.line(name) for each in file.all(block)]
    return found[0] if len(found) == 1 else None


def _tie_breaker(tie: Fields | None) -> str | None:
    if tie is None or not tie.line("by_whom"):
        return None
    return f"{tie.line('by_whom')}: {tie.line('tie_breaker_vote') or 'not said'}"


def _senate_moment(file: Fields, name: str) -> dt.datetime:
    """``November 15, 2022,  05:16 PM``: Eastern time."""
    found = _moment(file.need(name), "%B %d, %Y, %I:%M %p")
    return found or file.refuse(name, "a time like November 15, 2022, 05:16 PM")


def _senate_positions(file: Fields) -> Iterator[MemberVote]:
    rows = file.elements("members/member")
    if not rows:
        file.fail("has no members")
    for row in rows:
        children = {str(each.tag): words_of(each) for each in row}
        name, cast = children.get("member_full") or children.get("last_name"), children.get("vote_cast")
        position = position_of(cast or "")
        if name is None or cast is None or position is None:
            file.refuse_row(row, "a name and a vote_cast: Yea, Nay, Present, Not Voting ...")
        lis = children.get("lis_member_id") or ""
        yield MemberVote(
            name=name,
            party=children.get("party") or "",
            state=children.get("state") or "",
            position=position,
            vote_cast=cast,
            lis_id=lis if _LIS.fullmatch(lis) else None,
        )


_READERS = {"rollcall-vote": _read_house, "roll_call_vote": _read_senate}
