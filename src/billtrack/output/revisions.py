"""Blocks of a page for changed words: what was deleted, what was inserted, and where.

They know no width and no color.  Without color, deleted words are in ``[-...-]``, inserted ones in ``{+...+}``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

import msgspec


class Ink(StrEnum):
    """Where words come from: both texts, the old one, the new one, or (quiet) the page itself."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"
    QUIET = "quiet"


class Piece(msgspec.Struct, frozen=True):
    """A stretch of words of one ink."""

    text: str
    ink: Ink = Ink.SAME


class Prose(msgspec.Struct, frozen=True):
    """One paragraph of pieces, ``depth`` its indent in steps."""

    pieces: tuple[Piece, ...]
    depth: int = 0


class Revision(msgspec.Struct, frozen=True):
    """What happened at one place of the text: its name, the change in a few words, and the text itself.

    ``is_change`` is false for unchanged context and for stubs; ``notes`` come after the text.
    """

    place: str
    became: str
    paragraphs: tuple[Prose, ...] = ()
    notes: tuple[str, ...] = ()
    is_change: bool = True


class ParallelRow(msgspec.Struct, frozen=True):
    """The two sides of one place; a side that has no such place is empty."""

    place: str
    became: str
    old: tuple[Prose, ...] = ()
    new: tuple[Prose, ...] = ()
    notes: tuple[str, ...] = ()
    is_change: bool = True


class Parallel(msgspec.Struct, frozen=True):
    """Old and new side by side, rows aligned by place."""

    old_title: str
    new_title: str
    rows: tuple[ParallelRow, ...]


class PatchLine(msgspec.Struct, frozen=True):
    """One line of a patch: ``sign`` is ``-``, ``+``, a space, or ``@`` for the heading of a hunk."""

    sign: str
    pieces: tuple[Piece, ...]


class Patch(msgspec.Struct, frozen=True):
    """A unified diff of whole clauses, one per line."""

    old_title: str
    new_title: str
    lines: tuple[PatchLine, ...]


HUNK_MARK = "*"
"""Marks the line that names a changed place, in ASCII."""

HUNK_LINES = r"^(●|\*|@@) "
"""The lines that name a changed place, in every layout, as a pattern to search for."""


def marked(pieces: Iterable[Piece]) -> str:
    """Write *pieces* with their inks as marks: ``[-first-hand-]{+firsthand+}``."""
    return "".join([f"{_BEFORE[piece.ink]}{piece.text}{_AFTER[piece.ink]}" for piece in pieces])


def tagged(pieces: Iterable[Piece], written: Callable[[str], str]) -> str:
    """Write *pieces* with their inks as elements of HTML, which Markdown has too; *written* writes outside words."""
    return "".join(_tagged(written(piece.text), _TAGS.get(piece.ink)) for piece in pieces)


def _tagged(words: str, tag: str | None) -> str:
    return f"<{tag}>{words}</{tag}>" if tag else words


_TAGS = {Ink.DELETED: "del", Ink.INSERTED: "ins", Ink.QUIET: "em"}


def bare(pieces: Iterable[Piece]) -> str:
    """Write *pieces* without marks."""
    return "".join([piece.text for piece in pieces])


_BEFORE = {Ink.SAME: "", Ink.DELETED: "[-", Ink.INSERTED: "{+", Ink.QUIET: ""}
_AFTER = {Ink.SAME: "", Ink.DELETED: "-]", Ink.INSERTED: "+}", Ink.QUIET: ""}
