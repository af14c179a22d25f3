"""What a tool returns: the command's JSON, and the same answer in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias

from billtrack.model.identifiers import MeasureType
from billtrack.model.measure import Measure, TextVersion
from billtrack.model.text_choice import missing_parts
from billtrack.model.values import Value
from billtrack.output.formats import Answer, Json, JsonObject
from billtrack.output.page import cleaned, visible
from billtrack.output.plain import plain_text
from billtrack.output.programs import SCHEMA_VERSION, named_twice
from billtrack.serve.mcp.paging import Item, ListPage
from billtrack.status.status import is_reserved


class Availability(StrEnum):
    """What is known of a part: that it is loaded, or one of four answers that must not be confused."""

    LOADED = "loaded"
    NONE = "none"
    NOT_LOADED = "not loaded"
    NOT_PUBLISHED = "not published"
    FAILED = "failed"


Known: TypeAlias = Mapping[str, Mapping[str, Availability]]
"""What is known of the parts of each measure, each text or each place that was searched, by its name."""


class ToolReply(Value, frozen=True):
    """The answer of a tool: ``data`` has the command's JSON keys and more, ``text`` says everything in words."""

    data: JsonObject
    text: str


def reply(
    answer: Answer,
    lines: Iterable[str] = (),
    *,
    known: Known,
    also: JsonObject | None = None,
    body: Sequence[str] | None = None,
) -> ToolReply:
    """Give *answer* in both forms, with *lines* and what is *known* after it.

    *body* replaces its page, *also* adds keys to its JSON.
    """
    shown = [plain_text(cleaned(answer.page()))] if body is None else [*body, ""]
    return said([*shown, *map(visible, lines)], {**answer.data(), **(also or {})}, known)


def said(lines: Iterable[str], data: JsonObject, known: Known) -> ToolReply:
    """Give *data* and the *lines* that say the same, with what is *known* in both."""
    every: dict[str, Json] = {name: dict(parts) for name, parts in known.items()}
    text = "\n".join([*lines, *map(visible, _known_lines(known))])
    return ToolReply(named_twice({"schema_version": SCHEMA_VERSION, **data, "availability": every}), text)


def _known_lines(known: Known) -> Iterator[str]:
    for name, parts in known.items():
        words = (f"{part.replace('_', ' ')}: {has}" for part, has in parts.items())
        yield f"Availability for {name}: {'; '.join(words)}."


def paged(page: ListPage[Item]) -> dict[str, Json]:
    """The keys of a list given in pages."""
    return {"total": page.total, "next_cursor": page.next_cursor}


PARTS = ("sponsor", "cosponsors", "committees", "actions", "text_versions", "related_measures")


def availability(measure: Measure, parts: Sequence[str] = PARTS) -> dict[str, Availability]:
    """Say of each part of a record whether it is loaded, known to be none, or not loaded.

    A list of texts that is empty says that none is published.  Only a reserved number has no sponsor.
    """
    return {part: _availability(measure, part) for part in parts}


def _availability(measure: Measure, part: str) -> Availability:
    value = getattr(measure, part)
    if part == "sponsor" and value is None:
        return Availability.NONE if is_reserved(measure) else Availability.NOT_LOADED
    if value is None:
        return Availability.NOT_LOADED
    if value == ():
        return Availability.NOT_PUBLISHED if part == "text_versions" else Availability.NONE
    return Availability.LOADED


def text_availability(measure_type: MeasureType, text: TextVersion) -> dict[str, Availability]:
    """Say of each part of a text whether it is loaded, known to be none, or not loaded."""
    missing = missing_parts(measure_type, text)
    parts = ("sections",) if text.sections is not None else ("preamble", "resolved")
    held = {
        part: Availability.LOADED if getattr(text, part) else Availability.NONE for part in parts if part not in missing
    }
    return {**held, **{part.replace(" ", "_"): Availability.NOT_LOADED for part in missing}}


def searched(records: Sequence[object], problems: Sequence[object], *, has_archive: bool) -> Known:
    """Say of the places that were searched whether they are loaded."""
    held = Availability.LOADED if records else Availability.NONE
    return {
        "the search": {
            "records": Availability.FAILED if problems else held,
            "archive": Availability.LOADED if has_archive else Availability.NOT_LOADED,
        }
    }


def source_line(measure: Measure, part: str = "status") -> str:
    """Name the document a part comes from, with its SHA-256 and the day it was retrieved."""
    found = next((each for each in measure.sources if each.part == part), None)
    name = f"{measure.id} {part.replace(':', ' ')}"
    if found is None:
        return f"Source of {name}: not recorded."
    sha256 = found.sha256 or "not recorded"
    return f"Source of {name}: {found.url} (retrieved {found.retrieved}; SHA-256 {sha256})."


def as_of_line(measure: Measure) -> str:
    """Give the date of the official file."""
    day = measure.update_date.date() if measure.update_date else "not known"
    return f"As of: {day} (the official file of {measure.id})."
