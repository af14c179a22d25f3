"""Lines of words in styles, for a terminal: how they are broken, and how they are written.

Lines are broken here, not by Rich's console: that takes many times as long over texts of a thousand pages, and to
load it as long as a short answer takes.  Of Rich, its styles and its widths of characters are enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from rich.cells import cell_len, chop_cells
from rich.color import ColorSystem
from rich.style import Style

Run: TypeAlias = tuple[str, Style]

UNSTYLED = Style.null()
STRONG = Style(bold=True)
QUIET = Style(dim=True)


def written(lines: Iterable[Sequence[Run]], *, coloured: bool) -> str:
    """Write *lines*, none with spaces at its end; their styles only where they are to be *coloured*."""
    system = ColorSystem.STANDARD if coloured else None
    return "".join(
        f"{''.join(style.render(text, color_system=system) for text, style in line).rstrip()}\n" for line in lines
    )


def indented(runs: Iterable[Run], indent: int, width: int) -> Iterator[list[Run]]:
    """Break *runs* into lines of at most *width* cells after *indent* of them."""
    for line in wrapped(runs, width):
        yield [(" " * indent, UNSTYLED), *line]


_TOKENS = re.compile(r" +|[^ ]+")


def cells(text: str) -> int:
    """The columns *text* takes."""
    return len(text) if text.isascii() else cell_len(text)


def wrapped(runs: Iterable[Run], width: int) -> list[list[Run]]:
    """Break *runs* into lines of at most *width* cells, at spaces; a word longer than a line is cut."""
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
