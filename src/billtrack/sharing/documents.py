"""A document to share, before any format: titled parts of blocks, comparisons and inner parts.

``html_document``, ``markdown_document`` and ``word_document`` write it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.model.measure import Measure, Source, TextVersion
from billtrack.model.record_parts import text_part
from billtrack.model.values import Value
from billtrack.output.page import Block, Heading, Line
from billtrack.output.pictures.figures import Tiles
from billtrack.status.answers.status_card import unofficial_origin


class DocumentPart(Value, frozen=True):
    """A titled part of a document; ``name`` is unique in it: letters, digits, dots and hyphens."""

    name: str
    heading: Heading
    content: tuple[Content, ...]


class Pictures(Value, frozen=True):
    """Small maps side by side."""

    maps: tuple[Tiles, ...]


Content: TypeAlias = "Block | DiffAnswer | DocumentPart | Pictures"


class SharedDocument(Value, frozen=True):
    """A document: title, opening lines, parts.

    ``links`` lead to related documents; ``feed`` is the file name of its Atom feed; ``ending`` closes it.
    ``is_one_page``: it is to be printed on one page.  ``has_filter``: where scripts run, readers can filter its table.
    """

    title: str
    opening: tuple[Line, ...]
    parts: tuple[DocumentPart, ...]
    ending: tuple[Line, ...] = ()
    links: tuple[Line, ...] = ()
    feed: str | None = None
    is_one_page: bool = False
    has_filter: bool = False


def as_of(measures: Sequence[Measure]) -> str:
    """The days of the official files of *measures*, in a sentence."""
    days = [measure.update_date.date() for measure in measures if measure.update_date]
    if not days:
        return "The official files have no date."
    first, last = min(days), max(days)
    return f"As of the official files of {first}{f' to {last}' if last != first else ''}."


def source_label(measure: Measure, source: Source) -> str:
    """A source's part, and what it is if not the official print: ``text:ih, from an unofficial copy``."""
    text = text_of(measure, source)
    origin = unofficial_origin(text) if text else None
    return f"{source.part}{f', {origin}' if origin else ''}"


def text_of(measure: Measure, source: Source) -> TextVersion | None:
    """The text that *source* is of; ``None`` for another part."""
    return next((each for each in measure.text_versions or () if text_part(each.version_code) == source.part), None)
