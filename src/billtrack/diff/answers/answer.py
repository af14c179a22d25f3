"""The answer of ``diff``: a comparison and its layout, in every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from billtrack.diff.answers.data import comparison_data, unit_data
from billtrack.diff.answers.head import head_blocks
from billtrack.diff.answers.inline import inline_blocks
from billtrack.diff.answers.layouts import parallel, patch
from billtrack.diff.answers.stat import stat_rows, stat_table
from billtrack.diff.answers.view import DisplayChoice, View, view
from billtrack.diff.compared import Compared
from billtrack.diff.engine.result import ChangeClass, Comparison
from billtrack.diff.hunks import has_difference
from billtrack.model.values import Value
from billtrack.output.formats import JsonObject
from billtrack.output.page import Block, Page, Table


class Layout(StrEnum):
    """The layouts of the differences for readers."""

    INLINE = "inline"
    SIDE = "side"
    UNIFIED = "unified"
    STAT = "stat"


EVERY_CLASS = frozenset(ChangeClass)
USUAL = DisplayChoice()


class DiffAnswer(Value, frozen=True):
    """Two texts compared.

    ``choice`` and ``layout`` are for readers; programs get the whole comparison.  ``row_classes`` are the classes
    of CSV and TSV rows.
    """

    old: Compared
    new: Compared
    comparison: Comparison
    choice: DisplayChoice = USUAL
    layout: Layout = Layout.INLINE
    row_classes: frozenset[ChangeClass] = EVERY_CLASS

    def data(self) -> JsonObject:
        """The complete comparison; joining its spans rebuilds both texts."""
        return comparison_data(self.old, self.new, self.comparison)

    def items(self) -> Sequence[JsonObject]:
        """One object per unit."""
        return [unit_data(self.comparison, unit) for unit in self.comparison.units]

    def table(self) -> Table:
        """One row for each unit that differs."""
        return stat_rows(self.old, self.new, self.comparison, self.row_classes)

    def page(self) -> Page:
        """The texts, the findings, and the differences in the chosen layout."""
        return Page(tuple(self._blocks()))

    def view(self) -> View:
        """The view shown to readers."""
        return view(self.comparison, self.choice)

    def _blocks(self) -> Iterator[Block]:
        seen = self.view()
        is_stat = self.layout is Layout.STAT
        yield from head_blocks(self.old, self.new, seen, with_table=not is_stat)
        is_partial = self.comparison.identical is None
        if not (self.choice.is_full or is_partial or has_difference(self.comparison, self.choice.classes)):
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
