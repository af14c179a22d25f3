"""A Markdown text on a terminal."""

import io

from rich.console import Console
from rich.markdown import Markdown

_READABLE = 100
"""The longest line, even on a wider terminal."""


def markdown_screen(text: str, *, width: int, color: bool) -> str:
    """Lay out billtrack's own Markdown *text* for a terminal *width* columns wide."""
    paper = io.StringIO()
    console = Console(
        file=paper,
        width=min(width, _READABLE),
        force_terminal=color,
        color_system="standard" if color else None,
        legacy_windows=False,
    )
    console.print(Markdown(text, code_theme="ansi_dark", hyperlinks=False))
    return "".join(f"{line.rstrip()}\n" for line in paper.getvalue().splitlines())
