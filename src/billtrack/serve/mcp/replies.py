"""What a tool returns: the command's JSON, and the same answer in words; long lists in pages of whole items.

Following the cursors from the first page gives every item once, in order, and no item is cut.  A cursor of another
list, or of one that has changed since, is refused.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from billtrack.errors import InputError
from billtrack.model.measure import Measure, TextVersion
from billtrack.model.measure_names import MeasureType
from billtrack.model.text_choice import missing_parts
from billtrack.model.values import Value
from billtrack.output.formats import Answer, Json, JsonObject
from billtrack.output.page import cleaned, visible
from billtrack.output.plain import plain_text
from billtrack.output.programs import SCHEMA_VERSION, named_twice
from billtrack.status.status import is_reserved

Item = TypeVar("Item")


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


PAGE_CHARACTERS = 20_000
"""The most characters of a page, about 5,000 tokens; a longer item gets its own page."""


class ToolPage(NamedTuple, Generic[Item]):
    """Items ``start`` to ``start + len(items)`` of ``total``; ``next_cursor`` is ``None`` on the last page."""

    items: tuple[Item, ...]
    start: int
    total: int
    next_cursor: str | None

    def line(self, noun: str, failed: Sequence[object] = ()) -> str:
        """Say in words whether the list is complete, or how to continue; it is not if anything *failed* to be read."""
        unread = f"Not complete: {len(failed)} could not be read, and what they hold is not known."
        if not self.total:
            return f"Found: 0 {noun}. {unread}" if failed else f"None: 0 {noun} in all. The list is complete."
        whole = f"{noun} {self.start + 1} to {self.start + len(self.items)} of {self.total}"
        if self.next_cursor is None:
            end = "This page completes the list." if self.start else "The list is complete."
            return f"Shown: {whole}. {unread if failed else end}"
        return f'Shown: {whole}. Incomplete: call again with cursor "{self.next_cursor}" for the rest.'


def page_of(
    items: Sequence[Item],
    identity: object,
    cursor: str | None,
    *,
    size: Callable[[Item], int] = lambda _: 0,
    most: int | None = None,
) -> ToolPage[Item]:
    """Make the page of *items* at *cursor*, limited by the *size* of items in characters, or to *most* items.

    *identity* describes the list: if its text changes, the cursors of the old list are refused.

    Raises:
        InputError: *cursor* is not a cursor of the present list.
    """
    digest = hashlib.sha256(f"{len(items)} {identity}".encode(errors="replace")).hexdigest()[:12]
    start = _start(cursor, digest, len(items))
    end, characters = start, 0
    while end < len(items) and (most is None or end - start < most):
        characters += size(items[end])
        if characters > PAGE_CHARACTERS and end > start:
            break
        end += 1
    following = f"{end}.{digest}" if end < len(items) else None
    return ToolPage(tuple(items[start:end]), start, len(items), following)


def _start(cursor: str | None, digest: str, total: int) -> int:
    if cursor is None:
        return 0
    match = re.fullmatch(r"([1-9][0-9]{0,8})\.([0-9a-f]{12})", cursor)
    if match is None:
        raise InputError("not a cursor of this tool", hint="leave out cursor to begin with the first page")
    if match[2] != digest or int(match[1]) >= total:
        raise InputError("this list has changed since the cursor was given", hint="begin again without a cursor")
    return int(match[1])


def paged(page: ToolPage[Item]) -> dict[str, Json]:
    """The keys of a list given in pages."""
    return {"total": page.total, "next_cursor": page.next_cursor}
