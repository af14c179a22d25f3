"""What became of measures that were tracked or brought up to date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from billtrack.model.events import Event
from billtrack.output.formats import JsonObject
from billtrack.output.page import Block, Column, Heading, Line, Page, Table, Tone
from billtrack.tracking.answers.events import EVENT_KEYS, event_cells, event_data, event_line


@dataclass(frozen=True, slots=True)
class SyncRow:
    """One measure: its fate (new, updated, unchanged, done_before, failed), its changes, and what is left open.

    ``put_aside`` are the documents that wait to be accepted and what would be lost, ``not_taken`` those of them of
    which nothing was taken; ``held_back`` the rows the record
    keeps although its status document lost them, ``dropped`` those it kept until now; ``not_yet`` the texts the source
    announces and does not have.
    """

    measure: str
    printed: str
    fate: str
    events: tuple[Event, ...]
    put_aside: tuple[str, ...]
    not_yet: tuple[str, ...]
    not_taken: tuple[str, ...] = ()
    held_back: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyncAnswer:
    """The measures in the order asked; ``is_plan``: nothing was written."""

    rows: tuple[SyncRow, ...]
    is_plan: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to tell."""
        return not any(row.events or row.put_aside or row.dropped or row.fate in {"new", "failed"} for row in self.rows)

    def data(self) -> JsonObject:
        """``{"dry_run": true or false, "counts", "measures": [...]}``."""
        return {"dry_run": self.is_plan, "counts": dict(self._counts()), "measures": self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object a measure."""
        return [
            {
                "id": row.measure,
                "fate": row.fate,
                "changes": [event_data(event) for event in row.events],
                "put_aside": list(row.put_aside),
                "not_yet": list(row.not_yet),
                "held_back": list(row.held_back),
                "dropped": list(row.dropped),
            }
            for row in self.rows
        ]

    def table(self) -> Table:
        """One row a change."""
        columns = tuple(Column(key, key) for key in EVENT_KEYS)
        return Table(columns, tuple(event_cells(event) for row in self.rows for event in row.events))

    def page(self) -> Page:
        """The changes of each measure that has any, then the counts."""
        return Page((*(block for row in self.rows for block in _blocks(row)), self._sentence()))

    def _counts(self) -> Counter[str]:
        return Counter(row.fate for row in self.rows)

    def _sentence(self) -> Line:
        words = ", ".join(f"{count} {_FATES.get(fate, fate)}" for fate, count in self._counts().items())
        changes = sum(len(row.events) for row in self.rows)
        plan = "; nothing was written (--dry-run)" if self.is_plan else ""
        return Line(
            f"{_many(len(self.rows), 'measure')}: {words or 'none'}; {_many(changes, 'change')}{plan}", Tone.QUIET
        )


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


_FATES = {"done_before": "done before the run was cut short"}


def _blocks(row: SyncRow) -> Iterator[Block]:
    if not (row.events or row.put_aside or row.dropped):
        return
    yield Heading(row.printed, row.measure)
    yield from map(event_line, row.events)
    for name in row.dropped:
        yield Line(f"dropped, as the official document has it no more: {name}", Tone.WARNING)
    for lost in row.put_aside:
        end = (
            "nothing of it was taken; --accept takes it"
            if lost in row.not_taken
            else "the record keeps them until --accept"
        )
        yield Line(f"held back: {lost}; {end}", Tone.WARNING)
    if row.not_yet:
        yield Line(f"announced, not there yet: {', '.join(row.not_yet)}", Tone.QUIET)
