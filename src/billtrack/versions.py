"""Version codes: the short names of the prints of a measure's text.

Knows the official codes and their names.  A code it does not know is kept and has no name: new ones appear.
"""

from __future__ import annotations

import re
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
"""Official version code to its name, with the chamber where it has one."""

_SHAPE = r"[a-z]{2,6}(?:[0-9]{1,2}[a-z]?)?"
_REPRINT = r"(?P<base>[a-z]+?)(?P<which>[0-9]{1,2}[a-z]?|[a-z])"


def parse_version_code(text: str) -> str:
    """Parse a version code, in any case: ``IH`` is ``ih``.

    A code without a name in ``VERSION_NAMES`` is accepted when it is shaped like one; whether a measure has such
    a text is for its record to say.

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
