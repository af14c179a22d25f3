"""Measures on file, one row each.

In JSON ``cosponsors`` is the number of current cosponsors; null if none are loaded.
"""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.model.values import Streamed, Value
from billtrack.output.answers import named_columns
from billtrack.output.formats import JsonObject, iso
from billtrack.output.page import Column, Line, Page, StreamedTable, Table, Tone
from billtrack.status.course.folding import without_tags
from billtrack.status.listing import Listed, Listing
from billtrack.status.stages import Stage
from billtrack.status.words import stage_words


class ListAnswer(Value, frozen=True):
    """The measures listed; with ``is_full`` whole titles and latest actions on the page, else a line for each."""

    listing: Listing
    is_full: bool = False

    def data(self) -> JsonObject:
        """``{"measures": [...]}``."""
        return {"measures": self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object per measure."""
        return [_data(each) for each in self.listing.measures]

    def table(self) -> Table:
        """One row per measure."""
        return Table(_COLUMNS, tuple(_row(each) for each in self.listing.measures))

    def page(self) -> Page:
        """The table, and how many measures of how many it lists."""
        columns, shown = (_FULL, _shown_in_full) if self.is_full else (_SHORT, _shown)
        count = Line(_count_of(self.listing), Tone.QUIET)
        measures = self.listing.measures
        if not self.listing.shown:
            return Page((count,))
        if isinstance(measures, Streamed):
            return Page((StreamedTable(columns, Streamed(lambda: map(shown, measures))), count))
        return Page((Table(columns, tuple(map(shown, measures))), count))


def _count_of(listing: Listing) -> str:
    if listing.shown == listing.found:
        return f"{listing.shown:,} of {listing.total:,} measures"
    found = "measures" if listing.found == listing.total else f"found (of {listing.total:,} measures)"
    return f"first {listing.shown:,} of {listing.found:,} {found}"


def _data(each: Listed) -> JsonObject:
    day = iso(each.latest_action_date)
    return {  # not by ``attributes``: a list has thousands
        "id": str(each.id),
        "title": each.title,
        "stage": each.stage.value,
        "latest_action": {"action_date": day, "text": each.latest_action} if day else None,
        "cosponsors": each.cosponsors,
        "measure": str(each.id),
        "congress": each.id.congress,
        "type": each.id.measure_type.value,
        "number": each.id.number,
        "introduced_date": iso(each.introduced_date),
        "sponsor": each.sponsor,
        "policy_area": each.policy_area,
        "committees": list(each.committees),
        "position": each.position.value if each.position else None,
        "priority": each.priority,
        "owner": each.owner,
        "tags": list(each.tags),
    }


_COLUMNS = named_columns(
    "measure title stage latest_action_date latest_action cosponsors congress type number introduced_date sponsor "
    "policy_area committees position priority owner tags"
)


def _row(each: Listed) -> tuple[str, ...]:
    return (
        str(each.id),
        each.title,
        each.stage.value,
        str(each.latest_action_date or ""),
        each.latest_action or "",
        "" if each.cosponsors is None else str(each.cosponsors),
        str(each.id.congress),
        each.id.measure_type.value,
        str(each.id.number),
        str(each.introduced_date or ""),
        each.sponsor or "",
        each.policy_area or "",
        "; ".join(each.committees),
        each.position or "",
        "" if each.priority is None else str(each.priority),
        each.owner or "",
        " ".join(each.tags),
    )


_LONGEST_ID = len("sconres999-119")
_SHORT = (
    Column("measure", "Measure", least=_LONGEST_ID),
    Column("stage", "Stage", is_cut=True, least=max(len(stage_words(stage)) for stage in Stage)),
    Column("latest_action", "Latest action"),
    Column("cosponsors", "Cosponsors", is_number=True),
    Column("title", "Title", is_cut=True),
)
_FULL = (
    Column("measure", "Measure", least=_LONGEST_ID),
    Column("title", "Title", is_prose=True),
    Column("stage", "Stage"),
    Column("latest_action", "Latest action", is_prose=True),
    Column("cosponsors", "Cosponsors", is_number=True),
)


def _shown(each: Listed) -> tuple[str, ...]:
    return (
        str(each.id),
        stage_words(each.stage),
        str(each.latest_action_date or "not loaded"),
        _count(each),
        each.title,
    )


def _shown_in_full(each: Listed) -> tuple[str, ...]:
    action = "not loaded"
    if each.latest_action_date:
        action = f"{each.latest_action_date} {without_tags(each.latest_action or '(no text)')}"
    return (str(each.id), each.title, stage_words(each.stage), action, _count(each))


def _count(each: Listed) -> str:
    return "not loaded" if each.cosponsors is None else str(each.cosponsors)
