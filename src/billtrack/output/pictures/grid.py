"""Where each state stands on a map of equal tiles: columns and rows counted from 0 at the north-west.

Every state, the District of Columbia and the five territories with a delegate.  Territories stand at the southern
corners, the Pacific ones in the west.
"""

from __future__ import annotations

from types import MappingProxyType

_ROWS = (
    "AK .. .. .. .. .. .. .. .. .. .. ME",
    ".. .. .. .. .. .. .. .. .. .. VT NH",
    ".. WA ID MT ND MN IL WI MI NY RI MA",
    ".. OR NV WY SD IA IN OH PA NJ CT ..",
    ".. CA UT CO NE MO KY WV VA MD DE ..",
    "MP .. AZ NM KS AR TN NC SC DC .. ..",
    "GU .. .. .. OK LA MS AL GA .. .. ..",
    "AS HI .. .. TX .. .. .. .. FL PR VI",
)

PLACES = MappingProxyType(
    {
        state: (column, row)
        for row, line in enumerate(_ROWS)
        for column, state in enumerate(line.split())
        if state != ".."
    }
)
"""State letters to (column, row)."""

COLUMNS, ROWS = 12, len(_ROWS)
