"""A comparison as one Word text with tracked changes: reject all for the old text, accept all for the new one.

A clause is a paragraph.  Deleted and inserted words, and paragraph ends, are tracked.  What moved is a Word move from
its old place to its new one, with edits marked at either end.  Printing counts: a different quotation mark is a
deletion and an insertion.  Words not loaded in one text are no change: they are gray, in their own style, with a note.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby

from docx.document import Document

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.answers.head import head_blocks
from billtrack.diff.answers.inline import missing_line, printed_depth, share_a_clause
from billtrack.diff.answers.view import NotLoaded, View
from billtrack.diff.engine.redline import Stand, StandSide, redline
from billtrack.diff.engine.result import Change, ChangeClass, Comparison, Op, Span, UnitChange
from billtrack.model.values import replace
from billtrack.output.page import Heading, Line, Tone, cleaned
from billtrack.output.word import (
    CAUTION,
    CLAUSE,
    NEW_WORDS,
    OLD_WORDS,
    ONLY_NEW,
    ONLY_OLD,
    Element,
    document_bytes,
    element,
    new_document,
    paragraph,
    run,
)
from billtrack.output.word.blocks import write_block

_HOW_TO_READ = (
    "All changes are tracked, including numbering and typography. Reject all to get the old text; accept all to get "
    "the new one."
)
_GRAY = "Gray words are not loaded in the other text: they are not compared, and are no change."
_END = "End of the text compared."


def word_document(answer: DiffAnswer) -> bytes:
    """Write *answer* as a Word document with all classes of change, so that it has both texts."""
    document = new_document(f"{answer.old.name} to {answer.new.name}")
    write_comparison(document, answer, TrackedText(document), level=0)
    return document_bytes(document)


def write_comparison(document: Document, answer: DiffAnswer, text: TrackedText, *, level: int) -> None:
    """Append *answer* to *document* under a heading of *level*; 0 is the title."""
    whole = replace(answer, choice=replace(answer.choice, classes=frozenset(ChangeClass)))
    view = whole.view()
    for block in head_blocks(answer.old, answer.new, view, with_table=True, hint=""):
        write_block(document, cleaned(block), level=level)
    write_block(document, Heading("The text with its changes"), level=level + 1)
    write_block(document, Line(_HOW_TO_READ, Tone.QUIET), level=level + 1)
    if answer.comparison.identical is None:
        write_block(document, Line(_GRAY, Tone.QUIET), level=level + 1)
    text.write(view, day=answer.new.text.date if answer.new.text else None)
    write_block(document, Line(_END, Tone.QUIET), level=level + 1)


_AUTHOR = "billtrack"


class _Mark(StrEnum):
    """How words, or the end of a paragraph, are tracked: the name of the Word element, if any."""

    SAME = ""
    DELETED = "w:del"
    INSERTED = "w:ins"
    MOVED_FROM = "w:moveFrom"
    MOVED_TO = "w:moveTo"
    ONLY_OLD = "not loaded in the new text"
    ONLY_NEW = "not loaded in the old text"


_PARAGRAPHS = {_Mark.ONLY_OLD: ONLY_OLD, _Mark.ONLY_NEW: ONLY_NEW}
_WORDS = {_Mark.ONLY_OLD: OLD_WORDS, _Mark.ONLY_NEW: NEW_WORDS}

_Piece = tuple[str, _Mark]


class TrackedText:
    """Writes comparisons into *document*; each change has its own number."""

    def __init__(self, document: Document) -> None:
        self._body = document.element.body
        names = (CAUTION, CLAUSE, *_PARAGRAPHS.values(), *_WORDS.values())
        self._styles = {name: document.styles[name].style_id for name in names}
        self._changes = 0
        self._day: dt.date | None = None

    def write(self, view: View, *, day: dt.date | None) -> None:
        """Append the two texts of *view*; *day* dates the changes: the date of the new text, if known.

        An unchanged paragraph must follow, because Word cannot reject the end of a document's last paragraph.
        """
        self._day = day
        base = self._changes
        moves = groupby(redline(view.comparison), key=lambda stand: stand.move and (stand.move, stand.side))
        for moved, stands in moves:
            if moved is None:
                self._append(self._standing(view, [*stands]))
            else:
                self._append(self._moving(view.comparison, [*stands], moved[1], f"move{base + moved[0]}"))

    def _append(self, elements: Iterable[Element]) -> None:
        for each in elements:
            self._body.insert_element_before(each, "w:sectPr")

    def _change(self, tag: str, **more: str) -> Element:
        self._changes += 1
        when = {"date": f"{self._day}T00:00:00Z"} if self._day else {}
        return element(tag, id=str(self._changes), author=_AUTHOR, **when, **more)

    def _moving(self, comparison: Comparison, stands: Sequence[Stand], side: StandSide, name: str) -> Iterator[Element]:
        way = "moveFrom" if side is StandSide.OLD else "moveTo"
        yield self._change(f"w:{way}RangeStart", name=name)
        number = str(self._changes)
        for stand in stands:
            yield from self._paragraphs(comparison, [stand])
        yield element(f"w:{way}RangeEnd", id=number)

    def _standing(self, view: View, stands: Sequence[Stand]) -> Iterator[Element]:
        """Write units that did not move; a note precedes what is not loaded, or follows the clause it starts in."""
        notes = dict(_notes(view, stands))
        for clause in _clauses(view.comparison.units, stands):
            begun = [notes[stand] for stand in clause[1:] if stand in notes]
            yield from self._note(notes.get(clause[0]))
            yield from self._paragraphs(view.comparison, clause)
            for line in begun:
                yield from self._note(line)

    def _note(self, line: str | None) -> Iterator[Element]:
        if line is not None:
            yield paragraph(self._styles[CAUTION], [run(line)])

    def _paragraphs(self, comparison: Comparison, stands: Sequence[Stand]) -> Iterator[Element]:
        """The clauses of a unit, one paragraph each; or the units that are parts of one clause, in one paragraph."""
        units = [comparison.units[stand.unit] for stand in stands]
        pieces = [piece for stand, unit in zip(stands, units, strict=True) for piece in _pieces(unit, stand)]
        is_old = stands[0].side is StandSide.OLD
        side, indexes = (comparison.old, units[0].old) if is_old else (comparison.new, units[0].new)
        depths = [printed_depth(side, index) for index in indexes]
        for at, (words, end) in enumerate(_lines(pieces, _end(units[-1], stands[-1]))):
            marks = {mark for _, mark in words}
            alone = next(iter(marks)) if len(marks) == 1 else _Mark.SAME
            style = self._styles[_PARAGRAPHS.get(alone, CLAUSE)]
            content = [self._tracked(text, mark, is_styled=alone is not mark) for text, mark in words]
            depth = depths[min(at, len(depths) - 1)]
            yield paragraph(style, content, depth=depth, end=self._change(end) if end else None)

    def _tracked(self, text: str, mark: _Mark, *, is_styled: bool) -> Element:
        if mark in _WORDS:
            return run(text, style_id=self._styles[_WORDS[mark]] if is_styled else None)
        words = run(text, is_deleted=mark is _Mark.DELETED)
        if mark is _Mark.SAME:
            return words
        change = self._change(mark)
        change.append(words)
        return change


def _notes(view: View, stands: Sequence[Stand]) -> Iterator[tuple[Stand, str]]:
    """Where words that are not loaded in one text begin, and the note on them."""
    units = view.comparison.units

    def in_old(stand: Stand) -> bool | None:
        unit = units[stand.unit]
        return not unit.old if unit.change is Change.NOT_LOADED else None

    for missing_in_old, together in groupby(stands, key=in_old):
        if missing_in_old is not None:
            some = [*together]
            yield some[0], missing_line(view, NotLoaded(tuple(stand.unit for stand in some), in_old=missing_in_old))


def _clauses(units: Sequence[UnitChange], stands: Iterable[Stand]) -> Iterator[list[Stand]]:
    """Group the units that are parts of one partly loaded clause."""
    clause: list[Stand] = []
    for stand in stands:
        unit, before = units[stand.unit], units[clause[-1].unit] if clause else None
        if before is not None and unit.part == before.part + 1 and share_a_clause(unit, before):
            clause.append(stand)
            continue
        if clause:
            yield clause
        clause = [stand]
    if clause:
        yield clause


def _pieces(unit: UnitChange, stand: Stand) -> Iterator[_Piece]:
    """The words of a unit at one place, as tracked there."""
    for span in unit.spans:
        if unit.change is Change.NOT_LOADED:
            yield span.text, _Mark.ONLY_OLD if unit.old else _Mark.ONLY_NEW
        elif stand.move is not None:
            yield _moved(span, stand.side)
        elif span.op is Op.EQUAL and span.old is None:
            yield span.text, _Mark.SAME
        else:
            yield span.old_text, _Mark.DELETED
            yield span.new_text, _Mark.INSERTED


def _moved(span: Span, side: StandSide) -> _Piece:
    if side is StandSide.OLD:
        return span.old_text, _Mark.MOVED_FROM if span.op is Op.EQUAL else _Mark.DELETED
    return span.new_text, _Mark.MOVED_TO if span.op is Op.EQUAL else _Mark.INSERTED


def _end(unit: UnitChange, stand: Stand) -> _Mark:
    """How the end of a unit's last paragraph is tracked."""
    if stand.move is not None:
        return _Mark.MOVED_FROM if stand.side is StandSide.OLD else _Mark.MOVED_TO
    return {Change.ADDED: _Mark.INSERTED, Change.REMOVED: _Mark.DELETED}.get(unit.change, _Mark.SAME)


def _lines(pieces: Iterable[_Piece], last: _Mark) -> Iterator[tuple[list[_Piece], _Mark]]:
    """Break *pieces* into paragraphs, each with how its end is tracked; *last* is for the last one."""
    line: list[_Piece] = []
    for text, mark in pieces:
        first, *more = text.split("\n")
        line += [(first, mark)] if first else []
        for words in more:
            yield line, _Mark.SAME if mark in _WORDS else mark
            line = [(words, mark)] if words else []
    yield line, last
