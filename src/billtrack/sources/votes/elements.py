"""The elements of roll-call files that are kept, by chamber, and those that are left out, with the reason.

Paths are below the root; an attribute is ``path/@name``.
"""

from __future__ import annotations

from types import MappingProxyType

from billtrack.model.measure import Chamber

_LABEL = "a label of the printed table"
_ROOT_TELLS = "the root element tells the chamber"
_NAME = "repeats the name"
_BY_PARTY = "counted from the members"
_OF_AMENDMENT = "about the amendment, not the vote"
_DOCUMENT = "repeats document_name"
_TITLE = "the title of the measure, which its status has"


def _in(parent: str, *names: str) -> list[str]:
    return [f"{parent}/{name}" for name in names]


KEPT = {
    Chamber.HOUSE: frozenset(
        (
            *_in(
                "vote-metadata",
                *("congress", "session", "committee", "rollcall-num", "legis-num", "vote-question", "amendment-num"),
                *("amendment-author", "vote-type", "vote-result", "action-date", "action-time/@time-etz", "vote-desc"),
            ),
            *_in("vote-metadata/vote-totals/totals-by-candidate", "candidate", "candidate-total"),
            *_in(
                "vote-metadata/vote-totals/totals-by-vote",
                *("yea-total", "nay-total", "present-total", "not-voting-total"),
            ),
            *_in("vote-data/recorded-vote", "legislator", "vote"),
            *_in("vote-data/recorded-vote/legislator", "@name-id", "@party", "@state"),
        )
    ),
    Chamber.SENATE: frozenset(
        (
            *("congress", "session", "vote_number", "vote_date", "modify_date", "vote_question_text", "question"),
            *("vote_document_text", "vote_title", "majority_requirement", "vote_result", "vote_result_text"),
            "document/document_name",
            *_in("amendment", "amendment_number", "amendment_to_document_number"),
            *_in("count", "yeas", "nays", "present", "absent"),
            *_in("tie_breaker", "by_whom", "tie_breaker_vote"),
            *_in("members/member", "member_full", "last_name", "party", "state", "vote_cast", "lis_member_id"),
        )
    ),
}
INSTEAD = MappingProxyType(
    {
        "vote-metadata/amendment-num": "amendment-author",
        "question": "vote_question_text",
        "vote_title": "vote_document_text",
        "vote_result_text": "vote_result",
        "amendment/amendment_to_document_number": "../document/document_name",
        "members/member/last_name": "member_full",
    }
)
"""What is read only where the element beside it has no words."""
LEFT_OUT = {
    Chamber.HOUSE: MappingProxyType(
        {
            "vote-metadata/majority": "about the chamber, not the vote",
            "vote-metadata/chamber": _ROOT_TELLS,
            "vote-metadata/action-time": "repeats time-etz",
            "vote-metadata/vote-totals/totals-by-vote/total-stub": _LABEL,
            "vote-data/recorded-vote/legislator/@role": "everybody in a roll is a legislator",
        }
        | dict.fromkeys(
            _in(
                "vote-metadata/vote-totals/totals-by-party-header",
                *("party-header", "yea-header", "nay-header", "present-header", "not-voting-header"),
            ),
            _LABEL,
        )
        | dict.fromkeys(
            _in(
                "vote-metadata/vote-totals/totals-by-party",
                *("party", "yea-total", "nay-total", "present-total", "not-voting-total"),
            ),
            _BY_PARTY,
        )
        | dict.fromkeys(_in("vote-data/recorded-vote/legislator", "@sort-field", "@unaccented-name"), _NAME)
    ),
    Chamber.SENATE: MappingProxyType(
        {
            "congress_year": "follows from the Congress and the session",
            "members/member/first_name": _NAME,
            "amendment/amendment_to_document_short_title": _TITLE,
        }
        | dict.fromkeys(_in("document", "document_congress", "document_type", "document_number"), _DOCUMENT)
        | dict.fromkeys(_in("document", "document_title", "document_short_title"), _TITLE)
        | dict.fromkeys(
            _in(
                "amendment",
                *("amendment_purpose", "amendment_to_amendment_number", "amendment_to_amendment_to_amendment_number"),
            ),
            _OF_AMENDMENT,
        )
    ),
}
