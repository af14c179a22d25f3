"""The progress of a long run, on standard error: a bar on a terminal, else one line per measure.

Rich is loaded only to draw a bar.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Protocol

from billtrack.output.console import standard_error_is_terminal
from billtrack.output.page import visible
from billtrack.output.streams import say_line


class Progress(Protocol):
    """Takes each measure as it is done."""

    def done(self, measure: str, fate: str) -> None:
        """One more measure is done."""


@contextlib.contextmanager
def progress_of(total: int, doing: str, *, quiet: bool, colour: bool | None) -> Iterator[Progress]:
    """Show the progress of a run of *total* measures; the total may grow."""
    if quiet:
        yield _Silence()
    elif not standard_error_is_terminal():
        yield _Lines(total)
    else:
        with _bar(total, doing, colour=colour) as bar:
            yield bar


class _Silence:
    """Shows nothing."""

    def done(self, measure: str, fate: str) -> None:
        """Show nothing."""


class _Lines:
    """One line per measure."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0

    def done(self, measure: str, fate: str) -> None:
        """Print one line."""
        self._done += 1
        self._total = max(self._total, self._done)
        say_line(f"{self._done}/{self._total} {measure}: {fate.replace('_', ' ')}")


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

        class _Bar:
            """A bar, and the latest measure."""

            def done(self, measure: str, fate: str) -> None:  # noqa: ARG002 - a bar has no room for it
                """Advance the bar."""
                finished = int(display.tasks[0].completed) + 1
                display.update(task, completed=finished, total=max(total, finished), measure=visible(measure))

        yield _Bar()
