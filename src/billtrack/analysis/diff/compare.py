"""The comparison itself: align the clauses, then compare the words of those that belong together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from billtrack.analysis.diff.alignment import Alignment
from billtrack.analysis.diff.classify import Renumbering, gravest
from billtrack.analysis.diff.exact import match_exact, match_leftovers
from billtrack.analysis.diff.fragments import Leftover, Wandering, find_fragments
from billtrack.analysis.diff.fuzzy import match_fuzzy, match_gaps
from billtrack.analysis.diff.legible import keep_or_drop, slide
from billtrack.analysis.diff.moves import moved_groups, part_strays
from billtrack.analysis.diff.pieces import Group, groups
from billtrack.analysis.diff.result import Change, ChangeClass, Comparison, Fragment, Op, Span, UnitChange, surface
from billtrack.analysis.diff.spans import Wanderers, spans_of, whole
from billtrack.analysis.diff.structure import match_bare_numbers, match_in_order, match_parents
from billtrack.analysis.diff.surface import Surface
from billtrack.analysis.diff.swap import reading_order, swapped
from billtrack.analysis.diff.units import Side, Vocabulary
from billtrack.analysis.diff.weights import Weights
from billtrack.analysis.diff.words import Block, common_words
from billtrack.clauses import Clause


def compare_complete(old: Sequence[Clause], new: Sequence[Clause]) -> Comparison:
    """Compare two texts of which every clause is there.

    Equally good answers exist (which of two twins moved?), and the one chosen must not depend on which text is
    called the old one: the sides are put in an order of their own first.
    """
    if _is_canonical(old, new):
        return _compare(old, new)
    return swapped(_compare(new, old))


def _is_canonical(old: Sequence[Clause], new: Sequence[Clause]) -> bool:
    if len(old) != len(new):
        return len(old) < len(new)
    for a, b in zip(old, new, strict=True):
        if a is not b and (here := _face(a)) != (there := _face(b)):
            return here < there
    return True


def _face(clause: Clause) -> tuple[str, str, str, str, bool, int]:
    return (
        clause.text or "",
        clause.header or "",
        clause.enum or "",
        clause.level,
        clause.quoted,
        -1 if clause.parent is None else clause.parent,
    )


def _compare(old: Sequence[Clause], new: Sequence[Clause]) -> Comparison:
    vocabulary = Vocabulary()
    old_side, new_side = Side(old, vocabulary), Side(new, vocabulary)
    alignment = Alignment(old_side, new_side)
    weights = _align(alignment, vocabulary)
    return _Result(alignment, weights).comparison()


def _align(alignment: Alignment, vocabulary: Vocabulary) -> Weights:
    match_exact(alignment)
    old, new = alignment.old, alignment.new
    changed = [old.code(i) for i in alignment.free_old()] + [new.code(j) for j in alignment.free_new()]
    weights = Weights(changed, vocabulary)
    match_gaps(alignment)
    match_fuzzy(alignment, weights)
    match_parents(alignment)
    match_in_order(alignment, weights)
    match_bare_numbers(alignment)
    match_leftovers(alignment, weights)
    part_strays(alignment, weights)
    return weights


class _Result:
    """From an alignment to units with spans."""

    def __init__(self, alignment: Alignment, weights: Weights) -> None:
        self._old, self._new = alignment.old, alignment.new
        self._weights = weights
        self._groups = groups(alignment)
        self._moved = moved_groups(self._groups, alignment.old.sizes)
        self._surfaces: dict[int, tuple[Surface, Surface]] = {}
        self._blocks: dict[int, list[Block]] = {}
        self._renumbering = Renumbering(
            (a, b)
            for group in self._groups
            if group.old and group.new
            for a, b in [(self._old.numbers[group.old[0]], self._new.numbers[group.new[0]])]
            if a != b and a and b
        )

    def comparison(self) -> Comparison:
        """Put everything together."""
        for place, group in enumerate(self._groups):
            if not self._is_untouched(group) and not self._is_number_alone(group):
                self._surfaces[place] = Surface(self._old, group.old), Surface(self._new, group.new)
                if group.old and group.new:
                    self._blocks[place] = self._common(*self._surfaces[place])
        wanderings = find_fragments(*self._leftovers(), self._weights)
        wanderers = self._wanderers(wanderings)
        units = [self._unit(place, wanderers.get(place, Wanderers())) for place in range(len(self._groups))]
        order = reading_order(units)
        at = {place: position for position, place in enumerate(order)}
        ordered = tuple(units[place] for place in order)
        return Comparison(
            old=self._old.clauses,
            new=self._new.clauses,
            units=ordered,
            fragments=tuple(Fragment(at[found.source], at[found.target]) for found in wanderings),
            identical=all(
                unit.change is Change.SAME and not unit.moved and unit.change_class is None for unit in ordered
            ),
        )

    def _is_number_alone(self, group: Group) -> bool:
        """Whether a number is all that differs, so that no word need be looked at."""
        if len(group.old) != 1 or len(group.new) != 1:
            return False
        a, b = self._old.clauses[group.old[0]], self._new.clauses[group.new[0]]
        if a.text != b.text or a.header != b.header or not (a.header or a.text):
            return False
        return bool(self._old.numbers[group.old[0]] and self._new.numbers[group.new[0]])

    def _is_untouched(self, group: Group) -> bool:
        if len(group.old) != 1 or len(group.new) != 1:
            return False
        a, b = self._old.clauses[group.old[0]], self._new.clauses[group.new[0]]
        return a.text == b.text and a.header == b.header and a.enum == b.enum

    def _common(self, old: Surface, new: Surface) -> list[Block]:
        if old.code == new.code:
            return [Block(0, 0, len(old.code))] if old.code else []
        blocks = keep_or_drop(common_words(old.code, new.code), old, new, self._weights)
        return slide(blocks, old.code, new.code, self._old.vocabulary)

    # ---------------------------------------------------------------------------- fragments

    def _leftovers(self) -> tuple[list[Leftover], list[Leftover]]:
        """The words of each side that are in no block."""
        fixed_old, fixed_new = self._fixed()
        deleted: list[Leftover] = []
        inserted: list[Leftover] = []
        for place, (old, new) in self._surfaces.items():
            group = self._groups[place]
            blocks = self._blocks.get(place, [])
            for surface, found, spans, fixed, first in (
                (old, deleted, [(block.i, block.size) for block in blocks], fixed_old, group.old),
                (new, inserted, [(block.j, block.size) for block in blocks], fixed_new, group.new),
            ):
                if first:
                    stretch = bisect_right(fixed, first[0])
                    found += [
                        Leftover(place, start, surface.code[start:end], stretch)
                        for start, end in _between(spans, len(surface.code))
                    ]
        return deleted, inserted

    def _fixed(self) -> tuple[list[int], list[int]]:
        """The unchanged clauses that keep order, on both sides: what lies between two is one stretch."""
        pairs = sorted(
            (group.old[0], group.new[0])
            for place, group in enumerate(self._groups)
            if group.old and group.new and place not in self._surfaces and place not in self._moved
        )
        return [i for i, _ in pairs], [j for _, j in pairs]

    def _wanderers(self, wanderings: Sequence[Wandering]) -> dict[int, Wanderers]:
        found: dict[int, Wanderers] = {}
        for number, wandering in enumerate(wanderings):
            found.setdefault(wandering.source, Wanderers()).old[wandering.start] = (wandering.size, number)
            found.setdefault(wandering.target, Wanderers()).new[wandering.place] = (wandering.size, number)
        return found

    # -------------------------------------------------------------------------------- units

    def _unit(self, place: int, wanderers: Wanderers) -> UnitChange:
        group = self._groups[place]
        if place not in self._surfaces:
            return self._plain(group, is_moved=place in self._moved)
        old, new = self._surfaces[place]
        if not group.old:
            return self._one_sided(Change.ADDED, group, whole(Op.INSERT, new, wanderers.new))
        if not group.new:
            return self._one_sided(Change.REMOVED, group, whole(Op.DELETE, old, wanderers.old))
        spans = spans_of(old, new, self._blocks[place], wanderers, self._renumbering)
        kind = gravest(span.change_class for span in spans)
        a, b = self._old.numbers[group.old[0]], self._new.numbers[group.new[0]]
        return UnitChange(
            change=_change(group, kind, spans),
            old=tuple(group.old),
            new=tuple(group.new),
            spans=spans,
            moved=place in self._moved,
            renumbered=a != b,
            change_class=kind,
        )

    def _plain(self, group: Group, *, is_moved: bool) -> UnitChange:
        """A unit whose words are untouched, whatever its number."""
        i, j = group.old[0], group.new[0]
        a, b = self._old.clauses[i], self._new.clauses[j]
        text = surface(b)
        if a.enum == b.enum:
            spans: tuple[Span, ...] = (Span(Op.EQUAL, text),) if text else ()
            return UnitChange(Change.SAME, (i,), (j,), spans, is_moved)
        old, new = a.enum or "", b.enum or ""
        rest = Span(Op.EQUAL, text[len(new) :])
        if self._old.numbers[i] == self._new.numbers[j]:
            spans = (Span(Op.EQUAL, new, old, ChangeClass.TYPOGRAPHIC), rest)
            return UnitChange(Change.EDITED, (i,), (j,), spans, is_moved, change_class=ChangeClass.TYPOGRAPHIC)
        spans = (
            Span(Op.DELETE, old, change_class=ChangeClass.NUMBERING),
            Span(Op.INSERT, new, change_class=ChangeClass.NUMBERING),
            rest,
        )
        return UnitChange(
            Change.SAME, (i,), (j,), spans, is_moved, renumbered=True, change_class=ChangeClass.NUMBERING
        )

    def _one_sided(self, change: Change, group: Group, spans: tuple[Span, ...]) -> UnitChange:
        return UnitChange(change, tuple(group.old), tuple(group.new), spans, change_class=ChangeClass.SUBSTANTIVE)


def _change(group: Group, kind: ChangeClass | None, spans: Sequence[Span]) -> Change:
    if len(group.new) > 1:
        return Change.SPLIT
    if len(group.old) > 1:
        return Change.MERGED
    if kind is None or (kind is ChangeClass.NUMBERING and _is_number_only(spans)):
        return Change.SAME
    return Change.EDITED


def _is_number_only(spans: Sequence[Span]) -> bool:
    """Whether the clause's own number, at its beginning, is all that changed."""
    changed = [place for place, span in enumerate(spans) if span.op is not Op.EQUAL]
    return all(place < 2 for place in changed) and all(span.old is None for span in spans)


def _between(spans: Sequence[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """The stretches of 0 to *end* outside *spans* (start, size)."""
    found = []
    last = 0
    for start, size in [*spans, (end, 0)]:
        if start > last:
            found.append((last, start))
        last = start + size
    return found
