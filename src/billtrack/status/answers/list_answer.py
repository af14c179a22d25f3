"""Measures on file, one row each.

In JSON ``cosponsors`` is the number of current cosponsors; null if none are loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from billtrack.model.measure import Measure
from billtrack.model.tally import tally
from billtrack.output.formats import Json, JsonObject
from billtrack.output.page import Column, Line, Page, Table, Tone
from billtrack.status.answers.mark_answer import keepers_cells, keepers_data
from billtrack.status.answers.status_answer import action_data
from billtrack.status.course.folding import without_tags
from billtrack.status.listing import Listing
from billtrack.status.status import Status
from billtrack.status.words import stage_words


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """The measures listed, each with its status."""

    listing: Listing

    def data(self) -> JsonObject:
        """``{"measures": [...]}``."""
        return {"measures": self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object per measure."""
        return [_data(measure, found) for measure, found in self.listing.measures]

    def table(self) -> Table:
        """One row per measure."""
        return Table(_COLUMNS, tuple(_row(measure, found) for measure, found in self.listing.measures))

    def page(self) -> Page:
        """The table, and how many measures of how many it lists."""
        rows = tuple(_shown(measure, found) for measure, found in self.listing.measures)
        count = Line(f"{len(rows)} of {self.listing.total} measures", Tone.QUIET)
        return Page((Table(_TITLES, rows), count) if rows else (count,))


def _count(measure: Measure) -> int | None:
    return None if measure.cosponsors is None else tally(measure.cosponsors).current


def _data(measure: Measure, found: Status) -> JsonObject:
    latest: Json = action_data(found.latest_action) if found.latest_action else None
    return {
        "id": str(measure.id),
        "title": measure.title,
        "stage": found.stage.value,
        "latest_action": latest,
        "cosponsors": _count(measure),
        **keepers_data(measure),
    }


_COLUMNS = tuple(
    Column(key, key)
    for key in (
        "measure",
        "title",
        "stage",
        "latest_action_date",
        "latest_action",
        "cosponsors",
        "position",
        "priority",
        "owner",
        "tags",
    )
)


def _row(measure: Measure, found: Status) -> tuple[str, ...]:
    latest, count = found.latest_action, _count(measure)
    return (
        str(measure.id),
        measure.title,
        found.stage.value,
        latest.action_date.isoformat() if latest else "",
        (latest.text or "") if latest else "",
        "" if count is None else str(count),
        *keepers_cells(measure),
    )


_TITLES = (
    Column("measure", "Measure"),
    Column("title", "Title", is_prose=True),
    Column("stage", "Stage"),
    Column("latest_action", "Latest action", is_prose=True),
    Column("cosponsors", "Cosponsors", is_number=True),
)


def _shown(measure: Measure, found: Status) -> tuple[str, ...]:
    latest, count = found.latest_action, _count(measure)
    action = f"{latest.action_date} {without_tags(latest.text or '(no text)')}" if latest else "not loaded"
    return (
        str(measure.id),
        measure.title,
        stage_words(found.stage),
        action,
        "not loaded" if count is None else str(count),
    )
