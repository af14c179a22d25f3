"""Roll calls nobody held, in the official shape of either chamber."""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.model.measure import Chamber
from billtrack.model.vote import VoteId

Cast = tuple[str, str, str, str, str]
"""ID, name, party, state, and the word cast."""
HOUSE = (
    ("L000999", "Lamp", "D", "ME", "Yea"),
    ("X000901", "Anchor", "D", "MA", "Yea"),
    ("Y000902", "Buoy", "R", "FL", "Nay"),
    ("Z000903", "Capstan", "R", "TX", "Not Voting"),
)
SENATE = (
    ("S901", "Lamp (D-ME)", "D", "ME", "Yea"),
    ("S902", "Beacon (R-WA)", "R", "WA", "Nay"),
    ("S903", "Keel (I-VT)", "I", "VT", "Present"),
)


def invented_vote(vote: VoteId, members: Sequence[Cast] | None = None, *, question: str | None = None) -> bytes:
    """One file; its totals are those of its *members*."""
    if vote.chamber is Chamber.HOUSE:
        return _house(vote, HOUSE if members is None else members, question or "On Agreeing to the Resolution")
    return _senate(vote, SENATE if members is None else members, question or "On the Resolution S.Res. 2")


def _counts(members: Sequence[Cast]) -> tuple[int, int, int, int]:
    casts = [each[4] for each in members]
    return casts.count("Yea"), casts.count("Nay"), casts.count("Present"), casts.count("Not Voting")


def _house(vote: VoteId, members: Sequence[Cast], question: str) -> bytes:
    yea, nay, present, away = _counts(members)
    rows = "".join(
        f'<recorded-vote><legislator name-id="{key}" sort-field="{name}" unaccented-name="{name}" party="{party}"'
        f' state="{state}" role="legislator">{name}</legislator><vote>{cast}</vote></recorded-vote>\r\n'
        for key, name, party, state, cast in members
    )
    session = f"{vote.session}{'st' if vote.session == 1 else 'nd'}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\r\n'
        '<!DOCTYPE rollcall-vote PUBLIC "-//US Congress//DTDs/vote v1.0 20031119 //EN" "../vote.dtd">\r\n'
        "<rollcall-vote>\r\n<vote-metadata>\r\n<majority>D</majority>\r\n"
        f"<congress>{vote.congress}</congress>\r\n<session>{session}</session>\r\n"
        "<chamber>U.S. House of Representatives</chamber>\r\n"
        f"<rollcall-num>{vote.roll_number}</rollcall-num>\r\n<legis-num>H RES 1</legis-num>\r\n"
        f"<vote-question>{question}</vote-question>\r\n<vote-type>YEA-AND-NAY</vote-type>\r\n"
        f"<vote-result>Passed</vote-result>\r\n<action-date>6-Mar-{vote.year}</action-date>\r\n"
        '<action-time time-etz="17:11">5:11 PM</action-time>\r\n<vote-desc>Lighthouses</vote-desc>\r\n'
        "<vote-totals>\r\n<totals-by-vote><total-stub>Totals</total-stub>"
        f"<yea-total>{yea}</yea-total><nay-total>{nay}</nay-total><present-total>{present}</present-total>"
        f"<not-voting-total>{away}</not-voting-total></totals-by-vote>\r\n</vote-totals>\r\n</vote-metadata>\r\n"
        f"<vote-data>\r\n{rows}</vote-data>\r\n</rollcall-vote>\r\n"
    ).encode()


def _senate(vote: VoteId, members: Sequence[Cast], question: str) -> bytes:
    yea, nay, present, away = _counts(members)
    rows = "".join(
        f"<member><member_full>{name}</member_full><last_name>{name.split(' ')[0]}</last_name>"
        f"<first_name>I</first_name>"
        f"<party>{party}</party><state>{state}</state><vote_cast>{cast}</vote_cast>"
        f"<lis_member_id>{key}</lis_member_id></member>\n"
        for key, name, party, state, cast in members
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><roll_call_vote>\n'
        f"<congress>{vote.congress}</congress>\n<session>{vote.session}</session>\n"
        f"<congress_year>{vote.year}</congress_year>\n<vote_number>{vote.roll_number}</vote_number>\n"
        f"<vote_date>March 6, {vote.year},  05:16 PM</vote_date>\n"
        f"<modify_date>March 6, {vote.year},  06:02 PM</modify_date>\n"
        f"<vote_question_text>{question}</vote_question_text>\n<vote_document_text>Lighthouses</vote_document_text>\n"
        "<vote_result_text>Agreed to</vote_result_text>\n<question>On the Resolution</question>\n"
        "<vote_title>S.Res. 2</vote_title>\n<majority_requirement>1/2</majority_requirement>\n"
        "<vote_result>Resolution Agreed to</vote_result>\n"
        f"<count><yeas>{yea}</yeas><nays>{nay}</nays><present>{present or ''}</present>"
        f"<absent>{away or ''}</absent></count>\n"
        "<tie_breaker><by_whom/><tie_breaker_vote/></tie_breaker>\n"
        f"<members>\n{rows}</members>\n</roll_call_vote>\n"
    ).encode()
