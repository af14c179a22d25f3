"""The progress of a long run, on standard error: a bar on a terminal, else one line per measure.

Rich is loaded only to draw a bar.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from itertools import count
from typing import TypeAlias

from billtrack.output.console import standard_error_is_terminal
from billtrack.output.page import visible
from billtrack.output.streams import say_line

Progress: TypeAlias = Callable[[str, str], None]
"""Takes each measure as it is done, and what became of it."""


@contextlib.contextmanager
def progress_of(total: int, doing: str, *, quiet: bool, colour: bool | None) -> Iterator[Progress]:
    """Show the progress of a run of *total* measures; the total may grow."""
    if quiet:
        yield lambda _measure, _fate: None
    elif not standard_error_is_terminal():
        yield _lines(total)
    else:
        with _bar(total, doing, colour=colour) as bar:
            yield bar


def _lines(total: int) -> Progress:
    numbers = count(1)

    def print_line(measure: str, fate: str) -> None:
        done = next(numbers)
        say_line(f"{done}/{max(total, done)} {measure}: {fate.replace('_', ' ')}")

    return print_line


@contextlib.contextmanager
def _bar(total: int, doing: str, *, colour: bool | None) -> Iterator[Progress]:
    from rich import progress  # noqa: PLC0415 - only a bar pays for Rich
    from rich.console import Console  # noqa: PLC0415 - the same

    console = Console(file=sys.stderr, no_color=colour is False, highlight=False, markup=False, emoji=False)
    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(bar_width=None),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(),
        progress.TextColumn("{task.fields[measure]}"),
    )
    with progress.Progress(*columns, console=console, transient=True) as display:
        task = display.add_task(doing, total=total, measure="")

        def advance(measure: str, _fate: str) -> None:
            finished = int(display.tasks[0].completed) + 1
            display.update(task, completed=finished, total=max(total, finished), measure=visible(measure))

        yield advance
