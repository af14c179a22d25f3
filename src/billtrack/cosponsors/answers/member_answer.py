"""What a member sponsored, signed and withdrew from, and how they voted, in the records and the archive.

``scanned`` counts the measures searched.  Each list is oldest first.  CSV has one row per deed: ``deed`` is sponsored,
signed, withdrew or voted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from billtrack.cosponsors.member_record import MemberRecord, MemberSigned, MemberSponsored
from billtrack.output.answers import PartsAnswer, attributes, cells, counted, named_columns, signature_note
from billtrack.output.formats import Json, JsonObject, iso
from billtrack.output.page import Block, Column, Fact, Facts, Heading, Line, Row, Table, Tone
from billtrack.store.archive.engine import VotedRow
from billtrack.votes.words import position_words


class MemberAnswer(PartsAnswer[MemberRecord], frozen=True):
    """The members asked about."""

    members: tuple[MemberRecord, ...]
    records: int
    archived: int
    named = "members"
    columns = named_columns(
        "bioguide_id name deed date measure title is_original_cosponsor chamber congress session roll_number question "
        "kind result position vote_cast"
    )

    def data(self) -> JsonObject:
        """``{"scanned": {...}, "members": [...]}``."""
        return {"scanned": {"records": self.records, "archived": self.archived}, "members": self.items()}

    def item(self, part: MemberRecord) -> JsonObject:
        """A member, and what they did."""
        return {
            **attributes(part.person, "bioguide_id name party state"),
            "sponsored": [_measure_data(each, "title introduced_date") for each in part.sponsored],
            "signed": [_measure_data(each, _SIGNED) for each in part.signed],
            "votes": [_vote_data(each) for each in part.votes],
        }

    def rows(self, part: MemberRecord) -> Iterator[Row]:
        """One row per deed."""
        who = attributes(part.person, "bioguide_id name")
        for deed in (*_sponsored(part), *_signed(part), *_voted(part)):
            yield cells(self.columns, dict.fromkeys(column.key for column in self.columns) | who | deed)

    def blocks(self, part: MemberRecord) -> Iterator[Block]:
        """Counts, then the lists."""
        person = part.person
        yield Heading(f"{person.name} ({person.party}-{person.state})", person.bioguide_id)
        yield Facts(tuple(_facts(part)))
        if part.sponsored:
            yield Heading("Sponsored")
            rows = tuple((iso(e.introduced_date) or "", e.measure.printed, e.title) for e in part.sponsored)
            yield Table((_DAY, _MEASURE, _TITLE), rows)
        if part.signed:
            yield Heading("Signed")
            yield Table(
                (_DAY, _MEASURE, _TITLE, Column("note", "", is_prose=True)), tuple(map(_signed_row, part.signed))
            )
        if part.votes:
            yield Heading("Voted")
            yield Table(_VOTED, tuple(map(_vote_row, part.votes)))
        searched = f"{counted(self.records, 'record')} and {counted(self.archived, 'archived measure')}"
        yield Line(f"Searched {searched}.", Tone.QUIET)


_DAY, _MEASURE = Column("date", "Date"), Column("measure", "Measure")
_TITLE = Column("title", "Title", is_prose=True)
_VOTED = (
    _DAY,
    Column("roll", "Roll"),
    Column("position", "Voted"),
    Column("measure", "Measure", is_prose=True),
    Column("question", "Question", is_prose=True),
    Column("result", "Result", is_prose=True),
)


def _facts(found: MemberRecord) -> Iterator[Fact]:
    yield Fact("Sponsored", (Line(str(len(found.sponsored))),))
    original = sum(each.is_original_cosponsor for each in found.signed)
    withdrawn = sum(each.sponsorship_withdrawn_date is not None for each in found.signed)
    words = f"{len(found.signed)} ({original} original, {len(found.signed) - original} added, {withdrawn} withdrawn)"
    yield Fact("Signed", (Line(words),))
    counts = Counter(position_words(each.position) for each in found.votes)
    positions = ", ".join(f"{count} {words}" for words, count in counts.items())
    votes = f"{counted(len(found.votes), 'roll call')}: {positions}" if positions else "no roll calls loaded"
    yield Fact("Voted", (Line(votes),))


def _signed_row(signed: MemberSigned) -> Row:
    withdrawn = signed.sponsorship_withdrawn_date
    note = signature_note(is_original=signed.is_original_cosponsor, withdrawn=withdrawn)
    return (str(signed.sponsorship_date), signed.measure.printed, signed.title, note)


def _vote_row(vote: VotedRow) -> tuple[str, ...]:
    measures = ", ".join(f"{each.printed}{f' ({amendment})' if amendment else ''}" for each, amendment in vote.measures)
    roll = f"{vote.id.chamber.value.capitalize()} {vote.id.roll_number}"
    return str(vote.date), roll, position_words(vote.position), measures, vote.question, vote.result


_SIGNED = "title sponsorship_date is_original_cosponsor sponsorship_withdrawn_date"


def _measure_data(of: MemberSponsored | MemberSigned, names: str) -> JsonObject:
    return {"id": str(of.measure), **attributes(of, names)}


def _vote_data(vote: VotedRow) -> dict[str, Json]:
    return {
        **attributes(vote.id, "chamber congress session roll_number"),
        **attributes(vote, "date question kind result position vote_cast"),
        "measures": [{"id": str(measure), "amendment": amendment} for measure, amendment in vote.measures],
    }


def _sponsored(found: MemberRecord) -> Iterator[dict[str, Json]]:
    for each in found.sponsored:
        yield {"deed": "sponsored", "date": iso(each.introduced_date), **attributes(each, "measure title")}


def _signed(found: MemberRecord) -> Iterator[dict[str, Json]]:
    for each in found.signed:
        signed = attributes(each, "measure title is_original_cosponsor")
        yield {**signed, "deed": "signed", "date": iso(each.sponsorship_date)}
        if each.sponsorship_withdrawn_date is not None:
            yield {**signed, "deed": "withdrew", "date": iso(each.sponsorship_withdrawn_date)}


def _voted(found: MemberRecord) -> Iterator[dict[str, Json]]:
    for each in found.votes:
        yield {**_vote_data(each), "deed": "voted", "measure": " ".join(str(measure) for measure, _ in each.measures)}
