"""A document to share, before any format: titled parts of blocks, comparisons and inner parts.

``html_document``, ``markdown_document`` and ``word_document`` write it.
"""

from __future__ import annotations

from typing import TypeAlias

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.model.values import Value
from billtrack.output.page import Block, Heading, Line


class DocumentPart(Value, frozen=True):
    """A titled part of a document; ``name`` is unique in it: letters, digits, dots and hyphens."""

    name: str
    heading: Heading
    content: tuple[Content, ...]


Content: TypeAlias = "Block | DiffAnswer | DocumentPart"


class SharedDocument(Value, frozen=True):
    """A document: title, opening lines, parts.

    ``links`` lead to related documents; ``feed`` is the file name of its Atom feed; ``ending`` closes it.
    """

    title: str
    opening: tuple[Line, ...]
    parts: tuple[DocumentPart, ...]
    ending: tuple[Line, ...] = ()
    links: tuple[Line, ...] = ()
    feed: str | None = None
