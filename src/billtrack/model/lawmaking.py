"""How a measure takes effect: who must agree, the stages on the way, and the law it becomes."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, StrEnum

from billtrack.model.measure import Law, Measure
from billtrack.model.spellings import LOOKALIKES


class Family(Enum):
    """Who must agree before a measure takes effect."""

    SIMPLE = "one chamber, for itself"
    CONCURRENT = "both chambers, no President"
    LAW = "both chambers and the President"
    CONSTITUTION = "both chambers, then the States"


def family_of(measure: Measure) -> Family:
    """Tell the family; a joint resolution amends the Constitution if its official title says so."""
    kind = measure.id.measure_type
    if kind.is_simple:
        return Family.SIMPLE
    if kind.is_concurrent:
        return Family.CONCURRENT
    amends = measure.title.casefold().startswith("proposing an amendment to the constitution of the united states")
    return Family.CONSTITUTION if amends and kind.value.endswith("jres") else Family.LAW


class Stage(StrEnum):
    """Where a measure is.

    A simple resolution ends at ``agreed_to``; ``agreed_to_in_...`` is for concurrent resolutions, ``passed_...`` for
    bills and joint resolutions.  After one chamber has decided, the stage stays with that decision while the measure
    is in committee or on a calendar of the other chamber.
    """

    RESERVED = "reserved"
    INTRODUCED = "introduced"
    REFERRED = "referred"
    ORDERED_REPORTED = "ordered_reported"
    REPORTED = "reported"
    ON_CALENDAR = "on_calendar"
    AGREED_TO_IN_HOUSE = "agreed_to_in_house"
    AGREED_TO_IN_SENATE = "agreed_to_in_senate"
    PASSED_HOUSE = "passed_house"
    PASSED_SENATE = "passed_senate"
    RESOLVING_DIFFERENCES = "resolving_differences"
    AGREED_TO = "agreed_to"
    ENROLLED = "enrolled"
    PRESENTED = "presented"
    ENACTED = "enacted"
    VETOED = "vetoed"
    FAILED = "failed"
    LAID_ON_TABLE = "laid_on_table"
    EXPIRED = "expired"
    UNRECOGNISED = "unrecognised"
    NOT_LOADED = "not_loaded"


_LAW = (
    r"(?:(?P<public>p\.? ?l\.?|pub(?:lic|\.)? ?l(?:aw|\.)?)|pvt\.? ?l(?:aw|\.)?|priv(?:ate|\.)? ?l(?:aw|\.)?)"
    r"(?: ?(?:no|number)\b[.:]?)? ?(?P<congress>[1-9][0-9]{1,2}) ?- ?(?P<number>[1-9][0-9]{0,3})"
)
_BECAME = r"(?i)(?:Became )?(Public|Private) Law (?:No\W*)?(\d+-\d+)"
_PACKAGE = r"plaw-(?P<congress>[1-9][0-9]{1,2})(?:(?P<public>publ)|pvtl)(?P<number>[1-9][0-9]{0,3})"


def parse_law(text: str) -> Law | None:
    """Read a law number, in any case and spacing: ``P.L. 119-38``, ``Pub. L. No. 119-38``; ``None`` for anything else.

    Source:
        BILLSTATUS ``<laws>``: ``type`` Public Law or Private Law, ``number`` as 117-22, the Congress before the dash.
        ``PLAW-119publ38`` is the name of govinfo's package.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(LOOKALIKES).lower().split()).strip(" .,;()")
    if not plain.startswith("p"):  # the pattern is compiled only for what may be a law
        return None
    found = re.fullmatch(_LAW, plain) or re.fullmatch(_PACKAGE, plain)
    if found is None:
        return None
    return Law(type="Public Law" if found["public"] else "Private Law", number=f"{found['congress']}-{found['number']}")


def congress_of(law: Law) -> int:
    """The Congress that made a law: the number before the dash."""
    return int(law.number.partition("-")[0])


def law_of(measure: Measure) -> Law | None:
    """Give the law a bill or joint resolution became; ``None`` if the status names none.

    A law listed under a measure that cannot become one is not its law (H.Res. 105 of the 119th): only bills and
    joint resolutions go to the President.

    Source:
        BILLSTATUS ``<laws>``; if it is empty, the action that numbers the law.
    """
    if family_of(measure) is not Family.LAW:
        return None
    return measure.laws[0] if measure.laws else law_told(measure)


def law_told(measure: Measure) -> Law | None:
    """Give the law that an action names; ``None`` if none does."""
    rows = (re.match(_BECAME, action.text or "") for action in reversed(measure.actions or ()))
    row = next((row for row in rows if row is not None), None)
    return Law(type=f"{row[1].title()} Law", number=row[2]) if row else None
