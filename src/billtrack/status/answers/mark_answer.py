"""The keeper's own keys of records, as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from billtrack.model.measure import Measure
from billtrack.output.formats import JsonObject
from billtrack.output.page import Block, Column, Fact, Facts, Heading, Line, Page, Table

_COLUMNS = tuple(Column(key, key) for key in ("measure", "position", "priority", "owner", "tags", "notes"))


@dataclass(frozen=True, slots=True)
class MarkAnswer:
    """The records marked."""

    measures: tuple[Measure, ...]

    def data(self) -> JsonObject:
        """``{"measures": [...]}``."""
        return {"measures": self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object per measure."""
        return [{"id": str(each.id), **keepers_data(each), "notes": each.notes} for each in self.measures]

    def table(self) -> Table:
        """One row per measure; tags with a space between."""
        return Table(_COLUMNS, tuple((str(each.id), *keepers_cells(each), each.notes or "") for each in self.measures))

    def page(self) -> Page:
        """What is known of each."""
        return Page(tuple(block for each in self.measures for block in _blocks(each)))


def keepers_data(measure: Measure) -> JsonObject:
    """Position, priority, owner and tags for JSON; null where there is none."""
    return {
        "position": measure.position.value if measure.position else None,
        "priority": measure.priority,
        "owner": measure.owner,
        "tags": list(measure.tags),
    }


def keepers_cells(measure: Measure) -> tuple[str, str, str, str]:
    """Position, priority, owner and tags as cells."""
    priority = "" if measure.priority is None else str(measure.priority)
    return measure.position or "", priority, measure.owner or "", " ".join(measure.tags)


def _blocks(measure: Measure) -> Iterator[Block]:
    yield Heading(f"{measure.id.printed}: {measure.title}", str(measure.id))
    names = ("Position", "Priority", "Owner", "Tags", "Notes")
    values = (*keepers_cells(measure), measure.notes or "")
    yield Facts(
        tuple(
            Fact(name, tuple(Line(line) for line in (value or "none").splitlines()))
            for name, value in zip(names, values, strict=True)
        )
    )
