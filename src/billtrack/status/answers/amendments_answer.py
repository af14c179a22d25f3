"""The amendments offered to measures: who offered each, its purpose, what became of it, and by what vote.

``disposition``, ``vote`` and ``amends`` are computed from the official rows; ``action`` has the row's own words.
``amendments`` is null if none are loaded.
"""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.model.measure import AmendmentSponsor, Measure, RecordedVote
from billtrack.model.values import Value
from billtrack.output.answers import MeasuresAnswer, attributes, cells, counted, named_columns
from billtrack.output.formats import Json, JsonObject, iso, listed
from billtrack.output.page import Block, Column, Heading, Line, Row, Table, Tone
from billtrack.status.amendments import AmendmentResult, printed_number

_COLUMNS = named_columns(
    "measure amendment_type number congress bioguide_id sponsor purpose submitted_date disposition disposition_date "
    "action vote roll_numbers amends amended_amendment"
)


class MeasureAmendments(Value, frozen=True):
    """One measure and its amendments; ``None`` if they are not loaded."""

    measure: Measure
    amendments: tuple[AmendmentResult, ...] | None


class AmendmentsAnswer(MeasuresAnswer[MeasureAmendments], frozen=True):
    """The amendments of the measures asked about."""

    columns = _COLUMNS

    def item(self, part: MeasureAmendments) -> JsonObject:
        """A measure and its amendments."""
        measure = part.measure
        return {"id": str(measure.id), "title": measure.title, "amendments": listed(part.amendments, _data)}

    def rows(self, part: MeasureAmendments) -> Iterator[Row]:
        """One row per amendment."""
        return (_row(part.measure, each) for each in part.amendments or ())

    def blocks(self, part: MeasureAmendments) -> Iterator[Block]:
        """The amendments in a table."""
        measure, found = part.measure, part.amendments
        yield Heading(f"Amendments to {measure.id.printed}: {measure.title}", str(measure.id))
        if found is None:
            yield Line("Not loaded: the amendments.", Tone.WARNING)
        elif not found:
            yield Line("No amendments.")
        else:
            yield Table(_SHOWN, tuple(map(_shown, found)))
            yield Line(f"{counted(len(found), 'amendment')}; {_COMPUTED}", Tone.QUIET)
            if any(each.amendment.actions is None for each in found):
                yield Line("The actions of some amendments are not loaded; their latest action is shown.", Tone.WARNING)


_COMPUTED = "dispositions are computed from the official actions."


def _data(found: AmendmentResult) -> JsonObject:
    amendment, sponsor = found.amendment, found.amendment.sponsor
    return {
        **attributes(amendment, "amendment_type number congress"),
        "sponsor": attributes(sponsor, "bioguide_id name party state district") if sponsor else None,
        **attributes(amendment, "purpose description submitted_date amended_amendment"),
        **attributes(found, "amends disposition"),
        "disposition_date": iso(found.date),
        **attributes(found, "action vote"),
        "recorded_votes": [_vote_data(vote) for vote in found.recorded_votes],
        "actions": listed(amendment.actions, lambda row: attributes(row, "action_date text")),
    }


def _vote_data(vote: RecordedVote) -> JsonObject:
    return {
        **attributes(vote, "chamber congress"),
        "session": vote.session_number,
        **attributes(vote, "roll_number date url"),
    }


def _row(measure: Measure, found: AmendmentResult) -> Row:
    amendment, sponsor = found.amendment, found.amendment.sponsor
    values: dict[str, Json] = {
        **_data(found),
        "measure": str(measure.id),
        "bioguide_id": sponsor.bioguide_id if sponsor else None,
        "sponsor": _sponsor_label(sponsor) if sponsor else None,
        "purpose": amendment.purpose or amendment.description,
        "roll_numbers": [vote.roll_number for vote in found.recorded_votes],
    }
    return cells(_COLUMNS, values)


_SHOWN = (
    Column("number", "Amendment"),
    Column("sponsor", "Sponsor", is_prose=True),
    Column("purpose", "Purpose", is_prose=True),
    Column("disposition", "Disposition", is_prose=True),
    Column("vote", "Vote", is_prose=True),
)


def _shown(found: AmendmentResult) -> Row:
    amendment = found.amendment
    amends = f" [amends the {found.amends.words}]" if found.amends else ""
    under = f" (to {amendment.amended_amendment})" if amendment.amended_amendment else ""
    day = f", {found.date}" if found.date else ""
    return (
        f"{printed_number(amendment)}{under}",
        _sponsor_label(amendment.sponsor) if amendment.sponsor else "not loaded",
        f"{amendment.purpose or amendment.description or 'none given'}{amends}",
        f"{found.disposition.words}{day}",
        _vote_words(found),
    )


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
