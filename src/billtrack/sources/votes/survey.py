"""Which elements of a roll-call file are kept, which are left out and why, and which are unknown.

Paths are below the root; an attribute is ``path/@name``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType

from lxml import etree

from billtrack.model.measure import Chamber
from billtrack.sources.survey import ElementFate, ElementUse
from billtrack.sources.votes.reading import parse_vote
from billtrack.sources.xml import parse_rows

_LABEL = "a label of the printed table"
_ROOT_TELLS = "the root element tells the chamber"
_NAME = "repeats the name"
_BY_PARTY = "counted from the members"
_OF_AMENDMENT = "about the amendment, not the vote"
_DOCUMENT = "repeats document_name"
_TITLE = "the title of the measure, which its status has"
_EN_BLOC = "a vote on several at once belongs to none of them"
_UNKNOWN = "not an element billtrack knows here"
_READ = "read"


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
_INSTEAD = MappingProxyType(
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
_Use = tuple[str, ElementFate, str]


def survey_vote(data: bytes, *, name: str) -> tuple[Chamber, tuple[ElementUse, ...]]:
    """Count the elements and attributes of one roll call by path and fate, sorted by path.

    An element with text counts; an empty one only if it is unknown.

    Raises:
        InputError: as ``parse_vote``.
    """
    chamber = parse_vote(data, name=name).id.chamber
    uses = Counter(use for child in parse_rows(data, name=name) for use in _uses(child, "", chamber))
    return chamber, tuple(ElementUse(path, count, fate, why) for (path, fate, why), count in sorted(uses.items()))


def _uses(element: etree._Element, parent: str, chamber: Chamber) -> Iterator[_Use]:
    if not isinstance(element.tag, str):
        return  # a comment or an instruction
    path = f"{parent}/{element.tag}".lstrip("/")
    if (element.text or "").strip():
        yield (path, *_fate(path, element, chamber))
    elif len(element) == 0 and path not in KEPT[chamber] | LEFT_OUT[chamber].keys():
        yield path, ElementFate.UNKNOWN, _UNKNOWN
    for attribute in map(str, element.attrib):
        yield (f"{path}/@{attribute}", *_fate(f"{path}/@{attribute}", element, chamber))
    for child in element:
        yield from _uses(child, path, chamber)


def _fate(path: str, element: etree._Element, chamber: Chamber) -> tuple[ElementFate, str]:
    block, instead = element.getparent(), _INSTEAD.get(path)
    if block is not None and path.startswith(("document/", "amendment/")) and _is_one_of_several(block):
        return ElementFate.LEFT_OUT, _EN_BLOC
    if block is not None and instead is not None and (block.findtext(instead) or "").strip():
        return ElementFate.LEFT_OUT, f"repeats {instead.rpartition('/')[2]}"
    if path in KEPT[chamber]:
        return ElementFate.KEPT, _READ
    reason = LEFT_OUT[chamber].get(path)
    return (ElementFate.LEFT_OUT, reason) if reason else (ElementFate.UNKNOWN, _UNKNOWN)


def _is_one_of_several(block: etree._Element) -> bool:
    return any(each.tag == block.tag for each in (*block.itersiblings(), *block.itersiblings(preceding=True)))
