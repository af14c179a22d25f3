"""The amendments in a BILLSTATUS document: sponsor, purpose and history.

The children of an amendment may be doubled (usgpo/bill-status issue 204); the first of each name is read.
"""

from __future__ import annotations

from billtrack.model import measure as model
from billtrack.sources.billstatus.actions import oldest_first, read_action
from billtrack.sources.billstatus.people import read_full_name
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
        sponsor=_sponsor(row),
        amended_amendment=_amended(row),
        purpose=row.words("purpose"),
        description=row.words("description"),
        submitted_date=row.value("submittedDate", DAY),
        proposed_date=row.value("proposedDate", DAY),
        latest_action_date=None if latest is None else latest.value("actionDate", DAY),
        latest_action=None if latest is None else latest.line("text"),
        actions=_actions(row),
    )


def _amended(row: Branch) -> str | None:
    """Read the amendment this one amends, such as ``samdt190-115``; ``None`` if it amends the measure itself."""
    names = (row.line_inside("amendedAmendment", each) for each in ("type", "number", "congress"))
    kind, number, congress = names
    if kind is None or congress is None or read_whole(number or "") is None:
        return None
    return f"{kind.lower()}{number}-{congress}"


def _sponsor(amendment: Branch) -> model.AmendmentSponsor | None:
    """Read the first sponsor of an amendment; a committee has a name but no ID."""
    row = next(iter(amendment.rows("sponsors")), None)
    if row is None:
        return None
    person, written = row.line("bioguideId"), row.line("fullName")
    if person is None:
        name = written or row.line("name")
        return model.AmendmentSponsor(name=name) if name else None
    full = read_full_name(written or "")
    return model.AmendmentSponsor(
        bioguide_id=person,
        name=full.name or None,
        party=row.line("party") or full.party,
        state=row.line("state") or full.state,
        district=row.value("district", WHOLE) if row.line("district") else full.district,
    )


def _actions(amendment: Branch) -> tuple[model.Action, ...] | None:
    """Read the action rows of an amendment, oldest first; ``None`` if it has no list.

    The list is a second ``actions`` inside the first.  A row without a day is left out.
    """
    container = amendment.branch("actions")
    if container is None:
        return None
    rows = container.branches("actions") if "actions" in container else amendment.branches("actions")
    return oldest_first(list(each(rows, read_action)))
