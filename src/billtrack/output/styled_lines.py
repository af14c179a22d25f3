"""Lines of styled words for a terminal: wrapping and writing them.

Rich's console would take many times as long over texts of a thousand pages, and loading it takes as long as a short
answer.  Only Rich's styles and character widths are used here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from rich.cells import cell_len, chop_cells
from rich.color import ColorSystem
from rich.style import Style

from billtrack.model.patterns import pattern

Run: TypeAlias = tuple[str, Style]

UNSTYLED = Style.null()
STRONG = Style(bold=True)
QUIET = Style(dim=True)


def written(lines: Iterable[Sequence[Run]], *, coloured: bool) -> Iterator[str]:
    """Write *lines* without trailing spaces, each with its end; with their styles if *coloured*."""
    system = ColorSystem.STANDARD if coloured else None
    for line in lines:
        yield f"{''.join(style.render(text, color_system=system) for text, style in line).rstrip()}\n"


def indented(runs: Iterable[Run], indent: int, width: int) -> Iterator[list[Run]]:
    """Wrap *runs* to *width* cells, after an indent of *indent* cells."""
    for line in wrapped(runs, width):
        yield [(" " * indent, UNSTYLED), *line]


_TOKENS = pattern(r" +|[^ ]+")


def cells(text: str) -> int:
    """The width of *text* in columns."""
    return len(text) if text.isascii() else cell_len(text)


def wrapped(runs: Iterable[Run], width: int) -> list[list[Run]]:
    """Wrap *runs* to *width* cells, at spaces; a word longer than a line is cut."""
    lines: list[list[Run]] = [[]]
    used = 0
    for word, space in _words(runs):
        size = sum(cells(text) for text, _ in word)
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
                used += cells(part)
    return lines


def _extend(line: list[Run], run: Run) -> None:
    """Append *run*, joined to the last one if their styles are the same."""
    if line and line[-1][1] is run[1]:
        line[-1] = (line[-1][0] + run[0], run[1])
    else:
        line.append(run)


def _words(runs: Iterable[Run]) -> Iterator[tuple[list[Run], Run | None]]:
    """Split into words, each of one or more runs, with the space before it."""
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
