"""The sponsor and cosponsors in a BILLSTATUS document.

Knows how the files write people; matches them with nobody (that is done by ``bioguide_id``, elsewhere).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from billtrack.model import measure as model
from billtrack.sources.rows import DAY, WHOLE, Branch, Row, read_whole
from billtrack.sources.xml import one_line

_FULL_NAME = re.compile(
    r"(?:(?:Rep|Sen|Del|Rescom)\. |Resident Commissioner )?(?P<name>.+?)"
    r"(?: ?\[(?P<party>[A-Z]+)-(?P<state>[A-Z]{2})(?:-(?P<district>[^\]]*))?\])?"
)
_IS_ORIGINAL = {"True": True, "False": False}
_IS_BY_REQUEST = {"Y": True, "N": False}


class FullName(NamedTuple):
    """The parts of ``Rep. Engel, Eliot L. [D-NY-16]``."""

    name: str
    party: str | None
    state: str | None
    district: int | None


class _Member(NamedTuple):
    bioguide_id: str
    name: str
    party: str
    state: str
    district: int | None


def read_sponsor(bill: Branch) -> model.Sponsor | None:
    """Read the sponsor; ``None`` for reserved numbers; raises ``Unreadable``."""
    sponsor: model.Sponsor | None = None
    for row in bill.rows("sponsors"):
        if sponsor is None:
            sponsor = model.Sponsor(**_member(row)._asdict(), is_by_request=_is_by_request(row))
        else:
            row.leave_out("a second sponsor; a measure has one")
    return sponsor


def read_cosponsors(bill: Branch) -> tuple[model.Cosponsor, ...]:
    """Read every cosponsor, in official order; raises ``Unreadable``, since counts without one would be wrong."""
    return tuple([_cosponsor(row) for row in bill.rows("cosponsors")])


def _cosponsor(row: Row) -> model.Cosponsor:
    member, is_original = _member(row), _IS_ORIGINAL.get(row.line("isOriginalCosponsor") or "")
    return model.Cosponsor(
        bioguide_id=member.bioguide_id,
        name=member.name,
        party=member.party,
        state=member.state,
        district=member.district,
        sponsorship_date=row.need("sponsorshipDate", DAY),
        is_original_cosponsor=row.lack("isOriginalCosponsor") if is_original is None else is_original,
        sponsorship_withdrawn_date=row.value("sponsorshipWithdrawnDate", DAY),
    )


def _member(row: Row) -> _Member:
    """Read the member of a row; raises ``Unreadable``."""
    text = row.texts.get
    member = _read_member(text("bioguideId"), text("fullName"), text("party"), text("state"), text("district"))
    if isinstance(member, str):
        row.lack(member)
    if member.district is None and row.texts.get("district"):
        row.value("district", WHOLE)  # reports what is unreadable
    return member


@lru_cache(maxsize=4096)
def _read_member(
    bioguide_id: str | None, full_name: str | None, party: str | None, state: str | None, district: str | None
) -> _Member | str:
    """Read the member from the texts of a row, or return the name of a missing child; cached, as members recur.

    The oldest files have party, state and district only inside the full name.
    """
    person, written, party, state, number = map(one_line, (bioguide_id, full_name, party, state, district))
    if written is None:
        return "fullName"
    if person is None:
        return "bioguideId"
    full = read_full_name(written)
    inside = None if party and state else full.district
    party, state = party or full.party, state or full.state
    if party is None:
        return "party"
    if state is None:
        return "state"
    return _Member(person, full.name, party, state, read_whole(number) if number else inside)


def read_full_name(text: str) -> FullName:
    """Split a full name at its title and bracket, not at commas, so that suffixes and nicknames stay."""
    match = _FULL_NAME.fullmatch(text)
    if match is None:
        return FullName(text, None, None, None)
    return FullName(match["name"], match["party"], match["state"], read_whole(match["district"] or ""))


def _is_by_request(row: Row) -> bool | None:
    """Read by-request: 3.0.0 has ``Y`` or ``N``; 1.0.0 an element that is empty or says how."""
    text = row.line("isByRequest")
    if text is None:
        return row.line("byRequestType") is not None if "byRequestType" in row else None
    if text not in _IS_BY_REQUEST:
        row.leave_out_value("isByRequest", "not Y or N")
    return _IS_BY_REQUEST.get(text)
