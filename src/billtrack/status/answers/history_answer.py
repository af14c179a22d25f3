"""What has happened to measures, oldest first.

An event both official systems report is one entry, and its explanation says so; in JSON ``actions`` has every official
row.  ``stage``, the stage the event led to, is computed.  ``history`` is null if no actions are loaded.
"""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.output.answers import MeasuresAnswer, attributes, cells, counted, named_columns
from billtrack.output.formats import Json, JsonObject, listed
from billtrack.output.page import Block, Heading, Line, Row, Timeline, TimelineEntry, Tone
from billtrack.status.held_back import held_back_sentences
from billtrack.status.history import HistoryEntry, MeasureHistory
from billtrack.status.words import stage_words
from billtrack.votes.outcome import Split
from billtrack.votes.words import roll_words, split_words, totals_data


class HistoryAnswer(MeasuresAnswer[MeasureHistory], frozen=True):
    """The histories asked for."""

    columns = named_columns("measure action_date action_time text stage committees rows explanation")

    def item(self, part: MeasureHistory) -> JsonObject:
        """A measure and its events."""
        measure = part.measure
        return {"id": str(measure.id), "title": measure.title, "history": listed(part.entries, _entry_data)}

    def rows(self, part: MeasureHistory) -> Iterator[Row]:
        """One row per event."""
        for entry in part.entries or ():
            of_event: dict[str, Json] = {
                "measure": str(part.measure.id),
                "committees": [each.name for each in entry.committees],
                "rows": len(entry.actions),
            }
            yield cells(self.columns, _entry_data(entry) | of_event)

    def blocks(self, part: MeasureHistory) -> Iterator[Block]:
        """A timeline."""
        measure = part.measure
        yield Heading(f"{measure.id.printed}: {measure.title}", str(measure.id))
        yield from (Line(each, Tone.WARNING) for each in held_back_sentences(measure, "action"))
        if part.entries is None:
            yield Line("Not loaded: the actions.", Tone.WARNING)
        elif not part.entries:
            yield Line("No actions.")
        else:
            yield Timeline(tuple(map(_event, part.entries)))
            rows = sum(len(entry.actions) for entry in part.entries)
            tally = f"{counted(len(part.entries), 'event')} in {counted(rows, 'official row')}"
            yield Line(f"{tally}; stages in brackets are computed.", Tone.QUIET)


def _entry_data(entry: HistoryEntry) -> dict[str, Json]:
    return {
        **attributes(entry, "action_date action_time"),
        "text": entry.text or None,
        **attributes(entry, "stage explanation"),
        "committees": [attributes(each, "system_code name") for each in entry.committees],
        "actions": [attributes(each, _ROW) for each in entry.actions],
        "votes": [_vote_data(each) for each in entry.splits],
    }


_ROW = "action_date action_time source_system action_code type text"


def _vote_data(found: Split) -> JsonObject:
    """A roll call the entry cites, where it is loaded."""
    return {
        **attributes(found.id, "chamber congress session roll_number"),
        "totals": totals_data(found.totals),
        "by_party": {party: totals_data(totals) for party, totals in found.parties},
    }


def _event(entry: HistoryEntry) -> TimelineEntry:
    when = f"{entry.action_date} {entry.action_time:%H:%M}" if entry.action_time else str(entry.action_date)
    stage = f" [{stage_words(entry.stage)}]" if entry.stage else ""
    lines = [Line(f"{entry.text or '(no text)'}{stage}", Tone.STRONG if entry.stage else Tone.PLAIN)]
    lines += (Line(_split_sentence(found)) for found in entry.splits)
    if entry.explanation:
        lines.append(Line(entry.explanation, Tone.QUIET))
    return TimelineEntry(when, tuple(lines))


def _split_sentence(found: Split) -> str:
    """``Roll no. 149: 245–180; D 215–0, R 30–180 (yea–nay)``."""
    roll = roll_words(found.id.chamber, found.id.roll_number)
    return f"{roll}: {found.totals.yea}–{found.totals.nay}; {split_words(found)}"
