"""The official wordings of the rows that move a measure.

Knows the words of BILLSTATUS actions, one row at a time, and nothing else.  A wording is matched at the beginning
of a row's plain words, whatever their case.
"""

from __future__ import annotations

import re
from enum import Enum, auto


class Kind(Enum):
    """What a row does to the measure; ``ORDINARY`` moves nothing, ``UNREAD`` ought to and is not understood."""

    ORDINARY = auto()
    UNREAD = auto()
    INTRODUCED = auto()
    REFERRED = auto()
    ORDERED_REPORTED = auto()
    REPORTED = auto()
    DISCHARGED = auto()
    ON_CALENDAR = auto()
    RECEIVED = auto()
    HELD_AT_DESK = auto()
    TAKEN_UP = auto()
    PASSED = auto()
    FAILED = auto()
    RECONSIDERATION = auto()
    TITLE_AMENDED = auto()
    VACATED = auto()
    LAID_ON_TABLE = auto()
    POSTPONED = auto()
    RECOMMITTED = auto()
    CLOTURE_FAILED = auto()
    AMENDED_AGAIN = auto()
    DISAGREED = auto()
    CONCURRED = auto()
    CONCURRENCE_FAILED = auto()
    MESSAGE_OF_AMENDMENT = auto()
    CONFERENCE_AGREED = auto()
    CONFERENCE_REJECTED = auto()
    ENROLLED = auto()
    PRESENTED = auto()
    SIGNED = auto()
    UNSIGNED_LAW = auto()
    BECAME_LAW = auto()
    VETOED = auto()
    POCKET_VETOED = auto()
    OVERRIDE_PASSED = auto()
    OVERRIDE_FAILED = auto()


_DONE = r"(?:agreed to|passed|adopted)\b"
_LOST = r"(?:failed|rejected|not agreed to|disagreed to|defeated)\b"
_THING = r"(?:bill|measure|(?:joint |concurrent )?resolution)\b"
_IN = r"in (?:the )?(?:House|Senate)\b"
_HOUSE_QUESTION = (
    rf"On (?:passage|agreeing to the {_THING}|motion to suspend the rules and (?:pass|agree to|adopt) the {_THING})"
    r"(?:,? as amended| \(amended\))?[,.]*"
)
_OVERRIDE = r"(?:On )?passage,? the objections of the President to the contrary notwithstanding[,.]*"
_MOTION_BETWEEN = (
    r"On motion (?:that the House |to )(?:suspend the rules and )?"
    r"(?:agree|concur|recede|disagree|insist|adhere)\b(?=.*\bamendment).*?"
)
_BETWEEN = (
    rf"(?:{_MOTION_BETWEEN}\b{_DONE}|(?:Pursuant to .*, )?(?:House|Senate) "
    r"(?:agreed|concurred|receded|disagreed|insist\w*|adhere\w*)(?:, [^;]*?,)? (?:to|in|from|on|upon) "
    r"(?:the |its )?(?:House |Senate )?amendments?\b)"
)
_DISAGREES = r"(?=.*\b(?:disagree[sd]? to|insist\w* (?:up)?on|adhere\w* to)\b)"
_AMENDS = r"(?=.*\bwith (?:an |a further |further )?amendments?\b)"
_COMMITTEE = r"(?:(?:House|Senate|Joint|Permanent|Select|Special) )*Committees?\b.*"
_THE_PRESIDENT = r"(?:the )?President\b"

# The order counts.  First the rows that speak of other questions with the words of a decision.
_WORDINGS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.CLOTURE_FAILED, (r"(?!Motion).*\bcloture\b.*\bnot invoked in Senate\b",)),
    (
        Kind.RECONSIDERATION,
        (r"Motion .*reconsider\b.*\bfailed of passage\b.*\b(?:entered|made|agreed to) in\b",),
    ),
    (
        Kind.ORDINARY,
        (
            r"(?:Motions?|Cloture|\w+ cloture|Point of order|Ruling of the Chair|DEBATE|POSTPONED|UNFINISHED)\b",
            r"(?:Mr|Mrs|Ms|Miss|Dr)\. .*\bmoved\b",
            r"(?:[HS]\. ?Amdt|SU?\. ?Amdt|Subcommittee|Hearings|Request to order)\b",
            r"Rules? (?:Committee\b|H\. ?Res|provides)",
            r"(?:On motion to )?table (?:the )?motion\b",
            r"On motion that the House instruct\b",
            r"On (?:the )?motion to refer the bill and the accompanying veto message\b",
            r"Referred to (?:the )?Subcommitt",
            r"Senate agreed to (?:the )?House amendments? to the title\b",
            r"Senate (?:passed companion measure|incorporated this measure)\b",
        ),
    ),
    (
        Kind.OVERRIDE_PASSED,
        (
            rf"{_OVERRIDE} {_DONE}",
            r"Passed (?:House|Senate) over veto\b",
            r"Two-thirds of the Members\b.*\bthe (?:bill|joint resolution) is passed\b",
        ),
    ),
    (Kind.OVERRIDE_FAILED, (rf"{_OVERRIDE} {_LOST}", rf"Failed of passage {_IN} over veto\b")),
    (
        Kind.PASSED,
        (
            r"(?:Introduced|Received|Submitted) in the (?:Senate|House),.*\band (?:passed|agreed to)\b",
            rf"{_HOUSE_QUESTION} {_DONE}",
            r"(?:Measure )?passed (?:House|Senate)\b",
            rf"(?:\w+ )?Resolution agreed to {_IN}",
            rf"Pursuant to (?!.*\bamendments? to\b).*\bis (?:considered|hereby) (?:as )?{_DONE}",
        ),
    ),
    (
        Kind.FAILED,
        (
            rf"{_HOUSE_QUESTION} {_LOST}",
            rf"(?:\w+ )?Resolution (?:not |dis)agreed to {_IN}",
            rf"(?:(?:Upon reconsideration|Under the order)\b.*, |Measure )?failed of passage {_IN}",
            rf"Disagreed to {_IN}",
        ),
    ),
    (
        Kind.LAID_ON_TABLE,
        (
            rf"On motion to table the {_THING} Agreed to\b",
            rf"(?:The )?{_THING} (?:was )?laid on (?:the )?table\b",
            r"Pursuant to .*\bis laid on (?:the )?table\b",
            r"Laid on (?:the )?table\b",
        ),
    ),
    (Kind.POSTPONED, (r"(?:\w+ )?indefinitely postponed\b.*\b(?:House|Senate)\b",)),
    (Kind.RECOMMITTED, (r"On motion to (?:recommit|commit|refer)\b(?! with\b).*\bAgreed to\b",)),
    (Kind.ORDINARY, (r"On motion to (?:recommit|commit|refer)\b",)),
    (
        Kind.VACATED,
        (
            r"(?:Senate|House) (?:vitiated|vacated)\b",
            r".*\bproceedings\b.*\bvacated\b",
            r".*\bvacated the proceedings\b",
        ),
    ),
    (Kind.TITLE_AMENDED, (r"The title of the measure was amended\b",)),
    # differences between the chambers
    (
        Kind.CONFERENCE_AGREED,
        (
            rf"On agreeing to the conference report,? {_DONE}",
            r"(?:House|Senate) agreed to (?:the )?conference report\b",
        ),
    ),
    (
        Kind.CONFERENCE_REJECTED,
        (rf"On agreeing to the conference report,? {_LOST}", rf"Senate {_LOST} (?:the )?conference report\b"),
    ),
    (Kind.ORDINARY, (r"Conference\b", r"Conferees\b")),
    (Kind.MESSAGE_OF_AMENDMENT, (r"Message on (?:House|Senate) action received\b.*\bamendment",)),
    (Kind.CONCURRENCE_FAILED, (rf"{_MOTION_BETWEEN}\b{_LOST}",)),
    (Kind.DISAGREED, (rf"{_DISAGREES}{_BETWEEN}",)),
    (Kind.AMENDED_AGAIN, (rf"{_AMENDS}{_BETWEEN}",)),
    (Kind.CONCURRED, (_BETWEEN,)),
    # before the floor
    (
        Kind.REFERRED,
        (
            r"(?:Read twice and |Sequentially )?(?:re-?)?referred\b",
            r"(?:Received|Introduced|Submitted) in the (?:House|Senate)\b.*\breferred to\b",
            rf"{_COMMITTEE}\bdischarged\b.*\band (?:re-?)?referred\b",
        ),
    ),
    (Kind.ON_CALENDAR, (r".*\bplaced on (?:the )?(?:\w+ )*Calendar\b", r"Returned to the Calendar\b")),
    (Kind.ORDERED_REPORTED, (r"(?:.*\. )?Ordered to be reported\b",)),
    (Kind.ORDINARY, (r"Supplemental report filed\b", r".*\bfiled written report\b")),
    (
        Kind.REPORTED,
        (
            r"Reported\b",
            r"The House Committee\b.*\breported an original measure\b",
            rf"{_COMMITTEE}\. (?:Reported|Original measure reported to (?:Senate|House))\b",
        ),
    ),
    (Kind.DISCHARGED, (rf"{_COMMITTEE}\bdischarged\b", r"On motion to discharge\b.* Agreed to\b")),
    (Kind.TAKEN_UP, (r"Considered (?!by Senate|read)", r"Measure laid before Senate\b")),
    (Kind.RECEIVED, (r"Received in the (?:House|Senate)\b", r"(?:House|Senate) returned papers\b")),
    (Kind.HELD_AT_DESK, (r"Held at the desk\b",)),
    (Kind.INTRODUCED, (r"(?:Introduced|Submitted) in (?:the )?(?:House|Senate)\b",)),
    # the President
    (Kind.PRESENTED, (rf"(?:Measure )?presented to {_THE_PRESIDENT}",)),
    (Kind.SIGNED, (rf"(?:Measure )?signed by {_THE_PRESIDENT}",)),
    (Kind.POCKET_VETOED, (rf"Pocket vetoed by {_THE_PRESIDENT}",)),
    (Kind.VETOED, (rf"(?:Measure )?vetoed by {_THE_PRESIDENT}",)),
    (Kind.UNSIGNED_LAW, (r"Sent to (?:the )?Archivist of the United States unsigned\b",)),
    (Kind.BECAME_LAW, (r"Became (?:Public|Private) Law\b", r"(?:Public|Private) Law (?:No\W*)?\d")),
    (Kind.ENROLLED, (r"(?:Enrolled )?Measure signed in\b",)),
    (Kind.ORDINARY, (r"Cleared for White House\b",)),
)
_COMPILED = tuple((kind, re.compile("|".join(patterns), re.IGNORECASE)) for kind, patterns in _WORDINGS)

_LOOKS_DECISIVE = re.compile(
    rf"On (?:passage|agreeing to the {_THING}|motion to suspend|motion to table the {_THING})"
    rf"|(?:\w+ )?Resolution (?:\w+ )?(?:{_DONE}|{_LOST})|Passed\b|Failed of passage|Vetoed|Signed by|Became"
    r"|(?:House|Senate) (?:agreed|disagreed|concurred|receded|insisted|passed|failed|rejected|postponed)\b",
    re.IGNORECASE,
)


def kind_of(words: str) -> Kind | None:
    """Recognise a row by its plain words; ``None`` where no wording fits."""
    return next((kind for kind, wording in _COMPILED if wording.match(words)), None)


def looks_decisive(words: str) -> bool:
    """Whether a row no wording fits begins like a decision all the same."""
    return _LOOKS_DECISIVE.match(words) is not None
