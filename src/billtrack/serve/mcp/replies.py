"""What a tool returns: the command's JSON, and the same answer in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from billtrack.model.measure import Measure
from billtrack.model.values import Value
from billtrack.output.formats import Answer, Json, JsonObject
from billtrack.output.page import cleaned
from billtrack.output.page import visible as on_one_line
from billtrack.output.plain import plain_text
from billtrack.output.programs import SCHEMA_VERSION, named_twice
from billtrack.serve.mcp.paging import Item, Page


class Availability(StrEnum):
    """What is known of a part: four answers that must not be taken for each other, and that it is there."""

    LOADED = "loaded"
    NONE = "none"
    NOT_LOADED = "not loaded"
    NOT_PUBLISHED = "not published"
    FAILED = "failed"


class Reply(Value, frozen=True):
    """The answer of a tool: ``data`` has the command's JSON keys and some beside them, ``text`` says all in words."""

    data: JsonObject
    text: str


def reply(
    answer: Answer, lines: Iterable[str] = (), *, also: JsonObject | None = None, body: Sequence[str] | None = None
) -> Reply:
    """Give *answer* in both forms, with *lines* after it; *body* replaces its page, *also* adds keys to its JSON."""
    shown = [plain_text(cleaned(answer.page()))] if body is None else [*body, ""]
    text = "\n".join([*shown, *map(on_one_line, lines)])
    return Reply(named_twice({"schema_version": SCHEMA_VERSION, **answer.data(), **(also or {})}), text)


def paged(page: Page[Item]) -> dict[str, Json]:
    """The keys of a list given in pages."""
    return {"total": page.total, "next_cursor": page.next_cursor}


PARTS = ("sponsor", "cosponsors", "committees", "actions", "text_versions", "related_measures")


def availability(measure: Measure, parts: Sequence[str] = PARTS) -> dict[str, Availability]:
    """Say of each part of a record whether it is loaded, known to be none, or not loaded.

    A list of texts that is empty says that none is published.  A record may have no sponsor for a reserved number, or
    because only its texts are loaded; without actions it is not loaded.
    """
    return {part: _availability(measure, part) for part in parts}


def _availability(measure: Measure, part: str) -> Availability:
    value = getattr(measure, part)
    if part == "sponsor" and value is None:
        return Availability.NONE if measure.actions is not None else Availability.NOT_LOADED
    if value is None:
        return Availability.NOT_LOADED
    if value == ():
        return Availability.NOT_PUBLISHED if part == "text_versions" else Availability.NONE
    return Availability.LOADED


def availability_line(measure: Measure, parts: Sequence[str] = PARTS) -> str:
    """The same in words."""
    words = (f"{part.replace('_', ' ')}: {value}" for part, value in availability(measure, parts).items())
    return f"Availability for {measure.id}: {'; '.join(words)}."


def source_line(measure: Measure, part: str = "status") -> str:
    """Name the document a part comes from, with its SHA-256 and the day it was retrieved."""
    found = next((each for each in measure.sources if each.part == part), None)
    name = f"{measure.id} {part.replace(':', ' ')}"
    if found is None:
        return f"Source of {name}: not recorded."
    sha256 = found.sha256 or "not recorded"
    return f"Source of {name}: {found.url} (retrieved {found.retrieved}; SHA-256 {sha256})."


def as_of_line(measure: Measure) -> str:
    """Say of which date the official file is."""
    day = measure.update_date.date() if measure.update_date else "not known"
    return f"As of: {day} (the official file of {measure.id})."
