"""Changed words without color: plain lines, and sentences for a screen reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from billtrack.output.revisions import (
    HUNK_MARK,
    Ink,
    Parallel,
    ParallelRow,
    Patch,
    Piece,
    Prose,
    Revision,
    bare,
    marked,
)

_INDENT = "    "


def place_line(block: Revision | ParallelRow) -> str:
    """The place and what happened to it, after the hunk mark if it changed."""
    named = ": ".join(part for part in (block.place, block.became) if part)
    return f"{HUNK_MARK} {named}" if block.is_change else named


def revision_lines(block: Revision | Parallel | Patch) -> Iterator[str]:
    """Write *block* as plain lines, nothing wrapped, changed words in their marks."""
    match block:
        case Revision():
            yield place_line(block)
            yield from (_prose_line(prose) for prose in block.paragraphs)
            yield from (f"{_INDENT}({note})" for note in block.notes)
        case Parallel():
            yield f"old: {block.old_title}"
            yield f"new: {block.new_title}"
            for row in block.rows:
                yield ""
                yield place_line(row)
                yield from (f"{_INDENT}old: {_prose_line(prose, _NO_INDENT)}" for prose in row.old)
                yield from (f"{_INDENT}new: {_prose_line(prose, _NO_INDENT)}" for prose in row.new)
                yield from (f"{_INDENT}({note})" for note in row.notes)
        case Patch():
            yield from patch_lines(block)


_NO_INDENT = ""


def _prose_line(prose: Prose, indent: str = _INDENT) -> str:
    return indent * (prose.depth + 1) + marked(prose.pieces)


def patch_lines(patch: Patch) -> Iterator[str]:
    """Write a unified diff, one clause per line."""
    yield f"--- {patch.old_title}"
    yield f"+++ {patch.new_title}"
    for line in patch.lines:
        words = bare(line.pieces)
        yield f"@@ {words} @@" if line.sign == "@" else f"{line.sign}{words}"


def revision_sentences(block: Revision | Parallel | Patch) -> Iterator[str]:
    """Write *block* as sentences, one per change: ``Whereas 2: 'first-hand' becomes 'firsthand'``."""
    match block:
        case Revision():
            yield ": ".join(part for part in (block.place, block.became) if part)
            for prose in block.paragraphs:
                yield from _said(block.place, prose.pieces)
            yield from (f"{block.place}: {note}" for note in block.notes)
        case Parallel():
            for row in block.rows:
                yield ": ".join(part for part in (row.place, row.became) if part)
                yield from (f"{row.place}, old: {bare(prose.pieces)}" for prose in row.old)
                yield from (f"{row.place}, new: {bare(prose.pieces)}" for prose in row.new)
        case Patch():
            yield from (f"{_SIGNS[line.sign]}{bare(line.pieces)}" for line in block.lines)


_SIGNS = {"-": "Old: ", "+": "New: ", " ": "", "@": ""}
_BEFORE = 5


def _said(place: str, pieces: Sequence[Piece]) -> Iterator[str]:
    if not any(piece.ink in {Ink.DELETED, Ink.INSERTED} for piece in pieces):
        yield f"{place}: {bare(pieces)}"
        return
    at = 0
    while at < len(pieces):
        piece, follows = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else None
        words, before = piece.text.strip(), _words_before(pieces, at)
        if piece.ink is Ink.DELETED and follows is not None and follows.ink is Ink.INSERTED:
            yield f"{place}: '{words}' becomes '{follows.text.strip()}'"
            at += 1
        elif piece.ink is Ink.DELETED:
            yield f"{place}: '{words}' deleted" + (f" after '{before}'" if before else "")
        elif piece.ink is Ink.INSERTED:
            yield f"{place}: '{words}' inserted" + (f" after '{before}'" if before else "")
        at += 1


def _words_before(pieces: Sequence[Piece], at: int) -> str:
    words = bare([piece for piece in pieces[:at] if piece.ink is not Ink.DELETED]).split()
    return " ".join(words[-_BEFORE:])
