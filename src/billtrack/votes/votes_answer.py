"""The roll calls of measures: each with its result, its totals by party, and how the cosponsors voted.

``votes`` lists every roll call that the actions of a measure or of its amendments refer to.  Where its official file is
not loaded, ``coverage`` is ``none``, what the file has is null, and ``date`` is that of the action.
``cosponsors`` is null if the vote does not show it: it was in the other chamber, the cosponsors are not loaded, or the
file has no IDs.  ``unresolved`` counts members whose Bioguide ID nobody knows.  CSV has a row for each member listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from billtrack.model.measure import Chamber, Measure
from billtrack.model.vote import HeldVote, VoteKind, VotePosition
from billtrack.output.answers import MeasuresAnswer, attributes, cells, named_columns
from billtrack.output.formats import Json, JsonObject
from billtrack.output.page import Bar, Block, Column, Fact, Facts, Heading, Line, Row, Table, Tone
from billtrack.output.people import party_name, party_tone
from billtrack.votes.counting import Choice, ListedVote, Whom, absent, chosen
from billtrack.votes.tallied import MeasureVotes, TalliedVote
from billtrack.votes.words import (
    amendment_words,
    disagreement_words,
    position_words,
    tie_words,
    totals_data,
    totals_words,
    vote_words,
)


class VotesAnswer(MeasuresAnswer[MeasureVotes], frozen=True):
    """The roll calls of the measures asked about; *shows_each*: one vote was requested, so each is shown in full."""

    choice: Choice
    senators: Mapping[str, str]
    shows_each: bool = False
    columns = named_columns(
        "measure chamber congress session roll_number date question bioguide_id name party state district position "
        "vote_cast is_cosponsor"
    )

    def item(self, part: MeasureVotes) -> JsonObject:
        """A measure and its roll calls."""
        return {"id": str(part.measure.id), "votes": [self._vote_data(vote, part.measure) for vote in part.votes]}

    def _vote_data(self, vote: TalliedVote, measure: Measure) -> JsonObject:
        if self.choice.whom is Whom.NOBODY:
            return vote_data(vote)
        positions = [_position_data(row) for row in self._listed(vote, measure)]
        return {**vote_data(vote), "positions": positions if vote.held else None}

    def rows(self, part: MeasureVotes) -> Iterator[Row]:
        """One row per member listed; everybody if no list was requested."""
        for vote in part.votes:
            shared = {**vote_data(vote), "measure": str(part.measure.id)}
            for listed in self._listed(vote, part.measure):
                yield cells(self.columns, shared | _position_data(listed))

    def _listed(self, vote: TalliedVote, measure: Measure) -> tuple[ListedVote, ...]:
        return chosen(vote.held.vote, measure, self.choice, self.senators) if vote.held else ()

    def blocks(self, part: MeasureVotes) -> Iterator[Block]:
        """Each roll call in a line; the deciding one, or those asked for, with a bar for each party."""
        measure = part.measure
        yield Heading(f"Roll calls of {measure.id.printed}", str(measure.id))
        if measure.actions is None:
            yield Line("Not loaded: the record has no actions and does not say there are none.", Tone.WARNING)
            return
        if not part.of:
            yield Line("None: no official action refers to a roll call.")
            return
        if not self.shows_each:
            yield _list(part.votes)
        for vote in part.votes if self.shows_each else part.in_full(of_cosponsors=self.choice.whom is Whom.COSPONSORS):
            yield from self._one(vote, measure)
        if missing := sum(each.held is None for each in part.votes):
            yield Line(
                f"{missing} of {len(part.votes)} not loaded: `billtrack sync {measure.id}` fetches them,"
                " `billtrack import` reads files.",
                Tone.WARNING,
            )

    def _one(self, vote: TalliedVote, measure: Measure) -> Iterator[Block]:
        yield Heading(vote_words(vote))
        if vote.held is None:
            yield Line("not loaded", Tone.WARNING)
            return
        yield Facts(tuple(_facts(vote, vote.held, measure)))
        if self.choice.whom is Whom.NOBODY:
            return
        rows = self._listed(vote, measure)
        if rows:
            yield _members(rows)
        if self.choice.whom is Whom.COSPONSORS:
            yield from self._absent(vote, measure)
        yield Line(f"{len(rows)} of {len(vote.held.vote.positions)} members match.", Tone.QUIET)

    def _absent(self, vote: TalliedVote, measure: Measure) -> Iterator[Line]:
        if vote.held is None or vote.cosponsors is None:
            return
        for each in absent(vote.held.vote, measure, self.choice, self.senators):
            yield Line(f"{each.name} ({each.party}-{each.state}) cosponsored it and is not in this roll call.")


_KEYS = (
    "chamber congress session roll_number date question kind result requirement totals by_party cosponsors "
    "disagreements coverage source sha256 time is_deciding amendment measure question_kind candidates tie_breaker "
    "action_totals unresolved modified"
)


def vote_data(vote: TalliedVote) -> dict[str, Json]:
    """One roll call for JSON; what its file has is null if that is not loaded."""
    counts, tally = vote.cosponsors, vote.cited.tally
    cited: dict[str, Json] = {
        **attributes(vote.cited.id, "chamber congress session roll_number"),
        **attributes(vote, "date kind is_deciding"),
        "cosponsors": {**totals_data(counts.totals), "absent": counts.absent} if counts else None,
        "disagreements": [attributes(each, "one other") for each in vote.disagreements],
        "coverage": "none",
        "amendment": vote.cited.amendment,
        "action_totals": {"yea": tally[0], "nay": tally[1]} if tally else None,
    }
    return dict.fromkeys(_KEYS.split()) | cited | (_file_data(vote, vote.held) if vote.held else {})


def _file_data(vote: TalliedVote, held: HeldVote) -> dict[str, Json]:
    file = held.vote
    return {
        **attributes(file, "question result requirement measure tie_breaker modified"),
        "totals": totals_data(file.totals) if file.totals else None,
        "by_party": {party: totals_data(totals) for party, totals in vote.parties},
        "coverage": "complete",
        "source": held.url,
        "sha256": held.sha256,
        "time": file.moment.strftime("%H:%M") if file.has_time else None,
        "amendment": vote.cited.amendment or file.amendment,
        "question_kind": file.kind.value,
        "candidates": dict(file.candidates) or None,
        "unresolved": len(vote.unresolved),
    }


def _position_data(row: ListedVote) -> dict[str, Json]:
    return {
        "bioguide_id": row.bioguide_id,
        **attributes(row.member, "lis_id name party state"),
        "district": row.district,
        **attributes(row.member, "position vote_cast"),
        "is_cosponsor": row.is_cosponsor,
    }


def _list(votes: Iterable[TalliedVote]) -> Table:
    columns = (
        Column("date", "Date"),
        Column("roll", "Roll"),
        Column("question", "Question", is_prose=True),
        Column("result", "Result", is_prose=True),
        Column("totals", "Yea–Nay"),
        Column("by_party", "By party", is_prose=True),
    )
    return Table(columns, tuple(map(_line, votes)))


def _line(vote: TalliedVote) -> tuple[str, ...]:
    roll = f"{vote.cited.id.chamber.value.capitalize()} {vote.cited.id.roll_number}"
    file = vote.held.vote if vote.held else None
    amendment = amendment_words(vote)
    if file is None:
        tally = f"{vote.cited.tally[0]}–{vote.cited.tally[1]}" if vote.cited.tally else ""
        return str(vote.date), roll, f"not loaded{amendment}", "", tally, ""
    kind = " (the rule)" if vote.kind is VoteKind.RULE else amendment
    mark = "● " if vote.is_deciding else ""
    totals = f"{file.totals.yea}–{file.totals.nay}" if file.totals else "by name"
    parties = ", ".join(f"{party} {each.yea}–{each.nay}" for party, each in vote.parties)
    return str(vote.date), f"{mark}{roll}", f"{file.question}{kind}", file.result, totals, parties


def _facts(vote: TalliedVote, held: HeldVote, measure: Measure) -> Iterator[Fact]:
    file = held.vote
    if file.title:
        yield Fact("About", (Line(file.title),))
    required = "majority" if file.requirement == "1/2" else file.requirement
    yield Fact("Result", (Line(f"{file.result} ({required} required)", Tone.STRONG),))
    if bars := tuple(_bars(vote)):
        yield Fact("By party", bars)
    for name, count in file.candidates:
        yield Fact(name, (Bar("", count, len(file.positions)),))
    if file.tie_breaker:
        yield Fact("Tie", (Line(tie_words(file.tie_breaker)),))
    if file.id.chamber.value == measure.id.measure_type.chamber:
        yield Fact("Cosponsors", (_cosponsors_line(vote, measure),))
    for each in vote.disagreements:
        yield Fact("Sources differ", (Line(disagreement_words(each), Tone.WARNING),))
    if vote.unresolved:
        yield Fact("Not resolved", tuple(_unresolved(vote)))
    yield Fact("Source", (Line(f"{held.url}, SHA-256 {held.sha256[:16]}...", Tone.QUIET),))


def _bars(vote: TalliedVote) -> Iterator[Bar]:
    """A bar for each position and party, all to one scale; its label says both, so no color is needed."""
    scale = max((sum((t.yea, t.nay, t.present, t.not_voting)) for _, t in vote.parties), default=0)
    for position in (VotePosition.YEA, VotePosition.NAY, VotePosition.PRESENT, VotePosition.NOT_VOTING):
        for party, totals in vote.parties:
            if count := int(getattr(totals, position.value)):
                label = f"{position_words(position).capitalize()}, {party_name(party)}"
                yield Bar(label, count, scale, party_tone(party))


def _cosponsors_line(vote: TalliedVote, measure: Measure) -> Line:
    if vote.cosponsors is None:
        return Line("unknown: cosponsors are not loaded, or the file has no member IDs", Tone.WARNING)
    if not measure.cosponsors:
        return Line("none")
    tone = Tone.WARNING if vote.cosponsors.totals.nay else Tone.PLAIN
    away = f", {vote.cosponsors.absent} not in the roll call" if vote.cosponsors.absent else ""
    return Line(f"{totals_words(vote.cosponsors.totals)}{away}", tone)


def _unresolved(vote: TalliedVote) -> Iterator[Line]:
    """Senators by LIS ID; House files before 2003 have names alone."""
    if vote.held and vote.cited.id.chamber is Chamber.HOUSE and len(vote.unresolved) == len(vote.held.vote.positions):
        yield Line("the file has no member IDs, so nobody is matched with a cosponsor", Tone.WARNING)
        return
    for each in vote.unresolved:
        yield Line(f"{each.name}: {f'LIS {each.lis_id}' if each.lis_id else 'no ID'}, not resolved", Tone.WARNING)


def _members(rows: Iterable[ListedVote]) -> Table:
    columns = (
        Column("name", "Name", is_prose=True),
        Column("of", "Of"),
        Column("position", "Voted"),
        Column("note", "", is_prose=True),
    )
    return Table(columns, tuple(_member(row) for row in rows))


def _member(row: ListedVote) -> tuple[str, ...]:
    member = row.member
    place = member.state if row.district is None else f"{member.state}-{row.district or 'At Large'}"
    cast = f" ({member.vote_cast})" if member.position is VotePosition.CHOICE else ""
    note = "cosponsor" if row.is_cosponsor else ""
    if row.bioguide_id is None and member.lis_id:
        note = f"LIS {member.lis_id}, not resolved"
    return member.name, f"{member.party}-{place}", f"{position_words(member.position)}{cast}", note
