"""How the support of measures grew: the curve, and the days on which somebody signed or withdrew, or the measure moved.

In JSON ``growth`` has every day, or those from ``--since`` on; null if no cosponsors are loaded.  CSV has one row per
day and party, ready for a spreadsheet chart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from billtrack.cosponsors.growth import GrowthDay, MeasureGrowth, growth, parties_of
from billtrack.model.measure import Measure
from billtrack.model.tally import by_person, is_standing
from billtrack.output import people
from billtrack.output.answers import MeasuresAnswer, attributes, counted, named_columns
from billtrack.output.formats import JsonObject, listed
from billtrack.output.page import Block, Column, Fact, Facts, Heading, Line, Row, Table, Tone
from billtrack.output.pictures import Band, Curve, Tick, Tiles, tiles_of
from billtrack.status.words import stage_words


def support_pictures(measure: Measure) -> tuple[Curve, Tiles]:
    """Draw how the support of *measure*, whose cosponsors are loaded, grew, and from which states it comes."""
    signed = measure.cosponsors or ()
    standing = by_person(filter(is_standing, signed))
    states = tiles_of((rows[0].state for rows in standing), "Current cosponsors, by state")
    return growth_curve(growth(measure, signed)), states


class GrowthAnswer(MeasuresAnswer[MeasureGrowth], frozen=True):
    """How the measures asked about gained and lost support; ``start`` is the first day asked for."""

    start: dt.date | None = None
    columns = named_columns("measure date party current joined withdrawn actions")

    def item(self, part: MeasureGrowth) -> JsonObject:
        """A measure and its days."""
        return {"id": str(part.measure.id), "growth": listed(part.shown, _moment_data)}

    def rows(self, part: MeasureGrowth) -> Iterator[Row]:
        """One row per day and party."""
        for moment in part.shown or ():
            counts, actions = dict(moment.tally.by_party), "; ".join(each.text for each in moment.entries if each.text)
            for party in parties_of(part.days or ()):
                joined, withdrew = (sum(c.party == party for c in group) for group in (moment.joined, moment.withdrew))
                numbers = (str(counts.get(party, 0)), str(joined), str(withdrew))
                yield (str(part.measure.id), moment.day.isoformat(), party, *numbers, actions)

    def blocks(self, part: MeasureGrowth) -> Iterator[Block]:
        """The curve of a measure, with its days."""
        measure = part.measure
        yield Heading(f"Cosponsors of {measure.id.printed} over time", str(measure.id))
        if part.days is None or part.shown is None:
            yield Line(f"Not loaded: the cosponsors of {measure.id}", Tone.WARNING)
            return
        if not part.days:
            yield Line("No cosponsors and no actions.")
            return
        last, again = part.days[-1].tally, people.signed_again_lines(measure.cosponsors or ())
        yield Facts(
            (
                Fact(
                    "Current cosponsors",
                    (Line(people.tally_sentence(last)), *people.bars_by_party(last.by_party), *again),
                ),
            )
        )
        yield growth_curve(part.days)
        if self.start is not None:
            yield Line(_since_sentence(part.days, part.shown, self.start))
        if part.shown:
            yield _days(part.shown)
        if self.start is not None and (moves := tuple(_moves(part.shown))):
            yield Table((Column("date", "Date"), Column("became", ""), *people.NAME_AND_PARTY), moves)


def _moment_data(moment: GrowthDay) -> JsonObject:
    return {
        "date": moment.day.isoformat(),
        **people.tally_data(moment.tally),
        "joined": [who.bioguide_id for who in moment.joined],
        "withdrew": [who.bioguide_id for who in moment.withdrew],
        "actions": [{"text": each.text or None, **attributes(each, "stage")} for each in moment.entries],
    }


def _since_sentence(moments: Sequence[GrowthDay], shown: Sequence[GrowthDay], start: dt.date) -> str:
    earlier = moments[: len(moments) - len(shown)]
    before = earlier[-1].tally.current if earlier else 0
    joined, withdrew = (sum(map(len, groups)) for groups in ([m.joined for m in shown], [m.withdrew for m in shown]))
    return (
        f"Since {start}: {joined} joined, {withdrew or 'none'} withdrew; from {before} to {moments[-1].tally.current}."
    )


def _days(moments: Sequence[GrowthDay]) -> Table:
    columns = (
        Column("date", "Date"),
        Column("change", "Change"),
        Column("current", "Now", is_number=True),
        Column("by_party", "By party"),
        Column("actions", "What happened", is_prose=True),
    )
    return Table(columns, tuple(_day(moment) for moment in moments))


def _day(moment: GrowthDay) -> tuple[str, ...]:
    change = (f"+{len(moment.joined)}" if moment.joined else "", f"-{len(moment.withdrew)}" if moment.withdrew else "")
    return (
        moment.day.isoformat(),
        " ".join(filter(None, change)),
        str(moment.tally.current),
        " ".join(f"{party} {count}" for party, count in moment.tally.by_party),
        _happened(moment),
    )


def _happened(moment: GrowthDay) -> str:
    """The stages a day led to, and how many actions led to none."""
    others = sum(entry.stage is None for entry in moment.entries)
    stages = _stages(moment)
    if not others:
        return stages
    more = counted(others, "more action" if stages else "action")
    return f"{stages}, {more}" if stages else more


def _moves(moments: Iterable[GrowthDay]) -> Iterator[tuple[str, ...]]:
    for moment in moments:
        for became, members in (("joined", moment.joined), ("withdrew", moment.withdrew)):
            yield from ((moment.day.isoformat(), became, who.name, people.party_state(who)) for who in members)


def growth_curve(moments: Sequence[GrowthDay]) -> Curve:
    """Draw the current cosponsors by party, with a mark on each day the measure moved.

    The curve of no moments has no days.
    """
    bands = tuple(
        Band(
            people.party_name(party),
            tuple(dict(each.tally.by_party).get(party, 0) for each in moments),
            people.party_tone(party),
        )
        for party in parties_of(moments)
    )
    return Curve(
        caption="Current cosponsors, by party",
        words=_words(moments),
        days=tuple(moment.day for moment in moments),
        bands=bands or (Band("Cosponsors", (0,) * len(moments)),),
        ticks=tuple(Tick(moment.day, _stages(moment)) for moment in moments if moment.entries),
    )


def _words(moments: Sequence[GrowthDay]) -> str:
    """The curve in one sentence: ``32 cosponsors on 2017-05-23, 85 on 2017-06-27 (Democrats 65, Republicans 20)``."""
    if not moments:
        return "No cosponsors and no actions"
    first, last = moments[0], moments[-1]
    parties = ", ".join(f"{people.party_name(party)} {count}" for party, count in last.tally.by_party)
    ending = f" ({parties})" if parties else ""
    number = counted(first.tally.current, "cosponsor")
    if first is last:
        return f"{number} on {first.day}{ending}"
    return f"{number} on {first.day}, {last.tally.current} on {last.day}{ending}"


def _stages(moment: GrowthDay) -> str:
    """The stages a day led to, in words; empty if none."""
    return ", ".join(dict.fromkeys(stage_words(entry.stage) for entry in moment.entries if entry.stage))
