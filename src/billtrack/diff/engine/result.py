"""The result of a comparison: one frozen value that every display reads.  It knows no color, layout or I/O."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from billtrack.model.clauses import Clause
from billtrack.model.values import Value


class Change(StrEnum):
    """What became of a clause."""

    SAME = "same"
    EDITED = "edited"
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    REMOVED = "removed"
    NOT_LOADED = "not_loaded"


class ChangeClass(StrEnum):
    """The classes of difference, most serious first.

    The first five are shown by default; the last three are counted and listed.  ``REFERENCE`` is a changed
    cross-reference that is not proven to name the same clause; one that is proven to is ``NUMBERING``.
    """

    SUBSTANTIVE = "substantive"
    REFERENCE = "reference"
    PUNCTUATION = "punctuation"
    CONFORMING = "conforming"
    CONNECTIVE = "connective"
    NUMBERING = "numbering"
    CAPITALIZATION = "capitalization"
    TYPOGRAPHIC = "typographic"


def gravest(classes: Iterable[ChangeClass | None]) -> ChangeClass | None:
    """Return the most serious of *classes*; ``None`` if there is none."""
    held = set(classes)
    return next((kind for kind in ChangeClass if kind in held), None)


HIDDEN = frozenset({ChangeClass.NUMBERING, ChangeClass.CAPITALIZATION, ChangeClass.TYPOGRAPHIC})
"""The classes that are counted and listed instead of shown."""


class Op(StrEnum):
    """Which text a span's words are in: both, the old one, the new one."""

    EQUAL = "="
    DELETE = "-"
    INSERT = "+"


ANOTHER_LAW = "another law"
NOT_IDENTIFIED = "a clause not identified"


class ReferenceChange(Value, frozen=True):
    """What a changed cross-reference names on each side.

    A side is a citation in that text (``section 3(b)``; several with commas), ``ANOTHER_LAW``,
    ``NOT_IDENTIFIED`` or the whole text.
    """

    old: str
    new: str

    @property
    def note(self) -> str:
        """The note to print beside the hunk."""
        if self.old != self.new:
            return f"now names {self.new}, before {self.old}"
        if self.new in {ANOTHER_LAW, NOT_IDENTIFIED}:
            return f"reference to {self.new}"
        return f"{self.new} {'are other clauses' if ', ' in self.new else 'is another clause'} now"


class Span(Value, frozen=True):
    """A stretch of words of a unit.

    ``text``: the words as the new text prints them; for a deleted span, as the old text does.  ``old``: an equal
    span as the old text prints it, if that differs (quotation marks, dashes, spaces, case of headings).
    ``change_class``: the class of the hunk that the span belongs to; ``TYPOGRAPHIC`` for a span with ``old``; else
    ``None``.  ``fragment``: for words that moved, the same number on the deleted and the inserted span, an index
    into ``Comparison.fragments``.  ``reference``: set on both spans of a hunk of class ``REFERENCE``.
    """

    op: Op
    text: str
    old: str | None = None
    change_class: ChangeClass | None = None
    fragment: int | None = None
    reference: ReferenceChange | None = None

    @property
    def old_text(self) -> str:
        """The span's words in the old text; empty for an insertion."""
        if self.op is Op.INSERT:
            return ""
        return self.text if self.old is None else self.old

    @property
    def new_text(self) -> str:
        """The span's words in the new text; empty for a deletion."""
        return "" if self.op is Op.DELETE else self.text


def is_one_hunk(first: Span, second: Span) -> bool:
    """Whether two adjacent spans belong to one hunk: the same class, deletions before insertions."""
    return (
        first.op is not Op.EQUAL
        and second.op is not Op.EQUAL
        and first.change_class is second.change_class
        and not (first.op is Op.INSERT and second.op is Op.DELETE)
    )


class UnitChange(Value, frozen=True):
    """What became of one clause, or of the clauses of a split or merge.

    ``old`` and ``new`` are indexes into ``Comparison.old`` and ``.new``, ascending.  A split or merge has several on
    one side; an added or removed unit has none on the other.  ``moved`` and ``renumbered`` may go with any change of
    a clause that is in both texts.  ``spans`` have the words of all its clauses, joined by a newline.
    If a text is partial, one clause may be spread over several units: ``part`` numbers them, and those that the other
    text lacks are ``NOT_LOADED``.  ``change_class``: the most serious of its spans; ``None`` if nothing differs.
    """

    change: Change
    old: tuple[int, ...]
    new: tuple[int, ...]
    spans: tuple[Span, ...]
    moved: bool = False
    renumbered: bool = False
    change_class: ChangeClass | None = None
    part: int = 0

    @property
    def old_text(self) -> str:
        """The unit's words as the old text prints them."""
        return "".join([span.old_text for span in self.spans])

    @property
    def new_text(self) -> str:
        """The unit's words as the new text prints them."""
        return "".join([span.new_text for span in self.spans])


class Fragment(Value, frozen=True):
    """Words that moved from one unit to another: indexes into ``Comparison.units``."""

    source: int
    target: int


class Comparison(Value, frozen=True):
    """Two texts compared, clause by clause, then word by word.

    ``units`` are in the order of the new text, with removed clauses where they were; every clause of both texts is
    in one.  ``identical`` is ``None`` if a text is only partly loaded.
    """

    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    units: tuple[UnitChange, ...]
    fragments: tuple[Fragment, ...]
    identical: bool | None

    def rebuilt_old(self) -> str:
        """Rebuild the old text from the spans: each clause's number, heading and words, one clause per line."""
        return joined_units((unit.old, unit.part, unit.old_text) for unit in self.units)

    def rebuilt_new(self) -> str:
        """Rebuild the new text from the spans: each clause's number, heading and words, one clause per line."""
        return joined_units((unit.new, unit.part, unit.new_text) for unit in self.units)


def reading_order(units: Sequence[UnitChange]) -> list[int]:
    """Order the units by the new text; a removed one follows the last unmoved unit before it in the old text."""
    anchors = sorted([(unit.old[-1], unit.new[0]) for unit in units if unit.old and unit.new and not unit.moved])
    olds = [i for i, _ in anchors]
    width = 1 + max([unit.old[0] for unit in units if unit.old], default=0)
    keys = []
    for unit in units:
        if unit.new:
            keys.append(2 * unit.new[0] * width)
        else:
            at = bisect_right(olds, unit.old[0])
            keys.append((2 * anchors[at - 1][1] + 1 if at else -1) * width + unit.old[0])
    return sorted(range(len(units)), key=keys.__getitem__)


def joined_units(units: Iterable[tuple[tuple[int, ...], int, str]]) -> str:
    """Join one side of units (clauses, part, words) to its text, one clause per line."""
    pieces: list[str] = []
    last: tuple[int, ...] = ()
    for clauses, _, words in sorted(unit for unit in units if unit[0]):
        if pieces and clauses != last:
            pieces.append("\n")
        pieces.append(words)
        last = clauses
    return "".join(pieces)


def display_text(clause: Clause) -> str:
    """Return a clause as displayed: number, heading and words, joined by spaces."""
    return " ".join([part for part in (clause.enum, clause.header, clause.text) if part])


def text_of(clauses: tuple[Clause, ...]) -> str:
    """Return a text as displayed, one clause per line."""
    return "\n".join([display_text(clause) for clause in clauses])


def count_words(text: str) -> int:
    """Count the words of *text* that have a letter or digit."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


class Counts(Value, frozen=True):
    """The counts of a comparison: units by change, moved and renumbered units, words, hunks by class.

    A hunk is a deletion, an insertion or both in one place.  A word has at least one letter or digit.
    """

    changes: tuple[tuple[Change, int], ...]
    moved: int
    renumbered: int
    words_old: int
    words_new: int
    words_deleted: int
    words_inserted: int
    classes: tuple[tuple[ChangeClass, int], ...]


def summary(comparison: Comparison) -> Counts:
    """Count what *comparison* found; every change and class is listed, including those with 0.

    Only loaded words are counted: a place that one text lacks counts for the other only.
    """
    changes: Counter[Change] = Counter(unit.change for unit in comparison.units)
    classes: Counter[ChangeClass] = Counter()
    words: Counter[Op] = Counter()
    words_old = words_new = 0
    for unit in comparison.units:
        last: Span | None = None
        for span in unit.spans:
            count = count_words(span.text)
            words[span.op] += count
            if unit.old and span.op is not Op.INSERT:
                words_old += count
            if unit.new and span.op is not Op.DELETE:
                words_new += count
            if span.change_class is not None and not (last and is_one_hunk(last, span)):
                classes[span.change_class] += 1
            last = span
    return Counts(
        changes=tuple((change, changes[change]) for change in Change),
        moved=sum(unit.moved for unit in comparison.units),
        renumbered=sum(unit.renumbered for unit in comparison.units),
        words_old=words_old,
        words_new=words_new,
        words_deleted=words[Op.DELETE],
        words_inserted=words[Op.INSERT],
        classes=tuple((kind, classes[kind]) for kind in ChangeClass),
    )
