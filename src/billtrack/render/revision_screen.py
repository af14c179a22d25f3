"""Words that changed, on a terminal: deleted ones red and struck, inserted ones green and underlined.

Where there is no colour they stand in the marks of plain text.  Lines are broken here, not by Rich, which takes
many times as long over texts of a thousand pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType
from typing import TypeAlias

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.style import Style

from billtrack.render.revisions import (
    HUNK_MARK,
    Ink,
    Parallel,
    ParallelRow,
    Patch,
    PatchLine,
    Piece,
    Prose,
    Revision,
)

_INKS = MappingProxyType(
    {
        Ink.SAME: Style.null(),
        Ink.DELETED: Style(color="red", strike=True),
        Ink.INSERTED: Style(color="green", underline=True),
        Ink.QUIET: Style(dim=True),
    }
)
_LINE_STYLES = MappingProxyType(
    {"-": Style(color="red"), "+": Style(color="green"), " ": Style.null(), "@": Style(color="cyan", bold=True)}
)
_MARKS = MappingProxyType({Ink.DELETED: ("[-", "-]"), Ink.INSERTED: ("{+", "+}")})
_STRONG = Style(bold=True)
_QUIET = Style(dim=True)
_CHANGE = Style(color="yellow", bold=True)

DECORATED_HUNK_MARK = "●"
READABLE = 100
"""No line of running text is longer, however wide the terminal."""
_INDENT = 4
_NESTED = 3
_GOES_ON = "    "
"""Before the further lines of a line of a patch, so that none of them looks like one of its own."""
_NARROW = 60
"""Below this width two columns cannot be read: the sides stand under each other."""

Run: TypeAlias = tuple[str, Style]


class RevisionPainter:
    """Paints blocks of changed words into a given width."""

    def __init__(self, width: int, *, decorated: bool) -> None:
        self.width = width
        self.decorated = decorated

    def paint(self, block: Revision | Parallel | Patch) -> Painted:
        """Give what Rich prints for *block*."""
        return Painted(self, block)

    def lines(self, block: Revision | Parallel | Patch, *, coloured: bool) -> Iterator[list[Run]]:
        """Write *block* as lines of styled runs."""
        match block:
            case Revision():
                yield from self._revision(block, coloured=coloured)
            case Parallel():
                yield from self._parallel(block, coloured=coloured)
            case Patch():
                yield from self._patch(block, coloured=coloured)

    # ---------------------------------------------------------------------------------- inline

    def _revision(self, block: Revision, *, coloured: bool) -> Iterator[list[Run]]:
        yield from self._head(block, self._readable)
        for prose in block.paragraphs:
            indent = _INDENT + min(prose.depth * _NESTED, self.width // 3)
            yield from self._indented(_runs(prose, coloured=coloured), indent, self._readable - indent)
        yield from self._notes(block.notes)

    @property
    def _readable(self) -> int:
        return min(self.width, READABLE)

    def _head(self, block: Revision | ParallelRow, width: int) -> Iterator[list[Run]]:
        mark = f"{DECORATED_HUNK_MARK if self.decorated else HUNK_MARK} " if block.is_change else ""
        runs = [(mark, _CHANGE), (block.place, _STRONG if block.is_change else _QUIET)]
        if block.became:
            runs.append((f"{'  ' if block.place else ''}{block.became}", _QUIET))
        first, *more = wrapped(runs, width - len(mark))
        yield first
        yield from ([(" " * len(mark), _QUIET), *line] for line in more)

    def _notes(self, notes: Iterable[str]) -> Iterator[list[Run]]:
        for note in notes:
            yield from self._indented([(f"({note})", _QUIET)], _INDENT, self._readable - _INDENT)

    def _indented(self, runs: Sequence[Run], indent: int, width: int) -> Iterator[list[Run]]:
        for line in wrapped(runs, width):
            yield [(" " * indent, Style.null()), *line]

    # ----------------------------------------------------------------------------- side by side

    def _parallel(self, block: Parallel, *, coloured: bool) -> Iterator[list[Run]]:
        if self.width >= _NARROW:
            yield from self._beside([(block.old_title, _STRONG)], [(block.new_title, _STRONG)])
        for row in block.rows:
            yield []
            yield from self._head(row, self.width)
            if self.width < _NARROW:
                yield from self._stacked(row, coloured=coloured)
            else:
                yield from self._columns(row, coloured=coloured)
            yield from self._notes(row.notes)

    def _stacked(self, row: ParallelRow, *, coloured: bool) -> Iterator[list[Run]]:
        for name, side in (("old", row.old), ("new", row.new)):
            for prose in side:
                runs = [(f"{name}: ", _QUIET), *_runs(prose, coloured=coloured)]
                yield from self._indented(runs, 2, self.width - 2)

    def _columns(self, row: ParallelRow, *, coloured: bool) -> Iterator[list[Run]]:
        """Paragraphs of the two sides, each pair beginning on one line."""
        for at in range(max(len(row.old), len(row.new))):
            old, new = (_runs(side[at], coloured=coloured) if at < len(side) else [] for side in (row.old, row.new))
            yield from self._beside(old, new)

    def _beside(self, old: Sequence[Run], new: Sequence[Run]) -> Iterator[list[Run]]:
        width = (self.width - 3) // 2
        left, right = wrapped(old, width), wrapped(new, width)
        rule = " │ " if self.decorated else " | "
        for at in range(max(len(left), len(right))):
            line = left[at] if at < len(left) else []
            room = width - sum(_cells(text) for text, _ in line)
            yield [
                *line,
                (" " * room, Style.null()),
                (rule, _QUIET),
                *(right[at] if at < len(right) else []),
            ]

    # ------------------------------------------------------------------------------------ patch

    def _patch(self, block: Patch, *, coloured: bool) -> Iterator[list[Run]]:
        yield [(f"--- {block.old_title}", _STRONG)]
        yield [(f"+++ {block.new_title}", _STRONG)]
        for line in block.lines:
            runs = _patch_runs(line, coloured=coloured)
            sign = "@@ " if line.sign == "@" else line.sign
            for at, piece in enumerate(wrapped(runs, self.width - len(_GOES_ON))):
                yield [(sign if at == 0 else _GOES_ON, _LINE_STYLES[line.sign]), *piece]


class Painted:
    """A block on its way to the console, which alone knows whether there is colour."""

    def __init__(self, painter: RevisionPainter, block: Revision | Parallel | Patch) -> None:
        self.painter = painter
        self.block = block

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """Give the segments of every line."""
        for line in self.painter.lines(self.block, coloured=console.color_system is not None):
            yield from (Segment(text, style) for text, style in line)
            yield Segment.line()


def _runs(prose: Prose, *, coloured: bool) -> list[Run]:
    if coloured:
        return [(piece.text, _INKS[piece.ink]) for piece in prose.pieces]
    return [("".join(_in_marks(piece)), Style.null()) for piece in prose.pieces]


def _in_marks(piece: Piece) -> tuple[str, str, str]:
    before, after = _MARKS.get(piece.ink, ("", ""))
    return before, piece.text, after


def _patch_runs(line: PatchLine, *, coloured: bool) -> list[Run]:
    """A line in its colour, the words that changed inside it underlined."""
    base = _LINE_STYLES[line.sign]
    if not coloured or all(piece.ink is line.pieces[0].ink for piece in line.pieces):
        quiet = bool(line.pieces) and line.pieces[0].ink is Ink.QUIET
        return [(piece.text, _QUIET if quiet else base) for piece in line.pieces]
    return [
        (piece.text, base if piece.ink is Ink.SAME else base + Style(underline=True, bold=True))
        for piece in line.pieces
    ]


# ------------------------------------------------------------------------------- breaking lines

_TOKENS = re.compile(r" +|[^ ]+")


def _cells(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)


def wrapped(runs: Iterable[Run], width: int) -> list[list[Run]]:
    """Break *runs* into lines of at most *width* cells, at spaces; a word longer than a line is cut."""
    lines: list[list[Run]] = [[]]
    used = 0
    for word, space in _words(runs):
        size = sum(_cells(text) for text, _ in word)
        gap = len(space[0]) if space else 0
        if used and used + gap + size > width:
            lines.append([])
            used = 0
        elif space and used:
            _extend(lines[-1], space)
            used += gap
        for text, style in word:
            for at, part in enumerate(chop_cells(text, width) if size > width else (text,)):
                if at:
                    lines.append([])
                    used = 0
                _extend(lines[-1], (part, style))
                used += _cells(part)
    return lines


def _extend(line: list[Run], run: Run) -> None:
    """Append *run*, joined to the last one where their styles are the same."""
    if line and line[-1][1] is run[1]:
        line[-1] = (line[-1][0] + run[0], run[1])
    else:
        line.append(run)


def _words(runs: Iterable[Run]) -> Iterator[tuple[list[Run], Run | None]]:
    """Words, each of one run or more, with the space before it."""
    word: list[Run] = []
    space: Run | None = None
    for text, style in runs:
        for token in _TOKENS.findall(text):
            if token[0] != " ":
                word.append((token, style))
                continue
            if word:
                yield word, space
                word = []
            space = (token, style)
    if word:
        yield word, space
