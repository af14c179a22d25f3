"""Version codes: the short official names of the prints of a measure's text.

An unknown code is kept and has no name: new ones appear.
"""

from __future__ import annotations

import re
from enum import IntEnum
from types import MappingProxyType

from billtrack.errors import InputError

VERSION_NAMES = MappingProxyType(
    {
        "as": "Amendment Senate",
        "ash": "Additional Sponsors House",
        "ath": "Agreed to House",
        "ats": "Agreed to Senate",
        "cdh": "Committee Discharged House",
        "cds": "Committee Discharged Senate",
        "cph": "Considered and Passed House",
        "cps": "Considered and Passed Senate",
        "eah": "Engrossed Amendment House",
        "eas": "Engrossed Amendment Senate",
        "eh": "Engrossed in House",
        "enr": "Enrolled Bill",
        "eph": "Engrossed and Deemed Passed by House",
        "es": "Engrossed in Senate",
        "fah": "Failed Amendment House",
        "fph": "Failed Passage House",
        "fps": "Failed Passage Senate",
        "hdh": "Held at Desk House",
        "hds": "Held at Desk Senate",
        "ih": "Introduced in House",
        "iph": "Indefinitely Postponed House",
        "ips": "Indefinitely Postponed Senate",
        "is": "Introduced in Senate",
        "lth": "Laid on Table House",
        "lts": "Laid on Table Senate",
        "oph": "Ordered to be Printed House",
        "ops": "Ordered to be Printed Senate",
        "pap": "Printed as Passed",
        "pav": "Previous Action Vitiated",
        "pch": "Placed on Calendar House",
        "pcs": "Placed on Calendar Senate",
        "pp": "Public Print",
        "pwah": "Printed with House Amendment",
        "rah": "Referred with Amendments House",
        "ras": "Referred with Amendments Senate",
        "rch": "Reference Change House",
        "rcs": "Reference Change Senate",
        "rdh": "Received in House",
        "rds": "Received in Senate",
        "reah": "Re-engrossed Amendment House",
        "renr": "Re-enrolled Bill",
        "res": "Re-engrossed Amendment Senate",
        "rfh": "Referred in House",
        "rfs": "Referred in Senate",
        "rh": "Reported in House",
        "rhuc": "Returned to House by Unanimous Consent",
        "rih": "Referral Instructions House",
        "ris": "Referral Instructions Senate",
        "rs": "Reported to Senate",
        "rth": "Referred to Committee House",
        "rts": "Referred to Committee Senate",
        "sas": "Additional Sponsors Senate",
        "sc": "Sponsor Change",
    }
)
"""Official version codes and their names, with the chamber if there is one."""


class PrintStep(IntEnum):
    """How far a measure was when a text of it was printed."""

    INTRODUCED = 1
    REPORTED = 2
    ADOPTED = 3


_STEPS = MappingProxyType(
    {
        PrintStep.INTRODUCED: "ih is cdh cds pch pcs rch rcs rth rts",
        PrintStep.REPORTED: "rh rs",
        PrintStep.ADOPTED: "ath ats cph cps eh enr eph es hdh hds pap rdh rds renr rfh rfs",
    }
)


def step_of(code: str, *, origin: str) -> PrintStep | None:
    """The step a print belongs to; ``None`` if it is not a whole text of the measure, such as an amendment.

    *origin* is the letter of the chamber the measure began in, ``h`` or ``s``.  A text printed in the other chamber
    before a committee reported it is the text the first chamber agreed to or passed: H.R. 1 placed on the calendar of
    the Senate (``pcs``).

    Source:
        GPO, "About Congressional Bills": the versions of a bill.
    """
    match = re.fullmatch(_REPRINT, code)
    base = code if code in VERSION_NAMES or match is None else match["base"]
    step = next((step for step, codes in _STEPS.items() if base in codes.split()), None)
    return PrintStep.ADOPTED if step is PrintStep.INTRODUCED and base[-1] != origin else step


def adopted_code(chamber: str, *, is_lawmaking: bool) -> str:
    """The code of the print a chamber makes of its own measure once it agreed to or passed it.

    *chamber* is ``h`` or ``s``; the Senate prints its simple and concurrent resolutions as agreed to, not engrossed.
    """
    if chamber == "h":
        return "eh"
    return "es" if is_lawmaking else "ats"


_SHAPE = r"[a-z]{2,6}(?:[0-9]{1,2}[a-z]?)?"
_REPRINT = r"(?P<base>[a-z]+?)(?P<which>[0-9]{1,2}[a-z]?|[a-z])"


def parse_version_code(text: str) -> str:
    """Parse a version code, in any case: ``IH`` is ``ih``.

    A code without a name in ``VERSION_NAMES`` is accepted if it is shaped like one; the record says whether the
    measure has such a text.

    Raises:
        InputError: *text* is not shaped like a version code.
    """
    code = text.strip().lower()
    if len(text) > 20 or not text.isascii() or re.fullmatch(_SHAPE, code) is None:
        raise InputError(f"not a version code: {text[:40]!r} (expected a code like ih, eh, ats or eas2)")
    return code


def version_name(code: str) -> str | None:
    """Name a version code; ``None`` for a code the official list does not have.

    A trailing digit or letter marks a reprint or a second one: ``eas2`` is "Engrossed Amendment Senate, print 2".
    """
    if code in VERSION_NAMES:
        return VERSION_NAMES[code]
    match = re.fullmatch(_REPRINT, code)
    if match is None or match["base"] not in VERSION_NAMES:
        return None
    return f"{VERSION_NAMES[match['base']]}, print {match['which']}"
