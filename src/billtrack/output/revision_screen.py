"""Changed words on a terminal: deleted ones red and struck, inserted ones green and underlined.

Without color they have the marks of plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.style import Style

from billtrack.output.revisions import (
    HUNK_MARK,
    Ink,
    Parallel,
    ParallelRow,
    Patch,
    PatchLine,
    Prose,
    Revision,
    marked,
)
from billtrack.output.styled_lines import QUIET, READABLE, STRONG, UNSTYLED, Run, cells, indented, wrapped

_INKS = {
    Ink.SAME: UNSTYLED,
    Ink.DELETED: Style(color="red", strike=True),
    Ink.INSERTED: Style(color="green", underline=True),
    Ink.QUIET: QUIET,
}
_LINE_STYLES = {"-": Style(color="red"), "+": Style(color="green"), " ": UNSTYLED, "@": Style(color="cyan", bold=True)}
_CHANGE = Style(color="yellow", bold=True)

DECORATED_HUNK_MARK = "●"
_INDENT = 4
_NESTED = 3
_GOES_ON = "    "
"""Before the continuation of a wrapped line of a patch, so that it does not look like a line of its own."""
_NARROW = 60
"""Below this width two columns cannot be read: old and new are stacked."""


class RevisionPainter:
    """Paints blocks of changed words into a given width."""

    def __init__(self, width: int, *, decorated: bool, coloured: bool) -> None:
        self.width = width
        self.decorated = decorated
        self.coloured = coloured

    def lines(self, block: Revision | Parallel | Patch) -> Iterator[list[Run]]:
        """Write *block* as lines of styled runs."""
        match block:
            case Revision():
                yield from self._revision(block)
            case Parallel():
                yield from self._parallel(block)
            case Patch():
                yield from self._patch(block)

    def _revision(self, block: Revision) -> Iterator[list[Run]]:
        yield from self._head(block, self._readable)
        for prose in block.paragraphs:
            indent = _INDENT + min(prose.depth * _NESTED, self.width // 3)
            yield from indented(_runs(prose, coloured=self.coloured), indent, self._readable - indent)
        yield from self._notes(block.notes)

    @property
    def _readable(self) -> int:
        return min(self.width, READABLE)

    def _head(self, block: Revision | ParallelRow, width: int) -> Iterator[list[Run]]:
        mark = f"{DECORATED_HUNK_MARK if self.decorated else HUNK_MARK} " if block.is_change else ""
        runs = [(mark, _CHANGE), (block.place, STRONG if block.is_change else QUIET)]
        if block.became:
            runs.append((f"{'  ' if block.place else ''}{block.became}", QUIET))
        first, *more = wrapped(runs, width - len(mark))
        yield first
        yield from ([(" " * len(mark), QUIET), *line] for line in more)

    def _notes(self, notes: Iterable[str]) -> Iterator[list[Run]]:
        for note in notes:
            yield from indented([(f"({note})", QUIET)], _INDENT, self._readable - _INDENT)

    def _parallel(self, block: Parallel) -> Iterator[list[Run]]:
        if self.width >= _NARROW:
            yield from self._beside([(block.old_title, STRONG)], [(block.new_title, STRONG)])
        for row in block.rows:
            yield []
            yield from self._head(row, self.width)
            if self.width < _NARROW:
                yield from self._stacked(row)
            else:
                yield from self._columns(row)
            yield from self._notes(row.notes)

    def _stacked(self, row: ParallelRow) -> Iterator[list[Run]]:
        for name, side in (("old", row.old), ("new", row.new)):
            for prose in side:
                runs = [(f"{name}: ", QUIET), *_runs(prose, coloured=self.coloured)]
                yield from indented(runs, 2, self.width - 2)

    def _columns(self, row: ParallelRow) -> Iterator[list[Run]]:
        """Paragraphs of the two sides, each pair beginning on one line."""
        for at in range(max(len(row.old), len(row.new))):
            old, new = (
                _runs(side[at], coloured=self.coloured) if at < len(side) else [] for side in (row.old, row.new)
            )
            yield from self._beside(old, new)

    def _beside(self, old: Sequence[Run], new: Sequence[Run]) -> Iterator[list[Run]]:
        width = (self.width - 3) // 2
        left, right = wrapped(old, width), wrapped(new, width)
        rule = " │ " if self.decorated else " | "
        for at in range(max(len(left), len(right))):
            line = left[at] if at < len(left) else []
            room = width - sum(cells(text) for text, _ in line)
            yield [
                *line,
                (" " * room, UNSTYLED),
                (rule, QUIET),
                *(right[at] if at < len(right) else []),
            ]

    def _patch(self, block: Patch) -> Iterator[list[Run]]:
        yield [(f"--- {block.old_title}", STRONG)]
        yield [(f"+++ {block.new_title}", STRONG)]
        for line in block.lines:
            runs = _patch_runs(line, coloured=self.coloured)
            sign = "@@ " if line.sign == "@" else line.sign
            for at, piece in enumerate(wrapped(runs, self.width - len(_GOES_ON))):
                yield [(sign if at == 0 else _GOES_ON, _LINE_STYLES[line.sign]), *piece]


def _runs(prose: Prose, *, coloured: bool) -> list[Run]:
    if coloured:
        return [(piece.text, _INKS[piece.ink]) for piece in prose.pieces]
    return [(marked([piece]), UNSTYLED) for piece in prose.pieces]


def _patch_runs(line: PatchLine, *, coloured: bool) -> list[Run]:
    """A line in its color, its changed words underlined."""
    base = _LINE_STYLES[line.sign]
    if not coloured or all(piece.ink is line.pieces[0].ink for piece in line.pieces):
        quiet = bool(line.pieces) and line.pieces[0].ink is Ink.QUIET
        return [(piece.text, QUIET if quiet else base) for piece in line.pieces]
    return [
        (piece.text, base if piece.ink is Ink.SAME else base + Style(underline=True, bold=True))
        for piece in line.pieces
    ]
