"""The amendments in a BILLSTATUS document: sponsor, purpose and history.

The children of an amendment may be doubled (usgpo/bill-status issue 204); the first of each name is read.
"""

from __future__ import annotations

from billtrack.model import measure as model
from billtrack.sources.billstatus.actions import read_amendment_actions
from billtrack.sources.billstatus.people import read_amendment_sponsor
from billtrack.sources.rows import DAY, WHOLE, Branch, each, read_whole


def read_amendments(bill: Branch) -> tuple[model.Amendment, ...]:
    """Read every amendment, in the order of the document; one without type, number or Congress is left out."""
    return each(bill.branches("amendments", "amendment"), _amendment)


def _amendment(row: Branch) -> model.Amendment:
    latest = row.branch("latestAction")
    return model.Amendment(
        amendment_type=row.need_line("type"),
        number=row.need("number", WHOLE),
        congress=row.need("congress", WHOLE),
        sponsor=read_amendment_sponsor(row),
        amended_amendment=_amended(row),
        purpose=row.words("purpose"),
        description=row.words("description"),
        submitted_date=row.value("submittedDate", DAY),
        proposed_date=row.value("proposedDate", DAY),
        latest_action_date=None if latest is None else latest.value("actionDate", DAY),
        latest_action=None if latest is None else latest.line("text"),
        actions=read_amendment_actions(row),
    )


def _amended(row: Branch) -> str | None:
    """Read the amendment this one amends, such as ``samdt190-115``; ``None`` if it amends the measure itself."""
    names = (row.line_inside("amendedAmendment", each) for each in ("type", "number", "congress"))
    kind, number, congress = names
    if kind is None or congress is None or read_whole(number or "") is None:
        return None
    return f"{kind.lower()}{number}-{congress}"
