"""Law numbers as people write them: ``P.L. 119-38``, ``Public Law 119-38``, ``Pub. L. No. 119-38``."""

from __future__ import annotations

import re
import unicodedata

from billtrack.model.measure import Law
from billtrack.model.spellings import LOOKALIKES

_PUBLIC, _PRIVATE = "Public Law", "Private Law"
_LAW = (
    r"(?:(?P<public>p\.? ?l\.?|pub(?:lic|\.)? ?l(?:aw|\.)?)|pvt\.? ?l(?:aw|\.)?|priv(?:ate|\.)? ?l(?:aw|\.)?)"
    r"(?: ?(?:no|number)\b[.:]?)? ?(?P<congress>[1-9][0-9]{1,2}) ?- ?(?P<number>[1-9][0-9]{0,3})"
)
_PACKAGE = r"plaw-(?P<congress>[1-9][0-9]{1,2})(?:(?P<public>publ)|pvtl)(?P<number>[1-9][0-9]{0,3})"


def parse_law(text: str) -> Law | None:
    """Read a law number, in any case and spacing; ``None`` for anything else.

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
    return Law(type=_PUBLIC if found["public"] else _PRIVATE, number=f"{found['congress']}-{found['number']}")


def congress_of(law: Law) -> int:
    """The Congress that made a law: the number before the dash."""
    return int(law.number.partition("-")[0])
