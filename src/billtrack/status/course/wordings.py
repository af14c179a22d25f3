"""The official wordings of the rows that move a measure, in BILLSTATUS actions.

A wording is matched, without regard to case, at the beginning of a row's plain words; all are in lowercase here.  A
pattern is compiled when a row first has one of its words: compiling all of them takes longer than reading a record and
answering, and most rows have the words of few.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import TypeAlias


class ActionKind(Enum):
    """What a row does to the measure.  ``ORDINARY`` moves nothing; ``UNREAD`` should move it and could not be read."""

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
    PAPERS_RETURNED = auto()
    TAKEN_UP = auto()
    PASSED = auto()
    FAILED = auto()
    PORTION_AGREED_TO = auto()
    PORTION_FAILED = auto()
    AMENDMENT_ADOPTED = auto()
    RECONSIDERATION_MOVED = auto()
    RECONSIDERATION_REFUSED = auto()
    RECONSIDERED = auto()
    DISCHARGE_PETITION = auto()
    DISCHARGE_CALENDAR = auto()
    DISCHARGE_LOST = auto()
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
    PORTION_CONCURRED = auto()
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
    VETO_TABLED = auto()
    VETO_REFERRED = auto()
    OVERRIDE_PASSED = auto()
    OVERRIDE_FAILED = auto()


Wording: TypeAlias = tuple[str, ...]
"""A pattern in lowercase, then words: every row that matches has one of them.  Alone it is a word, not a pattern."""

_DONE = r"(?:agreed to|passed|adopted)\b"
_LOST = r"(?:failed|rejected|not agreed to|disagreed to|defeated)\b"
_THING = r"(?:bill|measure|(?:joint |concurrent )?resolution)\b"
_IN = r"in (?:the )?(?:house|senate)\b"
_HOUSE_QUESTION = (
    rf"on (?:passage|agreeing to the {_THING}|motion to suspend the rules and (?:pass|agree to|adopt) the {_THING})"
    r"(?:,? as amended| \(amended\))?[,.]*"
)
_HOUSE_QUESTIONS = ("on passage", "on agreeing to the ", "on motion to suspend the rules and ")
_OVERRIDE = r"(?:on )?passage,? the objections of the president to the contrary notwithstanding[,.]*"
_MOTION_BETWEEN = (
    r"on motion (?:that the house |to )(?:suspend the rules and )?"
    r"(?:agree|concur|recede|disagree|insist|adhere)\b(?=.*\bamendment).*?"
)
_BETWEEN = (
    rf"(?:{_MOTION_BETWEEN}\b{_DONE}|(?:pursuant to .*, )?(?:house|senate) "
    r"(?:agreed|concurred|receded|disagreed|insist\w*|adhere\w*)(?:, [^;]*?,)? (?:to|in|from|on|upon) "
    r"(?:the |its )?(?:house |senate )?amendments?\b)"
)
_BETWEEN_VERBS = ("agree", "concur", "recede", "insist", "adhere")
_DISAGREES = r"(?=.*\b(?:disagree[sd]? to|insist\w* (?:up)?on|adhere\w* to)\b)"
_AMENDS = r"(?=.*\bwith (?:an |a further |further )?amendments?\b)"
_COMMITTEE = r"(?:(?:house|senate|joint|permanent|select|special) )*committees?\b.*"
_THE_PRESIDENT = r"(?:the )?president\b"

_NOT_ASIDE = (
    r"(?!.* on (?:the )?(?:\w+ )?(?:amendment|nomination)\b)(?!.* on (?:the )?su?\.? ?a(?:mdt|\b))"
    r"(?!.* on (?:the )?motion to (?:re)?(?:commit|consider|fer)\b)"
    r"(?!.* on (?:the )?motion to (?:table|postpone|waive|strike|discharge|instruct)\b)"
)
"""Cloture on the measure, on taking it up, or on the other chamber's words; not on an amendment or a side motion."""
_TO_RECONSIDER = (
    r"motion (?!to (?:table|proceed)\b)(?!.*\bcloture\b).*\breconsider\b"
    r".*\b(?:failed of passage|(?:was|were) (?:not )?(?:agreed to|adopted|passed|rejected)|passed)\b"
)
_ANOTHER_VOTE = r"(?!.*\b(?:cloture|divided|portion)\b)"
_PORTION = (
    r"(?:the )?(?:\w+ )?(?:articles?|parts?|portions?|clauses?|divisions?|sections?|titles?)\b(?!.*\bamendment\b)"
)
_CONCURRING_IN_PORTION = (
    r"on motion (?:that the house |to )(?:agree|concur|recede)\b.*?"
    r"(?:\bportions?\b|\((?:divisions?|titles?|sections?|remaining)\b).*"
)
_PORTIONS = ("portion", "(division", "(title", "(section", "(remaining")


def _each(kind: ActionKind, *wordings: Wording) -> tuple[tuple[ActionKind, *Wording], ...]:
    """The rows of several wordings of one kind."""
    return tuple((kind, *wording) for wording in wordings)


# The order counts.  First come rows on other questions that use the words of a decision.
_WORDINGS: tuple[tuple[ActionKind, *Wording], ...] = (
    (
        ActionKind.CLOTURE_FAILED,
        rf"(?!motion){_NOT_ASIDE}.*\bcloture\b.*\bnot invoked in senate\b",
        "not invoked in senate",
    ),
    *_each(
        ActionKind.RECONSIDERATION_REFUSED,
        (
            r"motions? to reconsider (?:was )?laid (?:up)?on (?:the )?table\b(?!.*\bobjection heard\b)",
            "motion to reconsider",
            "motions to reconsider",
        ),
        (
            rf"(?:on motion to |motion to )?table (?:the )?motion to reconsider\b{_ANOTHER_VOTE}.*\bagreed to\b",
            "motion to reconsider",
        ),
        (
            r"on (?:the )?motion to reconsider\b.*\b(?:failed|rejected|not agreed to)(?: by\b|\W*$)",
            "motion to reconsider",
        ),
        (rf"{_TO_RECONSIDER}.*\b(?:rejected|withdrawn|not agreed to) in senate\b", "reconsider"),
    ),
    (
        ActionKind.RECONSIDERED,
        r"on (?:the )?motion to reconsider\b.*\bagreed to (?:by|without)\b",
        "motion to reconsider",
    ),
    (ActionKind.RECONSIDERED, rf"{_TO_RECONSIDER}.*\bagreed to in senate\b", "reconsider"),
    (ActionKind.RECONSIDERATION_MOVED, rf"{_TO_RECONSIDER}.*\b(?:entered|made) in senate\b", "reconsider"),
    (
        ActionKind.RECONSIDERATION_MOVED,
        r".{1,60}\bmoved to reconsider(?: the vote(?: on (?:passage|agreeing to the [\w ]{1,40}))?)?\W*$",
        "moved to reconsider",
    ),
    (
        ActionKind.DISCHARGE_CALENDAR,
        r"motion to discharge\b.*\bassigned to the discharge calendar\b",
        "the discharge calendar",
    ),
    *_each(
        ActionKind.DISCHARGE_LOST,
        (
            r"(?:on )?motion to discharge\b(?!.*\bpoint of order\b).* (?:failed|rejected|not agreed to)\b",
            "motion to discharge",
        ),
        (r"(?:the )?motion to discharge\b.*\b(?:withdrawn|laid on (?:the )?table)\b", "motion to discharge"),
        (r"(?:on )?(?:the )?motion to table the motion to discharge\b.* agreed to\b", "motion to discharge"),
    ),
    (ActionKind.DISCHARGE_PETITION, r"motion to discharge\b.*\bfiled\b.*\bpetition no\b", "petition no"),
    (ActionKind.VETO_TABLED, r"(?:on )?(?:the )?motion to table the veto message\b.*\bagreed to\b", "veto message"),
    (
        ActionKind.VETO_TABLED,
        r"(?:the )?veto message\b.*\b(?:laid on (?:the )?table|indefinitely postponed)\b",
        "veto message",
    ),
    (
        ActionKind.VETO_REFERRED,
        r"(?:on )?(?:the )?motion to refer (?:.* and )?the (?:accompanying )?veto message\b.*\bagreed to\b",
        "veto message",
    ),
    (
        ActionKind.VETO_REFERRED,
        r"(?:the )?(?:(?:bill|joint resolution) and (?:the )?)?(?:accompanying )?veto message\b.*\breferred to",
        "veto message",
    ),
    (ActionKind.VETO_REFERRED, r"by unanimous consent,? .*\bveto message\b.*\breferred to\b", "veto message"),
    (ActionKind.AMENDMENT_ADOPTED, r"the house adopted the (?:\w+ )?amendments?\b", "the house adopted the "),
    *_each(
        ActionKind.ORDINARY,
        (r"motions?\b", "motion"),
        (r"(?:\w+ )?cloture\b", "cloture"),
        (r"point of order\b", "point of order"),
        (r"ruling of the chair\b", "ruling of the chair"),
        (r"(?:debate|postponed|unfinished)\b", "debate", "postponed", "unfinished"),
        (r"(?:mr|mrs|ms|miss|dr)\. .*\bmoved\b", "moved"),
        (r"(?:h|su?)\. ?amdt\b", "amdt"),
        (r"(?:subcommittee|hearings|request to order)\b", "subcommittee", "hearings", "request to order"),
        (
            r"rules? (?:committee\b|h\. ?res|provides)",
            "rule committee",
            "rules committee",
            "h. res",
            "h.res",
            "provides",
        ),
        (r"(?:on motion to )?table (?:the )?motion\b", "table motion", "table the motion"),
        (r"on motion that the house instruct\b", "house instruct"),
        (r"on (?:the )?motion to refer the bill and the accompanying veto message\b", "veto message"),
        (r"referred to (?:the )?subcommitt", "subcommitt"),
        (r"senate agreed to (?:the )?house amendments? to the title\b", "to the title"),
        (r"senate (?:passed companion|incorporated this) measure\b", "companion measure", "this measure"),
    ),
    (ActionKind.OVERRIDE_PASSED, rf"{_OVERRIDE} {_DONE}", "notwithstanding"),
    (ActionKind.OVERRIDE_PASSED, r"passed (?:house|senate) over veto\b", "over veto"),
    (
        ActionKind.OVERRIDE_PASSED,
        r"two-thirds of the members\b.*\bthe (?:bill|joint resolution) is passed\b",
        "two-thirds of the members",
    ),
    (ActionKind.OVERRIDE_FAILED, rf"{_OVERRIDE} {_LOST}", "notwithstanding"),
    (ActionKind.OVERRIDE_FAILED, rf"failed of passage {_IN} over veto\b", "over veto"),
    (ActionKind.PORTION_AGREED_TO, rf"on agreeing to {_PORTION}.*? {_DONE}", "on agreeing to "),
    (ActionKind.PORTION_FAILED, rf"on agreeing to {_PORTION}.*? {_LOST}", "on agreeing to "),
    (
        ActionKind.PASSED,
        r"(?:introduced|received|submitted) in the (?:senate|house),.*\band (?:passed|agreed to)\b",
        "in the senate,",
        "in the house,",
    ),
    (ActionKind.PASSED, rf"{_HOUSE_QUESTION} {_DONE}", *_HOUSE_QUESTIONS),
    (ActionKind.PASSED, r"(?:measure )?passed (?:house|senate)\b", "passed house", "passed senate"),
    (ActionKind.PASSED, rf"(?:\w+ )?resolution agreed to {_IN}", "resolution agreed to"),
    (
        ActionKind.PASSED,
        rf"pursuant to (?!.*\bamendments? to\b).*\bis (?:considered|hereby) (?:as )?{_DONE}",
        "is considered",
        "is hereby",
    ),
    *_each(
        ActionKind.FAILED,
        (rf"{_HOUSE_QUESTION} {_LOST}", *_HOUSE_QUESTIONS),
        (rf"(?:\w+ )?resolution (?:not |dis)agreed to {_IN}", "resolution not agreed", "resolution disagreed"),
        (rf"(?:(?:upon reconsideration|under the order)\b.*, |measure )?failed of passage {_IN}", "failed of passage"),
        (rf"disagreed to {_IN}", "disagreed to"),
    ),
    (ActionKind.LAID_ON_TABLE, rf"on motion to table the {_THING} agreed to\b", "on motion to table"),
    (ActionKind.LAID_ON_TABLE, rf"(?:the )?{_THING} (?:was )?laid on (?:the )?table\b", "laid on"),
    (ActionKind.LAID_ON_TABLE, r"pursuant to .*\bis laid on (?:the )?table\b", "is laid on"),
    (ActionKind.LAID_ON_TABLE, r"laid on (?:the )?table\b", "laid on"),
    (ActionKind.POSTPONED, r"(?:\w+ )?indefinitely postponed\b.*\b(?:house|senate)\b", "indefinitely postponed"),
    (ActionKind.RECOMMITTED, r"on motion to (?:recommit|commit|refer)\b(?! with\b).*\bagreed to\b", "on motion to "),
    (ActionKind.ORDINARY, r"on motion to (?:recommit|commit|refer)\b", "on motion to "),
    (ActionKind.VACATED, r"(?:senate|house) (?:vitiated|vacated)\b", "vitiated", "vacated"),
    (ActionKind.VACATED, r".*\bproceedings\b.*\bvacated\b", "vacated"),
    (ActionKind.VACATED, r".*\bvacated the proceedings\b", "vacated"),
    (ActionKind.TITLE_AMENDED, r"the title of the measure was amended\b", "title of the measure"),
    # differences between the chambers
    (ActionKind.CONFERENCE_AGREED, rf"on agreeing to the conference report,? {_DONE}", "conference report"),
    (ActionKind.CONFERENCE_AGREED, r"(?:house|senate) agreed to (?:the )?conference report\b", "conference report"),
    (ActionKind.CONFERENCE_REJECTED, rf"on agreeing to the conference report,? {_LOST}", "conference report"),
    (ActionKind.CONFERENCE_REJECTED, rf"senate {_LOST} (?:the )?conference report\b", "conference report"),
    (ActionKind.ORDINARY, r"(?:conference|conferees)\b", "conference", "conferees"),
    (ActionKind.MESSAGE_OF_AMENDMENT, r"message on (?:house|senate) action received\b.*\bamendment", "action received"),
    (ActionKind.CONCURRENCE_FAILED, rf"{_CONCURRING_IN_PORTION}\b{_LOST}", *_PORTIONS),
    (ActionKind.PORTION_CONCURRED, rf"{_CONCURRING_IN_PORTION}\b{_DONE}", *_PORTIONS),
    (ActionKind.CONCURRENCE_FAILED, rf"{_MOTION_BETWEEN}\b{_LOST}", "on motion "),
    (ActionKind.DISAGREED, rf"{_DISAGREES}{_BETWEEN}", *_BETWEEN_VERBS),
    (ActionKind.AMENDED_AGAIN, rf"{_AMENDS}{_BETWEEN}", *_BETWEEN_VERBS),
    (ActionKind.CONCURRED, _BETWEEN, *_BETWEEN_VERBS),
    # before the floor
    (ActionKind.REFERRED, r"(?:read twice and |sequentially )?(?:re-?)?referred\b", "referred"),
    (
        ActionKind.REFERRED,
        r"(?:received|introduced|submitted) in the (?:house|senate)\b.*\breferred to\b",
        "referred to",
    ),
    (ActionKind.REFERRED, rf"{_COMMITTEE}\bdischarged\b.*\band (?:re-?)?referred\b", "discharged"),
    (ActionKind.ON_CALENDAR, r".*\bplaced on (?:the )?(?:\w+ )*calendar\b", "placed on"),
    (ActionKind.ON_CALENDAR, r"returned to the calendar\b", "returned to the calendar"),
    (ActionKind.ORDERED_REPORTED, r"(?:.*\. )?ordered to be reported\b", "ordered to be reported"),
    (ActionKind.ORDINARY, r"supplemental report filed\b", "supplemental report filed"),
    (ActionKind.ORDINARY, r".*\bfiled written report\b", "filed written report"),
    (ActionKind.REPORTED, r"reported\b", "reported"),
    (ActionKind.REPORTED, r"the house committee\b.*\breported an original measure\b", "reported an original measure"),
    (
        ActionKind.REPORTED,
        rf"{_COMMITTEE}\. (?:reported|original measure reported to (?:senate|house))\b",
        ". reported",
        ". original measure reported",
    ),
    (ActionKind.DISCHARGED, rf"{_COMMITTEE}\bdischarged\b", "discharged"),
    (ActionKind.DISCHARGED, r"on motion to discharge\b.* agreed to\b", "on motion to discharge"),
    (ActionKind.TAKEN_UP, r"considered (?!by senate|read)", "considered "),
    (ActionKind.TAKEN_UP, r"measure laid before senate\b", "measure laid before senate"),
    (ActionKind.RECEIVED, r"received in the (?:house|senate)\b", "received in the "),
    (ActionKind.PAPERS_RETURNED, r"(?:the )?(?:house|senate) returned (?:the )?papers\b", "papers"),
    (ActionKind.HELD_AT_DESK, r"held at the desk\b", "held at the desk"),
    (
        ActionKind.INTRODUCED,
        r"(?:introduced|submitted) in (?:the )?(?:house|senate)\b",
        "introduced in ",
        "submitted in ",
    ),
    # the President
    (ActionKind.PRESENTED, rf"(?:measure )?presented to {_THE_PRESIDENT}", "presented to "),
    (ActionKind.SIGNED, rf"(?:measure )?signed by {_THE_PRESIDENT}", "signed by "),
    (ActionKind.POCKET_VETOED, rf"pocket vetoed by {_THE_PRESIDENT}", "pocket vetoed by "),
    (ActionKind.VETOED, rf"(?:measure )?vetoed by {_THE_PRESIDENT}", "vetoed by "),
    (ActionKind.UNSIGNED_LAW, r"sent to (?:the )?archivist of the united states unsigned\b", "archivist"),
    (ActionKind.BECAME_LAW, r"became (?:public|private) law\b", "became "),
    (ActionKind.BECAME_LAW, r"(?:public|private) law (?:no\W*)?\d", "public law ", "private law "),
    (ActionKind.ENROLLED, r"(?:enrolled )?measure signed in\b", "measure signed in"),
    (ActionKind.ORDINARY, r"cleared for white house\b", "cleared for white house"),
)

_IN_ORDER = tuple((kind, tuple(wording)) for kind, *wording in _WORDINGS)

_DECISIVE: tuple[Wording, ...] = (
    (
        rf"on (?:passage|agreeing to the {_THING}|motion to suspend|motion to table the {_THING})",
        *("on passage", "on agreeing to the ", "on motion to suspend", "on motion to table the "),
    ),
    (rf"(?:\w+ )?resolution (?:\w+ )?(?:{_DONE}|{_LOST})", "resolution "),
    (r"passed\b", "passed"),
    (r"failed of passage|vetoed|signed by|became", "failed of passage", "vetoed", "signed by", "became"),
    (
        r"(?:house|senate) (?:agreed|disagreed|concurred|receded|insisted|passed|failed|rejected|postponed)\b",
        *("house ", "senate "),
    ),
)


def begins(row: str, wording: Wording) -> bool:
    """Whether *row* begins with *wording*."""
    for word in wording[1:]:  # any() or a call takes twice as long, a hundred times per row; also below
        if word in row:
            return re.match(wording[0], row) is not None
    return False


def holds(row: str, wording: Wording) -> bool:
    """Whether *wording* is anywhere in *row*."""
    if len(wording) == 1:
        return wording[0] in row
    for word in wording[1:]:
        if word in row:
            return re.search(wording[0], row) is not None
    return False


@lru_cache(maxsize=4096)
def kind_of(words: str) -> ActionKind | None:
    """Recognize a row by its plain words; ``None`` if no wording fits.

    Cached, as below: most rows of a Congress repeat others.
    """
    row = words.lower()
    return next((kind for kind, wording in _IN_ORDER if begins(row, wording)), None)


@lru_cache(maxsize=4096)
def looks_decisive(words: str) -> bool:
    """Whether a row that fits no wording still begins like a decision."""
    row = words.lower()
    return any(begins(row, wording) for wording in _DECISIVE)
