"""The closed sets of options that a command's help shows; loads nothing, so that help does not load the model."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

KEEPERS: Final = ("notes", "tags", "position", "priority", "owner")
"""The keys that belong to the keeper of a record, its last ones: no document changes them."""


class Position(StrEnum):
    """The position of the keeper of a record on the measure."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    WATCH = "watch"


class Order(StrEnum):
    """The order of measures: newest or most first, what is not loaded last; equal ones by ID."""

    ACTION = "action"
    INTRODUCED = "introduced"
    COSPONSORS = "cosponsors"
    ID = "id"


class SortOrder(StrEnum):
    """How to sort a list of cosponsors."""

    OFFICIAL = "official"
    NAME = "name"
    PARTY = "party"
    STATE = "state"
    DATE = "date"


class CountBy(StrEnum):
    """What to count cosponsors by."""

    PARTY = "party"
    STATE = "state"
    DATE = "date"


class GroupBy(StrEnum):
    """What the changes of a digest are grouped by."""

    MEASURE = "measure"
    TAG = "tag"


class Tracked(StrEnum):
    """Which side of tracked changes in a Word document is read: with the changes, or as it was before them."""

    ACCEPTED = "accepted"
    ORIGINAL = "original"
