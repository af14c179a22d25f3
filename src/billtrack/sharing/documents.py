"""A document to share, before any format: titled parts, each of blocks, comparisons and parts inside it.

What a page is to an answer on the screen, a document is to a file; ``html``, ``markdown`` and ``word`` write it.
"""

from __future__ import annotations

from typing import TypeAlias

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.model.values import Value
from billtrack.output.page import Block, Heading, Line


class Part(Value, frozen=True):
    """A titled part of a document; ``name`` is its own in the document, of letters, digits, dots and hyphens."""

    name: str
    heading: Heading
    content: tuple[Content, ...]


Content: TypeAlias = "Block | DiffAnswer | Part"


class Document(Value, frozen=True):
    """A document: its title, what it says of itself, and its parts.

    ``links`` lead to the documents beside it, ``feed`` to the Atom feed it belongs to; ``ending`` closes it.
    """

    title: str
    opening: tuple[Line, ...]
    parts: tuple[Part, ...]
    ending: tuple[Line, ...] = ()
    links: tuple[Line, ...] = ()
    feed: str | None = None
