"""Who has not signed a measure, and why to ask them.

JSON lines have one object per measure; CSV has one row per member.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from billtrack.cosponsors.gaps import EVERYBODY, Candidate, Gaps, MemberFilter
from billtrack.cosponsors.reasons import Neighbors, Reason, SignedRelated, SitsOn, VotedYea
from billtrack.cosponsors.roster import Serving
from billtrack.model.congresses import congress_end, congress_start, ordinal
from billtrack.model.measure import Chamber
from billtrack.model.measure_names import MeasureId
from billtrack.model.tally import largest_first
from billtrack.output import people
from billtrack.output.answers import MeasuresAnswer, attributes, cells, counted, named_columns
from billtrack.output.formats import Json, JsonObject
from billtrack.output.page import Block, Column, Fact, Facts, Heading, Line, Row, Table, Tone
from billtrack.output.pictures import tiles_of
from billtrack.status.words import chamber_name

_MAPPED = 20
"""A map of fewer members shows less than their list."""

_NAMED = 3
"""How many colleagues or signers are named to people; programs get all."""


class GapsAnswer(MeasuresAnswer[Gaps], frozen=True):
    """Who has not signed each of the measures asked about."""

    columns = named_columns(
        "measure as_of bioguide_id name party state district leadership signed committees "
        "neighbours reasons phone office"
    )

    def item(self, part: Gaps) -> JsonObject:
        """A measure and the members who have not signed it."""
        return {
            "id": str(part.measure.id),
            "as_of": part.day.isoformat(),
            "as_of_is_latest_covered": part.is_picked,
            "members_file_of": part.described.isoformat(),
            "first_sponsor": people.first_sponsor_data(part.first_sponsor),
            "may_be_first_sponsor": [who.bioguide_id for who in part.may_be_first_sponsor],
            **attributes(part, "chamber serving signed not_signed"),
            "members": [_candidate_data(each) for each in part.candidates],
            "related_measures": [
                {"id": str(each.id), "relationship_type": each.relationship, "signers": len(each.signers)}
                for each in part.related
            ],
            "related_unidentified": list(part.related_unidentified),
            "committees_not_loaded": [each.system_code for each in part.seats_not_loaded],
            "not_loaded": {
                "committee_membership": not part.has_seats,
                "related_measures": [str(each) for each in part.related_unknown],
                "signers": [who.bioguide_id for who in part.signers_elsewhere],
                "committee_members": [attributes(each, "bioguide_id name") for each in part.seats_unknown],
            },
        }

    def rows(self, part: Gaps) -> Iterator[Row]:
        """One row per member; ``;`` separates several values of a cell."""
        return (cells(self.columns, _row(part, each)) for each in part.candidates)

    def blocks(self, part: Gaps) -> Iterator[Block]:
        """How many have signed, then who has not."""
        measure = part.measure
        yield Heading(f"Who has not signed {measure.id.printed}", str(measure.id))
        yield Facts(tuple(self._facts(part)))
        if len(part.candidates) >= _MAPPED and not part.wanted.states:
            yield tiles_of((each.who.state for each in part.candidates), "Not signed, by state")
        if part.candidates:
            yield _members(part.candidates, measure.id)
        else:
            yield Line("Every member has signed." if not part.not_signed else "No matching members.")
        chamber = chamber_name(part.chamber)
        for each in people.who_they_are(part.nobody_from, part.nobody_of):
            yield Line(f"No member of the {chamber} is {each}.", Tone.QUIET)
        yield from _notes(part)

    def _facts(self, found: Gaps) -> Iterator[Fact]:
        yield from _head(found)
        counts = largest_first(each.who.party for each in found.candidates)
        if found.wanted != EVERYBODY:
            yield Fact("Filter", tuple(map(Line, _conditions(found.wanted))))
            line = Line(f"{len(found.candidates)} matching (of {found.not_signed})")
        else:
            line = Line(str(found.not_signed))
        yield Fact("Not signed", (line, *people.bars_by_party(counts)))


def _candidate_data(each: Candidate) -> JsonObject:
    return {
        **people.member_data(each.who),
        **attributes(each.who, "leadership phone office"),
        "reasons": [_reason_data(reason) for reason in each.reasons],
    }


def _reason_data(reason: Reason) -> JsonObject:
    match reason:
        case SignedRelated():
            return {"reason": "signed", "measure": str(reason.measure), "relationship_type": reason.relationship}
        case VotedYea():
            voted = {"measure": str(reason.measure), "relationship_type": reason.relationship}
            return {"reason": "voted_yea", **voted, "roll": str(reason.vote)}
        case SitsOn():
            return {"reason": "committee_of_referral", **attributes(reason, "system_code name title")}
        case Neighbors():
            members = [who.bioguide_id for who in reason.people]
            return {"reason": "neighbours_signed", "measure": str(reason.measure), "members": members}


def _row(found: Gaps, each: Candidate) -> dict[str, Json]:
    reasons, measure = each.reasons, found.measure.id
    own = [r for r in reasons if isinstance(r, Neighbors) and r.measure == measure]
    return {
        "measure": str(measure),
        "as_of": found.day.isoformat(),
        **people.member_data(each.who),
        **attributes(each.who, "leadership phone office"),
        "signed": [str(r.measure) for r in reasons if isinstance(r, SignedRelated)],
        "committees": [r.system_code for r in reasons if isinstance(r, SitsOn)],
        "neighbours": sum(len(r.people) for r in own),
        "reasons": [_reason_words(r, measure) for r in reasons],
    }


def _conditions(wanted: MemberFilter) -> Iterator[str]:
    for committees in (wanted.committees, wanted.subcommittees):
        if committees:
            yield f"on {' or '.join(f'{each.name} ({each.system_code})' for each in committees)}"
    for what, letters in (("state", wanted.states), ("party", wanted.parties)):
        if letters:
            yield f"{what} {' or '.join(sorted(letters))}"
    yield from (f"signed {each.id.printed}" for each in wanted.signed)
    if wanted.only_leadership:
        yield "holds an office of their chamber or party"


def _head(found: Gaps) -> Iterator[Fact]:
    members = f"{found.serving} members of the {chamber_name(found.chamber)}"
    whence = "" if found.described == found.day else f", all seats filled (file of {found.described})"
    picked = (Line(_PICKED, Tone.QUIET),) if found.is_picked else ()
    yield Fact("As of", (Line(f"{found.day}, {members}{whence}"), *picked))
    if found.first_sponsor is not None:
        yield Fact("First sponsor", (Line(_first_sponsor(found)),))
    yield Fact("Signed", (Line(f"{found.signed}{_with_sponsor(found)}"),))
    if found.related:
        beside = (
            f"{each.id.printed}: {counted(len(each.signers), 'signer')}; {each.relationship}" for each in found.related
        )
        yield Fact("Related measures checked", tuple(map(Line, beside)))


def _with_sponsor(found: Gaps) -> str:
    sponsor = found.measure.sponsor
    is_gone = sponsor is None or any(who.bioguide_id == sponsor.bioguide_id for who in found.signers_elsewhere)
    return "" if is_gone else ", including the sponsor"


_PICKED = "latest day the loaded files cover; --as-of DATE picks another"


def _first_sponsor(found: Gaps) -> str:
    first, names = found.first_sponsor, "; ".join(map(people.member_label, found.may_be_first_sponsor))
    since = f"{first.as_printed} since {first.since}" if first else ""
    match len(found.may_be_first_sponsor):
        case 0:
            return f"{since}; not among the members of {found.day}"
        case 1:
            return f"{since}: {names}, counted as having signed"
        case _:
            return f"{since}; it is unknown which of these, so none is listed below: {names}"


def _members(candidates: Sequence[Candidate], measure: MeasureId) -> Table:
    """Who to ask and why, with their offices where any is loaded."""
    with_offices = any(office_line(each.who) for each in candidates)
    columns = (
        *people.NAME_AND_PARTY,
        Column("reasons", "Why ask", is_prose=True),
        *((Column("office", "Office", is_prose=True),) if with_offices else ()),
    )
    return Table(columns, tuple(_shown(each, measure)[: len(columns)] for each in candidates))


def _shown(each: Candidate, measure: MeasureId) -> Row:
    who = each.who
    name = f"{who.name}, {'; '.join(who.leadership)}" if who.leadership else who.name
    return (name, people.party_state(who), reasons_line(each, measure), office_line(who) or "not loaded")


def reasons_line(each: Candidate, measure: MeasureId, *, named: int = _NAMED) -> str:
    """Why to ask a member to sign *measure*, up to *named* colleagues by name; empty without a reason."""
    return "; ".join(_reason_words(reason, measure, named) for reason in each.reasons)


def office_line(who: Serving) -> str:
    """The phone and room of a member: ``202-224-4254, 248 Russell Senate Office Building``; empty: not loaded."""
    return ", ".join(filter(None, (who.phone, who.office)))


def _reason_words(reason: Reason, measure: MeasureId, named: int = _NAMED) -> str:
    match reason:
        case SignedRelated():
            kind = f" ({reason.relationship})" if reason.relationship else ""
            return f"signed {reason.measure.printed}{kind}"
        case VotedYea():
            kind = f" ({reason.relationship})" if reason.relationship else ""
            return f"voted yea on {reason.measure.printed}{kind}, roll {reason.vote.roll_number}"
        case SitsOn():
            title = f", {reason.title}" if reason.title else ""
            return f"on its committee: {reason.name}{title}"
        case Neighbors():
            what = "it" if reason.measure == measure else reason.measure.printed
            return f"{_neighbours(reason, named)} signed {what}"


def _neighbours(reason: Neighbors, named: int) -> str:
    names = [people.member_label(who) for who in reason.people[:named]]
    more = len(reason.people) - len(names)
    return f"{', '.join(names)} and {more} more" if more else ", ".join(names)


def _notes(found: Gaps) -> Iterator[Block]:
    """What is unknown here, and warnings about the day."""
    measure, day = found.measure, found.day
    if measure.introduced_date is not None and day < measure.introduced_date:
        yield Line(
            f"{day} is before the measure was introduced ({measure.introduced_date}): nobody had signed.", Tone.WARNING
        )
    if not congress_start(measure.id.congress) <= day < congress_end(measure.id.congress):
        congress = f"the {ordinal(measure.id.congress)} Congress"
        yield Line(f"{day} is not in {congress}: these members can sign a new measure, not this one.", Tone.WARNING)
    if found.signers_elsewhere:
        count = len(found.signers_elsewhere)
        names = "; ".join(map(people.member_label, found.signers_elsewhere[:_NAMED]))
        more = f" and {count - _NAMED} more" if count > _NAMED else ""
        yield Line(f"{counted(count, 'signer')} not among the members of {day}: {names}{more}.", Tone.QUIET)
    if found.candidates and not any(office_line(each.who) for each in found.candidates):
        yield Line(f"Not loaded: phones and rooms of offices on {day}.", Tone.QUIET)
    if found.has_seats and found.seats_not_loaded:
        names = ", ".join(f"{each.name} ({each.system_code})" for each in found.seats_not_loaded)
        yield Line(f"Not loaded: who sat on {names} on {day}.", Tone.WARNING)
    if not found.has_seats:
        yield Line(f"Not loaded: committee seats on {day}; the reasons leave them out.", Tone.WARNING)
    if found.seats_unknown:
        names = ", ".join(f"{each.name} ({each.bioguide_id})" for each in found.seats_unknown)
        yield Line(f"On the committee, but not in the file of members of {day}: {names}.", Tone.WARNING)
    for other in found.wanted.signed:
        if other.id.measure_type.chamber != found.chamber.value:
            where = chamber_name(Chamber(other.id.measure_type.chamber))
            yield Line(
                f"{other.id.printed} is a {where} measure: only members who served there signed it.", Tone.WARNING
            )
    if found.related_unknown:
        listed = ", ".join(map(str, found.related_unknown))
        yield Line(f"Related measures not loaded, so their signers are unknown: {listed}.", Tone.WARNING)
    if found.related_unidentified:
        listed = ", ".join(found.related_unidentified)
        yield Line(f"Also related, but the official record does not identify the measure: {listed}.", Tone.WARNING)
