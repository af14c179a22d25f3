"""From paired clauses to the result: the words of each unit, the moved words, the units in reading order.

Words are matched on the sides as aligned, which may be flipped; only the finished units know which text is old.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import partial

from billtrack.diff.engine.alignment import Alignment
from billtrack.diff.engine.classify import classify_number, gravest, requoted
from billtrack.diff.engine.display_text import DisplayText
from billtrack.diff.engine.exact_words import with_exact_words
from billtrack.diff.engine.fold import is_other_level, number_form
from billtrack.diff.engine.fragments import Leftover, Wandering, find_fragments
from billtrack.diff.engine.legible import keep_or_drop
from billtrack.diff.engine.links import Links
from billtrack.diff.engine.moves import moved_groups, releveled_groups
from billtrack.diff.engine.pieces import Group, matched_pairs
from billtrack.diff.engine.references import References
from billtrack.diff.engine.result import (
    Change,
    ChangeClass,
    Comparison,
    Fragment,
    Op,
    Span,
    UnitChange,
    display_text,
    reading_order,
)
from billtrack.diff.engine.sliding import slide
from billtrack.diff.engine.spans import Wanderers, spans_of, whole
from billtrack.diff.engine.stayed_copies import stands_near
from billtrack.diff.engine.weights import Weights
from billtrack.diff.engine.words import Block, common_in_cells, common_words
from billtrack.model.clauses import Clause


class ResultBuilder:
    """Compares the words of the changed groups of an alignment.

    *flipped*: the alignment's old side is the new text.
    """

    def __init__(self, alignment: Alignment, groups: Sequence[Group], weights: Weights, *, flipped: bool) -> None:
        self._first, self._second = alignment.old, alignment.new
        self._alignment, self._weights, self._flipped = alignment, weights, flipped
        self._requoted = requoted(alignment.old.clauses, alignment.new.clauses)
        self._links = Links(alignment)
        self._groups = groups
        self._moved = moved_groups(self._groups, alignment.old, alignment.new)
        self._releveled = releveled_groups(self._groups, alignment.old, alignment.new)
        self._bar = alignment.old.vocabulary.encode("|")
        self._surfaces: dict[int, tuple[DisplayText, DisplayText]] = {}
        self._blocks: dict[int, list[Block]] = {}
        for place, group in enumerate(self._groups):
            if not self._is_plain(group):
                surfaces = DisplayText(self._first, group.old), DisplayText(self._second, group.new)
                self._surfaces[place] = surfaces
                if group.old and group.new:
                    self._blocks[place] = self._common(*surfaces)
        self._references = self._make_references()

    def comparison(self) -> Comparison:
        """Build the comparison."""
        ends = self._first.vocabulary.encode(". ;")
        wanderings = find_fragments(*self._leftovers(), self._weights, ends, self._stayed)
        wanderers = self._wanderers(wanderings)
        units = [self._unit(place, wanderers.get(place)) for place in range(len(self._groups))]
        order = reading_order(units)
        at = {place: position for position, place in enumerate(order)} if wanderings else {}
        links = [(at[found.source], at[found.target]) for found in wanderings]
        ordered = tuple([units[place] for place in order])
        return Comparison(
            old=self._second.clauses if self._flipped else self._first.clauses,
            new=self._first.clauses if self._flipped else self._second.clauses,
            units=ordered,
            fragments=tuple(Fragment(b, a) if self._flipped else Fragment(a, b) for a, b in links),
            identical=_has_same_words(self._first.clauses, self._second.clauses)
            and all(unit.change is Change.SAME and not unit.moved and unit.change_class is None for unit in ordered),
        )

    # -------------------------------------------------------------------------------- words

    def _is_plain(self, group: Group) -> bool:
        """Whether at most the number changed, so that no words need comparing."""
        if len(group.old) != 1 or len(group.new) != 1:
            return False
        i, j = group.old[0], group.new[0]
        a, b = self._first.clauses[i], self._second.clauses[j]
        if a.text != b.text or a.header != b.header:
            return False
        if a.enum == b.enum:
            return True
        return bool((a.header or a.text) and self._first.numbers[i] and self._second.numbers[j])

    def _common(self, first: DisplayText, second: DisplayText) -> list[Block]:
        if first.code == second.code:
            return [Block(0, 0, len(first.code))] if first.code else []
        is_row = first.level == second.level == "row"
        common = (
            common_in_cells(first.code, second.code, self._bar) if is_row else common_words(first.code, second.code)
        )
        known = self._first.vocabulary
        common = slide(common, first.code, second.code, known)
        blocks = keep_or_drop(common, first, second, self._weights)
        return slide(blocks, first.code, second.code, known)

    def _make_references(self) -> References:
        """Make the references of both texts, with the matched pairs of clauses."""
        first, second = self._first, self._second
        if self._flipped:
            return References(second.clauses, first.clauses, lambda: {j: i for i, j in self._pairs().items()})
        return References(first.clauses, second.clauses, self._pairs)

    def _pairs(self) -> dict[int, int]:
        return matched_pairs(self._groups, self._first.parents, self._second.parents)

    # ---------------------------------------------------------------------------- fragments

    def _leftovers(self) -> tuple[list[Leftover], list[Leftover]]:
        """Collect the words of each side that are in no block."""
        fixed_first, fixed_second = self._fixed()
        gone: list[Leftover] = []
        came: list[Leftover] = []
        for place, (first, second) in self._surfaces.items():
            blocks = self._blocks.get(place, [])
            gone += _left(place, first, [(block.i, block.size) for block in blocks], fixed_first)
            came += _left(place, second, [(block.j, block.size) for block in blocks], fixed_second)
        return gone, came

    def _fixed(self) -> tuple[list[int], list[int]]:
        """List the unchanged clauses that keep order, on both sides; the text between two of them is one stretch."""
        pairs = sorted(
            (group.old[0], group.new[0])
            for place, group in enumerate(self._groups)
            if group.old and group.new and place not in self._surfaces and place not in self._moved
        )
        return [i for i, _ in pairs], [j for _, j in pairs]

    def _stayed(self, source: int, target: int, words: str) -> bool:
        """Whether an unchanged clause beside one of two groups also has *words*."""
        return stands_near(self._alignment, self._groups[source].old[0], self._groups[target].new[0], words)

    def _wanderers(self, wanderings: Sequence[Wandering]) -> dict[int, Wanderers]:
        found: dict[int, Wanderers] = {}
        for number, wandering in enumerate(wanderings):
            gone = found.setdefault(wandering.source, Wanderers())
            came = found.setdefault(wandering.target, Wanderers())
            if self._flipped:
                gone.new[wandering.start] = came.old[wandering.place] = (wandering.size, number)
            else:
                gone.old[wandering.start] = came.new[wandering.place] = (wandering.size, number)
        return found

    # -------------------------------------------------------------------------------- units

    def _unit(self, place: int, wanderers: Wanderers | None) -> UnitChange:
        group, is_moved = self._groups[place], place in self._moved or place in self._releveled
        wanderers = wanderers or Wanderers()
        olds, news = (group.new, group.old) if self._flipped else (group.old, group.new)
        if place not in self._surfaces:
            return self._plain(group, is_moved=is_moved)
        first, second = self._surfaces[place]
        old, new = (second, first) if self._flipped else (first, second)
        if not olds:
            return _one_sided(Change.ADDED, (), news, whole(Op.INSERT, new, wanderers.new))
        if not news:
            return _one_sided(Change.REMOVED, olds, (), whole(Op.DELETE, old, wanderers.old))
        blocks = self._blocks[place]
        if self._flipped:
            blocks = [Block(block.j, block.i, block.size) for block in blocks]
        spans = spans_of(
            old,
            new,
            blocks,
            wanderers,
            is_linked=partial(self._links.is_linked, group),
            references=self._references,
            is_requoted=self._requoted and self._first.clauses[group.old[0]].quoted,
        )
        spans = with_exact_words(spans)
        kind = gravest(span.change_class for span in spans)
        is_renumbered = self._first.numbers[group.old[0]] != self._second.numbers[group.new[0]]
        change = _change(len(olds), len(news), kind, spans)
        return UnitChange(change, olds, news, spans, is_moved, is_renumbered, kind)

    def _plain(self, group: Group, *, is_moved: bool) -> UnitChange:
        """Make a unit whose words did not change; its number may have."""
        i, j = group.old[0], group.new[0]
        is_same = self._first.numbers[i] == self._second.numbers[j]
        a, b = self._first.clauses[i], self._second.clauses[j]
        if self._flipped:
            i, j, a, b = j, i, b, a
        spans, kind = _number_spans(a, b, is_requoted=self._requoted and a.quoted)
        change = Change.SAME if kind in {None, ChangeClass.NUMBERING} else Change.EDITED
        return UnitChange(change, (i,), (j,), spans, is_moved, not is_same, kind)


def _number_spans(a: Clause, b: Clause, *, is_requoted: bool) -> tuple[tuple[Span, ...], ChangeClass | None]:
    """Make the spans of two clauses that differ at most in their number."""
    text = display_text(b)
    if a.enum == b.enum:
        return ((Span(Op.EQUAL, text),) if text else ()), None
    old, new = a.enum or "", b.enum or ""
    rest = Span(Op.EQUAL, text[len(new) :])
    if number_form(old) == number_form(new) and not is_other_level(old, new):
        return (Span(Op.EQUAL, new, old, ChangeClass.TYPOGRAPHIC), rest), ChangeClass.TYPOGRAPHIC
    kind = classify_number(old, new, is_requoted=is_requoted)
    return (Span(Op.DELETE, old, change_class=kind), Span(Op.INSERT, new, change_class=kind), rest), kind


def _has_same_words(first: Sequence[Clause], second: Sequence[Clause]) -> bool:
    """Whether the clauses have the same numbers, headings and words, each compared separately."""
    return len(first) == len(second) and all(
        (a.enum, a.header, a.text) == (b.enum, b.header, b.text) for a, b in zip(first, second, strict=True)
    )


def _one_sided(change: Change, old: tuple[int, ...], new: tuple[int, ...], spans: tuple[Span, ...]) -> UnitChange:
    kind = gravest(span.change_class for span in spans) or ChangeClass.SUBSTANTIVE
    return UnitChange(change, old, new, spans, change_class=kind)


def _change(olds: int, news: int, kind: ChangeClass | None, spans: Sequence[Span]) -> Change:
    if news > 1:
        return Change.SPLIT
    if olds > 1:
        return Change.MERGED
    if kind is None or (kind is ChangeClass.NUMBERING and _is_number_only(spans)):
        return Change.SAME
    return Change.EDITED


def _is_number_only(spans: Sequence[Span]) -> bool:
    """Whether only the clause's own number, at its beginning, changed."""
    return all(span.op is Op.EQUAL and span.old is None for span in spans[2:])


def _left(place: int, surface: DisplayText, blocks: Sequence[tuple[int, int]], fixed: Sequence[int]) -> list[Leftover]:
    """Collect the words of one side of a group outside the blocks (start, size), without clause numbers."""
    if not surface.indexes:
        return []
    stretch = bisect_right(fixed, surface.indexes[0])
    found = []
    last = 0
    apart = sorted([*blocks, *((number, 1) for number in surface.numbers)])
    for start, size in [*apart, (len(surface.code), 0)]:
        if start > last:
            found.append(Leftover(place, last, surface.code[last:start], stretch))
        last = max(last, start + size)
    return found
