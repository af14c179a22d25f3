"""The content of an answer, whatever its format: a page of blocks.

A page is the one definition of an answer's content for people; ``plain``, ``linear``, ``markdown`` and ``screen``
each write it in their way.  A page knows no width, color or terminal, and its words say everything: a tone only
decorates them.
"""

from __future__ import annotations

import re
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import msgspec

from billtrack.model.values import Streamed

if TYPE_CHECKING:  # most answers have no words that changed and no pictures
    from billtrack.output.pictures import Curve, Tiles
    from billtrack.output.revisions import Parallel, Patch, Revision


class Tone(StrEnum):
    """How a line may be colored."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    DEMOCRAT = "democrat"
    REPUBLICAN = "republican"
    OTHER_PARTY = "other party"


class Mark(StrEnum):
    """Whether a step has been reached."""

    DONE = "done"
    CURRENT = "now"
    FINAL = "final"
    ENDED = "ended"
    AHEAD = "not reached"


class _Block(msgspec.Struct, frozen=True):
    """The base of every block: immutable, compared by value.

    A struct, not a dataclass: defining twenty dataclasses takes longer than reading a record and answering.
    """


class Heading(_Block, frozen=True):
    """The title of what follows; ``aside`` is its short name."""

    text: str
    aside: str = ""


class Line(_Block, frozen=True):
    """One statement; ``address`` is where it links to, in formats with links."""

    text: str
    tone: Tone = Tone.PLAIN
    address: str = ""


class Bar(_Block, frozen=True):
    """One count out of ``total``."""

    label: str
    count: int
    total: int
    tone: Tone = Tone.PLAIN


class Fact(_Block, frozen=True):
    """A label, and one or more lines about it."""

    label: str
    lines: tuple[Line | Bar, ...]


LABELS = 13
"""The least width of a label, so that the groups of facts on a page align."""


class Facts(_Block, frozen=True):
    """Labelled facts that belong together."""

    facts: tuple[Fact, ...]


class PathStep(_Block, frozen=True):
    """One step of a measure's path; ``when`` is empty for a step not reached."""

    name: str
    when: str
    mark: Mark


class Steps(_Block, frozen=True):
    """The steps a measure has taken, and those that must follow."""

    steps: tuple[PathStep, ...]


class TimelineEntry(_Block, frozen=True):
    """What happened at one time: the first line is the event, the others explain it."""

    when: str
    lines: tuple[Line, ...]


class Timeline(_Block, frozen=True):
    """Events, oldest first."""

    events: tuple[TimelineEntry, ...]


class Paragraph(_Block, frozen=True):
    """One paragraph of a text: ``lead`` is its printed number or opening formula, ``depth`` its indent in steps.

    ``address`` is its name for the margin, no part of its words.
    """

    text: str
    depth: int = 0
    lead: str = ""
    tone: Tone = Tone.PLAIN
    address: str = ""


class Passage(_Block, frozen=True):
    """Words of a text, in reading order."""

    paragraphs: tuple[Paragraph, ...]


class Column(_Block, frozen=True):
    """A column: ``key`` is its stable name for programs, ``title`` the one for people.

    ``is_prose``: its cells may wrap where the screen is narrow.  ``is_cut``: they are cut there, one line per row.
    ``least``: its least width if it is prose, or if rows are written before all are read.
    """

    key: str
    title: str
    is_number: bool = False
    is_prose: bool = False
    is_cut: bool = False
    least: int = 0


Row: TypeAlias = tuple[str, ...]


class Table(_Block, frozen=True):
    """Rows of text; every row has one cell per column.

    ``links``: where a cell of each row links to, the first one or that of ``linked_column``; one per row, or none.
    ``has_titles``: whether its columns have a header row.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    links: tuple[str, ...] = ()
    has_titles: bool = True
    linked_column: int = 0


class StreamedTable(_Block, frozen=True):
    """A table so long that its first rows are written before the last are read: on a screen, and in plain text."""

    columns: tuple[Column, ...]
    rows: Streamed[Row]

    def whole(self) -> Table:
        """Read all rows."""
        return Table(self.columns, tuple(self.rows))


class MarkedWords(_Block, frozen=True):
    """Some words of a text, marked or not."""

    text: str
    is_marked: bool = False


class FoundPassage(_Block, frozen=True):
    """A passage a search found: where it is, its words, and a note."""

    heading: Heading
    words: tuple[MarkedWords, ...]
    note: str


class Card(_Block, frozen=True):
    """One measure: its heading and the blocks under it."""

    heading: Heading
    blocks: tuple[Block, ...]


class Page(_Block, frozen=True):
    """Blocks in reading order."""

    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """Its first heading; ``billtrack`` where it has none."""
        headings = (getattr(block, "heading", block) for block in self.blocks)
        return next((each.text for each in headings if isinstance(each, Heading)), "billtrack")

    def whole(self) -> Page:
        """Read the rows of streamed tables, for a format that is not written piece by piece."""
        return Page(tuple(each.whole() if isinstance(each, StreamedTable) else each for each in self.blocks))


Block: TypeAlias = (
    "Heading | Line | Facts | Steps | Timeline | Passage | Table | Card | Revision | Parallel | Patch | Curve | Tiles"
    " | FoundPassage | StreamedTable"
)


# ------------------------------------------------------------------------------------- safety

UNSEEN = (
    "\x7f-\x9f"  # DEL and C1: what terminals obey
    "\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"  # marks that join, hide or turn text
    "\U000e0000-\U000e007f"  # unseen copies of ASCII
    "\ud800-\udfff"  # halves of characters, which no encoding writes
    "\ufffe\uffff"  # no characters, which XML cannot carry
)
"""Pattern ranges of what a terminal may obey or no reader can see, besides the C0 controls."""

_UNSAFE = f"[\x00-\x1f{UNSEEN}]"


def visible(text: str) -> str:
    """Write *text* on one line without anything a terminal would obey or a reader could not see.

    White space of any kind becomes a space; a control or invisible character is named: ``<U+001B>``.
    """
    return text if text.isprintable() else re.sub(_UNSAFE, _named, text)


def _named(found: re.Match[str]) -> str:
    character = found[0]
    return " " if character in "\t\n\v\f\r\x85\u2028\u2029" else f"<U+{ord(character):04X}>"


Shown = TypeVar("Shown")


def cleaned(value: Shown) -> Shown:
    """Copy a page, or any part of one, with every text in it made ``visible``.

    The one place where outside text is made safe to show: every format but JSON passes through it.
    """
    return _cleaned(value)  # type: ignore[return-value]  # a copy is of its original's type


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return value if isinstance(value, Enum) else visible(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(item) for item in value)
    if isinstance(value, msgspec.Struct):
        return type(value)(*(_cleaned(getattr(value, field)) for field in value.__struct_fields__))
    if isinstance(value, Streamed):
        return Streamed(lambda: map(_cleaned, value))
    return value


MADE_BY = Line(
    "Produced by billtrack. Stages, outcomes, counts and differences are computed from the sources.", Tone.QUIET
)
"""Ends every document and web page."""
