"""The shape of ``diff --json``, for its JSON Schema; keys may be added."""

from typing import Literal, TypedDict

from billtrack.output.shapes import SpanShape


class SideShape(TypedDict):
    """One of the two texts; ``id`` is null for a file that does not say what it is."""

    id: str | None
    version: str | None
    coverage: str
    name: str
    taken: str | None


class WordsShape(TypedDict):
    """Words counted."""

    old: int
    new: int
    inserted: int
    deleted: int


class SummaryShape(TypedDict):
    """Clauses counted by what became of them; ``classes``: differences by class."""

    same: int
    edited: int
    moved: int
    split: int
    merged: int
    renumbered: int
    added: int
    removed: int
    not_loaded: int
    words: WordsShape
    classes: dict[str, int]


class BesideShape(TypedDict):
    """What differs outside the clauses."""

    what: str
    old: str | None
    new: str | None


HiddenShape = TypedDict("HiddenShape", {"class": str, "old": str, "new": str, "address": str})
"""A difference of a hidden class."""


class HighlightShape(TypedDict):
    """An amount, date, obligation, reference or title that changed."""

    old: str | None
    new: str | None
    address: str


class ReplacementShape(TypedDict):
    """Words replaced everywhere."""

    old: str
    new: str
    count: int


class KeptReferenceShape(TypedDict):
    """A reference that kept its words and names another clause."""

    words: str
    note: str
    address: str


class HighlightsShape(TypedDict):
    """What to look at first."""

    amounts: list[HighlightShape]
    dates: list[HighlightShape]
    obligations: list[HighlightShape]
    replacements: list[ReplacementShape]
    references: list[HighlightShape]
    titles: list[HighlightShape]
    kept_references: list[KeptReferenceShape]


UnitShape = TypedDict(
    "UnitShape",
    {
        "change": Literal["same", "edited", "split", "merged", "added", "removed", "not_loaded"],
        "moved": bool,
        "renumbered": bool,
        "old": list[str],
        "new": list[str],
        "class": str | None,
        "spans": list[SpanShape],
        "old_at": list[int],
        "new_at": list[int],
        "part": int | None,
    },
)
"""Clauses that belong together, by their addresses, and their words."""
FragmentShape = TypedDict("FragmentShape", {"from": int, "to": int})
"""Words that moved from one unit into another."""


class DiffShape(TypedDict):
    """The answer of ``diff``; ``identical`` is null where something was not compared."""

    schema_version: Literal[1]
    old: SideShape
    new: SideShape
    of: str
    identical: bool | None
    summary: SummaryShape
    beside: list[BesideShape]
    not_compared: list[str]
    hidden: list[HiddenShape]
    highlights: HighlightsShape
    units: list[UnitShape]
    fragments: list[FragmentShape]
