"""The amendments offered to measures: who offered each, its purpose, what became of it, and by what vote.

``disposition``, ``vote`` and ``amends`` are computed from the official rows; ``action`` has the row's own words.
``amendments`` is null if none are loaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from billtrack.model.measure import AmendmentSponsor, Measure, RecordedVote
from billtrack.output.formats import JsonObject, iso, listed
from billtrack.output.page import Block, Column, Heading, Line, Page, Table, Tone
from billtrack.status.amendments import AmendmentResult, Disposition, MeasureAmendments, printed_number

_COLUMNS = tuple(
    Column(key, key)
    for key in (
        *("measure", "amendment_type", "number", "congress", "bioguide_id", "sponsor", "purpose", "submitted_date"),
        *("disposition", "disposition_date", "action", "vote", "roll_numbers", "amends", "amended_amendment"),
    )
)
_WORDS = {
    Disposition.AGREED_TO: "agreed to",
    Disposition.NOT_AGREED_TO: "not agreed to",
    Disposition.TABLED: "tabled",
    Disposition.WITHDRAWN: "withdrawn",
    Disposition.FELL: "fell",
    Disposition.OUT_OF_ORDER: "ruled out of order",
    Disposition.NONE: "no decision on file",
}


@dataclass(frozen=True, slots=True)
class AmendmentsAnswer:
    """The amendments of the measures asked about."""

    measures: tuple[MeasureAmendments, ...]

    def data(self) -> JsonObject:
        """``{"measures": [...]}``."""
        return {"measures": self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object per measure."""
        return [
            {"id": str(each.measure.id), "title": each.measure.title, "amendments": listed(each.amendments, _data)}
            for each in self.measures
        ]

    def table(self) -> Table:
        """One row per amendment."""
        rows = tuple(_row(each.measure, one) for each in self.measures for one in each.amendments or ())
        return Table(_COLUMNS, rows)

    def page(self) -> Page:
        """One table per measure."""
        return Page(tuple(block for each in self.measures for block in _blocks(each)))


# ---------------------------------------------------------------------------------- for programs


def _data(found: AmendmentResult) -> JsonObject:
    amendment = found.amendment
    return {
        "amendment_type": amendment.amendment_type,
        "number": amendment.number,
        "congress": amendment.congress,
        "sponsor": _sponsor_data(amendment.sponsor) if amendment.sponsor else None,
        "purpose": amendment.purpose,
        "description": amendment.description,
        "submitted_date": iso(amendment.submitted_date),
        "amended_amendment": amendment.amended_amendment,
        "amends": found.amends.value if found.amends else None,
        "disposition": found.disposition.value,
        "disposition_date": iso(found.date),
        "action": found.action,
        "vote": found.vote.value if found.vote else None,
        "recorded_votes": [_vote_data(vote) for vote in found.recorded_votes],
        "actions": listed(
            amendment.actions, lambda row: {"action_date": row.action_date.isoformat(), "text": row.text}
        ),
    }


def _sponsor_data(sponsor: AmendmentSponsor) -> JsonObject:
    return {
        "bioguide_id": sponsor.bioguide_id,
        "name": sponsor.name,
        "party": sponsor.party,
        "state": sponsor.state,
        "district": sponsor.district,
    }


def _vote_data(vote: RecordedVote) -> JsonObject:
    return {
        "chamber": vote.chamber.value,
        "congress": vote.congress,
        "session": vote.session_number,
        "roll_number": vote.roll_number,
        "date": iso(vote.date),
        "url": vote.url,
    }


def _row(measure: Measure, found: AmendmentResult) -> tuple[str, ...]:
    amendment = found.amendment
    sponsor = amendment.sponsor
    return (
        str(measure.id),
        amendment.amendment_type,
        str(amendment.number),
        str(amendment.congress),
        (sponsor.bioguide_id or "") if sponsor else "",
        _sponsor_label(sponsor) if sponsor else "",
        amendment.purpose or amendment.description or "",
        iso(amendment.submitted_date) or "",
        found.disposition.value,
        iso(found.date) or "",
        found.action or "",
        found.vote.value if found.vote else "",
        "; ".join(str(vote.roll_number) for vote in found.recorded_votes),
        found.amends.value if found.amends else "",
        amendment.amended_amendment or "",
    )


# ------------------------------------------------------------------------------------ for people


def _blocks(each: MeasureAmendments) -> Iterator[Block]:
    measure = each.measure
    yield Heading(f"Amendments to {measure.id.printed}: {measure.title}", str(measure.id))
    if each.amendments is None:
        yield Line("Not loaded: the amendments.", Tone.WARNING)
        return
    if not each.amendments:
        yield Line("No amendments.")
        return
    columns = (
        Column("number", "Amendment"),
        Column("sponsor", "Sponsor", is_prose=True),
        Column("purpose", "Purpose", is_prose=True),
        Column("disposition", "Disposition", is_prose=True),
        Column("vote", "Vote", is_prose=True),
    )
    yield Table(columns, tuple(_shown(one) for one in each.amendments))
    yield Line(f"{_count(each.amendments)}; dispositions are computed from the official actions.", Tone.QUIET)
    if any(one.amendment.actions is None for one in each.amendments):
        yield Line("The actions of some amendments are not loaded; their latest action is shown.", Tone.WARNING)


def _count(found: Sequence[AmendmentResult]) -> str:
    return "1 amendment" if len(found) == 1 else f"{len(found)} amendments"


def _shown(found: AmendmentResult) -> tuple[str, ...]:
    amendment = found.amendment
    amends = f" [amends the {_TARGETS[found.amends.value]}]" if found.amends else ""
    under = f" (to {amendment.amended_amendment})" if amendment.amended_amendment else ""
    day = f", {found.date}" if found.date else ""
    return (
        f"{printed_number(amendment)}{under}",
        _sponsor_label(amendment.sponsor) if amendment.sponsor else "not loaded",
        f"{amendment.purpose or amendment.description or 'none given'}{amends}",
        f"{_WORDS[found.disposition]}{day}",
        _vote_words(found),
    )


_TARGETS = {"preamble": "preamble", "title": "title", "resolved": "resolving clauses"}


def _vote_words(found: AmendmentResult) -> str:
    rolls = ", ".join(
        f"{vote.chamber.value.title()} roll call {vote.roll_number} ({vote.date.year if vote.date else vote.congress})"
        for vote in found.recorded_votes
    )
    how = found.vote.value.replace("_", " ") if found.vote else ""
    return "; ".join(filter(None, (how, rolls)))


def _sponsor_label(sponsor: AmendmentSponsor) -> str:
    name = sponsor.name or sponsor.bioguide_id or ""
    parts = (sponsor.party, sponsor.state, None if sponsor.district is None else str(sponsor.district))
    where = "-".join(filter(None, parts))
    return f"{name} ({where})" if where else name
