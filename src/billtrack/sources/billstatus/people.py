"""Who stands behind a measure: the sponsor and the signatures of a BILLSTATUS document.

Knows how the files write people; joins nobody to anything (that is done by ``bioguide_id``, elsewhere).
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from billtrack import model
from billtrack.sources.rows import Row, read_day, read_whole, texts_of
from billtrack.sources.xml import one_line

_FULL_NAME = re.compile(
    r"(?:(?:Rep|Sen|Del|Rescom)\. |Resident Commissioner )?(?P<name>.+?)"
    r"(?: ?\[(?P<party>[A-Z]+)-(?P<state>[A-Z]{2})(?:-(?P<district>[^\]]*))?\])?"
)
_IS_ORIGINAL = {"True": True, "False": False}
_IS_BY_REQUEST = {"Y": True, "N": False}


class _FullName(NamedTuple):
    """What ``Rep. Engel, Eliot L. [D-NY-16]`` says."""

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


def read_sponsor(bill: Row) -> model.Sponsor | None:
    """Read the one sponsor; ``None`` for numbers reserved for the leaders; raises ``Unreadable``."""
    sponsor: model.Sponsor | None = None
    for row in bill.items("sponsors"):
        if sponsor is None:
            member = _member(row)
            sponsor = model.Sponsor(
                bioguide_id=member.bioguide_id,
                name=member.name,
                party=member.party,
                state=member.state,
                district=member.district,
                is_by_request=_is_by_request(row),
            )
        else:
            row.leave_out("a second sponsor; a record has one")
    return sponsor


def read_cosponsors(bill: Row) -> tuple[model.Cosponsor, ...]:
    """Read every signature, in official order; raises ``Unreadable``, since a tally without one would be wrong."""
    signatures = []
    for element in bill.elements("cosponsors", "item"):
        known = _known_signature(*map(texts_of(element).get, _SIGNATURE))
        signatures.append(known or _read_cosponsor(Row(element, bill.omissions)))
    return tuple(signatures)


def _read_cosponsor(row: Row) -> model.Cosponsor:
    is_original = _IS_ORIGINAL.get(row.line("isOriginalCosponsor") or "")
    return _signature(
        _member(row),
        row.need("sponsorshipDate", row.day("sponsorshipDate")),
        row.need("isOriginalCosponsor", is_original),
        row.day("sponsorshipWithdrawnDate"),
    )


_SIGNATURE = (
    *("bioguideId", "fullName", "party", "state", "district"),
    *("sponsorshipDate", "isOriginalCosponsor", "sponsorshipWithdrawnDate"),
)


@lru_cache(maxsize=8192)
def _known_signature(  # noqa: PLR0917 - the values of ``_SIGNATURE``
    bioguide_id: str | None,
    full_name: str | None,
    party: str | None,
    state: str | None,
    district: str | None,
    signed: str | None,
    original: str | None,
    withdrawn: str | None,
) -> model.Cosponsor | None:
    """The signature of a row whose every value is plain; members sign several measures of one day."""
    member = _known_member(bioguide_id, full_name, party, state, district)
    day, is_original = read_day(signed or ""), _IS_ORIGINAL.get(original or "")
    left = read_day(withdrawn) if withdrawn else None
    if member is None or day is None or is_original is None or (withdrawn and left is None):
        return None
    return _signature(member, day, is_original, left)


def _signature(member: _Member, signed: dt.date, is_original: bool, withdrawn: dt.date | None) -> model.Cosponsor:
    return model.Cosponsor(
        bioguide_id=member.bioguide_id,
        name=member.name,
        party=member.party,
        state=member.state,
        district=member.district,
        sponsorship_date=signed,
        is_original_cosponsor=is_original,
        sponsorship_withdrawn_date=withdrawn,
    )


def _member(row: Row) -> _Member:
    """Who a row names; the oldest files have party and state only inside the full name."""
    known = _known_member(*row.raw("bioguideId", "fullName", "party", "state", "district"))
    if known is not None:
        return known
    full = _full_name(row.need_line("fullName"))
    return _Member(
        row.need_line("bioguideId"),
        full.name,
        row.line("party") or row.need("party", full.party),
        row.line("state") or row.need("state", full.state),
        row.whole("district") if row.line("district") else full.district,
    )


@lru_cache(maxsize=4096)
def _known_member(
    bioguide_id: str | None, full_name: str | None, party: str | None, state: str | None, district: str | None
) -> _Member | None:
    """The member of a row whose every value is plain; the same few hundred sign everything."""
    person, full, party, state = map(one_line, (bioguide_id, full_name, party, state))
    number = read_whole(district or "")
    if person is None or full is None or party is None or state is None or (district and number is None):
        return None
    return _Member(person, _full_name(full).name, party, state, number)


def _full_name(text: str) -> _FullName:
    """Split a full name at its title and its bracket, never at its commas: suffixes and nicknames stay."""
    match = _FULL_NAME.fullmatch(text)
    if match is None:
        return _FullName(text, None, None, None)
    return _FullName(match["name"], match["party"], match["state"], read_whole(match["district"] or ""))


def _is_by_request(row: Row) -> bool | None:
    """3.0.0 says ``Y`` or ``N``; 1.0.0 has an element that is empty or says how it was requested."""
    text = row.line("isByRequest")
    if text is None:
        return row.line("byRequestType") is not None if "byRequestType" in row else None
    if text not in _IS_BY_REQUEST:
        row.leave_out_value("isByRequest", "not Y or N")
    return _IS_BY_REQUEST.get(text)
