"""What has happened to measures, oldest first.

An event both official systems report is one entry, and its explanation says so; in JSON ``actions`` has every official
row.  ``stage``, the stage the event led to, is computed.  ``history`` is null if no actions are loaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from billtrack.model.measure import Action, Measure
from billtrack.output.counted import counted
from billtrack.output.formats import Json, JsonObject, iso, listed
from billtrack.output.page import Block, Column, Event, Heading, Line, Page, Table, Timeline, Tone
from billtrack.status.held_back import held_back_sentences
from billtrack.status.history import HistoryEntry, MeasureHistory
from billtrack.status.words import stage_words
from billtrack.votes.outcome import Split, totals_data
from billtrack.votes.words import roll_words, split_words


@dataclass(frozen=True, slots=True)
class HistoryAnswer:
    """The histories asked for."""

    measures: tuple[MeasureHistory, ...]

    def data(self) -> JsonObject:
        """``{"measures": [...]}``."""
        return {"measures": self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object per measure."""
        return [
            {"id": str(each.measure.id), "title": each.measure.title, "history": listed(each.entries, _entry_data)}
            for each in self.measures
        ]

    def table(self) -> Table:
        """One row per event."""
        rows = tuple(_row(each.measure, entry) for each in self.measures for entry in each.entries or ())
        return Table(_COLUMNS, rows)

    def page(self) -> Page:
        """A timeline for each measure."""
        return Page(tuple(block for each in self.measures for block in _blocks(each)))


def _votes_data(entry: HistoryEntry) -> list[Json]:
    """The roll calls the entry cites, where they are loaded."""
    return [
        {
            "chamber": found.id.chamber.value,
            "congress": found.id.congress,
            "session": found.id.session,
            "roll_number": found.id.roll_number,
            "totals": totals_data(found.totals),
            "by_party": {party: totals_data(totals) for party, totals in found.parties},
        }
        for found in entry.splits
    ]


def _entry_data(entry: HistoryEntry) -> JsonObject:
    return {
        "action_date": entry.action_date.isoformat(),
        "action_time": iso(entry.action_time),
        "text": entry.text or None,
        "stage": entry.stage.value if entry.stage else None,
        "explanation": entry.explanation,
        "committees": [{"system_code": each.system_code, "name": each.name} for each in entry.committees],
        "actions": [_action_data(action) for action in entry.actions],
        "votes": _votes_data(entry),
    }


def _action_data(action: Action) -> JsonObject:
    return {
        "action_date": action.action_date.isoformat(),
        "action_time": iso(action.action_time),
        "source_system": action.source_system,
        "action_code": action.action_code,
        "type": action.type,
        "text": action.text,
    }


_COLUMNS = tuple(
    Column(key, key)
    for key in ("measure", "action_date", "action_time", "text", "stage", "committees", "rows", "explanation")
)


def _row(measure: Measure, entry: HistoryEntry) -> tuple[str, ...]:
    return (
        str(measure.id),
        entry.action_date.isoformat(),
        iso(entry.action_time) or "",
        entry.text,
        entry.stage.value if entry.stage else "",
        "; ".join(committee.name for committee in entry.committees),
        str(len(entry.actions)),
        entry.explanation or "",
    )


def _blocks(each: MeasureHistory) -> Iterator[Block]:
    measure = each.measure
    yield Heading(f"{measure.id.printed}: {measure.title}", str(measure.id))
    yield from (Line(each, Tone.WARNING) for each in held_back_sentences(measure, "action"))
    if each.entries is None:
        yield Line("Not loaded: the actions.", Tone.WARNING)
        return
    if not each.entries:
        yield Line("No actions.")
        return
    yield Timeline(tuple(_event(entry) for entry in each.entries))
    rows = sum(len(entry.actions) for entry in each.entries)
    tally = f"{counted(len(each.entries), 'event')} in {counted(rows, 'official row')}"
    yield Line(
        f"{tally}; stages in brackets are computed.",
        Tone.QUIET,
    )


def _event(entry: HistoryEntry) -> Event:
    when = f"{entry.action_date} {entry.action_time:%H:%M}" if entry.action_time else str(entry.action_date)
    stage = f" [{stage_words(entry.stage)}]" if entry.stage else ""
    lines = [Line(f"{entry.text or '(no text)'}{stage}", Tone.STRONG if entry.stage else Tone.PLAIN)]
    lines += (Line(_split_sentence(found)) for found in entry.splits)
    if entry.explanation:
        lines.append(Line(entry.explanation, Tone.QUIET))
    return Event(when, tuple(lines))


def _split_sentence(found: Split) -> str:
    """``Roll no. 149: 245–180; D 215–0, R 30–180 (yea–nay)``."""
    roll = roll_words(found.id.chamber, found.id.roll_number)
    return f"{roll}: {found.totals.yea}–{found.totals.nay}; {split_words(found)}"
