"""What can go wrong, sorted by whose move it is.

A message says what, where (file, line and column, or address), what was expected and what to do, in one line.
Each room turns its library's exceptions into these with ``from``; only ``billtrack.cli`` turns them into text.
"""

from __future__ import annotations


class BilltrackError(Exception):
    """The base of billtrack's errors; never raised itself.

    ``hint`` is an optional second line: what to try next.
    """

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class InputError(BilltrackError):
    """Your argument, file or record; unreadable XML and YAML too."""


class OptionError(InputError):
    """The value of an option that only the answer can tell to be wrong."""


class RemoteError(BilltrackError):
    """An official source refused, failed or could not be reached."""


class StoreError(BilltrackError):
    """The archive on disk is missing, stale, locked, foreign or damaged."""


class PassingError(StoreError):
    """The server of the archive, or the way to it, failed in a way that may pass: the same may succeed later."""
