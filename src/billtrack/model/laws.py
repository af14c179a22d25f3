"""The law a measure became, as the official status says.

It is in the ``laws`` element, or in the row "Became Public Law No: 119-38."
"""

from __future__ import annotations

import re

from billtrack.model.families import Family, family_of
from billtrack.model.measure import Law, Measure

_BECAME = re.compile(r"(?:Became )?(Public|Private) Law (?:No\W*)?(\d+-\d+)", re.IGNORECASE)


def law_of(measure: Measure) -> Law | None:
    """Give the law a bill or joint resolution became; ``None`` if the status names none.

    A law listed under a measure that cannot become one is not its law (H.Res. 105 of the 119th): only bills and
    joint resolutions go to the President.

    Source:
        BILLSTATUS ``<laws>``; if it is empty, the action that numbers the law.
    """
    if family_of(measure.id, measure.title) is not Family.LAW:
        return None
    return measure.laws[0] if measure.laws else law_told(measure)


def law_told(measure: Measure) -> Law | None:
    """Give the law that the actions name; ``None`` if no action does."""
    rows = (_BECAME.match(action.text or "") for action in reversed(measure.actions or ()))
    told = next((row for row in rows if row is not None), None)
    return Law(type=f"{told[1].title()} Law", number=told[2]) if told else None
