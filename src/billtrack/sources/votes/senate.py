"""A roll call of the Senate: the root ``roll_call_vote`` of a LIS file, to ``Vote``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from lxml import etree

from billtrack.model.measure import Chamber
from billtrack.model.vote import MemberVote, Totals, Vote, VoteId
from billtrack.sources.votes.fields import Fields, months, words_of
from billtrack.sources.votes.words import kind_of, position_of

_LIS = re.compile(r"S[0-9]{3}")
_WHEN = re.compile(r"([A-Za-z]+) (\d{1,2}), (\d{4}), (\d{1,2}):(\d\d) ([AP])M")


def read_senate(root: etree._Element, name: str) -> Vote:
    """Read one Senate roll call.

    Raises:
        InputError: something a vote cannot do without is missing or unreadable, or it has no members.
    """
    file = Fields(root, name)
    question = file.line("vote_question_text") or file.need("question")
    count, tie = file.inside("count"), file.first("tie_breaker")
    return Vote(
        id=VoteId(Chamber.SENATE, file.number("congress"), file.number("session"), file.number("vote_number")),
        moment=_moment(file, "vote_date"),
        question=question,
        kind=kind_of(question, Chamber.SENATE),
        result=file.line("vote_result") or file.need("vote_result_text"),
        requirement=file.line("majority_requirement") or "1/2",
        totals=Totals(*(count.number_or_zero(each) for each in ("yeas", "nays", "present", "absent"))),
        positions=tuple(_positions(file)),
        title=file.line("vote_document_text") or file.line("vote_title"),
        measure=_measure(file),
        amendment=_only(file, "amendment", "amendment_number"),
        tie_breaker=_tie_breaker(tie),
        modified=_moment(file, "modify_date") if file.line("modify_date") else None,
    )


def _measure(file: Fields) -> str | None:
    """The one document voted on; a vote en bloc has many and belongs to none of them."""
    return _only(file, "document", "document_name") or _only(file, "amendment", "amendment_to_document_number")


def _only(file: Fields, block: str, name: str) -> str | None:
    found = [each.line(name) for each in file.all(block)]
    return found[0] if len(found) == 1 else None


def _tie_breaker(tie: Fields | None) -> str | None:
    if tie is None or not tie.line("by_whom"):
        return None
    return f"{tie.line('by_whom')}: {tie.line('tie_breaker_vote') or 'not said'}"


def _moment(file: Fields, name: str) -> dt.datetime:
    """``November 15, 2022,  05:16 PM``: Eastern time."""
    found = _WHEN.fullmatch(file.need(name))
    try:
        if found:
            hour = int(found[4]) % 12 + (12 if found[6] == "P" else 0)
            return dt.datetime(  # noqa: DTZ001 - Washington's wall clock, as printed
                int(found[3]), months[found[1][:3].lower()], int(found[2]), hour, int(found[5])
            )
    except (KeyError, ValueError):
        pass
    return file.refuse(name, "a time like November 15, 2022, 05:16 PM")


def _positions(file: Fields) -> Iterator[MemberVote]:
    rows = file.elements("members/member")
    if not rows:
        file.fail("has no members")
    for row in rows:
        told = {str(each.tag): words_of(each) for each in row}
        name, cast = told.get("member_full") or told.get("last_name"), told.get("vote_cast")
        position = position_of(cast or "")
        if name is None or cast is None or position is None:
            file.refuse_row(row, "a name and a vote_cast: Yea, Nay, Present, Not Voting ...")
        lis = told.get("lis_member_id") or ""
        yield MemberVote(
            name=name,
            party=told.get("party") or "",
            state=told.get("state") or "",
            position=position,
            vote_cast=cast,
            lis_id=lis if _LIS.fullmatch(lis) else None,
        )
