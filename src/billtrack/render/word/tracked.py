"""A comparison as one Word text with tracked changes: to reject them all gives the old text, to accept them the new.

A clause is a paragraph.  Words that left or came are deletions and insertions, a paragraph's end too; what moved is
a move in Word's sense, from its old place to its new one, and what was edited on the way is marked at either end.
The surface counts: a quotation mark printed otherwise is a deletion and an insertion.  Words one text does not have
loaded are no change: they stand in a style of their own, under a note.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby

from docx.document import Document

from billtrack.analysis.diff.redline import Side, Stand, redline
from billtrack.analysis.diff.result import Change, Comparison, Op, Span, UnitChange
from billtrack.render.diff.inline import missing_line, printed_depth
from billtrack.render.diff.view import Missing, View
from billtrack.render.word.elements import Element, element, paragraph, run
from billtrack.render.word.package import CAUTION, CLAUSE, ONLY_NEW, ONLY_OLD

_AUTHOR = "billtrack"


class _Mark(StrEnum):
    """How words, or the end of a paragraph, are tracked: the name of the element that says so."""

    SAME = ""
    DELETED = "w:del"
    INSERTED = "w:ins"
    MOVED_FROM = "w:moveFrom"
    MOVED_TO = "w:moveTo"


class TrackedText:
    """Writes comparisons into *document*; every change of it has a number of its own."""

    def __init__(self, document: Document) -> None:
        self._body = document.element.body
        self._styles = {name: document.styles[name].style_id for name in (CAUTION, CLAUSE, ONLY_NEW, ONLY_OLD)}
        self._changes = 0
        self._day: dt.date | None = None

    def write(self, view: View, *, day: dt.date | None) -> None:
        """Append the two texts of *view*, changes dated *day*: that of the new text, where it is known.

        A paragraph that is no change must follow: the end of the last one of a document cannot be taken back.
        """
        self._day = day
        base = self._changes
        for (move, side), stands in groupby(redline(view.comparison), key=lambda stand: (stand.move, stand.side)):
            moved = [*stands]
            if move is None:
                self._append(self._standing(view, moved))
            else:
                self._append(self._moving(view.comparison, moved, side, f"move{base + move}"))

    def _append(self, elements: Iterable[Element]) -> None:
        for each in elements:
            self._body.insert_element_before(each, "w:sectPr")

    def _change(self, tag: str, **more: str) -> Element:
        self._changes += 1
        when = {"date": f"{self._day}T00:00:00Z"} if self._day else {}
        return element(tag, id=str(self._changes), author=_AUTHOR, **when, **more)

    def _moving(self, comparison: Comparison, stands: Sequence[Stand], side: Side, name: str) -> Iterator[Element]:
        way = "moveFrom" if side is Side.OLD else "moveTo"
        yield self._change(f"w:{way}RangeStart", name=name)
        number = str(self._changes)
        for stand in stands:
            yield from self._paragraphs(comparison, stand)
        yield element(f"w:{way}RangeEnd", id=number)

    def _standing(self, view: View, stands: Sequence[Stand]) -> Iterator[Element]:
        """Units that did not move, those not loaded on one side together under a note."""
        units = view.comparison.units
        for is_missing, together in groupby(stands, key=lambda stand: units[stand.unit].change is Change.NOT_LOADED):
            some = [*together]
            if is_missing:
                missing = Missing(tuple(stand.unit for stand in some), in_old=not units[some[0].unit].old)
                yield paragraph(self._styles[CAUTION], [run(missing_line(view, missing))])
            for stand in some:
                yield from self._paragraphs(view.comparison, stand)

    def _paragraphs(self, comparison: Comparison, stand: Stand) -> Iterator[Element]:
        """The clauses of a unit, a paragraph each."""
        unit = comparison.units[stand.unit]
        is_old = stand.side is Side.OLD
        side, indexes = (comparison.old, unit.old) if is_old else (comparison.new, unit.new)
        depths = [printed_depth(side, index) for index in indexes]
        style = self._styles[_style(unit, is_old=is_old)]
        lines = list(_lines(_pieces(unit.spans, stand), _end(unit, stand)))
        for at, (words, end) in enumerate(lines):
            content = [self._tracked(text, mark) for text, mark in words]
            depth = depths[min(at, len(depths) - 1)]
            yield paragraph(style, content, depth=depth, end=self._change(end) if end else None)

    def _tracked(self, text: str, mark: _Mark) -> Element:
        words = run(text, is_deleted=mark is _Mark.DELETED)
        if mark is _Mark.SAME:
            return words
        change = self._change(mark)
        change.append(words)
        return change


def _style(unit: UnitChange, *, is_old: bool) -> str:
    if unit.change is not Change.NOT_LOADED:
        return CLAUSE
    return ONLY_OLD if is_old else ONLY_NEW


def _pieces(spans: Sequence[Span], stand: Stand) -> Iterator[tuple[str, _Mark]]:
    """The words of a unit where it stands, as they are tracked there."""
    for span in spans:
        if stand.move is not None:
            yield from _moved(span, stand.side)
        elif span.op is Op.EQUAL and span.old is None:
            yield span.text, _Mark.SAME
        else:
            yield span.old_text, _Mark.DELETED
            yield span.new_text, _Mark.INSERTED


def _moved(span: Span, side: Side) -> Iterator[tuple[str, _Mark]]:
    if side is Side.OLD:
        yield span.old_text, _Mark.MOVED_FROM if span.op is Op.EQUAL else _Mark.DELETED
    else:
        yield span.new_text, _Mark.MOVED_TO if span.op is Op.EQUAL else _Mark.INSERTED


def _end(unit: UnitChange, stand: Stand) -> _Mark:
    """How the end of a unit's last paragraph is tracked."""
    if stand.move is not None:
        return _Mark.MOVED_FROM if stand.side is Side.OLD else _Mark.MOVED_TO
    return {Change.ADDED: _Mark.INSERTED, Change.REMOVED: _Mark.DELETED}.get(unit.change, _Mark.SAME)


def _lines(pieces: Iterable[tuple[str, _Mark]], last: _Mark) -> Iterator[tuple[list[tuple[str, _Mark]], _Mark]]:
    """Break *pieces* into paragraphs; each comes with how its end is tracked, the last one's being *last*."""
    line: list[tuple[str, _Mark]] = []
    for text, mark in pieces:
        first, *more = text.split("\n")
        line += [(first, mark)] if first else []
        for words in more:
            yield line, mark
            line = [(words, mark)] if words else []
    yield line, last
