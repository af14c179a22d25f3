"""The cosponsors of measures: a table of people, or counts by party, state or date.

``tally`` counts the whole measure, on the day asked about; ``cosponsors`` lists those asked for.  Members who withdrew
are listed with the date and are in no total of current cosponsors.  ``cosponsors`` and ``tally`` are null if none are
loaded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from billtrack.cosponsors.selection import EVERYONE, CosponsorFilter, CosponsorGroup, MeasureCosponsors
from billtrack.model.choices import CountBy
from billtrack.model.first_sponsor import first_sponsor
from billtrack.model.measure import Cosponsor, Measure
from billtrack.model.tally import Tally, by_person, is_standing, signature_that_counts
from billtrack.output import people
from billtrack.output.answers import MeasuresAnswer, attributes, cells, named_columns, signature_note
from billtrack.output.formats import Json, JsonObject
from billtrack.output.page import Block, Column, Fact, Facts, Heading, Line, Row, Table, Tone
from billtrack.output.pictures import Tiles, tiles_of
from billtrack.status.held_back import held_back_sentences

_COLUMNS = named_columns(
    "measure bioguide_id name party state district sponsorship_date is_original_cosponsor sponsorship_withdrawn_date"
)
_COUNTS = (
    Column("current", "Now", is_number=True),
    Column("original", "Original", is_number=True),
    Column("added", "Added later", is_number=True),
    Column("withdrawn", "Withdrawn", is_number=True),
)


class CosponsorsAnswer(MeasuresAnswer[MeasureCosponsors], frozen=True):
    """The cosponsors of the measures asked about; ``wanted`` and ``by`` are what was requested."""

    wanted: CosponsorFilter = EVERYONE
    by: CountBy | None = None

    def item(self, part: MeasureCosponsors) -> JsonObject:
        """A measure, its tally and its cosponsors."""
        listed: Json = None if part.listed is None else [cosponsor_data(cosponsor) for cosponsor in part.listed]
        data: dict[str, Json] = {
            "id": str(part.measure.id),
            "sponsor": people.member_data(part.measure.sponsor) if part.measure.sponsor else None,
            "tally": people.tally_data(part.tally) if part.tally else None,
            "cosponsors": listed,
        }
        if again := people.signed_again_data(part.measure.cosponsors or ()):
            data["signed_again"] = again
        if self.wanted.on is not None:
            data["as_of"] = self.wanted.on.isoformat()
        if self.by is not None and part.groups is not None:
            data["groups"] = [{self.by.value: group.key, **people.tally_data(group.tally)} for group in part.groups]
        return data

    def table(self) -> Table:
        """One row per cosponsor, or per group."""
        counted_by = (Column("measure", "Measure"), Column(self.by.value, self.by.value), *_COUNTS) if self.by else ()
        return Table(counted_by or _COLUMNS, tuple(row for each in self.measures for row in self.rows(each)))

    def rows(self, part: MeasureCosponsors) -> Iterator[Row]:
        """One row per cosponsor, or per group."""
        name = str(part.measure.id)
        if self.by is None:
            return (cells(_COLUMNS, {"measure": name, **cosponsor_data(each)}) for each in part.listed or ())
        return ((name, *_group_row(group)) for group in part.groups or ())

    def blocks(self, part: MeasureCosponsors) -> Iterator[Block]:
        """The tally, with the table."""
        measure = part.measure
        yield Heading(f"Cosponsors of {measure.id.printed}", str(measure.id))
        yield from (Line(each, Tone.WARNING) for each in held_back_sentences(measure, "cosponsor"))
        if part.tally is None or part.listed is None:
            yield Line(f"Not loaded: the cosponsors of {measure.id}", Tone.WARNING)
            return
        yield Facts(tuple(self._facts(measure, part.tally)))
        if part.groups is not None and self.by is not None:
            yield from self._grouped(part.listed, part.groups, self.by)
        elif part.listed:
            yield _people(part.listed)
        if self.wanted != EVERYONE:
            yield Line(_matching(len(by_person(part.listed)), len(by_person(measure.cosponsors or ()))), Tone.QUIET)
            yield from (Line(f"No cosponsor is {each}.", Tone.QUIET) for each in _of_nobody(measure, self.wanted))

    def _facts(self, measure: Measure, tally: Tally) -> Iterator[Fact]:
        first = first_sponsor(measure, on=self.wanted.on)
        if measure.sponsor:
            also = (people.first_sponsor_line(first),) if first else ()
            yield Fact("Sponsor", (Line(people.member_label(measure.sponsor)), *also))
        if self.wanted.on:
            yield Fact("As of", (_day_line(measure, self.wanted.on),))
        again = people.signed_again_lines(measure.cosponsors or ())
        yield Fact("Cosponsors", (Line(people.tally_sentence(tally)), *people.bars_by_party(tally.by_party), *again))

    def _grouped(
        self, listed: Sequence[Cosponsor], groups: Sequence[CosponsorGroup], by: CountBy
    ) -> Iterator[Tiles | Table]:
        counting = (signature_that_counts(each, on=self.wanted.on) for each in by_person(listed))
        standing = [each for each in counting if is_standing(each, on=self.wanted.on)]
        if by is CountBy.STATE and standing:
            yield tiles_of((each.state for each in standing), "By state")
        columns = (Column(by.value, by.value.capitalize()), *_COUNTS)
        yield Table(columns, tuple(map(_group_row, groups)))


def _matching(number: int, total: int) -> str:
    """How many cosponsors match what was requested."""
    return f"{number or 'No'} matching {'cosponsor' if number == 1 else 'cosponsors'} (of {total})."


def _of_nobody(measure: Measure, wanted: CosponsorFilter) -> Iterable[str]:
    """The parties and states asked for that no cosponsor has."""
    signed = measure.cosponsors or ()
    parties = sorted(wanted.parties - {each.party for each in signed})
    states = sorted(wanted.states - {each.state for each in signed})
    return people.who_they_are(states, parties)


def _day_line(measure: Measure, day: dt.date) -> Line:
    """The day asked about; a warning if the official file is older, so that it lacks later signatures."""
    if measure.introduced_date is not None and day < measure.introduced_date:
        return Line(f"the end of {day}, before it was introduced ({measure.introduced_date})")
    if measure.update_date is not None and day > measure.update_date.date():
        return Line(
            f"the end of {day}; the official file is of {measure.update_date.date()}, before that day", Tone.WARNING
        )
    return Line(f"the end of {day}")


def cosponsor_data(cosponsor: Cosponsor) -> JsonObject:
    """A cosponsor for JSON."""
    dates = "sponsorship_date is_original_cosponsor sponsorship_withdrawn_date"
    return {**people.member_data(cosponsor), **attributes(cosponsor, dates)}


def _group_row(group: CosponsorGroup) -> Row:
    return (group.key, *cells(_COUNTS, people.tally_data(group.tally)))


def _people(listed: Sequence[Cosponsor]) -> Table:
    columns = (*people.NAME_AND_PARTY, Column("sponsorship_date", "Signed"), Column("note", "", is_prose=True))
    return Table(columns, tuple(map(_person_row, listed)))


def _person_row(cosponsor: Cosponsor) -> Row:
    withdrawn = cosponsor.sponsorship_withdrawn_date
    note = signature_note(is_original=cosponsor.is_original_cosponsor, withdrawn=withdrawn)
    return (cosponsor.name, people.party_state(cosponsor), str(cosponsor.sponsorship_date), note)
