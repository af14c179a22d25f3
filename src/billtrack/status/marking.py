"""The keeper's own values of a record: position, priority, owner, tags, notes; how they are written and shown."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.model.choices import Position
from billtrack.model.measure import Measure, replace
from billtrack.model.values import Value
from billtrack.output.answers import MeasuresAnswer, attributes, cells, named_columns
from billtrack.output.formats import JsonObject
from billtrack.output.page import Block, Fact, Facts, Heading, Line, Row


class Marks(Value, frozen=True):
    """What to write into a record; ``None`` leaves a key as it is.

    ``tags`` are added, ``note`` becomes the last line of the notes.  ``cleared`` are keys emptied first.
    """

    position: Position | None = None
    priority: int | None = None
    owner: str | None = None
    tags: tuple[str, ...] = ()
    note: str | None = None
    cleared: frozenset[str] = frozenset()


def marked(record: Measure, marks: Marks) -> Measure:
    """Write *marks* into *record*; nothing else of it changes."""
    tags = () if "tags" in marks.cleared else record.tags
    notes = None if "notes" in marks.cleared else record.notes
    return replace(
        record,
        notes=notes if marks.note is None else "\n".join(filter(None, (notes and notes.rstrip("\n"), marks.note))),
        tags=tuple(dict.fromkeys((*tags, *marks.tags))),
        **{key: getattr(marks, key) for key in _SINGLE if key in marks.cleared or getattr(marks, key) is not None},
    )


_SINGLE = ("position", "priority", "owner")
"""The keys with one value: a new one replaces it, and a cleared one without a new value is empty."""
_KEYS = "position priority owner tags notes"


class MarkAnswer(MeasuresAnswer[Measure], frozen=True):
    """The records marked."""

    columns = named_columns(f"measure {_KEYS}")

    def item(self, part: Measure) -> JsonObject:
        """What the keeper wrote into a record."""
        return attributes(part, f"id {_KEYS}")

    def rows(self, part: Measure) -> Iterator[Row]:
        """One row per measure; tags with a space between."""
        values = {"measure": str(part.id), **attributes(part, _KEYS), "tags": " ".join(part.tags)}
        yield cells(self.columns, values)

    def blocks(self, part: Measure) -> Iterator[Block]:
        """What is known of each."""
        yield Heading(f"{part.id.printed}: {part.title}", str(part.id))
        for row in self.rows(part):
            named = zip(self.columns, row, strict=True)
            yield Facts(tuple(_fact(column.title, cell) for column, cell in named if column.key != "measure"))


def _fact(name: str, value: str) -> Fact:
    return Fact(name.capitalize(), tuple(map(Line, (value or "none").splitlines())))
