"""Which side of tracked changes in a Word document is read."""

from __future__ import annotations

from enum import StrEnum


class Tracked(StrEnum):
    """With the changes, or as it was before them."""

    ACCEPTED = "accepted"
    ORIGINAL = "original"
