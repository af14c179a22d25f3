"""The picture of a measure's cosponsors over time."""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.cosponsors.growth import GrowthDay, parties_of
from billtrack.output.counted import counted
from billtrack.output.people import party_name, party_tone
from billtrack.output.pictures.figures import Band, Curve, Tick
from billtrack.status.words import stage_words


def growth_curve(moments: Sequence[GrowthDay], caption: str) -> Curve:
    """Draw the current cosponsors by party, with a mark on each day the measure moved.

    *moments* come from ``billtrack.cosponsors.growth.growth``; the curve of none has no days.
    """
    bands = tuple(
        Band(party_name(party), tuple(dict(each.tally.by_party).get(party, 0) for each in moments), party_tone(party))
        for party in parties_of(moments)
    )
    return Curve(
        caption=caption,
        words=growth_words(moments),
        days=tuple(moment.day for moment in moments),
        bands=bands or (Band("Cosponsors", (0,) * len(moments)),),
        ticks=tuple(Tick(moment.day, stages_of(moment)) for moment in moments if moment.entries),
    )


def growth_words(moments: Sequence[GrowthDay]) -> str:
    """The curve in one sentence: ``32 cosponsors on 2017-05-23, 85 on 2017-06-27 (Democrats 65, Republicans 20)``."""
    if not moments:
        return "No cosponsors and no actions"
    first, last = moments[0], moments[-1]
    parties = ", ".join(f"{party_name(party)} {count}" for party, count in last.tally.by_party)
    ending = f" ({parties})" if parties else ""
    number = counted(first.tally.current, "cosponsor")
    if first is last:
        return f"{number} on {first.day}{ending}"
    return f"{number} on {first.day}, {last.tally.current} on {last.day}{ending}"


def stages_of(moment: GrowthDay) -> str:
    """The stages a day led to, in words; empty if none."""
    return ", ".join(dict.fromkeys(stage_words(entry.stage) for entry in moment.entries if entry.stage))
