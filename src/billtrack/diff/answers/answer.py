"""The answer of ``diff``: a comparison and how to lay it out, given in every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from billtrack.diff.answers.data import comparison_data, unit_data
from billtrack.diff.answers.head import head_blocks
from billtrack.diff.answers.inline import inline_blocks
from billtrack.diff.answers.side import parallel
from billtrack.diff.answers.stat import stat_rows, stat_table
from billtrack.diff.answers.unified import patch
from billtrack.diff.answers.view import Choice, View, view
from billtrack.diff.compared import Compared
from billtrack.diff.engine.result import ChangeClass, Comparison, Op, text_of
from billtrack.diff.hunks import has_difference
from billtrack.output.formats import JsonObject
from billtrack.output.page import Block, Page, Table


class Layout(StrEnum):
    """How the differences are laid out for readers."""

    INLINE = "inline"
    SIDE = "side"
    UNIFIED = "unified"
    STAT = "stat"


EVERY_CLASS = frozenset(ChangeClass)
USUAL = Choice()


class DiffAnswer(msgspec.Struct, frozen=True):
    """Two texts compared.

    ``choice`` and ``layout`` are for readers; programs get the whole comparison.  ``row_classes`` are the classes
    of CSV and TSV rows.
    """

    old: Compared
    new: Compared
    comparison: Comparison
    choice: Choice
    layout: Layout = Layout.INLINE
    row_classes: frozenset[ChangeClass] = EVERY_CLASS

    @classmethod
    def of(
        cls,
        old: Compared,
        new: Compared,
        choice: Choice = USUAL,
        *,
        layout: Layout = Layout.INLINE,
        row_classes: frozenset[ChangeClass] = EVERY_CLASS,
    ) -> DiffAnswer:
        """Compare the two texts; what one of them does not have loaded is called not loaded."""
        from billtrack.diff.engine import compare

        found = compare(old.clauses, new.clauses, old_partial=not old.is_complete, new_partial=not new.is_complete)
        return cls(old, new, found, choice, layout, row_classes)

    def data(self) -> JsonObject:
        """The comparison; joining its spans gives both texts."""
        return comparison_data(self.old, self.new, self.comparison)

    def items(self) -> Sequence[JsonObject]:
        """One object a unit."""
        return [unit_data(self.comparison, unit) for unit in self.comparison.units]

    def table(self) -> Table:
        """One row for each unit that is not the same in both."""
        return stat_rows(self.comparison, self.row_classes)

    def page(self) -> Page:
        """Which texts, what was found, and the differences in their layout."""
        return Page(tuple(self._blocks()))

    def view(self) -> View:
        """What readers are shown."""
        return view(self.comparison, self.choice)

    def _blocks(self) -> Iterator[Block]:
        seen = self.view()
        is_stat = self.layout is Layout.STAT
        yield from head_blocks(self.old, self.new, seen, with_table=not is_stat)
        if not (self.choice.is_full or has_difference(self.comparison, self.choice.classes) or self._is_partial()):
            return
        match self.layout:
            case Layout.INLINE:
                yield from inline_blocks(seen)
            case Layout.SIDE:
                yield parallel(seen, self.old.name, self.new.name)
            case Layout.UNIFIED:
                yield patch(seen, self.old.name, self.new.name)
            case Layout.STAT:
                yield stat_table(seen)

    def _is_partial(self) -> bool:
        return self.comparison.identical is None


def is_rebuilt(answer: DiffAnswer) -> tuple[bool, bool]:
    """Whether the old and the new text come back exactly from the units and spans programs get."""
    comparison = answer.comparison
    units = msgspec.convert(answer.items(), type=list[_Unit])
    old = _joined((unit.old_at, unit.part, "".join(map(_old_words, unit.spans))) for unit in units)
    new = _joined((unit.new_at, unit.part, "".join(map(_new_words, unit.spans))) for unit in units)
    return old == text_of(comparison.old), new == text_of(comparison.new)


class _Span(msgspec.Struct, frozen=True):
    op: Op
    text: str
    old: str | None = None


class _Unit(msgspec.Struct, frozen=True):
    old_at: tuple[int, ...]
    new_at: tuple[int, ...]
    part: int
    spans: tuple[_Span, ...]


def _old_words(span: _Span) -> str:
    if span.op is Op.INSERT:
        return ""
    return span.text if span.old is None else span.old


def _new_words(span: _Span) -> str:
    return "" if span.op is Op.DELETE else span.text


def _joined(parts: Iterable[tuple[tuple[int, ...], int, str]]) -> str:
    """Join what stands in a text in its order: a clause a line, the parts of one clause directly."""
    text: list[str] = []
    last: tuple[int, ...] = ()
    for at, _, words in sorted(part for part in parts if part[0]):
        if text and at != last:
            text.append("\n")
        text.append(words)
        last = at
    return "".join(text)
