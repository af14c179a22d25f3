"""The pages of the Congressional Record that print a measure's text, as its actions cite them: ``(text: CR S6878)``."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from billtrack.model.identifiers import TextId
from billtrack.model.measure import Action, Measure
from billtrack.model.versions import adopted_code

_PAGE = re.compile(
    r"\btext(?: of measure)?(?: as (?P<step>introduced|reported|passed|agreed)\b[^:;()]*)?:\s*CR "
    r"(?:(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}) )?(?P<page>[HS]\d+)"
)
_FAILED = re.compile(r"\b(?:failed|not agreed to|postponed|withdrawn)\b", re.IGNORECASE)
_ADOPTED = re.compile(r"\b(?:agreed to|passed|suspend the rules and (?:pass|agree))\b", re.IGNORECASE)


class PrintedText(NamedTuple):
    """A text in the Congressional Record: which version it is, the day, and its first page."""

    text: TextId
    day: dt.date
    page: str


def printed_texts(measure: Measure) -> tuple[PrintedText, ...]:
    """List the texts of *measure* that its actions say the Record prints, each once, in the order of the actions.

    Only texts printed by the measure's own chamber: the other chamber's print is not a new text.

    Source:
        BILLSTATUS, ``<actions><item><text>``.
    """
    found: dict[TextId, PrintedText] = {}
    for action in measure.actions or ():
        for match in _PAGE.finditer(action.text or ""):
            text = _text_of(measure, action, match)
            if text is not None and text not in found:
                found[text] = PrintedText(text, _day(action, match), match["page"])
    return tuple(found.values())


def _text_of(measure: Measure, action: Action, match: re.Match[str]) -> TextId | None:
    chamber = match["page"][0].lower()
    if chamber != measure.id.measure_type.value[0] or _FAILED.search(action.text or ""):
        return None
    step = match["step"] or ("agreed" if _ADOPTED.search(action.text or "") else None)
    if step is None and action.type == "IntroReferral":
        step = "introduced"
    codes = {"introduced": f"i{chamber}", "reported": f"r{chamber}"}
    adopted = adopted_code(chamber, is_lawmaking=measure.id.measure_type.is_lawmaking)
    return None if step is None else TextId(measure.id, codes.get(step, adopted))


def _day(action: Action, match: re.Match[str]) -> dt.date:
    if match["year"] is None:
        return action.action_date
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return action.action_date
