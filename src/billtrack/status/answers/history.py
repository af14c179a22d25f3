"""What has happened to measures, oldest first.

An event that both official systems report is one entry; its explanation says so, and in JSON ``actions`` keeps
every official row.  ``stage`` is computed: the stage the event led to.  ``history`` is null where no actions are
loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from billtrack.model.measure import Action, Measure
from billtrack.output.formats import Json, JsonObject, iso, listed
from billtrack.output.page import Block, Column, Event, Heading, Line, Page, Table, Timeline, Tone
from billtrack.status.history import Entry, history
from billtrack.status.waiting import kept_lines
from billtrack.status.words import stage_words
from billtrack.votes.outcome import FindVote, no_vote, split_words, splits_of_actions, totals_data


@dataclass(frozen=True, slots=True)
class Past:
    """One measure and its history; ``None`` where no actions are loaded."""

    measure: Measure
    entries: tuple[Entry, ...] | None
    find: FindVote = no_vote


@dataclass(frozen=True, slots=True)
class HistoryAnswer:
    """The histories asked for."""

    pasts: tuple[Past, ...]

    @classmethod
    def of(cls, measures: Iterable[Measure], *, find: FindVote = no_vote) -> HistoryAnswer:
        """Tell the history of each of *measures*; *find* gives the roll calls that are loaded."""
        return cls(tuple(Past(each, None if each.actions is None else history(each), find) for each in measures))

    def data(self) -> JsonObject:
        """``{"measures": [...]}``."""
        return {"measures": self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object a measure."""
        return [
            {"id": str(past.measure.id), "title": past.measure.title, "history": _history_data(past)}
            for past in self.pasts
        ]

    def table(self) -> Table:
        """One row an event."""
        rows = tuple(_row(past.measure, entry) for past in self.pasts for entry in past.entries or ())
        return Table(_COLUMNS, rows)

    def page(self) -> Page:
        """A timeline for each measure."""
        return Page(tuple(block for past in self.pasts for block in _blocks(past)))


def _history_data(past: Past) -> Json:
    return listed(past.entries, lambda entry: {**_entry_data(entry), "votes": _votes_data(entry, past.find)})


def _votes_data(entry: Entry, find: FindVote) -> list[Json]:
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
        for found in splits_of_actions(entry.actions, find)
    ]


def _entry_data(entry: Entry) -> JsonObject:
    return {
        "action_date": entry.action_date.isoformat(),
        "action_time": iso(entry.action_time),
        "text": entry.text or None,
        "stage": entry.stage.value if entry.stage else None,
        "explanation": entry.explanation,
        "committees": [{"system_code": each.system_code, "name": each.name} for each in entry.committees],
        "actions": [_action_data(action) for action in entry.actions],
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


def _row(measure: Measure, entry: Entry) -> tuple[str, ...]:
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


def _blocks(past: Past) -> Iterator[Block]:
    measure = past.measure
    yield Heading(f"{measure.id.printed}: {measure.title}", str(measure.id))
    yield from kept_lines(measure, "action")
    if past.entries is None:
        yield Line("Not loaded: the record has no actions and does not say there are none.", Tone.WARNING)
        return
    if not past.entries:
        yield Line("No actions.")
        return
    yield Timeline(tuple(_event(entry, past.find) for entry in past.entries))
    rows = sum(len(entry.actions) for entry in past.entries)
    yield Line(f"{len(past.entries)} events in {rows} official rows; stages in brackets are computed.", Tone.QUIET)


def _event(entry: Entry, find: FindVote) -> Event:
    when = f"{entry.action_date} {entry.action_time:%H:%M}" if entry.action_time else str(entry.action_date)
    stage = f" [{stage_words(entry.stage)}]" if entry.stage else ""
    lines = [Line(f"{entry.text or '(without words)'}{stage}", Tone.STRONG if entry.stage else Tone.PLAIN)]
    votes = splits_of_actions(entry.actions, find)
    lines += (Line(f"roll {found.id.roll_number}: {split_words(found)}") for found in votes)
    if entry.explanation:
        lines.append(Line(entry.explanation, Tone.QUIET))
    return Event(when, tuple(lines))
