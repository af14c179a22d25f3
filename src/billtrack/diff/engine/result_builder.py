"""From paired clauses to the result: the words of each unit, the moved words, the units in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import partial

from billtrack.diff.engine.alignment import Alignment
from billtrack.diff.engine.classify import classify_number, requoted
from billtrack.diff.engine.display_text import DisplayText
from billtrack.diff.engine.exact_words import with_exact_words
from billtrack.diff.engine.fold import is_other_level, number_form
from billtrack.diff.engine.fragments import Leftover, Wandering, find_fragments
from billtrack.diff.engine.legible import keep_or_drop
from billtrack.diff.engine.links import Links
from billtrack.diff.engine.moves import moved_groups, releveled_groups
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
    gravest,
    reading_order,
)
from billtrack.diff.engine.sliding import slide
from billtrack.diff.engine.spans import Wanderers, spans_of, whole
from billtrack.diff.engine.splits import Group, matched_pairs
from billtrack.diff.engine.stayed_copies import stands_near
from billtrack.diff.engine.weights import Weights
from billtrack.diff.engine.words import Block, common_in_cells, common_words
from billtrack.model.clauses import Clause


class ResultBuilder:
    """Compares the words of the changed groups of an alignment.

    *flipped*: the alignment's old side is the new text.  Words are matched as the alignment has the sides, so that the
    choice among equally good matches does not depend on which text is called old; all else knows old and new.
    """

    def __init__(self, alignment: Alignment, groups: Sequence[Group], weights: Weights, *, flipped: bool) -> None:
        self._moved = moved_groups(groups, alignment.old, alignment.new)
        self._releveled = releveled_groups(groups, alignment.old, alignment.new)
        self._groups = [Group(group.new, group.old) for group in groups] if flipped else groups
        self._alignment = alignment.mirrored if flipped else alignment
        self._old, self._new = self._alignment.old, self._alignment.new
        self._weights, self._flipped = weights, flipped
        self._requoted = requoted(self._old.clauses, self._new.clauses)
        self._links = Links(self._alignment)
        self._texts: dict[int, tuple[DisplayText, DisplayText]] = {}
        self._blocks: dict[int, list[Block]] = {}
        for place, group in enumerate(self._groups):
            if not self._is_plain(group):
                texts = self._texts[place] = DisplayText(self._old, group.old), DisplayText(self._new, group.new)
                if group.old and group.new:
                    self._blocks[place] = self._common(*texts)
        pairs = partial(matched_pairs, self._groups, self._old.parents, self._new.parents)
        self._references = References(self._old.clauses, self._new.clauses, pairs)

    def comparison(self) -> Comparison:
        """Build the comparison."""
        wanderings = self._wanderings()
        wanderers = _wanderers(wanderings)
        units = [self._unit(place, wanderers.get(place)) for place in range(len(self._groups))]
        order = reading_order(units)
        at = {place: position for position, place in enumerate(order)} if wanderings else {}
        ordered = tuple([units[place] for place in order])
        return Comparison(
            old=self._old.clauses,
            new=self._new.clauses,
            units=ordered,
            fragments=tuple(Fragment(at[found.source], at[found.target]) for found in wanderings),
            identical=_has_same_words(self._old.clauses, self._new.clauses)
            and all(unit.change is Change.SAME and not unit.moved and unit.change_class is None for unit in ordered),
        )

    # -------------------------------------------------------------------------------- words

    def _is_plain(self, group: Group) -> bool:
        """Whether at most the number changed, so that no words need comparing."""
        if len(group.old) != 1 or len(group.new) != 1:
            return False
        i, j = group.old[0], group.new[0]
        a, b = self._old.clauses[i], self._new.clauses[j]
        if a.text != b.text or a.header != b.header:
            return False
        if a.enum == b.enum:
            return True
        return bool((a.header or a.text) and self._old.numbers[i] and self._new.numbers[j])

    def _common(self, old: DisplayText, new: DisplayText) -> list[Block]:
        """Find the words that stay, as readers see it."""
        if old.code == new.code:
            return [Block(0, 0, len(old.code))] if old.code else []
        if self._flipped:
            return [Block(block.j, block.i, block.size) for block in self._legible(new, old)]
        return self._legible(old, new)

    def _legible(self, first: DisplayText, second: DisplayText) -> list[Block]:
        known = self._old.vocabulary
        if first.level == second.level == "row":
            common = common_in_cells(first.code, second.code, known.encode("|"))
        else:
            common = common_words(first.code, second.code)
        common = slide(common, first.code, second.code, known)
        blocks = keep_or_drop(common, first, second, self._weights)
        return slide(blocks, first.code, second.code, known)

    # ---------------------------------------------------------------------------- fragments

    def _wanderings(self) -> list[Wandering]:
        """Find the words that moved, among those of each side that are in no block."""
        fixed_old, fixed_new = self._fixed()
        gone: list[Leftover] = []
        came: list[Leftover] = []
        for place, (old, new) in self._texts.items():
            blocks = self._blocks.get(place, [])
            gone += _left(place, old, [(block.i, block.size) for block in blocks], fixed_old)
            came += _left(place, new, [(block.j, block.size) for block in blocks], fixed_new)
        ends = self._old.vocabulary.encode(". ;")
        if not self._flipped:
            return find_fragments(gone, came, self._weights, ends, self._stayed)
        found = find_fragments(came, gone, self._weights, ends, lambda to, of, words: self._stayed(of, to, words))
        return [Wandering(each.target, each.place, each.source, each.start, each.size) for each in found]

    def _fixed(self) -> tuple[list[int], list[int]]:
        """List the unchanged clauses that keep order, on both sides; the text between two of them is one stretch."""
        pairs = sorted(
            (group.old[0], group.new[0])
            for place, group in enumerate(self._groups)
            if group.old and group.new and place not in self._texts and place not in self._moved
        )
        return [i for i, _ in pairs], [j for _, j in pairs]

    def _stayed(self, source: int, target: int, words: str) -> bool:
        """Whether an unchanged clause beside one of two groups also has *words*."""
        return stands_near(self._alignment, self._groups[source].old[0], self._groups[target].new[0], words)

    # -------------------------------------------------------------------------------- units

    def _unit(self, place: int, wanderers: Wanderers | None) -> UnitChange:
        group, is_moved = self._groups[place], place in self._moved or place in self._releveled
        wanderers = wanderers or Wanderers()
        if place not in self._texts:
            return self._plain(group, is_moved=is_moved)
        old, new = self._texts[place]
        if not group.old:
            return _one_sided(Change.ADDED, group, whole(Op.INSERT, new, wanderers.new))
        if not group.new:
            return _one_sided(Change.REMOVED, group, whole(Op.DELETE, old, wanderers.old))
        i, j = group.old[0], group.new[0]
        matched_first = self._new.clauses[j] if self._flipped else self._old.clauses[i]
        spans = spans_of(
            old,
            new,
            self._blocks[place],
            wanderers,
            is_linked=partial(self._links.is_linked, group),
            references=self._references,
            is_requoted=self._requoted and matched_first.quoted,
        )
        spans = with_exact_words(spans)
        kind = gravest(span.change_class for span in spans)
        is_renumbered = self._old.numbers[i] != self._new.numbers[j]
        return UnitChange(_change(group, kind, spans), group.old, group.new, spans, is_moved, is_renumbered, kind)

    def _plain(self, group: Group, *, is_moved: bool) -> UnitChange:
        """Make a unit whose words did not change; its number may have."""
        i, j = group.old[0], group.new[0]
        a, b = self._old.clauses[i], self._new.clauses[j]
        spans, kind = _number_spans(a, b, is_requoted=self._requoted and a.quoted)
        change = Change.SAME if kind in {None, ChangeClass.NUMBERING} else Change.EDITED
        is_renumbered = self._old.numbers[i] != self._new.numbers[j]
        return UnitChange(change, group.old, group.new, spans, is_moved, is_renumbered, kind)


def _wanderers(wanderings: Sequence[Wandering]) -> dict[int, Wanderers]:
    """The moved words of each group that has some."""
    found: dict[int, Wanderers] = {}
    for number, wandering in enumerate(wanderings):
        found.setdefault(wandering.source, Wanderers()).old[wandering.start] = (wandering.size, number)
        found.setdefault(wandering.target, Wanderers()).new[wandering.place] = (wandering.size, number)
    return found


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


def _one_sided(change: Change, group: Group, spans: tuple[Span, ...]) -> UnitChange:
    kind = gravest(span.change_class for span in spans) or ChangeClass.SUBSTANTIVE
    return UnitChange(change, group.old, group.new, spans, change_class=kind)


def _change(group: Group, kind: ChangeClass | None, spans: Sequence[Span]) -> Change:
    if len(group.new) > 1:
        return Change.SPLIT
    if len(group.old) > 1:
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
