"""The keeper's own keys of records, as they are now."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.model.measure import Measure
from billtrack.output.answers import MeasuresAnswer, attributes, cells, named_columns
from billtrack.output.formats import JsonObject
from billtrack.output.page import Block, Fact, Facts, Heading, Line, Row

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
