"""Recognising the rows that move a measure.

Knows the wordings of the official actions, one row at a time; knows nothing of where the measure was before.  The words
decide: a code only says that a row ought to be readable (``E30000`` stands also on "Vetoed by President.", ``H37100``
also on a measure that failed).  A row that ought to be readable and is not stays ``UNREAD``, never the nearest kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from billtrack.analysis.folding import LIBRARY, Fold, plain_words
from billtrack.identifiers import MeasureId
from billtrack.model import Chamber


class Kind(Enum):
    """What a row does to the measure."""

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


@dataclass(frozen=True, slots=True)
class Reading:
    """What a fold says: its kind, the chamber that acted where known, the words it was read from."""

    kind: Kind
    chamber: Chamber | None
    words: str


MILESTONE_CODES = frozenset(
    (
        *("Intro-H", "1000", "1010", "1025", "10000", "10025", "2000", "11000"),
        *("5000", "14000", "5500", "14500", "14900", "8000", "9000", "17000", "18000"),
        *("19500", "20500", "20700", "20800", "20900", "21000", "23000"),
        *("28000", "E20000", "31000", "33000", "36000", "41000", "E30000", "E40000"),
    )
)
"""Codes of the Library of Congress that stand on milestones; what the words say may still be no milestone."""

_CHAMBER_CODES = frozenset(
    (
        *("H11100", "H12100", "H12200", "H12300", "H12410", "H12420", "H12430", "H12440"),
        *("H14000", "H15000", "H36510", "H37100", "H37300", "H41610", "H42510", "H43410"),
    )
)

_DONE = r"(?:agreed to|passed|adopted)"
_LOST = r"(?:failed|rejected|not agreed to|disagreed to|defeated)"
_THING = r"(?:bill|measure|(?:joint |concurrent )?resolution)"
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
    rf"(?:{_MOTION_BETWEEN}\b{_DONE}\b|(?:Pursuant to .*, )?House agreed to (?:the )?Senate amendments?\b"
    r"|Senate (?:agreed to|concurred in|receded from|disagreed to|insist\w* on|adhere\w* to)"
    r" (?:the |its )?(?:House )?amendments?\b)"
)
_DISAGREES = r"(?=.*\b(?:disagree[sd]? to|insist\w* (?:up)?on|adhere\w* to)\b)"
_AMENDS = r"(?=.*\bwith (?:an |a further |further )?amendments?\b)"
_COMMITTEE = r"(?:House |Senate )?(?:Select |Special |Joint |Permanent Select )?Committees?\b"

# The first that matches the beginning wins; the ordinary rows speak of other questions with the words of a decision.
_RULES: tuple[tuple[Kind, str], ...] = (
    (Kind.CLOTURE_FAILED, r"(?!Motion).*\bcloture\b.*\bnot invoked in Senate"),
    (
        Kind.RECONSIDERATION,
        r"Motion .*reconsider\b.*\b(?:failed of passage|passed|agreed to)\b.*\b(?:entered|made) in",
    ),
    (
        Kind.ORDINARY,
        r"(?:Motions?|Cloture|\w+ cloture|Point of order|Ruling of the Chair|DEBATE|POSTPONED|UNFINISHED)\b",
    ),
    (
        Kind.ORDINARY,
        r"(?:[HS]\. ?Amdt|SU?\. ?Amdt|Rules? (?:Committee|H\.|provides)|Request to order|Subcommittee)\b",
    ),
    (Kind.ORDINARY, r"(?:On motion to )?table (?:the )?motion\b|On motion that the House instruct\b"),
    (
        Kind.ORDINARY,
        r"On (?:the )?motion to refer the bill and the accompanying veto message|Referred to the Subcommittee",
    ),
    (Kind.ORDINARY, r"Senate agreed to (?:the )?House amendments? to the title|Hearings held"),
    (Kind.PASSED, r"(?:Introduced|Received|Submitted) in the (?:Senate|House),.*\band (?:passed|agreed to)\b"),
    (
        Kind.OVERRIDE_PASSED,
        rf"{_OVERRIDE} {_DONE}|Passed (?:House|Senate) over veto|Two-thirds of the Members.* passed",
    ),
    (Kind.OVERRIDE_FAILED, rf"{_OVERRIDE} {_LOST}|Failed of passage {_IN} over veto"),
    (Kind.PASSED, rf"{_HOUSE_QUESTION} {_DONE}|Passed (?:House|Senate)\b|(?:\w+ )?Resolution agreed to {_IN}"),
    (Kind.PASSED, rf"Pursuant to .*\bis (?:considered|hereby) (?:as )?{_DONE}\b"),
    (Kind.FAILED, rf"{_HOUSE_QUESTION} {_LOST}|(?:\w+ )?Resolution (?:not |dis)agreed to {_IN}|Disagreed to {_IN}"),
    (Kind.FAILED, rf"(?:(?:Upon reconsideration|Under the order)\b.*, )?failed of passage {_IN}"),
    (
        Kind.LAID_ON_TABLE,
        rf"On motion to table the {_THING} Agreed to|(?:The )?{_THING} (?:was )?laid on (?:the )?table\b",
    ),
    (Kind.LAID_ON_TABLE, r"Pursuant to .*\bis laid on (?:the )?table\b|Laid on (?:the )?table\b"),
    (Kind.POSTPONED, r"(?:\w+ )?indefinitely postponed (?:by|in) (?:the )?(?:House|Senate)\b"),
    (Kind.RECOMMITTED, r"On motion to (?:recommit|commit|refer)(?! with)\b.*\bAgreed to\b"),
    (Kind.ORDINARY, r"On motion to (?:recommit|commit|refer)\b"),
    (Kind.VACATED, r"(?:Senate|House) vitiated\b|.*\bproceedings\b.*\bvacated\b|.*\bvacated the proceedings\b"),
    (Kind.TITLE_AMENDED, r"The title of the measure was amended\b"),
    (
        Kind.CONFERENCE_AGREED,
        rf"On agreeing to the conference report,? {_DONE}|Senate agreed to (?:the )?conference report",
    ),
    (
        Kind.CONFERENCE_REJECTED,
        rf"On agreeing to the conference report,? {_LOST}|Senate {_LOST} (?:the )?conference report",
    ),
    (Kind.ORDINARY, r"Conference|Conferees"),
    (Kind.MESSAGE_OF_AMENDMENT, r"Message on (?:House|Senate) action received\b.*\bamendment"),
    (Kind.CONCURRENCE_FAILED, rf"{_MOTION_BETWEEN}\b{_LOST}\b"),
    (Kind.DISAGREED, rf"{_DISAGREES}{_BETWEEN}"),
    (Kind.AMENDED_AGAIN, rf"{_AMENDS}{_BETWEEN}"),
    (Kind.CONCURRED, _BETWEEN),
    (Kind.ON_CALENDAR, r".*\bplaced on (?:the )?(?:[A-Z]\w+ )*Calendar\b|Returned to the Calendar\b"),
    (
        Kind.REFERRED,
        r"(?:(?:Received|Introduced|Submitted) in the Senate\b.*|Read twice and |Sequentially )?(?:re-?)?referred\b",
    ),
    (Kind.REFERRED, rf"{_COMMITTEE}.*\bdischarged\b.*\band (?:re-?)?referred\b"),
    (Kind.ORDERED_REPORTED, r"(?:.*\. )?Ordered to be reported\b"),
    (Kind.ORDINARY, r"Supplemental report filed|.*\bfiled written report\b"),
    (Kind.REPORTED, r"Reported\b|The House Committee\b.*\breported an original measure\b"),
    (Kind.REPORTED, rf"{_COMMITTEE}.*\. (?:Reported|Original measure reported to (?:Senate|House))\b"),
    (Kind.DISCHARGED, rf"{_COMMITTEE}.*\bdischarged\b"),
    (Kind.TAKEN_UP, r"Considered (?!by Senate|read)|Measure laid before Senate\b"),
    (Kind.RECEIVED, r"Received in the (?:House|Senate)\b|(?:House|Senate) returned papers\b"),
    (Kind.HELD_AT_DESK, r"Held at the desk\b"),
    (Kind.INTRODUCED, r"(?:Introduced|Submitted) in (?:the )?(?:House|Senate)\b"),
    (Kind.PRESENTED, r"Presented to (?:the )?President\b"),
    (Kind.SIGNED, r"Signed by (?:the )?President\b"),
    (Kind.POCKET_VETOED, r"Pocket vetoed by (?:the )?President\b"),
    (Kind.VETOED, r"Vetoed by (?:the )?President\b"),
    (Kind.UNSIGNED_LAW, r"Sent to (?:the )?Archivist of the United States unsigned\b"),
    (Kind.BECAME_LAW, r"Became (?:Public|Private) Law\b"),
    (Kind.ENROLLED, r"Cleared for White House\b|(?:Enrolled )?Measure signed in\b|Enrolled\b"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _RULES)

_FLOOR_LOOK = re.compile(
    rf"(?:On (?:passage|agreeing to the {_THING}|motion to suspend|motion to table the {_THING})"
    rf"|(?:\w+ )?Resolution\b.*\b{_IN}|Passed\b|Failed of passage|Vetoed|Signed by|Became"
    r"|(?:House|Senate) (?:agreed|disagreed|concurred|receded|insisted|passed|failed|rejected)\b)",
    re.IGNORECASE,
)
_EN_BLOC = re.compile(
    r"(Pursuant to\b.*?\bthe following\b.*?\b(?:passed|agreed to) under suspension of the rules): (.*)",
    re.IGNORECASE,
)
_ANY_CITE = r"(?<![\w.])(?:H|S)\.[A-Za-z. ]*\d+"
_OTHERS_FATE = re.compile(rf"({_ANY_CITE}) (?:is|are|was|were) (?:considered|hereby|laid)\b", re.IGNORECASE)


def read(event: Fold, *, of: MeasureId) -> Reading:
    """Read one event in the history of the measure *of*.

    What moves nothing (debate, hearings, another measure's fate) is ``ORDINARY``.
    """
    words = plain_words(event.main.text)
    listed = _EN_BLOC.match(words)
    if listed is not None:
        return _read_listed(listed[1], listed[2], _chamber(event), of)
    return Reading(_kind(event, words, of), _chamber(event), words)


def is_milestone_row(event: Fold) -> bool:
    """Whether the Library of Congress puts one of ``MILESTONE_CODES`` on it."""
    return any(a.source_system == LIBRARY and a.action_code in MILESTONE_CODES for a in event.actions)


def _read_listed(head: str, measures: str, chamber: Chamber | None, of: MeasureId) -> Reading:
    """Read a row that decides many measures at once: "...: H.R. 1638, as amended; H.R. 3304; ..."."""
    item = next((item.strip(" .") for item in measures.split(";") if _names(item, of)), None)
    if item is None:
        return Reading(Kind.UNREAD, chamber, f"{head}: {measures}")
    kind = Kind.CONCURRED if "Senate amendment" in item else Kind.PASSED
    return Reading(kind, chamber, f"{head}: {item}")


def _names(words: str, measure_id: MeasureId) -> bool:
    letters = [re.escape(part) for part in measure_id.measure_type.printed.split(".") if part]
    name = r"\.? ?".join(letters)
    return re.search(rf"(?<![\w.]){name}\.? ?{measure_id.number}(?!\d)", words) is not None


def _kind(event: Fold, words: str, of: MeasureId) -> Kind:
    named = _OTHERS_FATE.search(words)
    if named is not None and not _names(named[1], of):
        return Kind.ORDINARY
    found = next((kind for kind, pattern in _COMPILED if pattern.match(words)), None)
    if found is not None:
        return found
    if "H36510" in event.codes and words.startswith("On motion to table Agreed to"):
        return Kind.LAID_ON_TABLE
    ought = is_milestone_row(event) or not event.codes.isdisjoint(_CHAMBER_CODES) or _FLOOR_LOOK.match(words)
    return Kind.UNREAD if ought else Kind.ORDINARY


def _chamber(event: Fold) -> Chamber | None:
    """Whose row it is; a row of the Library alone says it in its words, or else by its code."""
    source = event.main.source_system or ""
    if source.startswith("house"):
        return Chamber.HOUSE
    if source == "senate":
        return Chamber.SENATE
    named = re.search(r"\b(?:in|by|--) (?:the )?(House|Senate)\b", event.main.text or "")
    if named is not None:
        return Chamber(named[1].lower())
    return next((_CHAMBER_OF_CODE[code] for code in sorted(event.codes) if code in _CHAMBER_OF_CODE), None)


_CHAMBER_OF_CODE = {
    **dict.fromkeys(("1000", "1010", "1025", "2000", "5000", "5500", "8000", "9000"), Chamber.HOUSE),
    **dict.fromkeys(("Intro-H", "19500", "21000", "33000", *sorted(_CHAMBER_CODES)), Chamber.HOUSE),
    **dict.fromkeys(("Intro-S", "10000", "10025", "11000", "14000", "14500", "14900"), Chamber.SENATE),
    **dict.fromkeys(("17000", "18000", "20500", "23000"), Chamber.SENATE),
}
